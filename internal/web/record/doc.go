// Package record holds the pages on which a person tells and carries what was done: the form of
// a treatment, the passport and its printed sheet, the next session, the questions before a
// treatment, and the person's own data.
//
// Telling a treatment is a journey of several pages, kept as a draft (journey.go); the same
// journey changes one that is kept. Addresses hold opaque ids and numbers of steps only.
package record
