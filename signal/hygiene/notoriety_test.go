package hygiene_test

import (
	"fmt"
	"math"
	"testing"

	"skinafter/signal"
	"skinafter/signal/hygiene"
)

// years makes a collection of 100 reports a year, of which some name the pair.
func years(t testing.TB, pair map[int]int) *hygiene.Collection {
	t.Helper()
	var rows []signal.Row
	for year, n := range pair {
		for i := range 100 {
			r := signal.Row{Report: fmt.Sprintf("%d-%d", year, i), Product: "Cream", Event: "rash", Year: year}
			if i < n {
				r.Product, r.Event = "Serum", "granuloma"
			}
			rows = append(rows, r)
		}
	}
	return gather(t, rows...)
}

func TestAYearWithManyMoreReportsIsFlagged(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		pair    map[int]int
		flagged []int
		undated int
	}{
		{"the same every year", map[int]int{2020: 5, 2021: 5, 2022: 5}, nil, 0},
		{"a jump in one year", map[int]int{2020: 2, 2021: 2, 2022: 25, 2023: 3}, []int{2022}, 0},
		{"nothing before", map[int]int{2020: 0, 2021: 0, 2022: 8}, []int{2022}, 0},
		{"the first year has nothing to compare with", map[int]int{2020: 50, 2021: 1}, nil, 0},
		{"two reports are too few", map[int]int{2020: 0, 2021: 2}, nil, 0},
		{"a rise within chance", map[int]int{2020: 3, 2021: 7}, nil, 0},
		{"reports without a year are counted", map[int]int{0: 7, 2021: 3}, nil, 7},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			jumps, undated, ok := years(t, c.pair).Notoriety("Serum", "granuloma")
			if !ok || undated != c.undated {
				t.Errorf("%d undated, found %v", undated, ok)
			}
			var got []int
			for _, j := range jumps {
				got = append(got, j.Year)
			}
			if fmt.Sprint(got) != fmt.Sprint(c.flagged) {
				t.Errorf("flagged %v, want %v: %+v", got, c.flagged, jumps)
			}
		})
	}
}

func TestAJumpTellsTheRatesAndWhatIsLeftWithoutIt(t *testing.T) {
	t.Parallel()
	jumps, _, ok := years(t, map[int]int{2020: 2, 2021: 2, 2022: 25}).Notoriety("Serum", "granuloma")
	if !ok || len(jumps) != 1 {
		t.Fatalf("%+v", jumps)
	}
	j := jumps[0]
	if j.Then.Events != 25 || j.Then.Courses != 100 || j.Before.Events != 4 || j.Before.Courses != 200 || j.Ratio != 12.5 {
		t.Errorf("%+v", j)
	}
	if want := (signal.Table{A: 4, B: 0, C: 0, D: 196}); j.Without != want {
		t.Errorf("without: %+v", j.Without)
	}
	fresh, _, _ := years(t, map[int]int{2020: 0, 2021: 9}).Notoriety("Serum", "granuloma")
	if len(fresh) != 1 || !math.IsNaN(fresh[0].Ratio) || !(fresh[0].Lo > 1) {
		t.Errorf("%+v", fresh)
	}
}

func TestNotorietyOfAPairThatIsNotThere(t *testing.T) {
	t.Parallel()
	c := years(t, map[int]int{2020: 1})
	for _, pair := range [][2]string{{"Serum", "x"}, {"x", "granuloma"}} {
		if _, _, ok := c.Notoriety(pair[0], pair[1]); ok {
			t.Errorf("%v is there", pair)
		}
	}
}
