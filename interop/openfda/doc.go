// Package openfda reads adverse event reports as the FDA's open interface gives them: the JSON of
// food/event (which held cosmetics until 2024), cosmetic/event and device/event, as one answer
// or download with a list "results", as a plain list, or as one report or answer a line.
//
// It is a stream: no more than one report is held at a time. A report that cannot be used is refused
// with its line and reason, and the next one is read; text that is not JSON ends the reading with
// an error that names the line. See Reader.Tally.
package openfda
