package hygiene_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"skinafter"
	"skinafter/signal"
	"skinafter/signal/hygiene"
)

// masked is a collection in which very many reports of "itch" name one product, which hides that
// Serum is named with itch far more often than others.
func masked(t testing.TB) *hygiene.Collection {
	t.Helper()
	var rows []signal.Row
	add := func(n int, product, event string) {
		for range n {
			rows = append(rows, signal.Row{Report: fmt.Sprint(len(rows)), Product: product, Event: event})
		}
	}
	add(900, "Giant", "itch")
	add(100, "Giant", "rash")
	add(12, "Serum", "itch")
	add(10, "Serum", "rash")
	add(4, "Cream", "itch")
	add(500, "Cream", "rash")
	return gather(t, rows...)
}

func TestADominantProductHidesAnother(t *testing.T) {
	t.Parallel()
	c := masked(t)
	m, ok := c.Masking("Serum", "itch")
	if !ok {
		t.Fatal("the pair is not there")
	}
	want := hygiene.Masking{
		Product: "Serum", Event: "itch", Dominant: "Giant", Share: 900.0 / 916,
		Before: signal.Table{A: 12, B: 10, C: 904, D: 600}, After: signal.Table{A: 12, B: 10, C: 4, D: 500},
		IC: m.IC, ICAfter: m.ICAfter,
	}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if m.IC.Lo > 0 || !(m.ICAfter.Lo > 0) {
		t.Errorf("IC025 %v, then %v", m.IC.Lo, m.ICAfter.Lo)
	}
	list, err := c.Masked(0.9, 3)
	if diff := cmp.Diff([]hygiene.Masking{want}, list); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	if none, err := c.Masked(0.99, 3); err != nil || len(none) != 0 {
		t.Errorf("%+v, %v", none, err)
	}
}

func TestAnEventOfOneProductIsNotMasked(t *testing.T) {
	t.Parallel()
	c := gather(t, signal.Row{Report: "1", Product: "P", Event: "E"}, signal.Row{Report: "2", Product: "Q", Event: "D"})
	m, ok := c.Masking("P", "E")
	if !ok || m.Dominant != "" || m.Before != m.After || m.Share != 0 {
		t.Errorf("%+v, %v", m, ok)
	}
	for _, pair := range [][2]string{{"P", "X"}, {"X", "E"}} {
		if _, ok := c.Masking(pair[0], pair[1]); ok {
			t.Errorf("%v is there", pair)
		}
	}
}

func TestMaskedRefusesWhatIsOutOfRange(t *testing.T) {
	t.Parallel()
	c := masked(t)
	var input *skinafter.InputError
	if _, err := c.Masked(1.5, 3); !errors.As(err, &input) {
		t.Errorf("got %v", err)
	}
	if _, err := c.Masked(0.5, 0); !errors.As(err, &input) {
		t.Errorf("got %v", err)
	}
}

// Law: the table after is that of the collection without the reports of the dominant product.
func TestLawMaskingCountsTheRest(t *testing.T) {
	t.Parallel()
	row := rapid.Custom(func(t *rapid.T) signal.Row {
		return signal.Row{
			Report: rapid.StringMatching(`[1-9]`).Draw(t, "report"), Product: rapid.StringMatching(`P[1-4]`).Draw(t, "product"),
			Event: rapid.StringMatching(`E[1-3]`).Draw(t, "event"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(row, 1, 40).Draw(t, "rows")
		c := hygiene.Gather()
		for _, r := range rows {
			if err := c.Add(r); err != nil {
				t.Fatal(err)
			}
		}
		m, ok := c.Masking(rows[0].Product, rows[0].Event)
		if !ok || m.Before.A < 1 || m.Before.Reports() != int64(c.Reports()) {
			t.Fatalf("%+v", m)
		}
		names := map[string]bool{}
		for _, r := range rows {
			names[r.Report] = names[r.Report] || r.Product == m.Dominant
		}
		var a, product, event, all int64
		for report, dropped := range names {
			if dropped {
				continue
			}
			var p, e, both bool
			for _, r := range rows {
				if r.Report == report {
					p, e = p || r.Product == m.Product, e || r.Event == m.Event
					both = both || r.Product == m.Product && r.Event == m.Event
				}
			}
			for n, has := range map[*int64]bool{&all: true, &product: p, &event: e, &a: both} {
				if has {
					*n++
				}
			}
		}
		want := signal.Table{A: a, B: product - a, C: event - a, D: all - product - event + a}
		if m.After != want {
			t.Fatalf("%+v, want %+v", m, want)
		}
	})
}
