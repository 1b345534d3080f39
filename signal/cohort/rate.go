package cohort

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"skinafter"
	"skinafter/signal/gamma"
)

// Rate is how often an event came among courses that are all known, those without an event
// included. Spontaneous reports have no such denominator.
type Rate struct {
	Events  int // courses with the event
	Courses int // all courses, those without the event included
	// Per1000 is Events per 1,000 courses; Lo and Hi are its exact 95 % Poisson limits. All
	// are NaN without courses.
	Per1000, Lo, Hi float64
}

// PerCourses counts events over all courses. An InputError says that a count is negative, or
// that more courses had the event than there were.
// Source of the limits: Garwood, Biometrika 1936;28:437-442.
func PerCourses(events, courses int) (Rate, error) {
	if events < 0 || courses < events {
		return Rate{}, &skinafter.InputError{Field: "rate", Want: "0 <= courses with the event <= courses"}
	}
	r := Rate{Events: events, Courses: courses}
	lo, hi := PoissonLimits(events)
	per := 1000 / float64(courses)
	r.Per1000, r.Lo, r.Hi = float64(events)*per, lo*per, hi*per
	if courses == 0 {
		r.Per1000, r.Lo, r.Hi = math.NaN(), math.NaN(), math.NaN()
	}
	return r, nil
}

// PoissonLimits are the exact 95 % limits of the mean of a Poisson count n; NaN for n below 0.
func PoissonLimits(n int) (lo, hi float64) {
	if n < 0 {
		return math.NaN(), math.NaN()
	}
	if n > 0 {
		lo = gamma.Quantile(0.025, float64(n), 1)
	}
	return lo, gamma.Quantile(0.975, float64(n)+1, 1)
}

// RateRatio compares two rates: how many times as often the event came in a as in b, with exact
// 95 % limits that follow from the share of a's events among all (Clopper-Pearson). NaN where
// a rate has no courses or nobody has the event; the upper limit is NaN where b has no
// event, because it has no bound.
func RateRatio(a, b Rate) (ratio, lo, hi float64) {
	x, y := float64(a.Events), float64(b.Events)
	if a.Courses == 0 || b.Courses == 0 || x+y == 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	scale := float64(b.Courses) / float64(a.Courses)
	odds := func(p float64) float64 { return p / (1 - p) * scale }
	if x > 0 {
		lo = odds(mathext.InvRegIncBeta(x, y+1, 0.025))
	}
	ratio, hi = math.NaN(), math.NaN()
	if y > 0 {
		ratio = x / y * scale
		hi = odds(mathext.InvRegIncBeta(x+1, y, 0.975))
	}
	return ratio, lo, hi
}
