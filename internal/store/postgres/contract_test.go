package postgres_test

import (
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/store/postgres"
	"skinafter/internal/store/storetest"
	"skinafter/internal/testkit/cluster"
)

func TestTheStoreKeepsItsContract(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) clinic.Store { return open(t, cluster.Database(t), t.TempDir()) })
}

// open opens a store that is closed with the test.
func open(t testing.TB, url, dir string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), postgres.Options{URL: url, Dir: dir, Now: storetest.Clock, Conns: 8})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
