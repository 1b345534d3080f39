package signal_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"
	"time"

	"gonum.org/v1/gonum/mathext"

	"skinafter/signal"
	"skinafter/signal/mgps"
)

// made is a collection made up by a plain recipe: each report has one to four products and one to
// five events, both drawn with a few common and many rare names. It has no clock and no random
// source: a multiplicative generator with a fixed seed.
func made(reports int) (rows []row) {
	state := uint64(20240607)
	draw := func() float64 {
		state = state*6364136223846793005 + 1442695040888963407
		return float64(state>>11) / (1 << 53)
	}
	skewed := func(n int) int { return int(math.Exp(draw()*math.Log(float64(n+1)))) - 1 }
	for i := range reports {
		events := 1 + int(5*draw()*draw())
		for range 1 + int(4*draw()*draw()) {
			product := "product " + strconv.Itoa(skewed(2000))
			for range events {
				rows = append(rows, row{strconv.Itoa(i), product, "event " + strconv.Itoa(skewed(900)), ""})
			}
		}
	}
	return rows
}

type byteRow struct{ report, product, event []byte }

func asBytes(rows []row) (out []byteRow) {
	for _, r := range rows {
		out = append(out, byteRow{[]byte(r.report), []byte(r.product), []byte(r.event)})
	}
	return out
}

// BenchmarkCounting counts rows, beside the plain way with maps of sets in the same run.
func BenchmarkCounting(b *testing.B) {
	rows := made(50000)
	bytes := asBytes(rows)
	var base time.Duration
	b.Run("maps", func(b *testing.B) {
		for b.Loop() {
			naive(rows)
		}
		base = b.Elapsed() / time.Duration(b.N)
	})
	b.Run("counter", func(b *testing.B) {
		for b.Loop() {
			c := signal.NewCounter()
			for _, r := range bytes {
				if err := c.Add(r.report, r.product, r.event, nil); err != nil {
					b.Fatal(err)
				}
			}
			countsOf(b, c)
		}
		ratio(b, base)
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(rows)), "ns/row")
	})
	b.Run("scattered", func(b *testing.B) { // the rows of a report far apart
		for b.Loop() {
			c := signal.NewCounter()
			for start := range 7 {
				for i := start; i < len(bytes); i += 7 {
					if err := c.Add(bytes[i].report, bytes[i].product, bytes[i].event, nil); err != nil {
						b.Fatal(err)
					}
				}
			}
			countsOf(b, c)
		}
		ratio(b, base)
	})
}

// ratio reports how many times faster this is than the baseline of the same run.
func ratio(b *testing.B, base time.Duration) {
	if base > 0 {
		b.ReportMetric(float64(base)/(float64(b.Elapsed())/float64(b.N)), "times_faster")
	}
}

// bisected is the quantile of a mixture by bisection on gonum's gamma function, as a plain
// program would find it.
func bisected(p mgps.Prior, q, n, e, tail float64) float64 {
	lo, hi := 0.0, 1e5
	for hi-lo > 1e-9*hi {
		mid := (lo + hi) / 2
		below := q*mathext.GammaIncReg(p.Alpha1+n, mid*(p.Beta1+e)) + (1-q)*mathext.GammaIncReg(p.Alpha2+n, mid*(p.Beta2+e))
		if below < tail {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// BenchmarkQuantiles computes EBGM, EB05 and EB95 with everything else, beside the two quantiles
// alone by bisection in the same run.
func BenchmarkQuantiles(b *testing.B) {
	counts := count(b, made(20000))
	prior := mgps.Prior{Alpha1: 0.2, Beta1: 0.1, Alpha2: 2, Beta2: 4, P: 1.0 / 3}
	var base time.Duration
	b.Run("bisection", func(b *testing.B) {
		for b.Loop() {
			i := 0
			for p := range signal.Score(counts, signal.Options{}) {
				if i++; i%50 == 0 { // one in fifty, and the time by as much
					bisected(prior, 0.5, float64(p.N()), p.E, 0.05)
					bisected(prior, 0.5, float64(p.N()), p.E, 0.95)
				}
			}
		}
		base = 50 * b.Elapsed() / time.Duration(b.N)
	})
	b.Run("score", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n = 0
			for range signal.Score(counts, signal.Options{Prior: &prior}) {
				n++
			}
		}
		ratio(b, base)
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/pair")
	})
}

// BenchmarkFit finds the prior under each likelihood.
func BenchmarkFit(b *testing.B) {
	counts := count(b, made(20000))
	for _, l := range []mgps.Likelihood{mgps.Z, mgps.T1, mgps.T2} {
		b.Run(l.String(), func(b *testing.B) {
			for b.Loop() {
				if _, err := mgps.Fit(counts.Cells(false), mgps.Options{Likelihood: l}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkIndex puts one report into a large collection, beside counting it all again.
func BenchmarkIndex(b *testing.B) {
	rows := made(50000)
	x := signal.NewIndex()
	counter := signal.NewCounter()
	for _, r := range rows {
		if err := counter.AddRow(signal.Row{Report: r.report, Product: r.product, Event: r.event}); err != nil {
			b.Fatal(err)
		}
	}
	for r := range counter.Reports() {
		if _, err := x.Put(r); err != nil {
			b.Fatal(err)
		}
	}
	var base time.Duration
	b.Run("recount", func(b *testing.B) {
		for b.Loop() {
			count(b, rows)
		}
		base = b.Elapsed() / time.Duration(b.N)
	})
	b.Run("put", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			report := signal.Report{Name: "new", Pairs: []signal.PairName{
				{Product: fmt.Sprint("product ", i%50), Event: "event 1"}, {Product: "product 3", Event: fmt.Sprint("event ", i%70)},
			}}
			if _, err := x.Put(report); err != nil {
				b.Fatal(err)
			}
		}
		ratio(b, base)
	})
	b.Run("product", func(b *testing.B) { // the signals of the most common product
		for b.Loop() {
			x.Score(signal.Options{}, "product 0")
		}
	})
}
