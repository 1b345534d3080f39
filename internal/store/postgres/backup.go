package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"

	"skinafter/internal/store"
)

// Backup writes everything as it is at one moment; writers do not wait for it. The format is
// the same for every engine.
func (s *Store) Backup(ctx context.Context, to io.Writer) (store.Manifest, error) {
	return s.copyTo(ctx, to, s.versions.To)
}

func (s *Store) copyTo(ctx context.Context, to io.Writer, schema int64) (store.Manifest, error) {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return store.Manifest{}, fmt.Errorf("beginning to read: %w", fault(err))
	}
	m, err := store.Archive(ctx, tx, dialect, schema, s.now(), to)
	if end := tx.Rollback(); end != nil && !errors.Is(end, sql.ErrTxDone) {
		err = errors.Join(err, end)
	}
	return m, err
}

// Restore puts a backup in the place of everything that is kept. What was there before is kept
// as an automatic backup. The database must be reachable and of a version this program knows;
// its content may be damaged.
func Restore(ctx context.Context, o Options, path string) (m store.Manifest, err error) {
	a, err := store.OpenArchive(path)
	if err != nil {
		return store.Manifest{}, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	s, err := connect(ctx, o)
	if err != nil {
		return a.Manifest, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if s.versions, err = s.migrate(ctx, 0); err != nil {
		return a.Manifest, err
	}
	if err := s.backUp(ctx, s.versions.To); err != nil && !damaged(err) {
		return a.Manifest, fmt.Errorf("keeping what was there: %w", err)
	}
	err = s.transact(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "TRUNCATE "+strings.Join(store.TablesOfTenants(), ", ")); err != nil {
			return fmt.Errorf("making room: %w", fault(err))
		}
		return a.Restore(ctx, tx, dialect)
	})
	if err != nil {
		return a.Manifest, fmt.Errorf("restoring %s: %w", path, err)
	}
	return a.Manifest, s.witness.Replace(a.Manifest.Heads)
}
