// Package chart draws the pictures of signal detection: a forest of intervals, a volcano,
// the time to onset, and the information component as it grew over the years.
//
// A Picture is a list of marks on a plane in CSS pixels, y downwards. It is written as SVG
// (accessible: role, title and description, a title on every mark that carries data) or as
// PNG. What a mark means is shown by its form, never by its colour alone: a filled diamond
// reaches the threshold, a hollow circle does not. The same values give the same bytes.
//
// Every word on a picture is passed in, so that it comes in the reader's language. Letters
// that the Go fonts lack (Hangul, for one) are boxes in a PNG; the SVG leaves them to the
// reader's own fonts.
package chart
