//go:build unix

package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/store/storetest"
)

// TestAFullDiskStopsWritesAndNothingElse: reads go on, what was acknowledged is there, and when
// there is room again writing goes on without a restart.
func TestAFullDiskStopsWritesAndNothingElse(t *testing.T) {
	t.Parallel()
	out, err := storetest.Child(t, storetest.ChildVariable+"=full", dirVariable+"="+t.TempDir()).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// fullChild runs against a limit on the size of files: the disk is full for this process.
func fullChild(ctx context.Context, dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	s, err := sqlite.Open(ctx, sqlite.Options{Dir: dir})
	if err != nil {
		return err
	}
	tenant, person, err := settle(ctx, s)
	if err != nil {
		return err
	}
	var usual syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &usual); err != nil {
		return err
	}
	small := usual
	small.Cur = 2 << 20
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &small); err != nil {
		return err
	}
	kept := 0
	for ; kept < 100_000; kept++ {
		if err = addDraft(ctx, s, tenant, person); err != nil {
			break
		}
	}
	if !errors.Is(err, clinic.ErrReadOnly) || store.Advice(err) == "" {
		return fmt.Errorf("after %d writes: %w, want ErrReadOnly", kept, err)
	}
	if err := countDrafts(ctx, s, tenant, kept); err != nil {
		return fmt.Errorf("while the disk is full: %w", err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &usual); err != nil {
		return err
	}
	if err := addDraft(ctx, s, tenant, person); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	if err := countDrafts(ctx, s, tenant, kept+1); err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	if r := sqlite.Doctor(ctx, sqlite.Options{Dir: dir}); !r.Healthy() {
		return fmt.Errorf("the doctor finds %v", r)
	}
	_, err = fmt.Printf("%d writes were kept before the disk was full, 0 lost, and writing went on", kept)
	return err
}

func countDrafts(ctx context.Context, s clinic.Store, tenant clinic.ID, want int) error {
	n := 0
	for p := (clinic.Page{Limit: 1000}); ; {
		rows, err := s.Read(tenant).Rows(ctx, clinic.KindDraft, clinic.Filter{}, p)
		if err != nil {
			return err
		}
		n += len(rows)
		if len(rows) < p.Limit {
			break
		}
		p.After, p.AfterID = rows[len(rows)-1].At, rows[len(rows)-1].ID
	}
	if n != want {
		return fmt.Errorf("%d rows are there, want %d", n, want)
	}
	return nil
}

// TestAFolderThatCannotBeWrittenIsSaidSo runs as an ordinary user: root can write everywhere.
func TestAFolderThatCannotBeWrittenIsSaidSo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for d := dir; d != "/" && d != "/tmp"; d = d[:lastSlash(d)] {
		if err := os.Chmod(d, 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(d, 0o700) })
		if d[lastSlash(d)+1:] == t.Name() {
			break
		}
	}
	cmd := storetest.Child(t, storetest.ChildVariable+"=readonly", dirVariable+"="+dir)
	if os.Geteuid() == 0 {
		cmd.Path = "/proc/self/exe" // the binary lies where nobody else can look
		cmd.Dir = "/"
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	if out, err := cmd.Output(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func lastSlash(path string) int {
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == '/' {
			return i
		}
	}
	return 1
}

func readOnlyChild(ctx context.Context, dir string) error {
	for _, d := range []string{dir, dir + "/new"} {
		s, err := sqlite.Open(ctx, sqlite.Options{Dir: d})
		if err == nil {
			return errors.Join(fmt.Errorf("%s was opened", d), s.Close())
		}
		if !errors.Is(err, clinic.ErrReadOnly) || store.Advice(err) == "" {
			return fmt.Errorf("%s: %w, want ErrReadOnly", d, err)
		}
	}
	return nil
}
