package house

import (
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/testkit"
)

// Store is an empty store in a folder of its own; it is closed when the test ends.
func Store(t testing.TB, now func() time.Time) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), sqlite.Options{Dir: t.TempDir(), Now: now})
	if err != nil {
		t.Fatalf("opening the store: %v", err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Errorf("closing the store: %v", err)
		}
	})
	return store
}

// Settled is the record of one person in a store, with the facts that come with the program.
func Settled(t testing.TB, store clinic.Store, now func() time.Time) *clinic.Care {
	t.Helper()
	care := clinic.New(store, testkit.Facts(t), now, clinic.None)
	if err := care.Settle(t.Context()); err != nil {
		t.Fatalf("settling: %v", err)
	}
	return care
}

// Care is an empty record in a store of its own.
func Care(t testing.TB, now func() time.Time) *clinic.Care {
	t.Helper()
	return Settled(t, Store(t, now), now)
}
