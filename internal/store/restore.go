package store

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"skinafter/internal/clinic"
)

// ErrNoBackup says that a file is not a backup of this program, or a damaged one.
var ErrNoBackup = errors.New("this is not a whole backup")

// The longest line and blob of a backup, in bytes: more than anything that is ever kept.
const (
	lineLongest = 64 << 20
	blobLargest = 256 << 20
)

// Archived is a backup that was read and is whole.
type Archived struct {
	Manifest Manifest
	zip      *zip.ReadCloser
	files    map[string]*zip.File
}

// OpenArchive opens a backup and compares every file in it with its digest. Errors: ErrNoBackup
// where it is none or not whole, clinic.ErrNewer where a newer program made it.
func OpenArchive(path string) (*Archived, error) {
	z, err := zip.OpenReader(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("opening the backup: %w", err)
	case err != nil:
		return nil, fmt.Errorf("opening the backup %s: %w: %w", path, ErrNoBackup, err)
	}
	a := &Archived{zip: z, files: map[string]*zip.File{}}
	for _, f := range z.File {
		a.files[f.Name] = f
	}
	if err := a.check(); err != nil {
		return nil, errors.Join(fmt.Errorf("reading the backup %s: %w", path, err), z.Close())
	}
	return a, nil
}

// Close closes the file.
func (a *Archived) Close() error { return a.zip.Close() }

func (a *Archived) check() error {
	b, err := a.bytes(manifestName, lineLongest)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, &a.Manifest); err != nil {
		return fmt.Errorf("%s: %w: %w", manifestName, ErrNoBackup, err)
	}
	switch m := a.Manifest; {
	case m.Format > archiveFormat:
		return fmt.Errorf("its format is %d, this program knows %d: %w", m.Format, archiveFormat, clinic.ErrNewer)
	case m.Format < 1 || m.Schema < 1:
		return fmt.Errorf("%s names no format: %w", manifestName, ErrNoBackup)
	}
	for _, f := range a.Manifest.Files {
		if !knownFile(f.Name) {
			return fmt.Errorf("it holds %s: %w", f.Name, clinic.ErrNewer)
		}
		if err := a.checkFile(f); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

// knownFile reports whether this program can restore a file of that name.
func knownFile(name string) bool {
	if name == tenantsName || name == auditName || name == repliesName || strings.HasPrefix(name, "blobs/") {
		return true
	}
	kind, isRows := strings.CutPrefix(name, "rows/")
	_, err := tableOf(clinic.Kind(strings.TrimSuffix(kind, ".ndjson")))
	return isRows && err == nil
}

func (a *Archived) checkFile(f ArchiveFile) error {
	r, err := a.open(f.Name)
	if err != nil {
		return err
	}
	sum := sha256.New()
	_, err = io.Copy(sum, r)
	if err = errors.Join(err, r.Close()); err != nil {
		return fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	if digest(sum) != f.SHA256 {
		return fmt.Errorf("it was changed after it was written: %w", ErrNoBackup)
	}
	return nil
}

func (a *Archived) open(name string) (io.ReadCloser, error) {
	f := a.files[name]
	if f == nil {
		return nil, fmt.Errorf("%s is missing: %w", name, ErrNoBackup)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", name, ErrNoBackup, err)
	}
	return r, nil
}

func (a *Archived) bytes(name string, most int64) ([]byte, error) {
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", name, ErrNoBackup, err)
	}
	if int64(len(b)) > most {
		return nil, fmt.Errorf("%s is larger than %d bytes: %w", name, most, ErrNoBackup)
	}
	return b, nil
}

// lines reads a file of one JSON value a line; a file that the backup does not name has none.
func readLines[T any](a *Archived, name string, see func(T) error) error {
	if a.files[name] == nil {
		return nil
	}
	r, err := a.open(name)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // its digest was compared before
	s := bufio.NewScanner(r)
	s.Buffer(nil, lineLongest)
	for n := 1; s.Scan(); n++ {
		var v T
		dec := json.NewDecoder(bytes.NewReader(s.Bytes()))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&v); err != nil {
			return fmt.Errorf("%s, line %d: %w: %w", name, n, ErrNoBackup, err)
		}
		if err := see(v); err != nil {
			return fmt.Errorf("%s, line %d: %w", name, n, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("%s: %w: %w", name, ErrNoBackup, err)
	}
	return nil
}

// Restore writes the backup into an empty database inside a transaction, and checks that every
// audit chain is linked and ends where the backup says.
func (a *Archived) Restore(ctx context.Context, c Conn, d Dialect) error {
	err := readLines(a, tenantsName, func(t tenantRow) error { return Found(ctx, c, d, t.ID, t.Founded) })
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := a.restoreRows(ctx, c, d, t); err != nil {
			return err
		}
	}
	err = readLines(a, auditName, func(e archivedEntry) error {
		w := Writer{Reader: Reader{c, d, e.Tenant}}
		return fault(d, w.insertEntry(ctx, e.Entry))
	})
	if err != nil {
		return err
	}
	err = readLines(a, repliesName, func(r archivedReply) error {
		w := Writer{Reader: Reader{c, d, r.Tenant}}
		return w.Remember(ctx, r.Key, clinic.Reply{Print: r.Print, Saved: r.Saved, At: r.At})
	})
	if err != nil {
		return err
	}
	return a.checkChains(ctx, c, d)
}

func (a *Archived) restoreRows(ctx context.Context, c Conn, d Dialect, t table) error {
	return readLines(a, "rows/"+t.name()+".ndjson", func(r archivedRow) error {
		row := clinic.Row{
			Kind: t.kind, ID: r.ID, Person: r.Person, Course: r.Course, At: r.At, Code: r.Code,
			Version: r.Version, Changed: r.Changed, Body: []byte(r.Body),
		}
		if r.Blob {
			row.Blob = []byte{}
			if name := blobName(r.Tenant, r.ID); a.files[name] != nil {
				var err error
				if row.Blob, err = a.bytes(name, blobLargest); err != nil {
					return err
				}
			}
		}
		if err := checkRow(t, row); err != nil {
			return fmt.Errorf("%w: %w", ErrNoBackup, err)
		}
		w := Writer{Reader: Reader{c, d, r.Tenant}}
		return fault(d, w.insert(ctx, t, row))
	})
}

func (a *Archived) checkChains(ctx context.Context, c Conn, d Dialect) error {
	all, err := tenants(ctx, c, d)
	if err != nil {
		return err
	}
	want := map[clinic.ID]clinic.Head{}
	for _, h := range a.Manifest.Heads {
		want[h.Tenant] = h
	}
	for _, t := range all {
		r := NewReader(c, d, t.ID)
		if err := r.walk(ctx, 0, func(clinic.Entry) error { return nil }); err != nil {
			return fmt.Errorf("tenant %s: %w", t.ID, err)
		}
		got, err := r.head(ctx)
		if err != nil {
			return err
		}
		if w := want[t.ID]; got.Seq != w.Seq || got.Hash != w.Hash {
			return fmt.Errorf("tenant %s: its audit chain ends at entry %d, the backup says %d: %w", t.ID, got.Seq, w.Seq, ErrNoBackup)
		}
	}
	return nil
}

// IsDatabase reports whether a file is a whole SQLite database and not an archive: the backups
// before a migration of SQLite are.
func IsDatabase(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, fmt.Errorf("opening the backup: %w", err)
	}
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return strings.HasPrefix(string(head[:n]), "SQLite format 3\x00"), errors.Join(err, f.Close())
}
