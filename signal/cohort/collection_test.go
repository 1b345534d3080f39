package cohort_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/signal/cohort"
)

type courseRow struct {
	course, product, event string
	year                   int
}

func gather(t rapid.TB, rows []courseRow) *cohort.Collection {
	c := cohort.Gather()
	for _, r := range rows {
		if err := c.Add(r.course, r.product, r.event, r.year); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// Rates are counts of courses, whatever the order and repetition of rows.
func TestRatesAreThoseOfTheDefinition(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var rows []courseRow
		for range rapid.IntRange(0, 60).Draw(t, "rows") {
			n := rapid.IntRange(1, 30).Draw(t, "course")
			rows = append(rows, courseRow{
				fmt.Sprint(n), rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "product"),
				rapid.SampledFrom([]string{"", "", "e", "f"}).Draw(t, "event"), n % 4 * 2005 / 4 * 4,
			})
		}
		c := gather(t, rows)
		shuffled := gather(t, append(rapid.Permutation(rows).Draw(t, "order"), rows...))
		pairs, withheld, err := c.Pairs(2)
		again, withheldAgain, err2 := shuffled.Pairs(2)
		if err != nil || err2 != nil || withheld != withheldAgain || fmt.Sprint(pairs) != fmt.Sprint(again) {
			t.Fatalf("%v, %v: %v and %v", err, err2, pairs, again)
		}
		all, named, events, pair := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, r := range rows {
			all[r.course], named[r.course+r.product] = true, true
			if r.event != "" {
				events[r.course+r.event], pair[r.course+r.product+r.event] = true, true
			}
		}
		shown := 0
		for _, p := range []string{"A", "B", "C"} {
			for _, e := range []string{"e", "f"} {
				with, others := [2]int{}, [2]int{}
				for k := range all {
					if named[k+p] {
						with[0]++
						with[1] += one(pair[k+p+e])
						continue
					}
					others[0]++
					others[1] += one(events[k+e])
				}
				if with[1] < 2 {
					continue
				}
				got := pairs[shown]
				shown++
				if got.Product != p || got.Event != e || got.With.Courses != with[0] || got.With.Events != with[1] || got.Others.Courses != others[0] || got.Others.Events != others[1] {
					t.Fatalf("%+v, want %v and %v", got, with, others)
				}
				for i, l := range got.Looks {
					if l.Expected <= 0 || i > 0 && (l.Expected < got.Looks[i-1].Expected || l.Events < got.Looks[i-1].Events || l.Year <= got.Looks[i-1].Year) {
						t.Fatalf("looks %+v", got.Looks)
					}
				}
			}
		}
		if shown != len(pairs) {
			t.Fatalf("%d pairs, want %d", len(pairs), shown)
		}
	})
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestLooksExpectWhatTheOthersHadSoFar(t *testing.T) {
	t.Parallel()
	var rows []courseRow
	add := func(product string, year, courses, events int) {
		for i := range courses {
			event := ""
			if i < events {
				event = "burn"
			}
			rows = append(rows, courseRow{fmt.Sprint(product, year, i), product, event, year})
		}
	}
	add("Pen", 2020, 10, 1) // nobody else had one: these courses wait
	add("Oil", 2020, 10, 0)
	add("Pen", 2021, 20, 2)
	add("Oil", 2021, 30, 4) // 4 of 40 so far: 10 + 20 courses expect 3
	add("Pen", 2022, 10, 5)
	add("Oil", 2022, 60, 16) // 20 of 100 so far: 10 courses expect 2 more
	pairs, _, err := gather(t, rows).Pairs(1)
	if err != nil || len(pairs) != 2 || pairs[1].Product != "Pen" {
		t.Fatalf("%+v, %v", pairs, err)
	}
	want := []cohort.Look{{Year: 2021, Cumulative: cohort.Cumulative{Events: 3, Expected: 3}}, {Year: 2022, Cumulative: cohort.Cumulative{Events: 8, Expected: 5}}}
	if got := pairs[1].Looks; len(got) != 2 || got[0] != want[0] || got[1].Events != 8 || math.Abs(got[1].Expected-5) > 1e-12 {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestCoursesWithoutANameAreRefused(t *testing.T) {
	t.Parallel()
	c := cohort.Gather()
	var wrong *skinafter.InputError
	if err := c.Add("", "a", "e", 0); !errors.As(err, &wrong) || wrong.Field != "course" {
		t.Error(err)
	}
	if err := c.Add("1", "", "e", 0); !errors.As(err, &wrong) || wrong.Field != "product" {
		t.Error(err)
	}
	if _, _, err := c.Pairs(0); !errors.As(err, &wrong) {
		t.Error(err)
	}
	if err := c.Add("1", "a", "", 0); err != nil {
		t.Error(err)
	}
	if all, without := c.Courses(); all != 1 || without != 1 {
		t.Errorf("%d courses, %d without", all, without)
	}
}
