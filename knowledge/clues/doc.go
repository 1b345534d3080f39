// Package clues says whether what a rule asks for (knowledge.Clue) holds in a situation. A
// Scene is the situation made ready: the signs that stand, how each stands to the limits of
// the normal, what medicines mean, which ingredient classes were in the products.
//
// What nobody knows is read as the careful case.
package clues
