package signal_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"skinafter/signal"
)

// Every figure of Interactions follows from counting reports group by group.
func TestInteractionsAreThoseOfTheDefinition(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		c := signal.NewCounter()
		type naming struct{ products, events map[string]bool }
		reports := map[string]naming{}
		for _, r := range rows {
			if err := c.AddRow(signal.Row{Report: r.report, Product: r.product, Event: r.event}); err != nil {
				t.Fatal(err)
			}
			if reports[r.report].products == nil {
				reports[r.report] = naming{map[string]bool{}, map[string]bool{}}
			}
			reports[r.report].products[r.product], reports[r.report].events[r.event] = true, true
		}
		least := int64(rapid.IntRange(1, 3).Draw(t, "least"))
		list, skipped, err := c.Interactions(least)
		if err != nil || skipped != 0 {
			t.Fatal(skipped, err)
		}
		want := map[string]bool{}
		for _, r := range reports {
			for p := range r.products {
				for q := range r.products {
					for e := range r.events {
						n := 0
						for _, o := range reports {
							if o.products[p] && o.products[q] && o.events[e] {
								n++
							}
						}
						if p < q && int64(n) >= least {
							want[p+"\x00"+q+"\x00"+e] = true
						}
					}
				}
			}
		}
		if len(list) != len(want) {
			t.Fatalf("%d, want %d", len(list), len(want))
		}
		for _, x := range list {
			if !want[x.First+"\x00"+x.Second+"\x00"+x.Event] {
				t.Fatalf("%+v is too much", x)
			}
			var g [2][2]signal.Exposure
			for _, r := range reports {
				at := &g[one(r.products[x.First])][one(r.products[x.Second])]
				at.Reports++
				at.Events += float64(one(r.events[x.Event]))
			}
			if got := (signal.TwoExposures{Both: g[1][1], First: g[1][0], Second: g[0][1], Neither: g[0][0]}); got != x.Counts {
				t.Fatalf("%+v, want %+v", x.Counts, got)
			}
			if omega, err := x.Counts.Omega(); err != nil || x.N != omega.N || fmt.Sprint(omega) != fmt.Sprint(x.Interaction) {
				t.Fatalf("%+v, want %+v", x.Interaction, omega)
			}
		}
	})
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestAReportOfVeryManyProductsIsLeftOutOfInteractions(t *testing.T) {
	t.Parallel()
	c := signal.NewCounter()
	for i := range 5000 {
		if err := c.AddRow(signal.Row{Report: "long", Product: fmt.Sprint("p", i), Event: "e"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range []string{"p1", "p2"} {
		if err := c.AddRow(signal.Row{Report: "short", Product: p, Event: "e"}); err != nil {
			t.Fatal(err)
		}
	}
	list, skipped, err := c.Interactions(1)
	if err != nil || skipped != 1 || len(list) != 1 || list[0].Counts.Both.Reports != 1 || list[0].Counts.Neither.Reports != 0 {
		t.Errorf("%+v, %d left out, %v", list, skipped, err)
	}
	if _, _, err := c.Interactions(0); err == nil {
		t.Error("least 0")
	}
}
