package signal

import (
	"math"

	"skinafter"
	"skinafter/signal/gamma"
)

// Exposure counts the reports that name one combination of two products, and among them
// those that name the event.
type Exposure struct {
	Events  float64 // reports with the event; whole, or a sum over strata
	Reports float64 // all reports; never below Events
}

// TwoExposures are the four groups that two products make of a collection of reports.
type TwoExposures struct {
	Both    Exposure // reports that name both products
	First   Exposure // the first and not the second
	Second  Exposure // the second and not the first
	Neither Exposure
}

// Interaction says whether an event is reported with two products together more often than
// the two alone explain. It speaks of reports, not of people, and shows no cause. Figures
// that cannot be estimated are NaN.
type Interaction struct {
	N        float64 // reports with both products and the event
	Expected float64 // E111: what the two alone let expect
	Omega    float64 // log2((N+0.5)/(Expected+0.5))
	// Omega025 and Omega975 are the exact 95 % limits by the gamma quantile, as for IC.
	// A signal is Omega025 > 0.
	Omega025, Omega975 float64
	// Omega025Normal is the lower limit of the paper, Omega - 1.96/(ln 2 * sqrt(N)); minus
	// infinity is not handed on: it is NaN where N is 0.
	Omega025Normal float64
}

// Omega is the shrunken observed-to-expected measure of interaction. The baseline is
// additive on the odds scale: each product may add its own part.
// It is an InputError where a count is negative, no whole group stands behind it, or the
// events outnumber their reports. Groups without reports make the figures NaN.
// Source: Noren, Sundberg, Bate, Edwards, Stat Med 2008;27:3057-3070.
func (t TwoExposures) Omega() (Interaction, error) {
	for _, g := range []struct {
		name string
		e    Exposure
	}{{"both", t.Both}, {"first", t.First}, {"second", t.Second}, {"neither", t.Neither}} {
		if !(g.e.Events >= 0) || !(g.e.Reports >= g.e.Events) || math.IsInf(g.e.Reports, 0) {
			return Interaction{}, &skinafter.InputError{Field: "exposure " + g.name, Want: "counts with 0 <= events <= reports"}
		}
	}
	neither, first, second := t.Neither.odds(), t.First.odds(), t.Second.odds()
	odds := math.Max(neither, first) + math.Max(neither, second) - neither
	share := 1 - 1/(odds+1)
	if math.IsInf(odds, 1) {
		share = 1
	}
	i := Interaction{N: t.Both.Events, Expected: share * t.Both.Reports}
	i.Omega = math.Log2((i.N + 0.5) / (i.Expected + 0.5))
	i.Omega025 = math.Log2(gamma.Quantile(0.025, i.N+0.5, i.Expected+0.5))
	i.Omega975 = math.Log2(gamma.Quantile(0.975, i.N+0.5, i.Expected+0.5))
	i.Omega025Normal = math.NaN()
	if i.N > 0 {
		i.Omega025Normal = i.Omega - z975/(math.Ln2*math.Sqrt(i.N))
	}
	return i, nil
}

// odds of the event in the group; NaN without reports, infinite where all have the event.
func (e Exposure) odds() float64 {
	if e.Reports == 0 {
		return math.NaN()
	}
	return e.Events / (e.Reports - e.Events)
}
