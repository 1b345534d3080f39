// Package inci says which ingredient a printed name means: the canonical name of the
// International Nomenclature of Cosmetic Ingredients (INCI), how it was found, and what
// families and public hazards follow from it.
//
// The tables are data of package knowledge; an Index makes them ready. A name is looked up as
// it stands (index.go), then read by grammar: plants with their parts and preparations in
// several languages (plant.go), transliterated Korean (hangul.go), slashes and colour numbers
// (resolve.go), names that no table holds but that are built like one (open.go). A misread
// name is corrected only where one name is clearly meant, and never into a harmless one that
// stands beside a hazard (correct.go).
//
// What is a name and what is not in a whole text is the business of package label.
package inci
