package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"skinafter/internal/clinic"
)

// Migration is what is needed to bring a database to the newest schema.
type Migration struct {
	Dialect goose.Dialect
	Files   fs.FS
	// Only stops at an earlier version; 0 = the newest. Tests make old databases with it.
	Only int64
	// Before runs once before anything is changed, if there is something to change and something
	// was there before; it takes the backup.
	Before func(ctx context.Context, from int64) error
}

// Versions are those before and after a migration.
type Versions struct{ From, To int64 }

// Migrate brings the database to the newest schema, each step in a transaction of its own
// together with its number: whoever is killed between two steps goes on with the next one.
// ErrNewer where the database knows a step that this program does not.
func Migrate(ctx context.Context, db *sql.DB, m Migration, options ...goose.ProviderOption) (Versions, error) {
	options = append(options, goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	p, err := goose.NewProvider(m.Dialect, db, m.Files, options...)
	if err != nil {
		return Versions{}, fmt.Errorf("reading the migrations: %w", err)
	}
	from, newest, err := p.GetVersions(ctx)
	if err != nil {
		return Versions{}, fmt.Errorf("reading the version of the data: %w", err)
	}
	to := newest
	if m.Only > 0 {
		to = m.Only
	}
	v := Versions{from, from}
	switch {
	case from > newest:
		return v, fmt.Errorf("the data has version %d, this program knows up to %d: %w", from, newest, clinic.ErrNewer)
	case from >= to:
		return v, nil
	}
	if from > 0 && m.Before != nil {
		if err := m.Before(ctx, from); err != nil {
			return v, fmt.Errorf("backing up before the migration from version %d: %w", from, err)
		}
	}
	done, err := p.UpTo(ctx, to)
	for _, d := range done {
		if d.Error == nil {
			v.To = d.Source.Version
		}
	}
	if err != nil {
		return v, fmt.Errorf("migrating from version %d to %d: %w", from, to, err)
	}
	v.To = to
	return v, nil
}

// Newest is the version of the newest migration among files, whose names begin with it.
func Newest(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return 0, err
	}
	var newest int64
	for _, name := range names {
		v, err := goose.NumericComponent(name)
		if err != nil {
			return 0, fmt.Errorf("migration %s: %w", name, err)
		}
		newest = max(newest, v)
	}
	return newest, nil
}
