package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

// Doctor looks at everything that can be wrong with the data and says what to do. It changes
// nothing and reads beside a program that has the data open.
func Doctor(ctx context.Context, o Options) store.Report {
	var r store.Report
	r.LookAtFolder(o.Dir)
	r.LookAtBackups(o.Dir)
	path := filepath.Join(o.Dir, store.DatabaseFile)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if store.HasWitness(o.Dir) {
			r.Fault("database", fmt.Errorf("%s is not there, but it was: %w", path, clinic.ErrDamaged))
		}
		return r
	}
	if !r.Fault("database", looksLikeADatabase(path)) {
		return r
	}
	db, err := connect(path, "query_only(1)")
	if !r.Fault("database", err) {
		return r
	}
	db.SetMaxOpenConns(1)
	defer func() { _ = db.Close() }() // nothing was written
	look(ctx, &r, db, o.Dir)
	return r
}

func look(ctx context.Context, r *store.Report, db *sql.DB, dir string) {
	var got int64
	err := db.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&got)
	if !r.Fault("version", fault(err)) {
		return
	}
	newest, err := newestVersion()
	if !r.Fault("version", err) {
		return
	}
	r.LookAtVersion(got, newest)
	said, err := texts(ctx, db, "PRAGMA integrity_check(20)")
	if err == nil && (len(said) != 1 || said[0] != "ok") {
		err = fmt.Errorf("%v: %w", said, clinic.ErrDamaged)
	}
	if r.Fault("integrity", fault(err)) {
		r.Good("integrity", "every page and index agrees")
	}
	if r.Fault("keys", checkKeys(ctx, db)) {
		r.Good("keys", "no row points to one that is not there")
	}
	if got > newest {
		return
	}
	tx, err := db.BeginTx(ctx, nil) // one moment, beside whoever writes
	if !r.Fault("rows", fault(err)) {
		return
	}
	r.LookAtRows(ctx, tx, dialect, got, filepath.Join(dir, store.WitnessFile))
	_ = tx.Rollback() // nothing was written
}

// newestVersion is the newest schema this program knows.
func newestVersion() (int64, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return 0, err
	}
	return store.Newest(files)
}

func texts(ctx context.Context, c store.Conn, query string) ([]string, error) {
	rows, err := c.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // the error of reading is the one that counts
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}
