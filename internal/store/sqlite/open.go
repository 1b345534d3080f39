package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options say where the data lies.
type Options struct {
	// Dir is the data folder; it is made where it is missing. One process has it at a time.
	Dir string
	// Now is the clock; nil = the system's.
	Now func() time.Time
	// Readers is how many can read at the same time; 0 = 4.
	Readers int

	synchronous string // FULL where empty; a test shows what another value costs
	only        int64  // stops the migration earlier; tests make old data with it
}

// quickly is up to which size the whole file is checked at every start, in bytes.
const quickly = 8 << 20

// Open opens the data, makes it where there is none, and brings it to the newest schema after a
// backup. Errors: ErrBusy where another process has the folder, ErrReadOnly where nothing can be
// written, ErrNewer where a newer program wrote the data, ErrDamaged where it does not agree with
// itself or with the witness. store.Advice says what to do.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // the system's clock where the caller has none
	}
	if o.Readers <= 0 {
		o.Readers = 4
	}
	if o.synchronous == "" {
		o.synchronous = "FULL"
	}
	folder, err := store.OpenFolder(o.Dir)
	if err != nil {
		return nil, err
	}
	s := &Store{now: o.Now, folder: folder, path: folder.Path(store.DatabaseFile), queue: make(chan *request, batchMost), done: make(chan struct{})}
	if err := s.open(ctx, o); err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", s.path, err), s.release())
	}
	go s.write()
	return s, nil
}

func (s *Store) open(ctx context.Context, o Options) error {
	var err error
	if err = checkFile(o.Dir, s.path); err != nil {
		return err
	}
	if s.witness, err = store.OpenWitness(s.folder.Path(store.WitnessFile)); err != nil {
		return err
	}
	if s.versions, err = s.migrate(ctx, o); err != nil {
		return err
	}
	if s.writeDB, err = connect(s.path, "synchronous("+o.synchronous+")"); err != nil {
		return err
	}
	s.writeDB.SetMaxOpenConns(1)
	if s.conn, err = s.writeDB.Conn(ctx); err != nil {
		return fault(err)
	}
	s.prepared = store.NewPrepared(s.conn)
	if s.readDB, err = connect(s.path, "query_only(1)"); err != nil {
		return err
	}
	s.readDB.SetMaxOpenConns(o.Readers)
	s.readDB.SetMaxIdleConns(o.Readers)
	s.reads = store.NewPrepared(s.readDB)
	if s.versions.To >= store.ChainSince {
		if err := store.CheckHeads(ctx, s.reads, dialect, s.witness); err != nil {
			return err
		}
	}
	return s.remember()
}

// remember notes which files were opened.
func (s *Store) remember() error {
	s.files = map[string]os.FileInfo{}
	for _, path := range []string{s.path, s.path + "-wal"} {
		info, err := os.Stat(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return store.FileFault(err)
		}
		if err == nil {
			s.files[path] = info
		}
	}
	return nil
}

// there reports as ErrDamaged that a file was removed or exchanged behind the program's back: on
// most systems writing into it goes on as if nothing were wrong, and all of it is lost.
func (s *Store) there() error {
	for path, opened := range s.files {
		if info, err := os.Stat(path); err != nil || !os.SameFile(opened, info) {
			return fmt.Errorf("%s is not the file that was opened: %w", path, clinic.ErrDamaged)
		}
	}
	return nil
}

// connect opens a pool; every connection gets the settings before anything else. A file that is
// not there is not made: checkFile does that, once.
func connect(path string, pragmas ...string) (*sql.DB, error) {
	pragmas = append([]string{
		"busy_timeout(5000)", "journal_mode(WAL)", "foreign_keys(1)", "secure_delete(1)", "journal_size_limit(16777216)",
	}, pragmas...)
	escaped := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
	return sql.Open("sqlite", "file:"+escaped+"?mode=rw&_pragma="+strings.Join(pragmas, "&_pragma="))
}

// checkFile makes an empty file that only its owner can read where there is none, or looks
// whether what is there begins as a SQLite file does. A witness without a file beside it says
// that a file was there.
func checkFile(dir, path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && store.HasWitness(dir) {
		return fmt.Errorf("the file is not there, but it was: %w", clinic.ErrDamaged)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return store.FileFault(err)
	}
	return errors.Join(f.Close(), looksLikeADatabase(path))
}

func looksLikeADatabase(path string) error {
	whole, err := store.IsDatabase(path)
	if err != nil {
		return store.FileFault(err)
	}
	info, err := os.Stat(path)
	if err == nil && info.Size() > 0 && !whole {
		err = fmt.Errorf("the file does not begin as a SQLite database does: %w", clinic.ErrDamaged)
	}
	return err
}

// migrate brings the file to the newest schema. It has no keys to check meanwhile, as SQLite
// asks for when tables are made anew; they are checked afterwards.
func (s *Store) migrate(ctx context.Context, o Options) (store.Versions, error) {
	db, err := connect(s.path, "foreign_keys(0)")
	if err != nil {
		return store.Versions{}, err
	}
	db.SetMaxOpenConns(1)
	files, err := fs.Sub(migrations, "migrations")
	if err == nil {
		err = checkQuickly(ctx, s.path, db)
	}
	if err != nil {
		return store.Versions{}, errors.Join(err, db.Close())
	}
	v, err := store.Migrate(ctx, db, store.Migration{
		Dialect: goose.DialectSQLite3, Files: files, Only: o.only,
		Before: func(ctx context.Context, from int64) error { return s.backUp(ctx, db, from) },
	})
	if err == nil && v.From != v.To {
		err = checkKeys(ctx, db)
	}
	return v, errors.Join(fault(err), db.Close())
}

// backUp copies the whole file before it is migrated.
func (s *Store) backUp(ctx context.Context, db *sql.DB, from int64) error {
	return store.KeepBackup(s.folder, store.BackupName(s.now(), from, ".db"), func(path string) error {
		_, err := db.ExecContext(ctx, "VACUUM INTO $1", path)
		return fault(err)
	})
}

func checkKeys(ctx context.Context, c store.Conn) error {
	var table string
	err := c.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&table)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return fault(err)
	default:
		return fmt.Errorf("a row of %s points to one that is not there: %w", table, clinic.ErrDamaged)
	}
}

// checkQuickly looks at the list of tables and, in a small file, at every page: goose would
// take a table of versions that cannot be read for one that is not there.
func checkQuickly(ctx context.Context, path string, c store.Conn) error {
	var n int
	if err := c.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'goose_db_version'").Scan(&n); err != nil {
		return fault(err)
	}
	if n > 0 {
		if err := c.QueryRowContext(ctx, "SELECT count(version_id) FROM goose_db_version").Scan(&n); err != nil {
			return fault(err)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Size() > quickly {
		return err
	}
	var said string
	if err := c.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return fault(err)
	}
	if said != "ok" {
		return fmt.Errorf("%s: %w", said, clinic.ErrDamaged)
	}
	return nil
}
