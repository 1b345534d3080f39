package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/store/storetest"
)

// BenchmarkPhoto compares, in turns, a photo of 400 kB in the database with one in a file of its
// own whose row is in the database (docs/adr/0005).
func BenchmarkPhoto(b *testing.B) {
	dir := b.TempDir()
	s := open(b, b.TempDir())
	h := storetest.Settle(b, s)
	blob := make([]byte, 400_000)
	for i := range blob {
		blob[i] = byte(i * i >> 7)
	}
	var rows []clinic.Row
	b.Run("keep-in-database", func(b *testing.B) {
		for b.Loop() {
			r := h.Row(b, clinic.KindPhoto, 1)
			r.Blob = blob
			storetest.Put(b, s, h.Tenant, r)
			rows = append(rows, r)
		}
	})
	b.Run("keep-in-file", func(b *testing.B) {
		for b.Loop() {
			r := h.Row(b, clinic.KindPhoto, 1)
			keepFile(b, dir, fmt.Sprint(r.ID), blob)
			r.Blob = nil
			storetest.Put(b, s, h.Tenant, r)
		}
	})
	keepFile(b, dir, "photo", blob)
	b.Run("read-from-database", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Read(h.Tenant).Row(b.Context(), clinic.KindPhoto, rows[0].ID); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read-from-file", func(b *testing.B) {
		for b.Loop() {
			if _, err := os.ReadFile(filepath.Join(dir, "photo")); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// keepFile does what a photo in a file needs to be there after a power cut.
func keepFile(b *testing.B, dir, name string, blob []byte) {
	b.Helper()
	f, err := os.Create(filepath.Join(dir, name+".new"))
	if err == nil {
		_, err = f.Write(blob)
	}
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = f.Close()
	}
	if err == nil {
		err = os.Rename(filepath.Join(dir, name+".new"), filepath.Join(dir, name))
	}
	if err != nil {
		b.Fatal(err)
	}
	d, err := os.Open(dir)
	if err == nil {
		err = d.Sync()
	}
	if err != nil {
		b.Fatal(err)
	}
	if err := d.Close(); err != nil {
		b.Fatal(err)
	}
}
