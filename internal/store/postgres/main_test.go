package postgres_test

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinafter/internal/store"
	"skinafter/internal/store/postgres"
	"skinafter/internal/store/storetest"
	"skinafter/internal/testkit/cluster"
)

var kills = flag.Int("kills", 1, "how often a migration from each schema is killed")

const (
	dirVariable = "SKINAFTER_TEST_DIR"
	urlVariable = "SKINAFTER_TEST_URL"
	newest      = 4
)

// TestMain is also the main of the processes that tests kill.
func TestMain(m *testing.M) {
	if os.Getenv(storetest.ChildVariable) == "" {
		os.Exit(m.Run())
	}
	ctx := context.Background()
	fmt.Println(storetest.Ready)
	s, err := postgres.Open(ctx, postgres.Options{URL: os.Getenv(urlVariable), Dir: os.Getenv(dirVariable)})
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "child:", err)
		os.Exit(1)
	}
}

// TestMigrationsSurviveBeingKilled: make kills runs it with more kills.
func TestMigrationsSurviveBeingKilled(t *testing.T) {
	filled := map[int64]string{}
	storetest.Kill(t, *kills, storetest.Victim{
		Newest: newest,
		Copy: func(t *testing.T, version int64) []string {
			t.Helper()
			if filled[version] == "" && version > 0 {
				filled[version] = old(t, version)
			}
			url := cluster.Database(t)
			if version > 0 {
				url = cluster.Copy(t, filled[version])
			}
			return []string{storetest.ChildVariable + "=migrate", urlVariable + "=" + url, dirVariable + "=" + t.TempDir()}
		},
		Look: func(t *testing.T, env []string) storetest.Sight {
			t.Helper()
			s := look(t, strings.TrimPrefix(env[1], urlVariable+"="))
			_, dir, _ := strings.Cut(env[2], "=")
			found, err := filepath.Glob(filepath.Join(dir, store.BackupFolder, "2*.zip"))
			if err != nil {
				t.Fatal(err)
			}
			for _, path := range found {
				a, err := store.OpenArchive(path)
				if err != nil {
					t.Errorf("a backup is not whole: %v", err)
					continue
				}
				s.Backups = append(s.Backups, storetest.Digests(a.Manifest))
				if err := a.Close(); err != nil {
					t.Error(err)
				}
			}
			return s
		},
	})
}

// old makes data of an earlier schema.
func old(t *testing.T, version int64) string {
	t.Helper()
	url := cluster.Database(t)
	s, err := postgres.Open(t.Context(), postgres.Only(postgres.Options{URL: url, Dir: t.TempDir(), Now: storetest.Clock}, version))
	if err != nil {
		t.Fatal(err)
	}
	storetest.Fill(t, s, version, 2000)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return url
}

// look reads a database as it is.
func look(t *testing.T, url string) storetest.Sight {
	t.Helper()
	db := connect(t, url)
	var there bool
	if err := db.QueryRow("SELECT to_regclass('goose_db_version') IS NOT NULL").Scan(&there); err != nil {
		t.Fatal(err)
	}
	if !there {
		return storetest.Sight{}
	}
	var version int64
	if err := db.QueryRow("SELECT max(version_id) FROM goose_db_version").Scan(&version); err != nil {
		t.Fatal(err)
	}
	var schema string
	err := db.QueryRow(`SELECT string_agg(line, E'\n' ORDER BY line) FROM (
		SELECT concat_ws(' ', table_name, ordinal_position, column_name, data_type, is_nullable) AS line
		FROM information_schema.columns WHERE table_schema = 'public'
		UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
		UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
		WHERE connamespace = 'public'::regnamespace) AS all_of_it`).Scan(&schema)
	if err != nil {
		t.Fatal(err)
	}
	return storetest.See(t, db, postgres.Dialect, version, schema)
}

func connect(t *testing.T, url string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(db.Close()); err != nil {
			t.Error(err)
		}
	})
	return db
}
