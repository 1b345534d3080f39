package main

import (
	"errors"
	"fmt"
	"os"

	"skinafter/internal/store"
	"skinafter/internal/store/postgres"
	"skinafter/internal/store/sqlite"
)

// engine is a store as its operator sees it.
type engine interface {
	Versions() store.Versions
	Close() error
}

// engine opens the store for its operator.
func (f recordFlags) engine(s *session) (engine, error) {
	opened, err := f.open(s)
	if err != nil {
		return nil, recordFault(err)
	}
	e, is := opened.(engine)
	if !is {
		return nil, errors.Join(fmt.Errorf("%T tells no versions", opened), opened.Close())
	}
	return e, nil
}

// backupCommand writes a backup of everything, also while the app is open.
type backupCommand struct {
	recordFlags
	File string `arg:"" help:"File to write; it must not exist yet. It can be restored into SQLite and into PostgreSQL."`
}

// Run is called by kong.
func (c *backupCommand) Run(s *session) error {
	if err := c.exists(s); err != nil {
		return err
	}
	dir, err := c.folder(s)
	if err != nil {
		return err
	}
	var m store.Manifest
	err = newFile(c.File, func(f *os.File) (err error) {
		if url := c.address(s); url != "" {
			m, err = postgres.BackupBeside(s.ctx, postgres.Options{URL: url, Dir: dir, Now: s.main.Now}, f)
		} else {
			m, err = sqlite.BackupBeside(s.ctx, sqlite.Options{Dir: dir, Now: s.main.Now}, f)
		}
		return err
	})
	if err != nil {
		return recordFault(err)
	}
	return s.sayManifest("backup.made", c.File, m)
}

// restoreCommand puts a backup in the place of everything that is kept.
type restoreCommand struct {
	recordFlags
	File string `arg:"" help:"Backup to restore. What is there now is kept among the automatic backups."`
}

// Run is called by kong.
func (c *restoreCommand) Run(s *session) error {
	dir, err := c.folder(s)
	if err != nil {
		return err
	}
	var m store.Manifest
	if url := c.address(s); url != "" {
		m, err = postgres.Restore(s.ctx, postgres.Options{URL: url, Dir: dir, Now: s.main.Now}, c.File)
	} else {
		m, err = sqlite.Restore(s.ctx, sqlite.Options{Dir: dir, Now: s.main.Now}, c.File)
	}
	if err != nil {
		return recordFault(err)
	}
	return s.sayManifest("backup.restored", c.File, m)
}

func (s *session) sayManifest(key, file string, m store.Manifest) error {
	texts, err := s.texts()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.out, texts.Count(key, m.Rows(), "file", file))
	return err
}

// migrateCommand brings a record to the newest schema.
type migrateCommand struct{ recordFlags }

// Run is called by kong.
func (c *migrateCommand) Run(s *session) error {
	e, err := c.engine(s)
	if err != nil {
		return err
	}
	v := e.Versions()
	if err := e.Close(); err != nil {
		return err
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	key := "migrate.done"
	if v.From == v.To {
		key = "migrate.newest"
	}
	_, err = fmt.Fprintln(s.out, texts.Text(key, "from", fmt.Sprint(v.From), "to", fmt.Sprint(v.To)))
	return err
}
