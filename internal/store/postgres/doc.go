// Package postgres keeps the record in PostgreSQL (github.com/jackc/pgx), for more than one
// machine can carry. Writers of one tenant wait for each other at the tenant's row; those of
// different tenants do not. The data folder holds the witness file and the automatic backups.
package postgres
