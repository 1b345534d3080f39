// Package chart draws signs over the days after a treatment as SVG: a lane for each, with what is
// usual behind it, and the products that were used below. It needs nothing but the standard
// library, no script, and no style of its own: app.css and diary.css have the classes.
package chart
