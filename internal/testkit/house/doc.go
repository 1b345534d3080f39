// Package house opens, for tests, what the app stands on: a record in a SQLite file of its
// own, a clock that a test turns, and the pages of a package over both, asked as a browser
// asks them and read as a person reads them.
package house
