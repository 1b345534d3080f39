package sqlite

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

var dialect = store.Dialect{
	Name:  "sqlite",
	ID:    func(id clinic.ID) any { return id[:] },
	Fault: fault,
}

// fault says what an error of SQLite is to the record.
func fault(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	kind := error(nil)
	switch e.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		kind = clinic.ErrBusy
	case lib.SQLITE_FULL:
		kind = store.ErrFull
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM:
		kind = clinic.ErrReadOnly
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		kind = clinic.ErrDamaged
	case lib.SQLITE_IOERR:
		kind = clinic.ErrReadOnly
		if e.Code() == lib.SQLITE_IOERR_READ || e.Code() == lib.SQLITE_IOERR_SHORT_READ {
			kind = clinic.ErrDamaged
		}
	}
	if kind == nil || errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%w: %w", kind, err)
}
