// Package export hands a person everything that is kept about them, in a format that other
// programs can read (docs/export.md).
package export
