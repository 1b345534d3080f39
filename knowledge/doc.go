// Package knowledge holds the facts: what an ingredient is, how long skin must wait for it,
// who says so and who disagrees. Facts are text files beside this code that a pharmacist or
// a nurse can read and correct; Load reads them into a Base, or says what is wrong with them.
//
// The package does no I/O of its own: Embedded carries the files that come with the program,
// any other copy is handed in as an fs.FS.
//
// Beside it: plain reads the files, clues says whether what a rule asks for holds, fact tells
// a fact with its sources, casebook holds questions with their answers, lint finds what is
// well formed and still not right.
package knowledge
