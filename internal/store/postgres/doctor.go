package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"skinafter/internal/store"
)

// Doctor looks at everything that can be wrong with the data and says what to do. It changes
// nothing and reads beside programs that have the data open.
func Doctor(ctx context.Context, o Options) store.Report {
	var r store.Report
	r.LookAtFolder(o.Dir)
	r.LookAtBackups(o.Dir)
	config, err := pgx.ParseConfig(o.URL)
	if !r.Fault("database", err) {
		return r
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(1)
	defer func() { _ = db.Close() }() // nothing was written
	if err := db.PingContext(ctx); err != nil {
		r = append(r, store.Finding{
			Check: "database", State: store.Bad, Note: fmt.Sprintf("connecting: %v", err),
			Do: "See that the server runs and that its address, user and password are right.",
		})
		return r
	}
	look(ctx, &r, db, o.Dir)
	return r
}

func look(ctx context.Context, r *store.Report, db *sql.DB, dir string) {
	for _, s := range []struct{ name, want, do string }{
		{"fsync", "on", "Set fsync = on on the server: without it a power cut can lose everything."},
		{"full_page_writes", "on", "Set full_page_writes = on on the server."},
		{"data_checksums", "on", "Consider pg_checksums --enable while the server is down: damage is then noticed when it is read."},
		{"server_encoding", "UTF8", "Move the data into a database with encoding UTF8."},
	} {
		var got string
		if err := db.QueryRowContext(ctx, "SELECT current_setting($1)", s.name).Scan(&got); !r.Fault("server", fault(err)) {
			return
		}
		if got != s.want {
			r.Warn("server", s.do, "%s is %s", s.name, got)
		} else {
			r.Good("server", "%s is %s", s.name, got)
		}
	}
	files, err := fs.Sub(migrations, "migrations")
	if !r.Fault("version", err) {
		return
	}
	newest, err := store.Newest(files)
	if !r.Fault("version", err) {
		return
	}
	var got int64
	err = db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version").Scan(&got)
	if !r.Fault("version", fault(err)) {
		return
	}
	if r.LookAtVersion(got, newest); got > newest {
		return
	}
	tx, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if !r.Fault("rows", fault(err)) {
		return
	}
	r.LookAtRows(ctx, tx, dialect, got, filepath.Join(dir, store.WitnessFile))
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		r.Fault("database", fault(err))
	}
}
