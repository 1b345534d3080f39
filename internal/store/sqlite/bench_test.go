package sqlite_test

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/store/storetest"
)

// BenchmarkDurableWrites compares in the same minute, in turns: 4 KiB written and synced into
// space that was set aside (what the disk can do), our store with 1, 16 and 256 writers, and the
// same rows with a transaction each. A row comes with its line in the audit chain.
func BenchmarkDurableWrites(b *testing.B) {
	s := open(b, b.TempDir())
	tenant, person, err := settle(b.Context(), s)
	if err != nil {
		b.Fatal(err)
	}
	alone := apart(b)
	arms := []struct {
		name    string
		writers int
		once    func() error
	}{
		{"sync", 1, calibration(b)},
		{"writers-1", 1, func() error { return addDraft(b.Context(), s, tenant, person) }},
		{"writers-16", 16, func() error { return addDraft(b.Context(), s, tenant, person) }},
		{"writers-256", 256, func() error { return addDraft(b.Context(), s, tenant, person) }},
		{"tx-per-row-16", 16, alone},
	}
	done, took := make([]int64, len(arms)), make([]time.Duration, len(arms))
	for b.Loop() {
		for i, arm := range arms {
			start := time.Now()
			done[i] += during(b, 200*time.Millisecond, arm.writers, arm.once)
			took[i] += time.Since(start)
		}
	}
	rate := func(i int) float64 { return float64(done[i]) / took[i].Seconds() }
	for i, arm := range arms {
		b.ReportMetric(rate(i), arm.name+"/s")
	}
	b.ReportMetric(rate(2)/rate(4), "x-16-over-tx-per-row")
	b.ReportMetric(rate(3)/rate(4), "x-256-over-tx-per-row")
	b.ReportMetric(rate(3)/rate(0), "x-256-over-sync")
	b.ReportMetric(0, "ns/op")
}

// during calls once from many goroutines for a while and counts.
func during(b *testing.B, d time.Duration, writers int, once func() error) int64 {
	b.Helper()
	var n atomic.Int64
	var group sync.WaitGroup
	end := time.Now().Add(d)
	for range writers {
		group.Go(func() {
			for time.Now().Before(end) {
				if err := once(); err != nil {
					b.Error(err)
					return
				}
				n.Add(1)
			}
		})
	}
	group.Wait()
	return n.Load()
}

func calibration(b *testing.B) func() error {
	b.Helper()
	f, err := os.Create(filepath.Join(b.TempDir(), "calibration"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = f.Close() })
	page := make([]byte, 4096)
	if _, err := f.Write(make([]byte, 4<<20)); err != nil {
		b.Fatal(err)
	}
	at := int64(0)
	return func() error {
		at = (at + 4096) % (4 << 20)
		if _, err := f.WriteAt(page, at); err != nil {
			return err
		}
		return f.Sync()
	}
}

// apart writes the same rows without the writer: each caller has a transaction of its own, and
// they wait for each other.
func apart(b *testing.B) func() error {
	b.Helper()
	s := open(b, b.TempDir())
	tenant, person, err := settle(b.Context(), s)
	if err != nil {
		b.Fatal(err)
	}
	var one sync.Mutex // what SQLite's own lock would do by waiting and asking again
	return func() error {
		one.Lock()
		defer one.Unlock()
		return addDraft(b.Context(), s, tenant, person)
	}
}

// BenchmarkOpen is how long a start takes with a year of a household's data.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	s := open(b, dir)
	h := storetest.Settle(b, s)
	for i := range 500 {
		storetest.Put(b, s, h.Tenant, h.Row(b, clinic.Kinds()[3+i%5], i))
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := sqlite.Open(b.Context(), sqlite.Options{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead reads a row by its id, and a page of a course.
func BenchmarkRead(b *testing.B) {
	s := open(b, b.TempDir())
	h := storetest.Settle(b, s)
	row := h.Row(b, clinic.KindCheckIn, 0)
	storetest.Put(b, s, h.Tenant, row)
	for i := range 200 {
		storetest.Put(b, s, h.Tenant, h.Row(b, clinic.KindCheckIn, i+1))
	}
	b.Run("row", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Read(h.Tenant).Row(b.Context(), row.Kind, row.ID); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			rows, err := s.Read(h.Tenant).Rows(b.Context(), row.Kind, clinic.Filter{Course: h.Course}, clinic.Page{Limit: 50, Newest: true})
			if err != nil || len(rows) != 50 {
				b.Fatal(len(rows), err)
			}
		}
	})
}
