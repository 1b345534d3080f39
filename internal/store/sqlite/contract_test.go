package sqlite_test

import (
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/store/storetest"
)

func TestTheStoreKeepsItsContract(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) clinic.Store { return open(t, t.TempDir()) })
}

// open opens a store that is closed with the test.
func open(t testing.TB, dir string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir, Now: storetest.Clock})
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
