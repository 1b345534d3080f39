package mgps

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/mathext"

	"skinafter"
	"skinafter/signal/gamma"
)

// Prior is the prior distribution of MGPS for the ratio of reported to expected: with
// probability P a gamma distribution of shape Alpha1 and rate Beta1, else one of shape Alpha2
// and rate Beta2. Source: DuMouchel 1999.
type Prior struct {
	Alpha1, Beta1, Alpha2, Beta2, P float64
}

// ParsePrior reads "alpha1,beta1,alpha2,beta2,P". The error is an *skinafter.InputError.
func ParsePrior(text string) (Prior, error) {
	var v [5]float64
	parts := strings.Split(text, ",")
	wrong := &skinafter.InputError{Field: "hyper", Value: text, Want: "alpha1,beta1,alpha2,beta2,P: four numbers above 0 and one from 0 to 1"}
	if len(parts) != len(v) {
		return Prior{}, wrong
	}
	for i, part := range parts {
		x, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil {
			return Prior{}, wrong
		}
		v[i] = x
	}
	p := Prior{v[0], v[1], v[2], v[3], v[4]}
	if p.Check() != nil {
		return Prior{}, wrong
	}
	return p, nil
}

// most is the largest shape or rate: a component is a point long before.
const most = 1e6

// Check says whether the prior is one: shapes and rates above 0 and up to a million, P from 0 to 1.
func (p Prior) Check() error {
	for _, x := range []float64{p.Alpha1, p.Beta1, p.Alpha2, p.Beta2} {
		if !(x > 0 && x <= most) {
			return fmt.Errorf("a prior's shapes and rates are above 0 and up to %g: %s", float64(most), p)
		}
	}
	if !(p.P >= 0 && p.P <= 1) {
		return fmt.Errorf("a prior's P lies between 0 and 1: %s", p)
	}
	return nil
}

// String is the five numbers as ParsePrior reads them.
func (p Prior) String() string {
	var parts []string
	for _, x := range []float64{p.Alpha1, p.Beta1, p.Alpha2, p.Beta2, p.P} {
		parts = append(parts, strconv.FormatFloat(x, 'g', -1, 64))
	}
	return strings.Join(parts, ",")
}

// ordered is the same prior with the component of the larger mean first.
func (p Prior) ordered() Prior {
	if p.Alpha1/p.Beta1 < p.Alpha2/p.Beta2 {
		return Prior{p.Alpha2, p.Beta2, p.Alpha1, p.Beta1, 1 - p.P}
	}
	return p
}

// Posterior is what MGPS says of a pair: the geometric mean of the ratio of reported to
// expected, shrunk towards the prior, and its 5 % and 95 % quantiles.
type Posterior struct {
	EBGM, EB05, EB95 float64
}

// Posterior is the posterior of a pair that n reports name where e > 0 were expected.
func (p Prior) Posterior(n int64, e float64) Posterior {
	s := newShrinkage(p, n)
	q := s.weight(e)
	return Posterior{EBGM: s.mean(q, e), EB05: math.Exp(s.lnQuantile(0, e)), EB95: math.Exp(s.lnQuantile(1, e))}
}

// tails are the two quantiles that are shown.
var tails = [2]float64{0.05, 0.95}

// shrinkage holds what the posteriors of all pairs with the same N share.
type shrinkage struct {
	prior Prior
	n     float64
	shape [2]gamma.Shape
	psi   [2]float64    // digamma of the shapes
	odds  float64       // the part of ln(Q/(1-Q)) that does not depend on E
	ln    [2][2]float64 // by tail and component: ln quantile at rate 1
}

func newShrinkage(p Prior, n int64) *shrinkage {
	N := float64(n)
	s := &shrinkage{prior: p, n: N, shape: [2]gamma.Shape{gamma.New(p.Alpha1 + N), gamma.New(p.Alpha2 + N)}}
	l1, _ := math.Lgamma(p.Alpha1)
	l2, _ := math.Lgamma(p.Alpha2)
	s.odds = math.Log(p.P) - math.Log1p(-p.P) +
		s.shape[0].LnGamma - l1 + p.Alpha1*math.Log(p.Beta1) -
		(s.shape[1].LnGamma - l2 + p.Alpha2*math.Log(p.Beta2))
	for j, g := range s.shape {
		s.psi[j] = mathext.Digamma(g.A)
		for i, tail := range tails {
			s.ln[i][j] = g.LnQuantile(tail)
		}
	}
	return s
}

// weight is Q, the posterior probability of the first component.
func (s *shrinkage) weight(e float64) float64 {
	odds := s.odds - s.shape[0].A*math.Log(s.prior.Beta1+e) + s.shape[1].A*math.Log(s.prior.Beta2+e)
	return 1 / (1 + math.Exp(-odds))
}

// mean is EBGM.
func (s *shrinkage) mean(q, e float64) float64 {
	m1 := s.psi[0] - math.Log(s.prior.Beta1+e)
	m2 := s.psi[1] - math.Log(s.prior.Beta2+e)
	return math.Exp(blend(q, m1, m2))
}

// blend is q x + (1-q) y where a part without weight does not matter, even if it is infinite.
func blend(q, x, y float64) float64 {
	switch q {
	case 0:
		return y
	case 1:
		return x
	}
	return q*x + (1-q)*y
}

// lnQuantile is ln EB05 (tail 0) or ln EB95 (tail 1), to about 1e-14. The mixture's quantile lies
// between those of its components.
func (s *shrinkage) lnQuantile(tail int, e float64) float64 {
	q := s.weight(e)
	r1, r2 := math.Log(s.prior.Beta1+e), math.Log(s.prior.Beta2+e)
	y1, y2 := s.ln[tail][0]-r1, s.ln[tail][1]-r2
	switch q {
	case 0:
		return y2
	case 1:
		return y1
	}
	const slack = 1e-12
	lo, hi := math.Min(y1, y2)-slack, math.Max(y1, y2)+slack
	return gamma.Root(tails[tail], blend(q, y1, y2), lo, hi, func(y float64) (cdf, slope float64) {
		c1, d1 := s.shape[0].At(y + r1)
		c2, d2 := s.shape[1].At(y + r2)
		return q*c1 + (1-q)*c2, q*d1 + (1-q)*d2
	})
}
