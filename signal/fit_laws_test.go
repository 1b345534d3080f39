package signal

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawCounts is a small random collection with strata.
func drawCounts(t *rapid.T) *Counts {
	c := NewCounter()
	for i := range rapid.IntRange(1, 60).Draw(t, "reports") {
		for range rapid.IntRange(1, 3).Draw(t, "rows") {
			err := c.AddRow(Row{
				Report: fmt.Sprint(i), Product: fmt.Sprint(rapid.IntRange(0, 6).Draw(t, "product")),
				Event: fmt.Sprint(rapid.IntRange(0, 5).Draw(t, "event")), Strata: fmt.Sprint(i % 2),
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	out, err := c.Counts()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func drawTheta(t *rapid.T) []float64 {
	x := make([]float64, 5)
	for i := range x {
		x[i] = rapid.Float64Range(-3, 3).Draw(t, fmt.Sprint("x", i))
	}
	return x
}

// naiveSum is the definition of the three likelihoods, cell by cell.
func naiveSum(c *Counts, l Likelihood, p Prior, stratified bool) float64 {
	density := func(n, e, a, b float64) float64 {
		x, _ := math.Lgamma(a + n)
		y, _ := math.Lgamma(a)
		z, _ := math.Lgamma(n + 1)
		return math.Exp(x - y - z + a*math.Log(b/(b+e)) + n*math.Log(e/(b+e)))
	}
	sum := 0.0
	x := c.expectations(stratified)
	for i, product := range c.products.names {
		expected := x.of(i)
		for j, event := range c.events.names {
			t, _ := c.Table(product, event)
			n, e := float64(t.A), expected(j)
			if (n == 0 && l != Z) || e == 0 {
				continue
			}
			f1, f2 := density(n, e, p.Alpha1, p.Beta1), density(n, e, p.Alpha2, p.Beta2)
			z1, z2 := 1-density(0, e, p.Alpha1, p.Beta1), 1-density(0, e, p.Alpha2, p.Beta2)
			switch l {
			case Z:
				sum -= math.Log(p.P*f1 + (1-p.P)*f2)
			case T1:
				sum -= math.Log(p.P*f1/z1 + (1-p.P)*f2/z2)
			case T2:
				sum -= math.Log((p.P*f1 + (1-p.P)*f2) / (p.P*z1 + (1-p.P)*z2))
			}
		}
	}
	return sum
}

func TestTheLikelihoodsAreThoseOfTheirDefinitions(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawCounts(t)
		x := drawTheta(t)
		l := Likelihood(rapid.IntRange(0, 2).Draw(t, "likelihood"))
		stratified := rapid.Bool().Draw(t, "stratified")
		m := newMarginal(c, FitOptions{Likelihood: l, Stratified: stratified})
		got, gradient := m.at(x)
		if want := naiveSum(c, l, toPrior(x), stratified); math.Abs(got-want) > 1e-6*(1+math.Abs(want)) {
			t.Fatalf("%s: %.12g, want %.12g", l, got, want)
		}
		for i := range x {
			const h = 1e-5
			up, down := [5]float64(x), [5]float64(x)
			up[i] += h
			down[i] -= h
			v1, _ := m.at(up[:])
			v0, _ := m.at(down[:])
			if slope := (v1 - v0) / (2 * h); math.Abs(slope-gradient[i]) > 1e-4*(1+math.Abs(slope)) {
				t.Fatalf("%s: slope %d is %.9g, want %.9g", l, i, gradient[i], slope)
			}
		}
	})
}

// A grid stands for its cells as long as the function is smooth in ln E.
func TestTheGridKeepsTheSum(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(0, 5).Draw(t, "N"))
		p := toPrior(drawTheta(t))
		nodes := newGrid(fine)
		exact := &marginal{groups: []cellGroup{{n: n}}}
		for range 200 {
			ln := rapid.Float64Range(-12, 4).Draw(t, "ln E")
			nodes.add(ln, 1)
			exact.groups[0].e, exact.groups[0].w = append(exact.groups[0].e, math.Exp(ln)), append(exact.groups[0].w, 1)
		}
		spread := &marginal{groups: []cellGroup{nodes.group(n)}}
		logit := math.Log(p.P / (1 - p.P))
		want, _ := exact.sum(p, logit)
		got, _ := spread.sum(p, logit)
		if math.Abs(got-want) > 1e-7*(1+math.Abs(want)) {
			t.Fatalf("%.12g on the grid, %.12g without", got, want)
		}
	})
}

// The curves give what solving gives, also where the mixture turns sharply.
func TestCurvesAreTheQuantiles(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := toPrior(drawTheta(t))
		if rapid.Bool().Draw(t, "sharp") {
			p.Alpha1 *= 50
		}
		s := newShrinker(p)
		for range 20 {
			n := uint32(rapid.IntRange(1, 70).Draw(t, "N"))
			e := math.Exp(rapid.Float64Range(-12, 6).Draw(t, "ln E"))
			got, want := s.posterior(n, e), p.Posterior(int64(n), e)
			for _, v := range [][2]float64{{got.EBGM, want.EBGM}, {got.EB05, want.EB05}, {got.EB95, want.EB95}} {
				if math.Abs(v[0]-v[1]) > 1e-8*v[1] {
					t.Fatalf("N %d, E %g: %.12g, want %.12g", n, e, v[0], v[1])
				}
			}
		}
	})
}

// TestAFitAlwaysAnswers holds for whatever small collection there is.
func TestAFitAlwaysAnswers(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawCounts(t)
		o := FitOptions{Likelihood: Likelihood(rapid.IntRange(0, 2).Draw(t, "likelihood")), Stratified: rapid.Bool().Draw(t, "stratified")}
		fit, err := Fit(c, o)
		if err != nil || fit.Prior.Check() != nil || !Estimable(fit.Diagnostic.NegLogLik) {
			t.Fatalf("%+v, %v", fit, err)
		}
		for p := range Score(c, Options{Prior: &fit.Prior, Stratified: o.Stratified}) {
			if x := p.Posterior; !Estimable(x.EBGM) || !Estimable(x.EB05) || !Estimable(x.EB95) {
				t.Fatalf("%+v under %s", p, fit.Prior)
			}
		}
		for _, a := range fit.Diagnostic.Attempts {
			if a.NegLogLik < fit.Diagnostic.NegLogLik-1e-3 {
				t.Fatalf("an attempt ended lower: %+v", fit.Diagnostic)
			}
		}
	})
}
