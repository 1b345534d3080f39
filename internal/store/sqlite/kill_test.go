package sqlite_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinafter/internal/store"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/store/storetest"
)

// TestMigrationsSurviveBeingKilled: make kills runs it with more kills.
func TestMigrationsSurviveBeingKilled(t *testing.T) {
	newest, err := sqlite.Newest()
	if err != nil {
		t.Fatal(err)
	}
	filled := map[int64]string{}
	storetest.Kill(t, *kills, storetest.Victim{
		Newest: newest,
		Copy: func(t *testing.T, version int64) []string {
			t.Helper()
			dir := filepath.Join(t.TempDir(), "data")
			if version > 0 {
				if filled[version] == "" {
					filled[version] = old(t, version)
				}
				if err := os.CopyFS(dir, os.DirFS(filled[version])); err != nil {
					t.Fatal(err)
				}
			}
			return []string{storetest.ChildVariable + "=migrate", dirVariable + "=" + dir}
		},
		Look: func(t *testing.T, env []string) storetest.Sight {
			t.Helper()
			_, dir, _ := strings.Cut(env[1], "=")
			s := look(t, filepath.Join(dir, store.DatabaseFile))
			found, err := filepath.Glob(filepath.Join(dir, store.BackupFolder, "2*.db"))
			if err != nil {
				t.Fatal(err)
			}
			for _, path := range found {
				s.Backups = append(s.Backups, look(t, path).Rows)
			}
			return s
		},
	})
}

// old makes data of an earlier schema.
func old(t *testing.T, version int64) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	s, err := sqlite.Open(t.Context(), sqlite.Only(sqlite.Options{Dir: dir, Now: storetest.Clock}, version))
	if err != nil {
		t.Fatal(err)
	}
	storetest.Fill(t, s, version, 4000)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// look reads a database as it is, on a copy: looking must not finish what a kill left.
func look(t *testing.T, path string) storetest.Sight {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "copy")
	if _, err := os.Stat(path); err != nil {
		return storetest.Sight{}
	}
	if err := os.CopyFS(dir, os.DirFS(filepath.Dir(path))); err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.Connect(filepath.Join(dir, filepath.Base(path)))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var version int64
	if err := db.QueryRow("SELECT max(version_id) FROM goose_db_version").Scan(&version); err != nil {
		if strings.Contains(err.Error(), "no such table") {
			return storetest.Sight{}
		}
		t.Fatal(err)
	}
	rows, err := db.Query("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var schema strings.Builder
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		schema.WriteString(s + "\n")
	}
	return storetest.See(t, db, sqlite.Dialect, version, schema.String())
}
