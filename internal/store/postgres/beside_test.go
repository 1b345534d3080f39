package postgres_test

import (
	"bytes"
	"context"
	"testing"

	"skinafter/internal/store/postgres"
	"skinafter/internal/store/storetest"
	"skinafter/internal/testkit/cluster"
)

func TestABackupIsMadeBesideAProgramThatHasTheDataOpen(t *testing.T) {
	t.Parallel()
	ctx, o := context.Background(), postgres.Options{URL: cluster.Database(t), Dir: t.TempDir()}
	s, err := postgres.Open(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // the rows were acknowledged
	storetest.Settle(t, s)
	var open, beside bytes.Buffer
	want, err := s.Backup(ctx, &open)
	if err != nil {
		t.Fatal(err)
	}
	got, err := postgres.BackupBeside(ctx, o, &beside)
	if err != nil || got.Rows() == 0 || got.Rows() != want.Rows() {
		t.Errorf("%d rows beside, %d by the store itself, %v", got.Rows(), want.Rows(), err)
	}
}
