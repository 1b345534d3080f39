// Package sqlite keeps the record in one SQLite file in a data folder (modernc.org/sqlite:
// no C). The log is written ahead (WAL) and synced before a write is acknowledged
// (synchronous=FULL). One goroutine writes: it carries out every change that waits, each in a
// savepoint of its own, commits once for all of them, notes the heads of the audit chains in the
// witness file and answers. Readers have connections of their own and never wait for it.
package sqlite
