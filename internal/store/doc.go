// Package store is what the two stores of the record share: the statements, with the tenant
// first in each of them; the migrations' runner; the witness file that holds the heads of the
// audit chains a second time; backup, restore and the doctor.
//
// internal/store/sqlite and internal/store/postgres are the engines. The statements are the same
// text for both; what differs stands in Dialect. An id is 16 bytes in SQLite and a uuid in
// PostgreSQL, a time is whole microseconds since 1970 in both, a body is the JSON text as it came
// in, so that its digest in the audit chain stays true.
package store
