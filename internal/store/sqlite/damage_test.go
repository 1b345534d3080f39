package sqlite_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/store/storetest"
)

const frame = 24 + 4096 // a frame of the log: its header and a page

// TestDamageIsNoticedAtTheStart damages a copy of a data folder as it was when the power went.
func TestDamageIsNoticedAtTheStart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	storetest.Populate(t, s)
	for _, test := range []struct {
		name   string
		damage func(t *testing.T, dir string)
		want   error // nil: the control
	}{
		{"nothing is damaged", func(*testing.T, string) {}, nil},
		{"a byte in the first frame of the log", flip(store.DatabaseFile+"-wal", 32+100), clinic.ErrDamaged},
		{"a byte in a later frame of the log", flip(store.DatabaseFile+"-wal", 32+20*frame+100), clinic.ErrDamaged},
		{"the log is missing", remove(store.DatabaseFile + "-wal"), clinic.ErrDamaged},
		{"the log is cut", cut(store.DatabaseFile+"-wal", 32+30*frame), clinic.ErrDamaged},
		{"the database is missing", remove(store.DatabaseFile), clinic.ErrDamaged},
		{"the database is something else", write(store.DatabaseFile, "PK and much more that is no database"), clinic.ErrDamaged},
		{"the witness is damaged in its middle", flip(store.WitnessFile, 10), clinic.ErrDamaged},
		{"the witness is missing", remove(store.WitnessFile), nil},
		{"the witness ends in half a record", cut(store.WitnessFile, 64+30), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			copied := filepath.Join(t.TempDir(), "data")
			if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			test.damage(t, copied)
			report := sqlite.Doctor(t.Context(), sqlite.Options{Dir: copied})
			if report.Healthy() != (test.want == nil) {
				t.Errorf("the doctor says %+v", report)
			}
			s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: copied})
			if err == nil {
				err = s.Close()
			}
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if err != nil && store.Advice(err) == "" {
				t.Error("nobody says what to do")
			}
		})
	}
}

// TestAFileThatIsGoneMeanwhileTakesNoWrites: nothing is acknowledged that nobody will find again.
func TestAFileThatIsGoneMeanwhileTakesNoWrites(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // an open file cannot be removed there
	}
	for name, lose := range map[string]func(dir string) error{
		"the folder":   os.RemoveAll,
		"the database": func(dir string) error { return os.Remove(filepath.Join(dir, store.DatabaseFile)) },
		"the log":      func(dir string) error { return os.Remove(filepath.Join(dir, store.DatabaseFile+"-wal")) },
		"the database, with another in its place": func(dir string) error {
			path := filepath.Join(dir, store.DatabaseFile)
			b, err := os.ReadFile(path)
			return errors.Join(err, os.Rename(path, path+".old"), os.WriteFile(path, b, 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "data")
			s := open(t, dir)
			tenant, person, err := settle(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			if err := addDraft(t.Context(), s, tenant, person); err != nil {
				t.Fatal(err)
			}
			if err := lose(dir); err != nil {
				t.Fatal(err)
			}
			if err := addDraft(t.Context(), s, tenant, person); !errors.Is(err, clinic.ErrDamaged) || store.Advice(err) == "" {
				t.Errorf("a write: %v, want ErrDamaged", err)
			}
			if err := countDrafts(t.Context(), s, tenant, 1); err != nil && !errors.Is(err, clinic.ErrDamaged) && !errors.Is(err, clinic.ErrReadOnly) {
				t.Errorf("reading: %v", err)
			}
			if _, err := os.Stat(filepath.Join(dir, store.DatabaseFile)); err == nil && name == "the database" {
				t.Error("an empty database was made in its place")
			}
		})
	}
}

func TestADatabaseWithADamagedPageIsNoticedAndComesBackFromABackup(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	storetest.Populate(t, s)
	path, want := storetest.Backup(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for page := range 12 {
		flip(store.DatabaseFile, 4096*(page+1)+3)(t, dir)
	}
	if s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir}); !errors.Is(err, clinic.ErrDamaged) {
		t.Errorf("opening: %v, %v, want ErrDamaged", s, err)
	}
	if r := sqlite.Doctor(t.Context(), sqlite.Options{Dir: dir}); r.Healthy() {
		t.Errorf("the doctor finds nothing: %+v", r)
	}
	if _, err := sqlite.Restore(t.Context(), sqlite.Options{Dir: dir, Now: storetest.Clock}, path); err != nil {
		t.Fatal(err)
	}
	_, got := storetest.Backup(t, open(t, dir))
	if fmt.Sprint(got.Files) != fmt.Sprint(want.Files) {
		t.Error("what came back is not what was backed up")
	}
}

// TestAChangedLineOfTheAuditChainIsFound: whoever writes into the file by hand.
func TestAChangedLineOfTheAuditChainIsFound(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"changed":  "UPDATE audit SET action = 'remove' WHERE seq = 7",
		"removed":  "DELETE FROM audit WHERE seq = 7",
		"inserted": "INSERT INTO audit SELECT tenant_id, 500, at, actor, action, kind, row_id, digest, prev, hash FROM audit WHERE seq = 7",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s := open(t, dir)
			storetest.Populate(t, s)
			db, err := sqlite.Connect(filepath.Join(dir, store.DatabaseFile))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec(change); err != nil {
				t.Fatal(err)
			}
			r := sqlite.Doctor(t.Context(), sqlite.Options{Dir: dir}) // beside the open store
			if r.Healthy() || !strings.Contains(fmt.Sprint(r), "audit chain") {
				t.Errorf("the doctor says %+v", r)
			}
		})
	}
}

func TestAnOlderCopyOfTheDataIsNotTakenForTheNewest(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	storetest.Populate(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	older, err := os.ReadFile(filepath.Join(dir, store.DatabaseFile))
	if err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	storetest.Populate(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	write(store.DatabaseFile, string(older))(t, dir)
	if s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir}); !errors.Is(err, clinic.ErrDamaged) {
		t.Errorf("opening: %v, %v, want ErrDamaged", s, err)
	}
}

func TestDataOfANewerProgramIsLeftAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, store.DatabaseFile)
	db, err := sqlite.Connect(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)")
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir}); !errors.Is(err, clinic.ErrNewer) || store.Advice(err) == "" {
		t.Errorf("opening: %v, %v, want ErrNewer", s, err)
	}
	if r := sqlite.Doctor(t.Context(), sqlite.Options{Dir: dir}); r.Healthy() {
		t.Errorf("the doctor says %+v", r)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(after) != string(before) {
		t.Errorf("the file was changed, %v", err)
	}
}

func TestOneProcessHasTheFolderAtATime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	if other, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir}); !errors.Is(err, clinic.ErrBusy) {
		t.Errorf("opening a second time: %v, %v, want ErrBusy", other, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if err := s.Write(t.Context(), clinic.None, func(clinic.Writer) error { return nil }); !errors.Is(err, sqlite.ErrClosed) {
		t.Errorf("writing into a closed store: %v", err)
	}
}

func TestTheFolderIsForItsOwnerOnly(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "a ?#%41 b", "data") // names that an address would read otherwise
	s := open(t, dir)
	storetest.Populate(t, s)
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has %s", path, info.Mode().Perm())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, store.DatabaseFile)); err != nil {
		t.Errorf("the database lies somewhere else: %v", err)
	}
}

func flip(name string, at int) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		path := filepath.Join(dir, name)
		b, err := os.ReadFile(path)
		if err != nil || at >= len(b) {
			t.Fatalf("%s has %d bytes, %v", name, len(b), err)
		}
		b[at] ^= 0x55
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func cut(name string, at int64) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		if err := os.Truncate(filepath.Join(dir, name), at); err != nil {
			t.Fatal(err)
		}
	}
}

func remove(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func write(name, text string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
