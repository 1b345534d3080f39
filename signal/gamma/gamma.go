package gamma

import "math"

// Shape is a gamma distribution with rate 1 and the constants of its shape, which many
// evaluations share. Make one with New.
type Shape struct {
	A       float64
	LnGamma float64 // ln Gamma(A)
}

// New is the distribution of a shape above 0.
func New(a float64) Shape {
	lg, _ := math.Lgamma(a)
	return Shape{A: a, LnGamma: lg}
}

// Quantile is the quantile p of a gamma distribution of the given shape and rate; NaN
// where there is none.
func Quantile(p, shape, rate float64) float64 {
	if !(shape > 0) || !(rate > 0) || !(p > 0) || !(p < 1) || math.IsInf(shape, 1) || math.IsInf(rate, 1) {
		return math.NaN()
	}
	return math.Exp(New(shape).LnQuantile(p)) / rate
}

// At gives, at x = exp(y), the distribution function and its derivative by y. Arguments by
// logarithm keep the tiny shapes apart whose quantiles underflow.
func (g Shape) At(y float64) (cdf, slope float64) {
	x := math.Exp(y)
	slope = math.Exp(g.A*y - x - g.LnGamma)
	switch {
	case x < g.A+1:
		return math.Min(slope*g.series(x), 1), slope
	case math.IsInf(x, 1):
		return 1, 0
	}
	return 1 - slope*g.fraction(x), slope
}

// series is the power series of the lower incomplete gamma function without its leading
// factor (Abramowitz & Stegun 6.5.29); it converges fast below the mean.
func (g Shape) series(x float64) float64 {
	term := 1 / g.A
	sum, k := term, g.A
	for {
		k++
		term *= x / k
		sum += term
		if term <= sum*1e-17 {
			return sum
		}
	}
}

// fraction is the continued fraction of the upper incomplete gamma function without its
// leading factor (Abramowitz & Stegun 6.5.31), by Lentz's method; it converges fast above the
// mean.
func (g Shape) fraction(x float64) float64 {
	const tiny = 1e-300
	b := x + 1 - g.A
	c, d := 1/tiny, 1/b
	h := d
	// The number of steps grows with the root of the shape; the limit is never met.
	for i := 1.0; i < 1e7; i++ {
		an := -i * (i - g.A)
		b += 2
		d = an*d + b
		if math.Abs(d) < tiny {
			d = tiny
		}
		c = b + an/c
		if math.Abs(c) < tiny {
			c = tiny
		}
		d = 1 / d
		step := d * c
		h *= step
		if math.Abs(step-1) < 1e-16 {
			break
		}
	}
	return h
}

// LnQuantile is the logarithm of the p-quantile, 0 < p < 1, to about 1e-14.
func (g Shape) LnQuantile(p float64) float64 {
	lo, hi := g.bracket(p)
	y := g.guess(p)
	return Root(p, y, lo, hi, g.At)
}

// guess is Wilson and Hilferty's cube for the middle, and the first term of the series for
// the far left.
func (g Shape) guess(p float64) float64 {
	left := (math.Log(p) + g.LnGamma + math.Log(g.A)) / g.A
	z := math.Sqrt2 * math.Erfinv(2*p-1)
	if w := 1 - 1/(9*g.A) + z/(3*math.Sqrt(g.A)); w > 0.2 {
		return math.Log(g.A) + 3*math.Log(w)
	}
	return left
}

// bracket is an interval of y that holds the p-quantile: the series shows that
// x^a / Gamma(a+1) >= P(a, x), and the right end is doubled until it is past p.
func (g Shape) bracket(p float64) (lo, hi float64) {
	lo = (math.Log(p)+g.LnGamma+math.Log(g.A))/g.A - 1e-9
	hi = math.Log(g.A + 1)
	for {
		if cdf, _ := g.At(hi); cdf >= p {
			return math.Min(lo, hi), hi
		}
		hi++
	}
}

// Root solves F(y) = p for an increasing distribution function F by Newton's method on its
// logit, which is close to a line in both tails, and by bisection where a step leaves the
// bracket.
func Root(p, y, lo, hi float64, at func(float64) (cdf, slope float64)) float64 {
	y = math.Min(math.Max(y, lo), hi)
	target := math.Log(p / (1 - p))
	for range 200 {
		cdf, slope := at(y)
		if cdf < p {
			lo = y
		} else {
			hi = y
		}
		next := y - (math.Log(cdf/(1-cdf))-target)*cdf*(1-cdf)/slope
		near := math.Abs(next-y) < 1e-8 // the error of the next step is about the square of this one
		if !(next > lo && next < hi) {
			next, near = (lo+hi)/2, hi-lo < 1e-15*(1+math.Abs(y))
		}
		if near {
			return next
		}
		y = next
	}
	return y
}
