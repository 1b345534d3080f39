// Package clinic is the record of people after a treatment and what is done with it: courses,
// check-ins, products, uses, photos, and the answers that were shown.
//
// It says what has to be kept and in which order, and defines the small interfaces it needs
// for that (Reader, Writer, Store). internal/store keeps the rows, in SQLite or PostgreSQL.
// Everything belongs to a tenant: a household, or a clinic. There is no way to ask for a row
// without naming its tenant, and a row of another tenant is simply not there.
package clinic
