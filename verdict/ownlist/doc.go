// Package ownlist reads the lists that a person wrote: what they react to, what they avoid,
// what was prescribed, what they take. Each entry is taken for what it may mean: a name, a
// family, a group that people have a word for, a name inside other words, a name with a slip
// of the pen. An entry that nobody can place stays unknown, and is said.
//
// The names of the facts are made ready once for each Base and found by the words in them, so
// that reading a list costs as much as it is long, whatever the dictionary holds.
package ownlist
