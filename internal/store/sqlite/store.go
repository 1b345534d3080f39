package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

// Store is the record in a SQLite file. It is safe for concurrent use.
type Store struct {
	now      func() time.Time
	folder   *store.Folder
	witness  *store.Witness
	path     string
	versions store.Versions
	files    map[string]os.FileInfo // the database and its log as they were opened, by path

	writeDB  *sql.DB
	conn     *sql.Conn // the only one that writes
	prepared *store.Prepared
	readDB   *sql.DB
	reads    *store.Prepared

	queue   chan *request
	done    chan struct{}
	closing sync.RWMutex
	closed  bool
}

var _ clinic.Store = (*Store)(nil)

// ErrClosed says that the store was closed.
var ErrClosed = fmt.Errorf("the data is closed: %w", fs.ErrClosed)

// Versions are those of the schema before and after it was opened.
func (s *Store) Versions() store.Versions { return s.versions }

// Read reads what was acknowledged before the call.
func (s *Store) Read(tenant clinic.ID) clinic.Reader {
	return store.NewReader(s.reads, dialect, tenant)
}

// Write runs change in one transaction together with others that wait; see clinic.Store.
func (s *Store) Write(ctx context.Context, tenant clinic.ID, change func(clinic.Writer) error) error {
	return s.submit(ctx, func(ctx context.Context, c store.Conn) (clinic.Head, error) {
		w, err := store.NewWriter(ctx, c, dialect, tenant, s.now)
		if err != nil {
			return clinic.Head{}, err
		}
		err = change(w)
		return w.Head, err
	}, nil)
}

// Tenants lists the tenants, oldest first.
func (s *Store) Tenants(ctx context.Context) ([]clinic.ID, error) {
	return store.Tenants(ctx, s.reads, dialect)
}

// Found makes a new tenant; ErrExists where the id is taken.
func (s *Store) Found(ctx context.Context, tenant clinic.ID) error {
	return s.submit(ctx, func(ctx context.Context, c store.Conn) (clinic.Head, error) {
		return clinic.Head{}, store.Found(ctx, c, dialect, tenant, s.now())
	}, nil)
}

// Erase removes every row and reply of a tenant, and counts the rows by kind. When it returns,
// what they held is overwritten in the file and in its log, and the backups that were made
// before migrations are gone.
func (s *Store) Erase(ctx context.Context, tenant clinic.ID) (map[clinic.Kind]int, error) {
	var out map[clinic.Kind]int
	err := s.submit(ctx, func(ctx context.Context, c store.Conn) (clinic.Head, error) {
		w, err := store.NewWriter(ctx, c, dialect, tenant, s.now)
		if err == nil {
			out, err = w.Erase(ctx)
		}
		return clinic.Head{}, err
	}, s.wipe)
	if err != nil {
		return nil, err
	}
	return out, nil
}

// wipe empties the log, which still holds pages as they were, and removes the backups.
func (s *Store) wipe(ctx context.Context) error {
	for range 50 {
		var busy, log, moved int
		if err := s.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &moved); err != nil {
			return fmt.Errorf("emptying the log: %w", fault(err))
		}
		if busy == 0 {
			return store.DropBackups(s.folder)
		}
		time.Sleep(20 * time.Millisecond) // a reader still looks at the old pages
	}
	return fmt.Errorf("the rows are removed, their traces in the log are not yet: %w", clinic.ErrBusy)
}

// Close waits for what is being written and lets the data go.
func (s *Store) Close() error {
	s.closing.Lock()
	if s.closed {
		s.closing.Unlock()
		return nil
	}
	s.closed = true
	close(s.queue)
	s.closing.Unlock()
	<-s.done
	return s.release()
}

// release closes what was opened.
func (s *Store) release() error {
	var errs []error
	if s.reads != nil {
		errs = append(errs, s.reads.Close(), s.readDB.Close())
	}
	if s.prepared != nil {
		errs = append(errs, s.prepared.Close())
	}
	if s.conn != nil {
		errs = append(errs, s.conn.Close())
	}
	if s.writeDB != nil {
		errs = append(errs, s.writeDB.Close())
	}
	if s.witness != nil {
		errs = append(errs, s.witness.Close())
	}
	return errors.Join(append(errs, s.folder.Close())...)
}
