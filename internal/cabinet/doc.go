// Package cabinet is the user's own folder: ingredient names that were imported from a
// file, and the user's products, found again by barcode.
//
// Nothing of it leaves the machine. The folder is made for its owner alone (0700), files
// are written whole or not at all. What came with the program always wins over what was
// imported, so that an imported list can add a name and never change an answer's ground.
package cabinet
