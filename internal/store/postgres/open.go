package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options say where the data lies.
type Options struct {
	// URL is the address of the database, as libpq reads it; what it leaves out comes from the
	// environment (PGPASSWORD, PGPASSFILE and others).
	URL string
	// Dir is the data folder of this process; it is made where it is missing.
	Dir string
	// Now is the clock; nil = the system's.
	Now func() time.Time
	// Conns is how many connections are opened at most; 0 = 16.
	Conns int

	only int64 // stops the migration earlier; tests make old data with it
}

// Open connects and brings the data to the newest schema after a backup. Errors: ErrBusy where
// another process has the folder or the server takes no more connections, ErrReadOnly where
// nothing can be written, ErrNewer where a newer program wrote the data, ErrDamaged where it does
// not agree with the witness. store.Advice says what to do.
func Open(ctx context.Context, o Options) (*Store, error) {
	s, err := connect(ctx, o)
	if err != nil {
		return nil, err
	}
	if s.versions, err = s.migrate(ctx, o.only); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if s.versions.To < store.ChainSince {
		return s, nil
	}
	if err := store.CheckHeads(ctx, s.db, dialect, s.witness); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// connect opens everything and changes nothing in the database.
func connect(ctx context.Context, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // the system's clock where the caller has none
	}
	if o.Conns <= 0 {
		o.Conns = 16
	}
	config, err := pgxpool.ParseConfig(o.URL)
	if err != nil {
		return nil, fmt.Errorf("reading the address of the database: %w", err) // without the password
	}
	config.MaxConns = int32(min(o.Conns, 1000))
	// What is acknowledged is on disk, whatever is usual on this server.
	config.ConnConfig.RuntimeParams["synchronous_commit"] = "on"
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "skinafter"
	}
	folder, err := store.OpenFolder(o.Dir)
	if err != nil {
		return nil, err
	}
	s := &Store{now: o.Now, folder: folder}
	if s.witness, err = store.OpenWitness(folder.Path(store.WitnessFile)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if s.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, errors.Join(fmt.Errorf("connecting to the database: %w", fault(err)), s.Close())
	}
	s.db = stdlib.OpenDBFromPool(s.pool)
	if err := s.db.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("connecting to the database: %w", fault(err)), s.Close())
	}
	return s, nil
}

// migrate brings the database to the newest schema. Two programs that start at the same time
// wait for each other; each step is one transaction, so nothing depends on that.
func (s *Store) migrate(ctx context.Context, only int64) (store.Versions, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return store.Versions{}, err
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 120))
	if err != nil {
		return store.Versions{}, err
	}
	v, err := store.Migrate(ctx, s.db, store.Migration{
		Dialect: goose.DialectPostgres, Files: files, Only: only, Before: s.backUp,
	}, goose.WithSessionLocker(locker))
	return v, fault(err)
}

// backUp copies all rows before they are migrated.
func (s *Store) backUp(ctx context.Context, from int64) error {
	return store.KeepBackup(s.folder, store.BackupName(s.now(), from, ".zip"), func(path string) error {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return store.FileFault(err)
		}
		_, err = s.copyTo(ctx, f, from)
		return errors.Join(err, f.Close())
	})
}

// Store is the record in PostgreSQL. It is safe for concurrent use.
type Store struct {
	now      func() time.Time
	folder   *store.Folder
	witness  *store.Witness
	pool     *pgxpool.Pool
	db       *sql.DB
	versions store.Versions
	closing  sync.Once
	closed   error
}

var _ clinic.Store = (*Store)(nil)

// Versions are those of the schema before and after it was opened.
func (s *Store) Versions() store.Versions { return s.versions }

// Close waits for what is being written and lets the data go; a second time does nothing.
func (s *Store) Close() error {
	s.closing.Do(func() { s.closed = s.release() })
	return s.closed
}

func (s *Store) release() error {
	var errs []error
	if s.db != nil {
		errs = append(errs, s.db.Close())
	}
	if s.pool != nil {
		s.pool.Close()
	}
	if s.witness != nil {
		errs = append(errs, s.witness.Close())
	}
	return errors.Join(append(errs, s.folder.Close())...)
}
