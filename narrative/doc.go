// Package narrative reads a person's own words: which signs, when they began, how bad, what
// was done to the skin and with what. Read lists what was heard with its place in the text,
// so that the person can say whether that was meant; Reading.AddTo adds it to a situation.
//
// A text can only add. What is denied or over is shown and not used, what is doubtful counts,
// a misspelled word is read as the nearest that is known. The wordings are data of package
// knowledge (Base.Phrases); this package knows only how they are put together: negation and
// how far it reaches, time, severity, course. How soon someone should look is the business of
// package triage.
//
// The way through the package: prose (words), lexicon.go (wordings made ready), match.go
// (where they stand), negation.go and scope.go (what is said of them), time.go, treatment.go,
// heard.go and read.go (the answer), add.go (what it means for a situation).
package narrative
