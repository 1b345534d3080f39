package store_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

func head(tenant byte, seq int64) clinic.Head {
	sum := sha256.Sum256(fmt.Append(nil, tenant, seq))
	return clinic.Head{Tenant: clinic.ID{15: tenant}, Seq: seq, Hash: hex.EncodeToString(sum[:])}
}

// TestLawTheWitnessKnowsTheNewestHeads: in whatever order heads come, however often the file is
// opened again, and also when the last write was torn.
func TestLawTheWitnessKnowsTheNewestHeads(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		dir, err := os.MkdirTemp("", "witness")
		if err != nil {
			r.Fatal(err)
		}
		defer os.RemoveAll(dir)
		path := filepath.Join(dir, store.WitnessFile)
		w, err := store.OpenWitness(path)
		if err != nil {
			r.Fatal(err)
		}
		newest := map[byte]int64{}
		for range rapid.IntRange(0, 40).Draw(r, "steps") {
			tenant, seq := rapid.ByteRange(1, 4).Draw(r, "tenant"), rapid.Int64Range(1, 50).Draw(r, "seq")
			if err := errors.Join(w.Reserve(1), w.Keep([]clinic.Head{head(tenant, seq)})); err != nil {
				r.Fatal(err)
			}
			newest[tenant] = max(newest[tenant], seq)
			if rapid.IntRange(0, 9).Draw(r, "again") == 0 {
				if w, err = store.OpenWitness(path); err != nil {
					r.Fatal(err)
				}
			}
		}
		var want []clinic.Head
		for tenant := byte(1); tenant <= 4; tenant++ {
			if newest[tenant] > 0 {
				want = append(want, head(tenant, newest[tenant]))
			}
		}
		got, err := store.ReadWitness(path)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			r.Fatalf("%v\n%s", err, diff)
		}
		if err := w.Close(); err != nil {
			r.Fatal(err)
		}
	})
}

func TestTheWitnessHasRoomForMoreThanItSetAside(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), store.WitnessFile)
	w, err := store.OpenWitness(path)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	const writers, each = 8, 1200
	for i := range byte(writers) {
		group.Go(func() {
			for n := range int64(each) {
				if err := w.Keep([]clinic.Head{head(i+1, n+1)}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	got, err := store.ReadWitness(path)
	if err != nil || len(got) != writers {
		t.Fatalf("%d heads, %v", len(got), err)
	}
	for i, h := range got {
		if diff := cmp.Diff(head(byte(i+1), each), h); diff != "" {
			t.Error(diff)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() > 1<<20 {
		t.Errorf("the file has %d bytes, %v", info.Size(), err)
	}
	if err := w.Replace([]clinic.Head{head(3, 5)}); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Heads(); err != nil || !cmp.Equal(got, []clinic.Head{head(3, 5)}) {
		t.Errorf("after a restore: %v, %v", got, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.Keep([]clinic.Head{head(1, 9999)}); err == nil {
		t.Error("a closed witness keeps heads")
	}
}

func TestATornRecordIsForgottenAndADamagedOneIsNot(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), store.WitnessFile)
	w, err := store.OpenWitness(path)
	if err != nil {
		t.Fatal(err)
	}
	for seq := range int64(3) {
		if err := w.Keep([]clinic.Head{head(1, seq+1)}); err != nil {
			t.Fatal(err)
		}
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	read := func(change func([]byte)) ([]clinic.Head, error) {
		b := bytes.Clone(whole)
		change(b)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return store.ReadWitness(path)
	}
	for at := range 64 {
		got, err := read(func(b []byte) { clear(b[2*64+at : 3*64]) })
		if want := []clinic.Head{head(1, 2)}; err != nil || !cmp.Equal(got, want) {
			t.Errorf("torn at byte %d: %v, %v", at, got, err)
		}
		if got, err := read(func(b []byte) { b[64+at] ^= 1 }); !errors.Is(err, clinic.ErrDamaged) {
			t.Errorf("damaged at byte %d: %v, %v, want ErrDamaged", at, got, err)
		}
	}
}

// FuzzWitness: no file of a data folder stops the program, whatever is in it.
func FuzzWitness(f *testing.F) {
	f.Add([]byte{})
	f.Add(make([]byte, 128))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), store.WitnessFile)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		heads, err := store.ReadWitness(path)
		if err != nil && !errors.Is(err, clinic.ErrDamaged) {
			t.Fatal(err)
		}
		for _, h := range heads {
			if len(h.Hash) != 64 {
				t.Fatalf("%+v", h)
			}
		}
	})
}

// FuzzOpenArchive: no file that is given to restore stops the program.
func FuzzOpenArchive(f *testing.F) {
	f.Add([]byte("PK\x05\x06" + string(make([]byte, 18))))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "backup.zip")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		a, err := store.OpenArchive(path)
		if err == nil {
			err = a.Close()
		} else if errors.Is(err, store.ErrNoBackup) || errors.Is(err, clinic.ErrNewer) {
			err = nil
		}
		if err != nil {
			t.Fatal(err)
		}
	})
}
