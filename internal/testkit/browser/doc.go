// Package browser drives a real Chromium for tests: a phone that visits pages, taps, types and
// looks; it counts taps and requests, notes what the console says, asks axe-core about
// accessibility and takes pictures.
//
// A missing Chromium or axe-core fails the test with a line that says how to get it.
package browser
