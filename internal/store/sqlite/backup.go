package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

// Backup writes everything as it is at one moment; writers do not wait for it. The format is
// the same for every engine.
func (s *Store) Backup(ctx context.Context, to io.Writer) (store.Manifest, error) {
	tx, err := s.readDB.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return store.Manifest{}, fmt.Errorf("beginning to read: %w", fault(err))
	}
	m, err := store.Archive(ctx, tx, dialect, s.versions.To, s.now(), to)
	if end := tx.Rollback(); end != nil && !errors.Is(end, sql.ErrTxDone) {
		err = errors.Join(err, end)
	}
	return m, err
}

// Restore puts a backup in the place of everything that is kept, be it an archive or a copy
// that was made before a migration. What was there before, damaged or not, is kept among the
// automatic backups. A restore that was broken off can be begun again.
func Restore(ctx context.Context, o Options, path string) (m store.Manifest, err error) {
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // the system's clock where the caller has none
	}
	folder, err := store.OpenFolder(o.Dir)
	if err != nil {
		return store.Manifest{}, err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	workshop := folder.Path("restoring")
	if err := os.RemoveAll(workshop); err != nil {
		return m, fmt.Errorf("restoring: %w", store.FileFault(err))
	}
	defer func() { err = errors.Join(err, os.RemoveAll(workshop)) }()
	if m, err = build(ctx, o, workshop, path); err != nil {
		return m, fmt.Errorf("restoring %s: %w", path, err)
	}
	settle(ctx, folder.Path(store.DatabaseFile))
	if err := swap(folder, workshop, o.Now()); err != nil {
		return m, fmt.Errorf("putting the restored data in place: %w", store.FileFault(err))
	}
	return m, nil
}

// build makes a data folder beside the real one that holds what the backup holds.
func build(ctx context.Context, o Options, workshop, path string) (m store.Manifest, err error) {
	whole, err := store.IsDatabase(path)
	if err != nil {
		return m, err
	}
	var a *store.Archived
	if whole {
		if err := copyFile(path, filepath.Join(workshop, store.DatabaseFile)); err != nil {
			return m, store.FileFault(err)
		}
	} else {
		if a, err = store.OpenArchive(path); err != nil {
			return m, err
		}
		defer func() { err = errors.Join(err, a.Close()) }()
	}
	s, err := Open(ctx, Options{Dir: workshop, Now: o.Now})
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if whole {
		heads, err := store.Heads(ctx, s.reads, dialect)
		if err != nil {
			return m, err
		}
		m = store.Manifest{Engine: dialect.Name, Schema: s.versions.From, Heads: heads}
	} else {
		m = a.Manifest
		err := s.submit(ctx, func(ctx context.Context, c store.Conn) (clinic.Head, error) {
			return clinic.Head{}, a.Restore(ctx, c, dialect)
		}, s.wipe)
		if err != nil {
			return m, err
		}
	}
	return m, s.witness.Replace(m.Heads)
}

// settle moves what stands in the log into the database, as far as it is not damaged: then
// the file alone is everything.
func settle(ctx context.Context, path string) {
	if _, err := os.Stat(path); err != nil {
		return
	}
	db, err := connect(path)
	if err == nil {
		_, _ = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)") // where it cannot be, the log is kept beside it
		_ = db.Close()
	}
}

// swap puts the files of the workshop in place. The witness goes first and comes last: without
// one, whichever database is there opens.
func swap(folder *store.Folder, workshop string, at time.Time) error {
	aside := folder.Path(store.BackupFolder)
	if err := os.MkdirAll(aside, 0o700); err != nil {
		return err
	}
	stem := filepath.Join(aside, at.UTC().Format("20060102T150405.000Z")+"-before-restore")
	stem = strings.TrimSuffix(store.FreeName(stem, ".db"), ".db")
	db := folder.Path(store.DatabaseFile)
	for _, end := range []string{store.WitnessFile, "-wal", "-shm"} {
		from, to := db+end, stem+".db"+end
		if end == store.WitnessFile {
			from, to = folder.Path(end), stem+"."+end
		}
		if err := os.Rename(from, to); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := os.Link(db, stem+".db"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		if err := copyFile(db, stem+".db"); err != nil { // a file system without links
			return err
		}
	}
	for _, name := range []string{store.DatabaseFile, store.WitnessFile} {
		if err := os.Rename(filepath.Join(workshop, name), folder.Path(name)); err != nil {
			return err
		}
	}
	return folder.Sync()
}

func copyFile(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return errors.Join(err, in.Close())
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close(), in.Close())
}
