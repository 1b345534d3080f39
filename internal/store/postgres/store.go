package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

// triesMost is how often a write is tried that conflicts with others.
const triesMost = 10

// Read reads what was acknowledged before the call.
func (s *Store) Read(tenant clinic.ID) clinic.Reader { return store.NewReader(s.db, dialect, tenant) }

// Write runs change in a transaction that other writers of the tenant wait for; see
// clinic.Store.
func (s *Store) Write(ctx context.Context, tenant clinic.ID, change func(clinic.Writer) error) error {
	var head clinic.Head
	err := s.transact(ctx, func(tx *sql.Tx) error {
		head = clinic.Head{}
		w, err := store.NewWriter(ctx, tx, dialect, tenant, s.now)
		if err != nil {
			return err
		}
		err = store.Try(func() error { return change(w) })
		head = w.Head
		return err
	})
	if err != nil || head.Seq == 0 {
		return err
	}
	return s.witness.Keep([]clinic.Head{head})
}

// transact runs a transaction and repeats it after a conflict with another one.
func (s *Store) transact(ctx context.Context, work func(*sql.Tx) error) error {
	for try := 1; ; try++ {
		err := s.once(ctx, work)
		if err == nil || try == triesMost || !(conflict(err) || pgconn.SafeToRetry(err)) {
			return err
		}
		select {
		case <-time.After(time.Duration(try) * 5 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// once runs a transaction. Read committed is enough: whoever writes for a tenant first takes
// its row, and every statement after that sees what was committed before (docs/adr/0006).
func (s *Store) once(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return fmt.Errorf("beginning to write: %w", fault(err))
	}
	err = work(tx)
	if err == nil {
		err = s.witness.Reserve(1)
	}
	if err != nil {
		if undo := tx.Rollback(); undo != nil && !errors.Is(undo, sql.ErrTxDone) {
			err = errors.Join(err, undo)
		}
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing: %w", fault(err))
	}
	return nil
}

// Tenants lists the tenants, oldest first.
func (s *Store) Tenants(ctx context.Context) ([]clinic.ID, error) {
	return store.Tenants(ctx, s.db, dialect)
}

// Found makes a new tenant; ErrExists where the id is taken.
func (s *Store) Found(ctx context.Context, tenant clinic.ID) error {
	return s.transact(ctx, func(tx *sql.Tx) error { return store.Found(ctx, tx, dialect, tenant, s.now()) })
}

// Erase removes every row and reply of a tenant, and counts the rows by kind. The backups that
// this process made before migrations are gone when it returns. PostgreSQL overwrites the space
// of removed rows when it next needs it; the operator's own copies of the server are the
// operator's.
func (s *Store) Erase(ctx context.Context, tenant clinic.ID) (map[clinic.Kind]int, error) {
	var out map[clinic.Kind]int
	err := s.transact(ctx, func(tx *sql.Tx) error {
		w, err := store.NewWriter(ctx, tx, dialect, tenant, s.now)
		if err == nil {
			out, err = w.Erase(ctx)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, store.DropBackups(s.folder)
}
