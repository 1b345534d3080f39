// Package fact lists the rules of a set of facts wherever they are written, and tells any
// fact in plain text with everything it rests on: what it says, which sources, what they earn
// by it, who disagrees, who reviewed it.
package fact
