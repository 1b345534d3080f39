package cohort_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"skinafter"
	"skinafter/signal/cohort"
)

// near reports whether two figures agree to a relative difference.
func near(got, want, relative float64) bool {
	if math.IsNaN(want) {
		return math.IsNaN(got)
	}
	return math.Abs(got-want) <= relative*math.Max(math.Abs(want), 1e-300) || got == want
}

func TestRatesPer1000CoursesHaveExactPoissonLimits(t *testing.T) {
	t.Parallel()
	nan := math.NaN()
	for _, c := range []struct {
		name            string
		events, courses int
		rate, lo, hi    float64
	}{
		// The limits of 0 and 1 have closed forms: -ln 0.025, and the roots of
		// exp(-x)(1+x) = 0.025 and exp(-x) = 0.975.
		{"no event among 1,000 still has an upper limit", 0, 1000, 0, 0, -math.Log(0.025)},
		{"one event among 1,000", 1, 1000, 1, -math.Log(0.975), 5.571643390938898},
		{"ten events among 2,000 are five per 1,000", 10, 2000, 5, 4.795389 / 2, 18.39036 / 2},
		{"without courses nothing is estimable", 0, 0, nan, nan, nan},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, err := cohort.PerCourses(c.events, c.courses)
			if err != nil {
				t.Fatal(err)
			}
			if !near(r.Per1000, c.rate, 1e-12) || !near(r.Lo, c.lo, 1e-6) || !near(r.Hi, c.hi, 1e-6) {
				t.Errorf("got %v (%v to %v), want %v (%v to %v)", r.Per1000, r.Lo, r.Hi, c.rate, c.lo, c.hi)
			}
		})
	}
}

func TestMoreEventsThanCoursesAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]int{{-1, 5}, {6, 5}, {0, -1}} {
		_, err := cohort.PerCourses(c[0], c[1])
		var input *skinafter.InputError
		if !errors.As(err, &input) {
			t.Errorf("%d of %d: got %v", c[0], c[1], err)
		}
	}
}

func TestARateRatioSaysWhatCannotBeEstimated(t *testing.T) {
	t.Parallel()
	rate := func(events, courses int) cohort.Rate {
		r, err := cohort.PerCourses(events, courses)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	nan := math.NaN()
	third := math.Cbrt(0.025) // three of three: the lower limit of the share has a closed form
	for _, c := range []struct {
		name          string
		a, b          cohort.Rate
		ratio, lo, hi float64
	}{
		{"equal rates have a ratio of one with limits that mirror each other", rate(5, 100), rate(5, 100), 1, 0.1870860 / 0.8129140, 0.8129140 / 0.1870860},
		{"no event in the second rate leaves the ratio without bound", rate(3, 100), rate(0, 100), nan, third / (1 - third), nan},
		{"no event at all says nothing", rate(0, 100), rate(0, 100), nan, nan, nan},
		{"no courses say nothing", rate(0, 0), rate(1, 100), nan, nan, nan},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ratio, lo, hi := cohort.RateRatio(c.a, c.b)
			if !near(ratio, c.ratio, 1e-9) || !near(lo, c.lo, 1e-5) || !near(hi, c.hi, 1e-5) {
				t.Errorf("got %v (%v to %v), want %v (%v to %v)", ratio, lo, hi, c.ratio, c.lo, c.hi)
			}
		})
	}
}

func ExamplePerCourses() {
	r, err := cohort.PerCourses(4, 1250)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f per 1,000 sessions (%.1f to %.1f)\n", r.Per1000, r.Lo, r.Hi)
	// Output: 3.2 per 1,000 sessions (0.9 to 8.2)
}
