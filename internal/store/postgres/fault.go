package postgres

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

var dialect = store.Dialect{
	Name:  "postgres",
	ID:    func(id clinic.ID) any { return id },
	Fault: fault,
	// Stronger than what a row that points to the tenant takes, and no stronger than needed.
	Lock: " FOR NO KEY UPDATE",
}

// The codes of PostgreSQL (its manual, appendix A) that mean something to the record.
var meanings = map[string]error{
	"23503": clinic.ErrNotFound, // a row points to what is not there
	"23505": clinic.ErrExists,
	"25006": clinic.ErrReadOnly, // a read-only transaction: a standby
	"42501": clinic.ErrReadOnly, // no permission
	"53100": store.ErrFull,
	"53300": clinic.ErrBusy, // too many connections
	"55P03": clinic.ErrBusy, // a lock is not to be had
	"57P03": clinic.ErrBusy, // the server starts or stops
	"58030": clinic.ErrDamaged,
	"XX001": clinic.ErrDamaged,
	"XX002": clinic.ErrDamaged,
}

// fault says what an error of PostgreSQL is to the record.
func fault(err error) error {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return err
	}
	kind := meanings[e.Code]
	if kind == nil || errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%w: %w", kind, err)
}

// conflict reports whether a transaction failed only because of another one.
func conflict(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01")
}

// damaged reports whether what is kept cannot be read whole.
func damaged(err error) bool { return errors.Is(err, clinic.ErrDamaged) }
