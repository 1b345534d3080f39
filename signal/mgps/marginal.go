package mgps

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// marginal is the negative log likelihood of a prior: a sum over cells of
// -ln(P f1 + (1-P) f2), where fj is the negative binomial distribution of N.
type marginal struct {
	likelihood Likelihood
	cells      int64
	points     int
	pairs      int // that a report names
	several    int // of these, that two or more name
	groups     []cellGroup
	constant   float64 // the part that does not depend on the prior
	lastX      [5]float64
	lastValue  float64
	lastGrad   [5]float64
	known      bool
}

// cellGroup are the cells of one N: expectations with weights, which may be negative where they
// are nodes of a grid.
type cellGroup struct {
	n    float64
	e, w []float64
}

// Shapes and rates stay below farEdge, where a component is as good as a point, and above
// nearEdge; the odds of P and its opposite too. Beyond stands a steep wall.
const (
	nearEdge = -40.0
	farEdge  = 11.5 // ln 100,000
)

// at is the value and gradient at a vector.
func (m *marginal) at(x []float64) (value float64, gradient []float64) {
	if m.known && m.lastX == [5]float64(x) {
		g := m.lastGrad
		return m.lastValue, g[:]
	}
	inside := [5]float64(x)
	wall := 0.0
	var slope [5]float64
	for i, v := range x {
		inside[i] = math.Min(math.Max(v, nearEdge), farEdge)
		if i == 4 {
			inside[i] = math.Min(math.Max(v, nearEdge), -nearEdge)
		}
		over := v - inside[i]
		wall += 1e3 * over * over
		slope[i] = 2e3 * over
	}
	sum, grad := m.sum(toPrior(inside[:]), inside[4])
	for i := range grad {
		grad[i] += slope[i]
	}
	m.lastX, m.lastValue, m.lastGrad, m.known = [5]float64(x), sum+wall, grad, true
	g := grad
	return m.lastValue, g[:]
}

// negBin is one component with what its terms at one N share.
type negBin struct {
	a, b         float64
	lnGam, psi0  float64 // ln Gamma and digamma of a, or of 1+a where a is tiny
	constant     float64 // ln of the weight, Gamma(a+n)/Gamma(a), b^-n
	psi          float64 // digamma(a+n) - digamma(a)
	lnWeight     float64
	truncated    bool
	dA, dB, some float64 // derivatives by ln a and ln b; 1-f0
	zeroA, zeroB float64 // derivatives of 1-f0 by ln a and ln b
}

func (m *marginal) component(a, b, lnWeight float64) negBin {
	c := negBin{a: a, b: b, lnWeight: lnWeight, truncated: m.likelihood == T1}
	if c.tiny() {
		a++
	}
	c.lnGam, _ = math.Lgamma(a)
	c.psi0 = mathext.Digamma(a)
	return c
}

// tiny says whether ln Gamma(a+n) - ln Gamma(a) would be a difference of large numbers; then
// Gamma(a) = Gamma(1+a)/a helps.
func (c *negBin) tiny() bool { return c.a < 1e-3 }

// prepare computes what the terms at one N share.
func (c *negBin) prepare(n float64) {
	c.constant, c.psi = c.lnWeight-n*math.Log(c.b), 0
	if n == 0 {
		return
	}
	lg, _ := math.Lgamma(c.a + n)
	c.constant += lg - c.lnGam
	c.psi = mathext.Digamma(c.a+n) - c.psi0
	if c.tiny() {
		c.constant += math.Log(c.a)
		c.psi += 1 / c.a
	}
}

// term is ln of the weighted component without e^n/n!, and leaves the derivatives by ln a and
// ln b.
func (c *negBin) term(n, e float64, whole bool) float64 {
	r := e / c.b
	l := math.Log1p(r) // -ln(b/(b+e))
	c.dA = c.a * (c.psi - l)
	c.dB = (c.a*r - n) / (1 + r)
	v := c.constant - (c.a+n)*l
	if whole {
		return v
	}
	some := -math.Expm1(-c.a * l) // 1 - f0
	f0 := 1 - some
	c.zeroA = c.a * l * f0
	c.zeroB = -c.a * r / (1 + r) * f0
	if c.truncated {
		c.dA -= c.zeroA / some
		c.dB -= c.zeroB / some
		v -= math.Log(some)
	}
	c.some = some
	return v
}

// sum is the sum over all groups, and its gradient by the logarithms.
func (m *marginal) sum(p Prior, logit float64) (value float64, grad [5]float64) {
	lnP, lnRest := -softplus(-logit), -softplus(logit)
	c1, c2 := m.component(p.Alpha1, p.Beta1, lnP), m.component(p.Alpha2, p.Beta2, lnRest)
	whole := m.likelihood == Z
	rest := math.Exp(lnRest)
	for _, g := range m.groups {
		c1.prepare(g.n)
		c2.prepare(g.n)
		for i, e := range g.e {
			v1, v2 := c1.term(g.n, e, whole), c2.term(g.n, e, whole)
			q := 1 / (1 + math.Exp(v2-v1))
			ln := v1 - math.Log(q)
			if q < 0.5 {
				ln = v2 + math.Log1p(math.Exp(v1-v2))
			}
			w := g.w[i]
			dP := q - p.P
			d := [4]float64{q * c1.dA, q * c1.dB, (1 - q) * c2.dA, (1 - q) * c2.dB}
			if m.likelihood == T2 {
				some := p.P*c1.some + rest*c2.some
				ln -= math.Log(some)
				d[0] -= p.P * c1.zeroA / some
				d[1] -= p.P * c1.zeroB / some
				d[2] -= rest * c2.zeroA / some
				d[3] -= rest * c2.zeroB / some
				dP -= p.P * rest * (c1.some - c2.some) / some
			}
			value -= w * ln
			for k, v := range d {
				grad[k] -= w * v
			}
			grad[4] -= w * dP
		}
	}
	return value + m.constant, grad
}

// softplus is ln(1 + exp(x)).
func softplus(x float64) float64 {
	if x > 0 {
		return x + math.Log1p(math.Exp(-x))
	}
	return math.Log1p(math.Exp(x))
}
