package sqlite_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/store/storetest"
)

func TestABackupComesBackAsItWas(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	storetest.Populate(t, s)
	path, want := storetest.Backup(t, s)
	dir := t.TempDir()
	other := open(t, dir)
	h := storetest.Settle(t, other)
	storetest.Put(t, other, h.Tenant, h.Row(t, clinic.KindUse, 1))
	if _, err := sqlite.Restore(t.Context(), sqlite.Options{Dir: dir}, path); !errors.Is(err, clinic.ErrBusy) {
		t.Errorf("restoring under an open store: %v, want ErrBusy", err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // once more changes nothing
		if _, err := sqlite.Restore(t.Context(), sqlite.Options{Dir: dir, Now: storetest.Clock}, path); err != nil {
			t.Fatal(err)
		}
	}
	back := open(t, dir)
	_, got := storetest.Backup(t, back)
	if diff := cmp.Diff(want.Files, got.Files); diff != "" {
		t.Errorf("another backup of what was restored (-first +second):\n%s", diff)
	}
	if diff := cmp.Diff(want.Heads, got.Heads); diff != "" {
		t.Errorf("heads (-first +second):\n%s", diff)
	}
	if err := back.Close(); err != nil {
		t.Fatal(err)
	}
	if r := sqlite.Doctor(t.Context(), sqlite.Options{Dir: dir}); !r.Healthy() {
		t.Errorf("the doctor finds %v", r)
	}
}

func TestARestoreKeepsWhatWasThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	path, _ := storetest.Backup(t, s)
	storetest.Populate(t, s)
	_, want := storetest.Backup(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Restore(t.Context(), sqlite.Options{Dir: dir, Now: storetest.Clock}, path); err != nil {
		t.Fatal(err)
	}
	kept, err := filepath.Glob(filepath.Join(dir, store.BackupFolder, "*before-restore.db"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("%v are kept, %v", kept, err)
	}
	if _, err := sqlite.Restore(t.Context(), sqlite.Options{Dir: dir}, kept[0]); err != nil {
		t.Fatal(err)
	}
	_, got := storetest.Backup(t, open(t, dir))
	if diff := cmp.Diff(want.Files, got.Files); diff != "" {
		t.Errorf("restored from what was set aside (-before +after):\n%s", diff)
	}
}

func TestABackupBeforeAMigrationUndoesIt(t *testing.T) {
	t.Parallel()
	dir := old(t, 3)
	want := look(t, filepath.Join(dir, store.DatabaseFile))
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	kept, err := filepath.Glob(filepath.Join(dir, store.BackupFolder, "*version-3.db"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("%v are kept, %v", kept, err)
	}
	if got := look(t, kept[0]); !cmp.Equal(got, want) {
		t.Error("the backup is not what was there before")
	}
	if _, err := sqlite.Restore(t.Context(), sqlite.Options{Dir: dir}, kept[0]); err != nil {
		t.Fatal(err)
	}
	if got := look(t, filepath.Join(dir, store.DatabaseFile)); !cmp.Equal(got.Rows, want.Rows) || got.Version != 4 {
		t.Error("what is restored from it is not what was there before")
	}
}

// TestLawAChangedBackupIsRefusedOrTheSame: whichever byte of a backup is changed.
func TestLawAChangedBackupIsRefusedOrTheSame(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	storetest.Populate(t, s)
	path, want := storetest.Backup(t, s)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := filepath.Join(t.TempDir(), "changed.zip")
	rapid.Check(t, func(r *rapid.T) {
		b := bytes.Clone(whole)
		if rapid.Bool().Draw(r, "cut") {
			b = b[:rapid.IntRange(0, len(b)-1).Draw(r, "length")]
		} else {
			b[rapid.IntRange(0, len(b)-1).Draw(r, "at")] ^= byte(rapid.IntRange(1, 255).Draw(r, "flip"))
		}
		if err := os.WriteFile(changed, b, 0o600); err != nil {
			r.Fatal(err)
		}
		a, err := store.OpenArchive(changed)
		if err != nil {
			if !errors.Is(err, store.ErrNoBackup) && !errors.Is(err, clinic.ErrNewer) {
				r.Fatalf("got %v, want ErrNoBackup", err)
			}
			return
		}
		defer a.Close()
		if diff := cmp.Diff(want.Files, a.Manifest.Files); diff != "" {
			r.Fatalf("another content was taken:\n%s", diff)
		}
	})
}

func TestWhatIsErasedIsNotInAnyFile(t *testing.T) {
	t.Parallel()
	dir := old(t, 3)
	s := open(t, dir) // a migration, and so a backup
	h := storetest.Settle(t, s)
	const mark = "s3cr3t-m4rk"
	photo := storetest.Trail(t, s, h, mark)
	photo.Version, photo.Body = 1, []byte(`{"`+mark+`again":1}`)
	storetest.Put(t, s, h.Tenant, photo)
	storetest.Trail(t, s, h, mark)
	if n := found(t, dir, mark); n == 0 {
		t.Fatal("the mark is not found before: this test would find nothing afterwards either")
	}
	if _, err := s.Erase(t.Context(), h.Tenant); err != nil {
		t.Fatal(err)
	}
	if n := found(t, dir, mark); n > 0 {
		t.Errorf("what was erased stands in %d files", n)
	}
	if left, err := os.ReadDir(filepath.Join(dir, store.BackupFolder)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("backups are left: %v, %v", left, err)
	}
}

func found(t *testing.T, dir, mark string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(mark)) {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
