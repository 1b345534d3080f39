package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

// BackupBeside writes everything as it is at one moment, beside a program that has the data
// open. It changes nothing, so the data may be of an older schema. ErrNotFound where there is
// no data, ErrNewer where a newer program wrote it.
func BackupBeside(ctx context.Context, o Options, to io.Writer) (m store.Manifest, err error) {
	path := filepath.Join(o.Dir, store.DatabaseFile)
	if _, err := os.Stat(path); err != nil {
		return m, fmt.Errorf("looking for %s: %w", path, errors.Join(clinic.ErrNotFound, err))
	}
	if err := looksLikeADatabase(path); err != nil {
		return m, fmt.Errorf("reading %s: %w", path, err)
	}
	db, err := connect(path, "query_only(1)")
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return m, fmt.Errorf("beginning to read: %w", fault(err))
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	var schema int64
	if err := tx.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&schema); err != nil {
		return m, fmt.Errorf("reading the version of %s: %w", path, fault(err))
	}
	newest, err := newestVersion()
	switch {
	case err != nil:
		return m, err
	case schema > newest:
		return m, fmt.Errorf("version %d of %s: %w", schema, path, clinic.ErrNewer)
	}
	now := o.Now
	if now == nil {
		now = time.Now //nolint:forbidigo // the system's clock where the caller has none
	}
	return store.Archive(ctx, tx, dialect, schema, now(), to)
}
