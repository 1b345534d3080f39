// Package storetest is the contract of clinic.Store as tests: one suite, run on every engine.
// A store that passes it can stand behind the program.
package storetest
