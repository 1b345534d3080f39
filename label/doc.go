// Package label reads the text of a cosmetic label and says which ingredients stand on it.
//
// Names follow the International Nomenclature of Cosmetic Ingredients (INCI), which is
// systematic: package knowledge holds tables and a grammar, this package holds the reading.
// Real labels are dirty, so every answer keeps the raw text, its place, and how it was
// understood; what was not understood is said and never guessed into a harmless name.
//
// The way through the package: text.go (characters), layout.go (where the list is),
// split.go (pieces), piece.go (brackets), resolve.go (names), fuzzy.go (misreadings),
// segment.go (missing separators), parse.go (the answer).
package label
