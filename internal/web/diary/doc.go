// Package diary holds the pages of a person's own course: how it stands now, checking in and
// what was answered, the timeline with its chart, the plan, photos, and help.
//
// A check-in is a journey of several pages. What was answered so far is a draft that the record
// keeps, so that the browser's Back, a second tab or an empty battery loses nothing; addresses
// hold the draft's opaque id and the number of a step. A sign of danger interrupts the journey
// as soon as it is told (interrupt.go).
package diary
