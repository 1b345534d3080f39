package mgps

import "math"

// Shrinker computes the posteriors of many pairs under one prior. For a fixed N the quantiles
// are smooth functions of E alone, so for the small N that almost all pairs have they are
// interpolated, to some 1e-11, from curves that grow as they are needed. A pair's figures
// depend on its N, E and prior only, never on which other pairs were asked for. Make one with
// NewShrinker; it is not for use by several goroutines at once.
type Shrinker struct {
	prior  Prior
	shared map[uint32]*curves
}

// maxCurveN is the largest N with curves. Larger ones are rare, and solved one by one.
const maxCurveN = 64

// curves are the posteriors of one N.
type curves struct {
	*shrinkage
	tail [len(tails)]map[int]*piece // by floor(ln E)
}

// NewShrinker computes under one prior.
func NewShrinker(p Prior) *Shrinker { return &Shrinker{prior: p, shared: map[uint32]*curves{}} }

// Posterior is Prior.Posterior.
func (s *Shrinker) Posterior(n uint32, e float64) Posterior {
	c := s.shared[n]
	if c == nil {
		c = &curves{shrinkage: newShrinkage(s.prior, int64(n)), tail: [len(tails)]map[int]*piece{{}, {}}}
		s.shared[n] = c
	}
	out := Posterior{EBGM: c.mean(c.weight(e), e)}
	if n > maxCurveN || n == 0 {
		out.EB05, out.EB95 = math.Exp(c.lnQuantile(0, e)), math.Exp(c.lnQuantile(1, e))
		return out
	}
	t := math.Log(e)
	out.EB05, out.EB95 = math.Exp(c.at(0, t)), math.Exp(c.at(1, t))
	return out
}

// at is ln of a quantile at t = ln E.
func (c *curves) at(tail int, t float64) float64 {
	whole := math.Floor(t)
	p := c.tail[tail][int(whole)]
	if p == nil {
		p = &piece{lo: whole, hi: whole + 1}
		c.tail[tail][int(whole)] = p
	}
	return p.at(t, func(t float64) float64 { return c.lnQuantile(tail, math.Exp(t)) }, 0)
}

// piece is a Chebyshev polynomial over an interval, or two halves where one does not fit.
type piece struct {
	lo, hi float64
	built  bool
	coef   [pieceOrder]float64
	half   [2]*piece
	direct bool // not even a narrow polynomial fits: compute
}

const (
	pieceOrder = 12
	// pieceError is what the last coefficients, and the error at both ends, may be: the
	// relative error of the quantile.
	pieceError = 1e-11
	pieceDepth = 8
)

func (p *piece) at(t float64, f func(float64) float64, depth int) float64 {
	if !p.built {
		p.build(f, depth)
	}
	switch {
	case p.direct:
		return f(t)
	case p.half[0] == nil:
		return p.value(t)
	case t < p.half[1].lo:
		return p.half[0].at(t, f, depth+1)
	}
	return p.half[1].at(t, f, depth+1)
}

// value is the polynomial, by Clenshaw's recurrence.
func (p *piece) value(t float64) float64 {
	x := (2*t - p.lo - p.hi) / (p.hi - p.lo)
	var b1, b2 float64
	for k := pieceOrder - 1; k > 0; k-- {
		b1, b2 = 2*x*b1-b2+p.coef[k], b1
	}
	return x*b1 - b2 + p.coef[0]
}

func (p *piece) build(f func(float64) float64, depth int) {
	p.built = true
	mid, radius := (p.lo+p.hi)/2, (p.hi-p.lo)/2
	var y [pieceOrder]float64
	for i := range y {
		y[i] = f(mid + radius*math.Cos(math.Pi*(float64(i)+0.5)/pieceOrder))
	}
	for k := range p.coef {
		sum := 0.0
		for i, v := range y {
			sum += v * math.Cos(math.Pi*float64(k)*(float64(i)+0.5)/pieceOrder)
		}
		p.coef[k] = 2 * sum / pieceOrder
	}
	p.coef[0] /= 2
	last := math.Abs(p.coef[pieceOrder-1]) + math.Abs(p.coef[pieceOrder-2])
	fits := last < pieceError && math.Abs(p.value(p.lo)-f(p.lo)) < pieceError && math.Abs(p.value(p.hi)-f(p.hi)) < pieceError
	switch {
	case fits:
	case depth >= pieceDepth:
		p.direct = true
	default:
		p.half = [2]*piece{{lo: p.lo, hi: mid}, {lo: mid, hi: p.hi}}
	}
}
