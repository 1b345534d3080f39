package mgps

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/optimize"

	"skinafter"
)

// Likelihood is which likelihood the prior of MGPS is fitted to. The three give different
// lists of signals from the same counts, so the name belongs beside every result.
type Likelihood uint8

const (
	// Z takes all cells, also those without a report (DuMouchel 1999). The default: it has an
	// optimum inside where the others run to a boundary.
	Z Likelihood = iota
	// T1 takes the reported pairs and truncates each component on its own, as openEBGM and PhViD
	// do.
	T1
	// T2 takes the reported pairs and truncates the mixture.
	T2
)

var likelihoodNames = [...]string{"Z", "T1", "T2"}

// String is the short name.
func (l Likelihood) String() string { return likelihoodNames[min(int(l), len(likelihoodNames)-1)] }

// ParseLikelihood reads Z, T1 or T2 in any case. The error is an *skinafter.InputError.
func ParseLikelihood(text string) (Likelihood, error) {
	for i, name := range likelihoodNames {
		if strings.EqualFold(text, name) {
			return Likelihood(i), nil
		}
	}
	return Z, &skinafter.InputError{Field: "mgps-likelihood", Value: text, Want: "Z, T1 or T2"}
}

// MarshalText is the short name.
func (l Likelihood) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads Z, T1 or T2. The error is an *skinafter.InputError.
func (l *Likelihood) UnmarshalText(text []byte) (err error) {
	*l, err = ParseLikelihood(string(text))
	return err
}

// Options say how Fit looks for the prior. The zero value is the default.
type Options struct {
	Likelihood Likelihood
	Starts     []Prior // where to start; nil is Starts()
}

// Fitted is the prior that makes the counts most likely, and how it was found.
type Fitted struct {
	Prior      Prior
	Diagnostic Diagnostic
}

// Diagnostic says how far a fit is to be trusted.
type Diagnostic struct {
	Likelihood Likelihood
	NegLogLik  float64
	// Gradient is the largest derivative of the negative log likelihood by the logarithm of a
	// shape or rate, or the logit of P, at the answer. It is near 0 at an optimum.
	Gradient float64
	// Boundary names the parameters that ran to the edge of their range. The prior is then a
	// limit and its posteriors deserve distrust; Z or IC may do better.
	Boundary []string
	Best     int       // which of Attempts gave the answer
	Attempts []Attempt // one for each start
	Cells    int64     // pairs of the likelihood: all for Z, the reported ones for T1 and T2
	Points   int       // terms they were summed up in
	Several  int       // pairs that two or more reports name
	// Lower is an optimum of T1 with a lower negative log likelihood that openEBGM's starts do
	// not lead to; nil if none was met.
	Lower    *Attempt
	Warnings []string // in plain words
}

// Attempt is where one start ended.
type Attempt struct {
	Start, End          Prior
	NegLogLik, Gradient float64
}

// Interior says whether the answer is an optimum inside the range.
func (d Diagnostic) Interior() bool {
	return len(d.Boundary) == 0 && d.Gradient < 1e-3*math.Max(1, math.Abs(d.NegLogLik)*1e-3)
}

// enough is how many pairs with several reports a fit should have; own judgement.
const enough = 300

// errNoPairs is met before anything was counted.
var errNoPairs = errors.New("fitting MGPS: the collection has no pair")

// Starts are where Fit starts from under Z and T2: the usual one of the literature (DuMouchel
// 1999) first, then ones with a narrow far component, a wide near one, and two alike.
func Starts() []Prior {
	return []Prior{
		{0.2, 0.1, 2, 4, 1.0 / 3},
		{3, 0.4, 2, 2, 0.07},
		narrow,
		{2, 1.5, 0.2, 0.2, 0.5},
		{0.1, 0.01, 1, 1, 0.1},
		{0.5, 0.2, 0.5, 0.8, 0.2},
	}
}

// narrow starts with a narrow component far out.
var narrow = Prior{30, 3, 1.5, 1.5, 0.01}

// CompatibleStarts are where Fit starts from under T1: those of openEBGM's manual.
func CompatibleStarts() []Prior {
	return []Prior{
		{0.2, 0.1, 2, 4, 1.0 / 3},
		{0.1, 0.1, 10, 10, 0.2},
		{0.3, 0.5, 6, 6, 0.5},
		{0.5, 0.3, 12, 12, 0.8},
		{0.2, 0.2, 5, 5, 0.4},
	}
}

// Fit finds the prior. It always has an answer for a collection with at least one pair, and
// says in the Diagnostic what that answer is worth. The same counts give the same answer.
//
// T1 stands for compatibility with openEBGM, and its likelihood can have several optima of
// almost the same height that give different lists. So under T1 the steps are short, and the
// answer is the best valley that openEBGM's own starts lie in; a lower valley that a far start
// finds is named in the Diagnostic (Lower, Warnings) and not taken.
func Fit(c Cells, o Options) (Fitted, error) {
	m := newMarginal(c, o.Likelihood)
	if m.pairs == 0 {
		return Fitted{}, errNoPairs
	}
	look := m.thinned()
	d := Diagnostic{Likelihood: o.Likelihood, Cells: m.cells, Points: m.points}
	compatible := o.Likelihood == T1 && len(o.Starts) == 0
	starts, walk := o.Starts, look.descend
	switch {
	case compatible:
		starts = CompatibleStarts()
		walk = func(x []float64) []float64 { return creeping.run(look, x) }
	case len(starts) == 0:
		starts = Starts()
	}
	var best []float64
	for i, start := range starts {
		if err := start.Check(); err != nil {
			return Fitted{}, fmt.Errorf("starting the fit: %w", err)
		}
		x := walk(toVector(start))
		d.Attempts = append(d.Attempts, look.attempt(start, x))
		if i == 0 || d.Attempts[i].NegLogLik < d.Attempts[d.Best].NegLogLik {
			d.Best, best = i, x
		}
	}
	best = polishing.run(m, best)
	value, gradient := m.at(best)
	prior := toPrior(best).ordered()
	d.NegLogLik, d.Gradient, d.Boundary = value, largest(gradient), edges(prior)
	if compatible {
		other := look.attempt(narrow, look.descend(toVector(narrow)))
		if other.NegLogLik < d.Attempts[d.Best].NegLogLik-1e-2 {
			d.Lower = &other
		}
	}
	d.Several = m.several
	d.warn()
	return Fitted{prior, d}, nil
}

func (m *marginal) attempt(start Prior, x []float64) Attempt {
	value, gradient := m.at(x)
	return Attempt{Start: start, End: toPrior(x).ordered(), NegLogLik: value, Gradient: largest(gradient)}
}

func (d *Diagnostic) warn() {
	if len(d.Boundary) > 0 {
		d.Warnings = append(d.Warnings, "the fit ran to a boundary: "+strings.Join(d.Boundary, ", "))
	}
	if !d.Interior() && len(d.Boundary) == 0 {
		d.Warnings = append(d.Warnings, fmt.Sprintf("the fit did not settle: gradient %.2g", d.Gradient))
	}
	if d.Lower != nil {
		d.Warnings = append(d.Warnings, fmt.Sprintf("T1 has a lower optimum (-lnL %.3f in place of %.3f) that openEBGM's starts do not lead to: %s",
			d.Lower.NegLogLik, d.NegLogLik, d.Lower.End))
	}
	if d.Several < enough {
		d.Warnings = append(d.Warnings, fmt.Sprintf("only %d pairs have two or more reports; MGPS wants about %d", d.Several, enough))
	}
}

// edges names what ran to an edge.
func edges(p Prior) []string {
	var out []string
	const low, high = 1e-5, 5e4
	for _, v := range []struct {
		name  string
		value float64
	}{{"alpha1", p.Alpha1}, {"beta1", p.Beta1}, {"alpha2", p.Alpha2}, {"beta2", p.Beta2}} {
		switch {
		case v.value < low:
			out = append(out, v.name+" -> 0")
		case v.value > high:
			out = append(out, v.name+" -> infinity")
		}
	}
	switch {
	case p.P < low:
		out = append(out, "P -> 0")
	case p.P > 1-low:
		out = append(out, "P -> 1")
	}
	return out
}

// vectors hold ln of shapes and rates and the logit of P, where every point is a prior.
func toVector(p Prior) []float64 {
	q := math.Min(math.Max(p.P, 1e-12), 1-1e-12)
	return []float64{math.Log(p.Alpha1), math.Log(p.Beta1), math.Log(p.Alpha2), math.Log(p.Beta2), math.Log(q / (1 - q))}
}

func toPrior(x []float64) Prior {
	return Prior{math.Exp(x[0]), math.Exp(x[1]), math.Exp(x[2]), math.Exp(x[3]), 1 / (1 + math.Exp(-x[4]))}
}

func largest(gradient []float64) float64 {
	g := 0.0
	for _, v := range gradient {
		g = math.Max(g, math.Abs(v))
	}
	return g
}

// descend goes downhill from a start by BFGS.
func (m *marginal) descend(x []float64) []float64 {
	problem := optimize.Problem{
		Func: func(x []float64) float64 { v, _ := m.at(x); return v },
		Grad: func(grad, x []float64) { _, g := m.at(x); copy(grad, g) },
	}
	settings := &optimize.Settings{
		MajorIterations: 300, GradientThreshold: 1e-4,
		Converger: &optimize.FunctionConverge{Absolute: 1e-7, Iterations: 8},
	}
	result, err := optimize.Minimize(problem, x, settings, &optimize.BFGS{})
	// A line search that finds no lower point ends with an error at the best one so far.
	if result == nil || (err != nil && len(result.X) != len(x)) {
		return x
	}
	return slices.Clone(result.X)
}
