package cohort_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/signal/cohort"
)

// goldenFormulas is the part of the golden file that this package's formulas answer for.
type goldenFormulas struct {
	MaxSPRT map[string]map[string]float64 `json:"maxsprt_poisson_critical_values"`
}

func readFormulas(t *testing.T) (g goldenFormulas, ok bool) {
	t.Helper()
	path, ok := testkit.Shared(t, "data/signals/golden_hyper_and_formulas.json")
	if !ok {
		return g, false
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(err)
	}
	return g, true
}

func TestCriticalValuesAgreeWithTheGoldenValues(t *testing.T) {
	t.Parallel()
	g, ok := readFormulas(t)
	if !ok {
		return
	}
	worst, n := 0.0, 0
	check := func(s cohort.Sequential, want float64) {
		got, err := s.CriticalValue()
		if err != nil {
			t.Fatalf("%+v: %v", s, err)
		}
		n++
		worst = math.Max(worst, math.Abs(got-want))
		// The golden values were found to 1e-8 in alpha; near the boundary alpha falls by a share
		// of about one for each unit of the value.
		if math.Abs(got-want) > 1.1e-8/s.Alpha {
			t.Errorf("%+v: got %.9f, want %.9f", s, got, want)
		}
	}
	number := func(text string) float64 {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	for _, alpha := range []string{"0.05", "0.01"} {
		for upper, want := range g.MaxSPRT["alpha_"+alpha] {
			check(cohort.Sequential{Upper: number(upper), Alpha: number(alpha)}, want)
		}
	}
	for least, want := range g.MaxSPRT["alpha_0.05_T10_min_events"] {
		check(cohort.Sequential{Upper: 10, Alpha: 0.05, MinEvents: int(number(least))}, want)
	}
	if n == 0 {
		t.Fatal("the golden file holds no critical value")
	}
	t.Logf("%d critical values, worst deviation %.2g", n, worst)
}

// A watch that looks after every event of a simulated stream with the expected rate raises
// a false alarm as often as it promises.
func TestFalseAlarmsComeAsOftenAsPromised(t *testing.T) {
	t.Parallel()
	s := cohort.Sequential{Upper: 5, Alpha: 0.05}
	cv, err := s.CriticalValue()
	if err != nil {
		t.Fatal(err)
	}
	state := uint64(20240607)
	uniform := func() float64 {
		state += 0x9E3779B97F4A7C15
		z := (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9
		z = (z ^ (z >> 27)) * 0x94D049BB133111EB
		return (float64((z^(z>>31))>>11) + 0.5) / (1 << 53)
	}
	const runs = 40_000
	alarms := 0
	for range runs {
		at := 0.0
		for n := 1; ; n++ {
			at -= math.Log(uniform())
			if at > s.Upper {
				break
			}
			if cohort.LogLikelihoodRatio(n, at) >= cv {
				alarms++
				break
			}
		}
	}
	// Three standard deviations of a share of 0.05 in 40,000 runs are 0.0033.
	if share := float64(alarms) / runs; math.Abs(share-s.Alpha) > 0.0033 {
		t.Errorf("false alarms in %.4f of the runs, want %.2f", share, s.Alpha)
	}
}

func TestTheRatioIsZeroUntilMoreCameThanExpected(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		n        int
		expected float64
		want     float64
	}{
		{"fewer than expected", 2, 3, 0},
		{"as many as expected", 3, 3, 0},
		{"more than expected", 5, 2, -3 + 5*math.Log(2.5)},
		{"nothing expected", 1, 0, math.NaN()},
		{"a negative count", -1, 1, math.NaN()},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := cohort.LogLikelihoodRatio(c.n, c.expected); !near(got, c.want, 1e-14) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestAPlanThatCannotWorkIsRefused(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]cohort.Sequential{
		"the zero value":                 {},
		"no upper limit":                 {Alpha: 0.05},
		"an endless upper limit":         {Upper: math.Inf(1), Alpha: 0.05},
		"an alpha of one":                {Upper: 5, Alpha: 1},
		"an alpha that is no number":     {Upper: 5, Alpha: math.NaN()},
		"negative least events":          {Upper: 5, Alpha: 0.05, MinEvents: -1},
		"least events that never come":   {Upper: 1, Alpha: 0.05, MinEvents: 40},
		"an upper limit that is nothing": {Upper: 0.001, Alpha: 0.05},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := s.CriticalValue()
			var input *skinafter.InputError
			if !errors.As(err, &input) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// Law: a longer watch and a smaller alpha never lower the boundary.
func TestLawACarefulWatchHasAHigherBoundary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := cohort.Sequential{Upper: rapid.Float64Range(0.5, 40).Draw(t, "upper"), Alpha: rapid.Float64Range(0.005, 0.2).Draw(t, "alpha")}
		first, err := s.CriticalValue()
		if err != nil {
			t.Skip(err.Error())
		}
		s.Upper *= rapid.Float64Range(1, 2).Draw(t, "longer")
		s.Alpha /= rapid.Float64Range(1, 3).Draw(t, "stricter")
		second, err := s.CriticalValue()
		if err != nil || second < first-1e-9 {
			t.Fatalf("%v then %v (%v)", first, second, err)
		}
	})
}

func ExampleSequential_CriticalValue() {
	watch := cohort.Sequential{Upper: 10, Alpha: 0.05}
	limit, err := watch.CriticalValue()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("signal at a ratio of %.3f\n", limit)
	fmt.Printf("9 events where 3 were expected: %.3f\n", cohort.LogLikelihoodRatio(9, 3))
	// Output:
	// signal at a ratio of 3.468
	// 9 events where 3 were expected: 3.888
}

func TestAWatchSignalsAtTheFirstCrossing(t *testing.T) {
	t.Parallel()
	plan := cohort.Sequential{Upper: 10, Alpha: 0.05, MinEvents: 3} // critical value 3.064
	for _, c := range []struct {
		name        string
		looks       []cohort.Cumulative
		signal, end int
	}{
		{"no look yet", nil, -1, -1},
		{"as expected", []cohort.Cumulative{{1, 1}, {3, 3}, {9, 9}}, -1, -1},
		{"as expected to the end", []cohort.Cumulative{{5, 5}, {10, 10.5}, {40, 11}}, -1, 1},
		{"far more than expected", []cohort.Cumulative{{1, 1}, {9, 3}, {9, 9}}, 1, -1},
		{"two events are too few, whatever was expected", []cohort.Cumulative{{2, 0.01}, {2, 0.02}}, -1, -1},
		{"the third event signals", []cohort.Cumulative{{2, 0.1}, {3, 0.1}}, 1, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w, err := plan.Watch(c.looks)
			if err != nil || w.Signal != c.signal || w.End != c.end || len(w.Ratios) != len(c.looks) {
				t.Errorf("%+v, %v", w, err)
			}
		})
	}
}

func TestAWatchRefusesLooksThatGoBack(t *testing.T) {
	t.Parallel()
	plan := cohort.Sequential{Upper: 10, Alpha: 0.05}
	for name, looks := range map[string][]cohort.Cumulative{
		"fewer events":      {{3, 1}, {2, 2}},
		"less expected":     {{1, 2}, {2, 1}},
		"nothing expected":  {{1, 0}},
		"no number":         {{1, math.NaN()}},
		"an endless number": {{1, math.Inf(1)}},
		"events below zero": {{-1, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := plan.Watch(looks)
			var input *skinafter.InputError
			if !errors.As(err, &input) {
				t.Errorf("got %v", err)
			}
		})
	}
}
