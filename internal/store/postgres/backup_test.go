package postgres_test

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
	"skinafter/internal/store/postgres"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/store/storetest"
	"skinafter/internal/testkit/cluster"
)

// TestABackupOfOneEngineRestoresIntoTheOther: SQLite, PostgreSQL, SQLite; nothing changes.
func TestABackupOfOneEngineRestoresIntoTheOther(t *testing.T) {
	t.Parallel()
	first, err := sqlite.Open(t.Context(), sqlite.Options{Dir: t.TempDir(), Now: storetest.Clock})
	if err != nil {
		t.Fatal(err)
	}
	storetest.Populate(t, first)
	path, want := storetest.Backup(t, first)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	url, dir := cluster.Database(t), t.TempDir()
	there := open(t, url, dir)
	storetest.Populate(t, there) // is replaced
	if err := there.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := postgres.Restore(t.Context(), postgres.Options{URL: url, Dir: dir}, path); err != nil {
		t.Fatal(err)
	}
	second := open(t, url, dir)
	path, got := storetest.Backup(t, second)
	if diff := cmp.Diff(want.Files, got.Files); diff != "" {
		t.Errorf("in PostgreSQL (-sqlite +postgres):\n%s", diff)
	}
	if r := postgres.Doctor(t.Context(), postgres.Options{URL: url, Dir: dir}); !r.Healthy() {
		t.Errorf("the doctor finds %v", r)
	}
	home := t.TempDir()
	if _, err := sqlite.Restore(t.Context(), sqlite.Options{Dir: home}, path); err != nil {
		t.Fatal(err)
	}
	third, err := sqlite.Open(t.Context(), sqlite.Options{Dir: home, Now: storetest.Clock})
	if err != nil {
		t.Fatal(err)
	}
	_, got = storetest.Backup(t, third)
	if diff := cmp.Diff(want.Files, got.Files); diff != "" {
		t.Errorf("back in SQLite (-before +after):\n%s", diff)
	}
	if err := third.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestARestoreThatFailsChangesNothing(t *testing.T) {
	t.Parallel()
	url, dir := cluster.Database(t), t.TempDir()
	s := open(t, url, dir)
	storetest.Populate(t, s)
	path, want := storetest.Backup(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := postgres.Restore(t.Context(), postgres.Options{URL: url, Dir: dir}, path+"x"); err == nil {
		t.Error("a file that is not there was restored")
	}
	_, got := storetest.Backup(t, open(t, url, dir))
	if diff := cmp.Diff(want.Files, got.Files); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

func TestADatabaseThatLostItsEndIsNoticed(t *testing.T) {
	t.Parallel()
	url, dir := cluster.Database(t), t.TempDir()
	s := open(t, url, dir)
	storetest.Populate(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db := connect(t, url)
	if _, err := db.Exec("DELETE FROM audit WHERE seq > 100"); err != nil {
		t.Fatal(err)
	}
	o := postgres.Options{URL: url, Dir: dir}
	if s, err := postgres.Open(t.Context(), o); !errors.Is(err, clinic.ErrDamaged) || store.Advice(err) == "" {
		t.Errorf("opening: %v, %v, want ErrDamaged", s, err)
	}
	if r := postgres.Doctor(t.Context(), o); r.Healthy() {
		t.Errorf("the doctor says %+v", r)
	}
}

func TestDataOfANewerProgramIsLeftAlone(t *testing.T) {
	t.Parallel()
	url, dir := cluster.Database(t), t.TempDir()
	if err := open(t, url, dir).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := connect(t, url).Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, true)"); err != nil {
		t.Fatal(err)
	}
	o := postgres.Options{URL: url, Dir: dir}
	if s, err := postgres.Open(t.Context(), o); !errors.Is(err, clinic.ErrNewer) {
		t.Errorf("opening: %v, %v, want ErrNewer", s, err)
	}
	if r := postgres.Doctor(t.Context(), o); r.Healthy() {
		t.Errorf("the doctor says %+v", r)
	}
}

func TestADatabaseThatCannotBeReachedIsSaidSoWithoutItsPassword(t *testing.T) {
	t.Parallel()
	o := postgres.Options{URL: "postgres://me:s3cret@127.0.0.1:1/none?connect_timeout=2", Dir: t.TempDir()}
	s, err := postgres.Open(t.Context(), o)
	if err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("opening: %v, %v", s, err)
	}
	r := postgres.Doctor(t.Context(), o)
	if r.Healthy() || strings.Contains(fmt.Sprint(r), "s3cret") {
		t.Errorf("the doctor says %+v", r)
	}
	if s, err := postgres.Open(t.Context(), postgres.Options{URL: "postgres://me:s3cret@[", Dir: t.TempDir()}); err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("opening: %v, %v", s, err)
	}
}

func TestAReadOnlyDatabaseIsSaidSo(t *testing.T) {
	t.Parallel()
	url, dir := cluster.Database(t), t.TempDir()
	s := open(t, url, dir)
	h := storetest.Settle(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, url+" default_transaction_read_only=on", dir)
	err := s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error {
		return w.Put(t.Context(), h.Row(t, clinic.KindDraft, 1))
	})
	if !errors.Is(err, clinic.ErrReadOnly) {
		t.Errorf("writing: %v, want ErrReadOnly", err)
	}
	if _, err := s.Read(h.Tenant).Row(t.Context(), clinic.KindPerson, h.Person); err != nil {
		t.Errorf("reading: %v", err)
	}
}

// TestEveryAcknowledgedWriteIsSynced asks the server how often it synced its log. It runs
// alone: the server counts for all. A connection reports its count when it ends.
func TestEveryAcknowledgedWriteIsSynced(t *testing.T) {
	url := cluster.Database(t)
	h := storetest.Settle(t, open(t, url, t.TempDir()))
	const writes = 60
	full := syncs(t, url, func() {
		s := open(t, url+" synchronous_commit=off", t.TempDir()) // what the address says does not matter
		for i := range writes {
			storetest.Put(t, s, h.Tenant, h.Row(t, clinic.KindDraft, i))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	})
	control := syncs(t, url, func() {
		db, err := sql.Open("pgx", url+" synchronous_commit=off")
		if err != nil {
			t.Fatal(err)
		}
		for range writes {
			if _, err := db.Exec("UPDATE tenant SET founded = founded"); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	})
	t.Logf("%d writes: %d syncs; control with synchronous_commit=off: %d", writes, full, control)
	if full < writes || control >= writes {
		t.Errorf("%d writes were acknowledged with %d syncs, the control with %d", writes, full, control)
	}
}

// syncs counts the syncs of the server's log while work runs.
func syncs(t *testing.T, url string, work func()) int64 {
	t.Helper()
	db := connect(t, url)
	count := func() (n int64) {
		t.Helper()
		time.Sleep(300 * time.Millisecond) // until connections that ended have reported
		if err := db.QueryRow("SELECT wal_sync FROM pg_stat_wal").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := count()
	work()
	return count() - before
}
