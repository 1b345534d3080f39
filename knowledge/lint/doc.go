// Package lint holds what people need who write facts and cases: Check lists what is well
// formed and still not right, Format brings a file into canonical form.
//
// The checks of a kind of file are in the file of its name: rules.go, triage.go, clues.go,
// plans.go, events.go, phrases.go, tables.go, cases.go; words.go knows what we do not say and
// how hard a text is to read.
package lint
