package onset

import (
	"fmt"
	"math"
	"slices"

	"skinafter"
)

// z975 is the 97.5 % quantile of the standard normal distribution.
const z975 = 1.959963984540054

// Weibull is how the times from a treatment to an event are spread: a Weibull distribution with
// 95 % limits. A figure that cannot be estimated is NaN.
type Weibull struct {
	N       int // times used
	Zeros   int // of these, times of 0 that were read as half the finest step
	Dropped int // times before the treatment or not finite: told, not used

	Median float64 // of the times themselves, in their unit
	// Shape below 1: events come early and then ever more rarely; about 1: at any time; above 1:
	// they come ever more often as time goes by.
	Shape, ShapeLo, ShapeHi float64
	// Scale is the time by which 63 % of the events have come, in the unit of the times.
	Scale, ScaleLo, ScaleHi float64
	NegLogLik               float64
}

// Pattern is what the limits of the shape let one say.
type Pattern string

// Patterns of onset.
const (
	Early   Pattern = "early"    // the whole interval lies below 1
	AnyTime Pattern = "any-time" // the interval holds 1
	Late    Pattern = "late"     // the whole interval lies above 1
	Unclear Pattern = "unclear"  // not estimable
)

// Pattern is the pattern that the limits of the shape allow.
func (o Weibull) Pattern() Pattern {
	switch {
	case math.IsNaN(o.ShapeLo) || math.IsNaN(o.ShapeHi):
		return Unclear
	case o.ShapeHi < 1:
		return Early
	case o.ShapeLo > 1:
		return Late
	}
	return AnyTime
}

// Of fits a Weibull distribution by maximum likelihood to times from treatment to event, all
// in one unit. Step is the finest difference that the times can show, such as 1 for
// whole hours; a time of 0 is read as step/2. The limits come from the observed information
// on the log scale. Fewer than two different times leave shape and scale NaN: a spread of
// zero has no shape. An InputError says that the step is not positive.
// Order of the times changes nothing. Source: Weibull likelihood as in Kalbfleisch and
// Prentice, The Statistical Analysis of Failure Time Data, 2002, section 3.
func Of(times []float64, step float64) (Weibull, error) {
	if !(step > 0) || math.IsInf(step, 1) {
		return Weibull{}, &skinafter.InputError{Field: "step of onset times", Value: fmt.Sprint(step), Want: "a number above 0"}
	}
	o := unknown()
	used := make([]float64, 0, len(times))
	for _, t := range times {
		switch {
		case !(t >= 0) || math.IsInf(t, 1):
			o.Dropped++
		case t == 0:
			o.Zeros++
			used = append(used, step/2)
		default:
			used = append(used, t)
		}
	}
	slices.Sort(used)
	o.N = len(used)
	if o.N == 0 {
		return o, nil
	}
	o.Median = (used[(o.N-1)/2] + used[o.N/2]) / 2
	if used[0] < used[o.N-1] {
		o.fit(used)
	}
	return o, nil
}

func unknown() Weibull {
	nan := math.NaN()
	return Weibull{Median: nan, Shape: nan, ShapeLo: nan, ShapeHi: nan, Scale: nan, ScaleLo: nan, ScaleHi: nan, NegLogLik: nan}
}

// fit finds the shape: the profile likelihood has one maximum, where
// sum(x^k ln x)/sum(x^k) - 1/k - mean(ln x) crosses zero from below.
func (o *Weibull) fit(sorted []float64) {
	logs := make([]float64, len(sorted))
	mean := 0.0
	for i, t := range sorted {
		logs[i] = math.Log(t)
		mean += logs[i]
	}
	n := float64(len(logs))
	mean /= n
	for i := range logs {
		logs[i] -= mean // keeps powers in range; the unit comes back below
	}
	score := func(k float64) float64 {
		sum, weighted := powerSums(logs, k)
		return weighted/sum - 1/k
	}
	lo, hi := 1.0, 1.0
	for score(lo) > 0 && lo > 1e-8 {
		lo /= 2
	}
	for score(hi) < 0 && hi < 1e8 {
		hi *= 2
	}
	if score(lo) > 0 || score(hi) < 0 {
		return
	}
	for range 200 {
		mid := (lo + hi) / 2
		if mid == lo || mid == hi {
			break
		}
		if score(mid) > 0 {
			hi = mid
		} else {
			lo = mid
		}
	}
	o.limits(logs, (lo+hi)/2, mean)
}

// limits fills the figures at shape k. In u = ln scale and w = k (ln x - u) the information
// about (ln k, u) is n + sum(w^2 e^w), -k sum(w e^w) and n k^2, because the first derivatives
// are zero there.
func (o *Weibull) limits(logs []float64, k, mean float64) {
	n := float64(len(logs))
	sum, _ := powerSums(logs, k)
	u := (math.Log(sum/n) + k*logs[len(logs)-1]) / k
	once, twice := 0.0, 0.0
	for _, y := range logs {
		w := k * (y - u)
		once += w * math.Exp(w)
		twice += w * w * math.Exp(w)
	}
	shape, cross, scale := n+twice, -k*once, n*k*k
	det := shape*scale - cross*cross
	if !(det > 0) || math.IsInf(det, 1) {
		return
	}
	o.Shape, o.Scale = k, math.Exp(u+mean)
	o.ShapeLo, o.ShapeHi = around(o.Shape, scale/det)
	o.ScaleLo, o.ScaleHi = around(o.Scale, shape/det)
	o.NegLogLik = n - n*math.Log(k) + n*k*u + n*mean
}

// powerSums are the sums of x^k and of x^k ln x over x = exp(logs), both divided by the
// largest x^k so that they stay finite. The logs are sorted.
func powerSums(logs []float64, k float64) (sum, weighted float64) {
	top := logs[len(logs)-1]
	for _, y := range logs {
		p := math.Exp(k * (y - top))
		sum += p
		weighted += p * y
	}
	return sum, weighted
}

// around are the 95 % limits of a positive figure whose logarithm has the given variance.
func around(figure, variance float64) (lo, hi float64) {
	width := math.Exp(z975 * math.Sqrt(variance))
	return figure / width, figure * width
}
