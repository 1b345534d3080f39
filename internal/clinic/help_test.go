package clinic_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/store/postgres"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/testkit/cluster"
	"skinafter/internal/testkit/house"
)

// bench is a Care over a real store, with a clock that a test turns.
type bench struct {
	*clinic.Care
	*house.Clock
	t     testing.TB
	store clinic.Store
}

// opener opens a store of one engine.
type opener func(t testing.TB, clock func() time.Time) (clinic.Store, error)

func onSQLite(t testing.TB, clock func() time.Time) (clinic.Store, error) {
	return sqlite.Open(t.Context(), sqlite.Options{Dir: t.TempDir(), Now: clock})
}

func onPostgreSQL(t testing.TB, clock func() time.Time) (clinic.Store, error) {
	return postgres.Open(t.Context(), postgres.Options{URL: cluster.Database(t), Dir: t.TempDir(), Now: clock, Conns: 8})
}

// onBoth runs a test on both engines.
func onBoth(t *testing.T, test func(t *testing.T, open opener)) {
	t.Helper()
	for name, open := range map[string]opener{"SQLite": onSQLite, "PostgreSQL": onPostgreSQL} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open)
		})
	}
}

// opened is a fresh record in SQLite.
func opened(t testing.TB) *bench {
	t.Helper()
	return openedOn(t, onSQLite)
}

// openedOn is a fresh record; the clock stands at a Thursday afternoon in November.
func openedOn(t testing.TB, open opener) *bench {
	t.Helper()
	b := &bench{t: t, Clock: house.ClockAt(time.Date(2026, 11, 19, 15, 0, 0, 0, time.UTC))}
	store, err := open(t, b.Now)
	if err != nil {
		t.Fatalf("opening the store: %v", err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Errorf("closing the store: %v", err)
		}
	})
	b.store = store
	b.Care = house.Settled(t, store, b.Now)
	return b
}

func (b *bench) ctx() context.Context { return context.Background() }

// key is a new idempotency key for a request.
func (b *bench) key() clinic.Once {
	b.t.Helper()
	key, err := clinic.NewKey()
	if err != nil {
		b.t.Fatal(err)
	}
	return clinic.NewOnce(key, "test", nil)
}

// must is the saved reply of a write that may not fail.
func (b *bench) must(s clinic.Saved, err error) clinic.Saved {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("writing: %v", err)
	}
	return s
}

// needled is a face, needled 1.5 mm two hours ago in Berlin.
func (b *bench) needled() clinic.Course {
	end := b.Now().Add(-2 * time.Hour)
	return clinic.Course{
		Modality: skinafter.Needling, DepthMM: 1.5, Area: "face", Ended: clinic.Span{First: end, Last: end}, Zone: "Europe/Berlin",
		Provider: clinic.Provider{Name: "Studio Nord", Setting: "salon"},
	}
}

func (b *bench) course() clinic.ID {
	b.t.Helper()
	return b.must(b.StartCourse(b.ctx(), b.key(), b.needled())).ID
}

const serum = "INGREDIENTS: Aqua, Glycerin, Retinol, Parfum"

func (b *bench) product(name, label string) clinic.ID {
	b.t.Helper()
	return b.must(b.AddProduct(b.ctx(), b.key(), clinic.Product{Name: name, Label: label})).ID
}

// all is every row of the tenant, as text.
func (b *bench) all() string {
	b.t.Helper()
	var out strings.Builder
	for _, kind := range clinic.Kinds() {
		rows, err := b.store.Read(b.Tenant()).Rows(b.ctx(), kind, clinic.Filter{}, clinic.Page{Limit: 1000})
		if err != nil {
			b.t.Fatal(err)
		}
		for _, r := range rows {
			out.WriteString(string(r.Kind) + " " + r.ID.String() + " " + string(r.Body) + "\n")
		}
	}
	return out.String()
}
