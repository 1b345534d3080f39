// Package caers reads the adverse event reports on food, supplements and cosmetics that the FDA
// publishes as CSV (CFSAN Adverse Event Reporting System): the older files with columns such as
// "PRI_Reported Brand/Product Name" (2004 to 2017) and the newer ones ("Product", "MedDRA
// Preferred Terms"). One line is one product of one report; its symptoms stand in one cell, with
// commas between them, and become one row each.
//
// It is a stream: memory does not grow with the file. A line that cannot be used is refused with
// its number and reason, and the next one is read; see Reader.Tally.
package caers
