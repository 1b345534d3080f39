// Package question holds the operations that keep nothing: what the command line answers to a
// line of JSON, the API answers to a request, by the same code (packages intake and wire).
package question
