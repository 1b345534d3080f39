package cohort

import (
	"fmt"
	"math"

	"skinafter"
)

// Sequential is a plan to look again and again at one growing count that has a known
// expectation: complications among sessions whose number is known. It keeps the chance of a
// false alarm over all looks together at Alpha. The zero value is no plan; see Validate.
type Sequential struct {
	Upper     float64 // expected events at which the watch ends without a signal; at most 1,000
	Alpha     float64 // chance of a false alarm over the whole watch, such as 0.05
	MinEvents int     // events that must have come before a signal may; 0 counts as 1
}

// maxUpper bounds the work of CriticalValue: about two seconds.
const maxUpper = 1000

// LogLikelihoodRatio compares n events with what was expected: (E - n) + n ln(n/E) above
// expectation and 0 at or below it. Without a positive expectation it is NaN.
// Source: Kulldorff et al., Sequential Analysis 2011;30:58-78.
func LogLikelihoodRatio(n int, expected float64) float64 {
	switch {
	case n < 0 || !(expected > 0) || math.IsInf(expected, 1):
		return math.NaN()
	case float64(n) <= expected:
		return 0
	}
	k := float64(n)
	return expected - k + k*math.Log(k/expected)
}

// Validate says what is wrong with a plan; nil = nothing.
func (s Sequential) Validate() error {
	switch {
	case !(s.Upper > 0) || s.Upper > maxUpper:
		return &skinafter.InputError{Field: "upper limit", Value: fmt.Sprint(s.Upper), Want: fmt.Sprintf("expected events above 0 and up to %d", maxUpper)}
	case !(s.Alpha > 0) || s.Alpha >= 0.5:
		return &skinafter.InputError{Field: "alpha", Value: fmt.Sprint(s.Alpha), Want: "a chance above 0 and below 0.5"}
	case s.MinEvents < 0 || s.MinEvents > maxUpper:
		return &skinafter.InputError{Field: "least events", Value: fmt.Sprint(s.MinEvents), Want: fmt.Sprintf("0 to %d", maxUpper)}
	}
	return nil
}

// CriticalValue is the LogLikelihoodRatio at which the watch signals. It is computed, not
// looked up: the chance that a Poisson count ever crosses the boundary follows exactly from
// a recursion over its states, and the boundary is moved until that chance is Alpha.
// Looking less often than after every event makes false alarms rarer still.
// An InputError says that the plan is not valid, or that Upper is so small that MinEvents
// would hardly ever be reached.
func (s Sequential) CriticalValue() (float64, error) {
	if err := s.Validate(); err != nil {
		return 0, fmt.Errorf("critical value: %w", err)
	}
	least := max(s.MinEvents, 1)
	lo, hi := 0.0, 1.0
	if reach := s.crossing(lo, least); reach < s.Alpha {
		return 0, &skinafter.InputError{
			Field: "upper limit", Value: fmt.Sprint(s.Upper),
			Want: fmt.Sprintf("more expected events: %d come with a chance of %.2g only, below alpha", least, reach),
		}
	}
	for s.crossing(hi, least) > s.Alpha {
		lo, hi = hi, 2*hi
	}
	for range 100 {
		mid := (lo + hi) / 2
		if mid == lo || mid == hi {
			break
		}
		if s.crossing(mid, least) > s.Alpha {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi, nil
}

// crossing is the chance that the ratio reaches cv before Upper though nothing is wrong.
// Event number n crosses when it comes by the expected time boundary(n, cv); between two
// such times the count grows by a Poisson number.
func (s Sequential) crossing(cv float64, least int) float64 {
	states := []float64{1} // chance of 0, 1, ... events without a crossing so far
	at := 0.0
	for n := least; ; n++ {
		next := math.Min(boundary(n, cv), s.Upper)
		states = growPoisson(states, next-at, n)
		at = next
		if next >= s.Upper {
			break
		}
	}
	stays := 0.0
	for _, p := range states {
		stays += p
	}
	return math.Max(0, 1-stays)
}

// growPoisson adds a Poisson number of the given mean to the count and keeps the states below
// limit: to reach limit is to cross.
func growPoisson(states []float64, mean float64, limit int) []float64 {
	out := make([]float64, limit)
	for i, p := range states {
		if p == 0 || i >= limit {
			continue
		}
		term := math.Exp(-mean)
		for j := i; j < limit; j++ {
			out[j] += p * term
			k := float64(j - i + 1)
			term *= mean / k
			if k > mean && term < 1e-20 {
				break
			}
		}
	}
	return out
}

// boundary is the largest expectation for which n events still have a ratio of cv: the root
// of E - n + n ln(n/E) = cv below n, by Newton's method on ln E, where the left side is convex.
func boundary(n int, cv float64) float64 {
	k := float64(n)
	if cv <= 0 {
		return k
	}
	u := -1 - cv/k // u = ln(E/n); exp(u) - 1 - u = cv/n has its root above this
	for range 200 {
		f := math.Exp(u) - 1 - u - cv/k
		step := f / (math.Exp(u) - 1)
		u -= step
		if math.Abs(step) < 1e-15*math.Max(1, math.Abs(u)) {
			break
		}
	}
	return k * math.Exp(u)
}

// Cumulative is a count at one look, from the start of the watch on.
type Cumulative struct {
	Events   int
	Expected float64 // such as the rate of other products times the courses so far, both per 1,000
}

// Watched is what a watch has come to.
type Watched struct {
	Critical float64   // the ratio at which it signals
	Ratios   []float64 // of each look
	// Signal and End are the looks at which the ratio reached Critical and at which the watch was
	// over without a signal; -1 = not so far. Looks after either decide nothing.
	Signal, End int
}

// Watch goes through the looks in the order of time. Every look counts: leaving out those
// without a signal would raise more false alarms than Alpha. An InputError says that the plan is
// not valid or that a look has less than the one before.
func (s Sequential) Watch(looks []Cumulative) (Watched, error) {
	critical, err := s.CriticalValue()
	if err != nil {
		return Watched{}, err
	}
	return s.WatchAt(critical, looks)
}

// WatchAt is Watch with the plan's CriticalValue, which many watches of one plan share.
func (s Sequential) WatchAt(critical float64, looks []Cumulative) (Watched, error) {
	w := Watched{Critical: critical, Ratios: make([]float64, len(looks)), Signal: -1, End: -1}
	before := Cumulative{}
	for i, l := range looks {
		if l.Events < before.Events || !(l.Expected >= before.Expected) || !(l.Expected > 0) || math.IsInf(l.Expected, 1) {
			return Watched{}, &skinafter.InputError{Field: fmt.Sprintf("look %d", i+1), Want: "a positive expectation, and no fewer events and expected ones than before"}
		}
		w.Ratios[i] = LogLikelihoodRatio(l.Events, l.Expected)
		switch {
		case w.Signal >= 0 || w.End >= 0:
		case l.Events >= max(s.MinEvents, 1) && l.Expected <= s.Upper && w.Ratios[i] >= critical:
			w.Signal = i
		case l.Expected >= s.Upper:
			w.End = i
		}
		before = l
	}
	return w, nil
}
