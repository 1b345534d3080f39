package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

// BackupBeside writes everything as it is at one moment, beside programs that have the data
// open. It changes nothing, so the data may be of an older schema. ErrNewer where a newer
// program wrote it.
func BackupBeside(ctx context.Context, o Options, to io.Writer) (m store.Manifest, err error) {
	config, err := pgx.ParseConfig(o.URL)
	if err != nil {
		return m, fmt.Errorf("the address of the database: %w", err)
	}
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // the system's clock where the caller has none
	}
	s := &Store{db: stdlib.OpenDB(*config), now: o.Now}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	var schema int64
	if err := s.db.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&schema); err != nil {
		return m, fmt.Errorf("reading the version of the data: %w", fault(err))
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return m, err
	}
	newest, err := store.Newest(files)
	switch {
	case err != nil:
		return m, err
	case schema > newest:
		return m, fmt.Errorf("version %d of the data: %w", schema, clinic.ErrNewer)
	}
	return s.copyTo(ctx, to, schema)
}
