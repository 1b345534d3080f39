// Package label reads the text of a cosmetic label and says which ingredients stand on it.
//
// Names follow the International Nomenclature of Cosmetic Ingredients (INCI), which is
// systematic: package knowledge holds tables, package label/inci looks names up in them, this
// package finds the names in a text.
// Real labels are dirty, so every answer keeps the raw text, its place, and how it was
// understood; what was not understood is said and never guessed into a harmless name.
//
// The way through the package: text.go (characters), layout.go (where the list is),
// split.go (pieces), piece.go (brackets), scan.go (names and misreadings), segment.go (missing
// separators), parse.go (the answer). Below it, label/inci knows names and label/spelling how
// they are written and misread.
package label
