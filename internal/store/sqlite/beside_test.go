package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/store/storetest"
)

func TestABackupIsMadeBesideAProgramThatHasTheDataOpen(t *testing.T) {
	t.Parallel()
	ctx, o := context.Background(), sqlite.Options{Dir: t.TempDir()}
	s, err := sqlite.Open(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	home := storetest.Settle(t, s)
	var b bytes.Buffer
	m, err := sqlite.BackupBeside(ctx, o, &b)
	if err != nil || m.Rows() == 0 {
		t.Fatalf("%d rows, %v", m.Rows(), err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	elsewhere := sqlite.Options{Dir: t.TempDir()}
	if _, err := sqlite.Restore(ctx, elsewhere, path); err != nil {
		t.Fatal(err)
	}
	again, err := sqlite.Open(ctx, elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Close() }() // read only
	if tenants, err := again.Tenants(ctx); err != nil || len(tenants) != 1 || tenants[0] != home.Tenant {
		t.Errorf("tenants %v, %v", tenants, err)
	}
}

func TestABackupOfNothingIsAnError(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if _, err := sqlite.BackupBeside(context.Background(), sqlite.Options{Dir: t.TempDir()}, &b); !errors.Is(err, clinic.ErrNotFound) {
		t.Errorf("error %v", err)
	}
}
