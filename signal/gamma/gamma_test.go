package gamma_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"pgregory.net/rapid"

	"skinafter/signal/gamma"
)

// gonum's distribution function gives back the chance that a quantile was asked for.
func TestQuantilesAreQuantiles(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := math.Exp(rapid.Float64Range(-4, 12).Draw(t, "ln shape"))
		rate := math.Exp(rapid.Float64Range(-5, 5).Draw(t, "ln rate"))
		p := rapid.Float64Range(0.0005, 0.9995).Draw(t, "p")
		x := gamma.Quantile(p, a, rate)
		if got := mathext.GammaIncReg(a, x*rate); math.Abs(got-p) > 1e-9 {
			t.Fatalf("shape %g, rate %g: below %g lies %.12g, want %.12g", a, rate, x, got, p)
		}
	})
}

// One shape has a closed form: the exponential distribution.
func TestTheExponentialDistribution(t *testing.T) {
	t.Parallel()
	for _, p := range []float64{1e-6, 0.025, 0.5, 0.975, 1 - 1e-6} {
		if got, want := gamma.Quantile(p, 1, 2), -math.Log1p(-p)/2; math.Abs(got-want) > (1e-13+1e-17/(1-p))*want {
			t.Errorf("%g: %.16g, want %.16g", p, got, want)
		}
	}
}

func TestWhereThereIsNoQuantile(t *testing.T) {
	t.Parallel()
	for _, x := range [][3]float64{{0, 1, 1}, {1, 1, 1}, {0.5, 0, 1}, {0.5, 1, 0}, {math.NaN(), 1, 1}, {0.5, math.Inf(1), 1}, {0.5, 1, math.Inf(1)}} {
		if v := gamma.Quantile(x[0], x[1], x[2]); !math.IsNaN(v) {
			t.Errorf("%v: %g", x, v)
		}
	}
}
