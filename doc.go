// Package skinafter holds the nouns that the whole project shares: a treatment and the
// time since it ended, the person, the product and its label, a check-in, a source.
//
// It imports only the standard library, does no I/O and never asks for the time.
// Read docs/map.md for the way from a label to a verdict.
package skinafter
