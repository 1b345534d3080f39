package storetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

// Backer is a store that can be backed up.
type Backer interface {
	clinic.Store
	// Backup writes everything as it is at one moment.
	Backup(ctx context.Context, to io.Writer) (store.Manifest, error)
}

// Populate fills a store with two households that have rows of every kind.
func Populate(t *testing.T, s clinic.Store) []Household {
	t.Helper()
	out := []Household{Settle(t, s), Settle(t, s)}
	for i, h := range out {
		Write(t, s, h.Tenant, func(w clinic.Writer) error {
			var errs []error
			for n := range 30 {
				for _, kind := range clinic.Kinds() {
					r := h.Row(t, kind, n+i)
					if kind == clinic.KindPhoto && n == 1 {
						r.Blob = []byte{}
					}
					errs = append(errs, w.Put(t.Context(), r))
					_, err := w.Append(t.Context(), clinic.Entry{Actor: "self", Action: "add", Kind: kind, Row: r.ID})
					errs = append(errs, err, w.Remember(t.Context(), fmt.Sprint(kind, n), clinic.Reply{Print: "p"}))
				}
			}
			return errors.Join(errs...)
		})
	}
	return out
}

// Backup writes a backup into a file.
func Backup(t testing.TB, s Backer) (path string, m store.Manifest) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "backup.zip")
	f, err := os.Create(path)
	must(t, err)
	m, err = s.Backup(t.Context(), f)
	must(t, errors.Join(err, f.Close()))
	return path, m
}

// Trail is one photo that is replaced, removed and erased, with bytes that are easy to find.
func Trail(t *testing.T, s clinic.Store, h Household, mark string) clinic.Row {
	t.Helper()
	r := h.Row(t, clinic.KindPhoto, 1)
	r.Body, r.Blob = fmt.Appendf(nil, "{%q:1}", mark+"body"), make([]byte, 0, 100_000)
	for len(r.Blob) < 90_000 {
		r.Blob = append(r.Blob, mark+"blob"...)
	}
	Put(t, s, h.Tenant, r)
	return r
}
