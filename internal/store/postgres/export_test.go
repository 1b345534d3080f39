package postgres

// Only makes Open stop at an earlier schema.
func Only(o Options, version int64) Options {
	o.only = version
	return o
}

// Dialect is what PostgreSQL needs.
var Dialect = dialect
