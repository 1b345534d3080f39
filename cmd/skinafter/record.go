package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/store"
	"skinafter/internal/store/postgres"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/web/frame"
	"skinafter/internal/web/meter"
)

// recordFlags say where a record lies.
type recordFlags struct {
	Data string `name:"data" placeholder:"DIR" help:"Folder of the record. (Also: SKINAFTER_DATA in the environment.)"`
	DB   string `name:"db" placeholder:"URL" help:"Keep the record in PostgreSQL: postgres://... (Also: SKINAFTER_DB, so that no password stands in the list of processes.) The folder then holds the end of the audit chain and the backups."`
}

// folder is the data folder asked for: by flag, else that of the user.
func (f recordFlags) folder(s *session) (string, error) {
	if f.Data != "" {
		return f.Data, nil
	}
	if dir := s.cabinet().Dir(); dir != "" {
		return dir, nil
	}
	return "", &skinafter.InputError{Field: "--data", Want: "a folder for the record; HOME is not set either"}
}

// address is the database asked for; empty is SQLite.
func (f recordFlags) address(s *session) string {
	if f.DB != "" {
		return f.DB
	}
	return s.main.Getenv("SKINAFTER_DB")
}

// exists reports as an error that there is no record where the flags point to.
func (f recordFlags) exists(s *session) error {
	dir, err := f.folder(s)
	if err != nil || f.address(s) != "" {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, store.DatabaseFile)); errors.Is(err, fs.ErrNotExist) {
		return &skinafter.InputError{Field: "--data", Value: dir, Want: "a folder with a record; skinafter serve makes one"}
	}
	return nil
}

// open opens the record, and makes it where there is none.
func (f recordFlags) open(s *session) (clinic.Store, error) {
	dir, err := f.folder(s)
	if err != nil {
		return nil, err
	}
	if url := f.address(s); url != "" {
		return postgres.Open(s.ctx, postgres.Options{URL: url, Dir: dir, Now: s.main.Now})
	}
	return sqlite.Open(s.ctx, sqlite.Options{Dir: dir, Now: s.main.Now})
}

// care opens the record and settles who it is about. The function it returns lets it go.
// What is written is counted by m; nil = by nobody.
func (f recordFlags) care(s *session, m *meter.Meter) (*clinic.Care, func() error, error) {
	facts, err := s.facts()
	if err != nil {
		return nil, nil, err
	}
	kept, err := f.open(s)
	if err != nil {
		return nil, nil, err
	}
	if m != nil {
		kept = m.Store(kept)
	}
	care := clinic.New(kept, facts, s.main.Now, clinic.None)
	if err := care.Settle(s.ctx); err != nil {
		return nil, nil, errors.Join(err, kept.Close())
	}
	return care, kept.Close, nil
}

// withCare opens the record that is there, does something with it and lets it go. A folder
// without one is an input error: a mistyped name must not become an empty record.
func (f recordFlags) withCare(s *session, do func(*clinic.Care) error) error {
	if err := f.exists(s); err != nil {
		return err
	}
	care, closing, err := f.care(s, nil)
	if err != nil {
		return recordFault(err)
	}
	return recordFault(errors.Join(do(care), closing()))
}

// recordTrouble is an error of the record that somebody can do something about.
type recordTrouble struct {
	error

	advice string
}

// Error is what is wrong, and on the next line what to do.
func (t *recordTrouble) Error() string { return t.error.Error() + "\n" + t.advice }

// Unwrap is the error, which ends the command like an error of the input.
func (t *recordTrouble) Unwrap() []error {
	return []error{t.error, &skinafter.InputError{Field: "record", Want: t.advice}}
}

// recordFault is an error of the record as people read it: what is wrong and what to do.
func recordFault(err error) error {
	if advice := store.Advice(err); advice != "" {
		return &recordTrouble{err, advice}
	}
	return err
}

// zone is the time zone of this machine, under a name that can be kept.
func (s *session) zone() *time.Location {
	if zone := s.main.Now().Location(); zone != time.Local {
		return zone
	}
	return frame.LocalZone()
}

// onceNow is a key for something that a command does once.
func onceNow(action string, request any) (clinic.Once, error) {
	key, err := clinic.NewKey()
	if err != nil {
		return clinic.Once{}, fmt.Errorf("making a key: %w", err)
	}
	return clinic.NewOnce(key, action, request), nil
}
