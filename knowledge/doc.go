// Package knowledge holds the facts: what an ingredient is, how long skin must wait for it,
// who says so and who disagrees. Facts are text files beside this code that a pharmacist or
// a nurse can read and correct; Load reads them, Lint finds what is wrong with them.
//
// The package does no I/O of its own: Embedded carries the files that come with the program,
// any other copy is handed in as an fs.FS.
package knowledge
