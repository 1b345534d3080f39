package sqlite

import (
	"database/sql"
)

// Only makes Open stop at an earlier schema.
func Only(o Options, version int64) Options {
	o.only = version
	return o
}

// Synchronous makes Open acknowledge writes in another way.
func Synchronous(o Options, mode string) Options {
	o.synchronous = mode
	return o
}

// Connect opens the file alone, as Open does.
func Connect(path string) (*sql.DB, error) { return connect(path) }

// Dialect is what SQLite needs.
var Dialect = dialect

// Newest is the newest schema.
func Newest() (int64, error) { return newestVersion() }
