package mgps

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawn is a small random collection, kept whole: what each of its reports names.
type drawn struct {
	n        [][]uint32 // by product and event
	products []uint32
	events   []uint32
	strata   [][3][]float64 // of each: products, events, and the number of reports
	reports  int64
}

func drawCells(t *rapid.T) *drawn {
	const products, events = 7, 6
	all := make([][3][]float64, 2)
	d := &drawn{n: make([][]uint32, products), products: make([]uint32, products), events: make([]uint32, events)}
	for i := range all {
		all[i] = [3][]float64{make([]float64, products), make([]float64, events), {0}}
	}
	for p := range d.n {
		d.n[p] = make([]uint32, events)
	}
	for i := range rapid.IntRange(1, 60).Draw(t, "reports") {
		s := all[i%2]
		s[2][0]++
		d.reports++
		named := map[[2]int]bool{}
		for range rapid.IntRange(1, 3).Draw(t, "rows") {
			named[[2]int{rapid.IntRange(0, products-1).Draw(t, "product"), rapid.IntRange(0, events-1).Draw(t, "event")}] = true
		}
		ps, es := map[int]bool{}, map[int]bool{}
		for pair := range named {
			d.n[pair[0]][pair[1]]++
			ps[pair[0]], es[pair[1]] = true, true
		}
		for p := range ps {
			d.products[p]++
			s[0][p]++
		}
		for e := range es {
			d.events[e]++
			s[1][e]++
		}
	}
	d.strata = all[:min(2, int(d.reports))]
	return d.named()
}

// named drops what no report names, as counts do.
func (d *drawn) named() *drawn {
	out := &drawn{reports: d.reports}
	keep := func(n []uint32) (at []int) {
		for i, v := range n {
			if v > 0 {
				at = append(at, i)
			}
		}
		return at
	}
	products, events := keep(d.products), keep(d.events)
	for _, p := range products {
		out.products = append(out.products, d.products[p])
		var row []uint32
		for _, e := range events {
			row = append(row, d.n[p][e])
		}
		out.n = append(out.n, row)
	}
	for _, e := range events {
		out.events = append(out.events, d.events[e])
	}
	for _, s := range d.strata {
		k := [3][]float64{2: s[2]}
		for _, p := range products {
			k[0] = append(k[0], s[0][p])
		}
		for _, e := range events {
			k[1] = append(k[1], s[1][e])
		}
		out.strata = append(out.strata, k)
	}
	return out
}

func (d *drawn) expected(p, e int, stratified bool) float64 {
	if !stratified || len(d.strata) < 2 {
		return float64(d.products[p]) * float64(d.events[e]) / float64(d.reports)
	}
	sum := 0.0
	for _, s := range d.strata {
		sum += s[0][p] * s[1][e] / s[2][0]
	}
	return sum
}

func (d *drawn) cells(stratified bool) Cells {
	return Cells{
		Reports: d.reports, Products: d.products, Events: d.events, Stratified: stratified && len(d.strata) > 1,
		Row: func(p int) (events, reports []uint32) {
			for e, n := range d.n[p] {
				if n > 0 {
					events, reports = append(events, uint32(e)), append(reports, n)
				}
			}
			return events, reports
		},
		Expected: func(p int) func(int) float64 {
			return func(e int) float64 { return d.expected(p, e, stratified) }
		},
	}
}

func drawTheta(t *rapid.T) []float64 {
	x := make([]float64, 5)
	for i := range x {
		x[i] = rapid.Float64Range(-3, 3).Draw(t, fmt.Sprint("x", i))
	}
	return x
}

// naiveSum is the definition of the three likelihoods, cell by cell.
func naiveSum(d *drawn, l Likelihood, p Prior, stratified bool) float64 {
	density := func(n, e, a, b float64) float64 {
		x, _ := math.Lgamma(a + n)
		y, _ := math.Lgamma(a)
		z, _ := math.Lgamma(n + 1)
		return math.Exp(x - y - z + a*math.Log(b/(b+e)) + n*math.Log(e/(b+e)))
	}
	sum := 0.0
	for i := range d.products {
		for j := range d.events {
			n, e := float64(d.n[i][j]), d.expected(i, j, stratified)
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
		c := drawCells(t)
		x := drawTheta(t)
		l := Likelihood(rapid.IntRange(0, 2).Draw(t, "likelihood"))
		stratified := rapid.Bool().Draw(t, "stratified")
		m := newMarginal(c.cells(stratified), l)
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
		s := NewShrinker(p)
		for range 20 {
			n := uint32(rapid.IntRange(1, 70).Draw(t, "N"))
			e := math.Exp(rapid.Float64Range(-12, 6).Draw(t, "ln E"))
			got, want := s.Posterior(n, e), p.Posterior(int64(n), e)
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
		c := drawCells(t)
		stratified := rapid.Bool().Draw(t, "stratified")
		fit, err := Fit(c.cells(stratified), Options{Likelihood: Likelihood(rapid.IntRange(0, 2).Draw(t, "likelihood"))})
		if err != nil || fit.Prior.Check() != nil || !finite(fit.Diagnostic.NegLogLik) {
			t.Fatalf("%+v, %v", fit, err)
		}
		for p := range c.products {
			for e, n := range c.n[p] {
				if n == 0 {
					continue
				}
				if x := fit.Prior.Posterior(int64(n), c.expected(p, e, stratified)); !finite(x.EBGM) || !finite(x.EB05) || !finite(x.EB95) {
					t.Fatalf("%+v under %s", x, fit.Prior)
				}
			}
		}
		for _, a := range fit.Diagnostic.Attempts {
			if a.NegLogLik < fit.Diagnostic.NegLogLik-1e-3 {
				t.Fatalf("an attempt ended lower: %+v", fit.Diagnostic)
			}
		}
	})
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
