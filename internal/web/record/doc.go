// Package record holds the pages on which a person tells and carries what was done: the form of
// a treatment, the list of treatments, the passport with its products, and its printed sheet.
//
// Telling a treatment is a journey of several pages, kept as a draft (journey.go); the same
// journey changes one that is kept. Addresses hold opaque ids and numbers of steps only.
package record
