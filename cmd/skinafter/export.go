package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/export"
)

// exportCommand writes everything that is kept into a file.
type exportCommand struct {
	recordFlags
	File string `arg:"" help:"ZIP file to write; it must not exist yet. Its format: docs/export.md."`
}

// Run is called by kong.
func (c *exportCommand) Run(s *session) error {
	err := c.withCare(s, func(care *clinic.Care) error {
		return newFile(c.File, func(f *os.File) error { return export.Write(s.ctx, care, f) })
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s\n", c.File)
	return err
}

// newFile writes a file for its owner alone. It gets its name only when it is whole and on
// disk; a file that is there already is never written over.
func newFile(name string, write func(*os.File) error) error {
	if _, err := os.Lstat(name); err == nil {
		return &skinafter.InputError{Field: "file", Value: name, Want: "a file that does not exist yet"}
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	err = errors.Join(write(f), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}
