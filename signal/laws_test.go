package signal_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/mathext"
	"pgregory.net/rapid"

	"skinafter/signal"
	"skinafter/signal/mgps"
)

// Law 9: counts are exact; the same reports in any order and any split give the same counts, and
// split counts add up.

// row is a row of a small collection, in which much comes twice.
type row struct{ report, product, event, stratum string }

func drawRows(t *rapid.T) []row {
	strata := rapid.IntRange(0, 3).Draw(t, "strata")
	one := rapid.Custom(func(t *rapid.T) row {
		number := rapid.IntRange(0, 12).Draw(t, "report")
		r := row{
			report: fmt.Sprint("r", number), product: fmt.Sprint("p", rapid.IntRange(0, 5).Draw(t, "product")),
			event: fmt.Sprint("e", rapid.IntRange(0, 4).Draw(t, "event")),
		}
		if strata > 0 && number > 3 {
			r.stratum = fmt.Sprint("s", number%strata)
		}
		return r
	})
	return rapid.SliceOfN(one, 0, 60).Draw(t, "rows")
}

func count(t rapid.TB, rows []row) *signal.Counts {
	counter := signal.NewCounter()
	for _, r := range rows {
		if err := counter.Add([]byte(r.report), []byte(r.product), []byte(r.event), []byte(r.stratum)); err != nil {
			t.Fatal(err)
		}
	}
	c, err := counter.Counts()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func form(t rapid.TB, c *signal.Counts) []byte {
	b, err := c.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// naive counts with sets, as the definition says it.
func naive(rows []row) (pairs map[signal.PairName]int64, reports int) {
	named := map[signal.PairName]map[string]bool{}
	all := map[string]bool{}
	for _, r := range rows {
		name := signal.PairName{Product: r.product, Event: r.event}
		if named[name] == nil {
			named[name] = map[string]bool{}
		}
		named[name][r.report] = true
		all[r.report] = true
	}
	pairs = map[signal.PairName]int64{}
	for name, reports := range named {
		pairs[name] = int64(len(reports))
	}
	return pairs, len(all)
}

func TestCountsAreThoseOfTheDefinition(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		c := count(t, rows)
		want, reports := naive(rows)
		got := map[signal.PairName]int64{}
		for name, n := range c.Names() {
			got[name] = n
			table, _ := c.Table(name.Product, name.Event)
			byHand := signal.Table{}
			for _, has := range memberships(rows, name) {
				switch has {
				case [2]bool{true, true}:
					byHand.A++
				case [2]bool{true, false}:
					byHand.B++
				case [2]bool{false, true}:
					byHand.C++
				default:
					byHand.D++
				}
			}
			// A report may name product and event in different rows: then the pair is not named.
			byHand.B += byHand.A - n
			byHand.C += byHand.A - n
			byHand.D -= byHand.A - n
			byHand.A = n
			if table != byHand {
				t.Fatalf("%v: %+v, want %+v", name, table, byHand)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || c.Reports() != int64(reports) || c.Pairs() != len(want) {
			t.Fatalf("%d reports: %s", c.Reports(), diff)
		}
	})
}

// memberships say of each report whether it names the product, and the event.
func memberships(rows []row, name signal.PairName) map[string][2]bool {
	out := map[string][2]bool{}
	for _, r := range rows {
		has := out[r.report]
		has[0] = has[0] || r.product == name.Product
		has[1] = has[1] || r.event == name.Event
		out[r.report] = has
	}
	return out
}

func TestAnyOrderGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		again := rapid.Permutation(rows).Draw(t, "order")
		again = append(again, rows[:rapid.IntRange(0, len(rows)).Draw(t, "repeated")]...)
		if !bytes.Equal(form(t, count(t, rows)), form(t, count(t, again))) {
			t.Fatal("the order of rows changed the counts")
		}
	})
}

func TestSplitCountsAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		part := rapid.SliceOfN(rapid.IntRange(0, 2), 13, 13).Draw(t, "part of each report")
		var parts [3][]row
		for _, r := range rows {
			i, _ := strconv.Atoi(r.report[1:])
			parts[part[i]] = append(parts[part[i]], r)
		}
		sum := &signal.Counts{}
		for _, p := range rapid.Permutation(parts[:]).Draw(t, "order") {
			var err error
			if sum, err = signal.Merge(sum, count(t, p)); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(form(t, count(t, rows)), form(t, sum)) {
			t.Fatal("the parts do not add up")
		}
	})
}

func TestTheFormOnDiskComesBackAsItWas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := count(t, drawRows(t))
		b := form(t, c)
		var back signal.Counts
		if err := back.UnmarshalBinary(b); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b, form(t, &back)) || back.Hash() != c.Hash() {
			t.Fatal("changed on the way")
		}
		if len(b) > 0 {
			b[rapid.IntRange(0, len(b)-1).Draw(t, "place")] ^= byte(rapid.IntRange(1, 255).Draw(t, "damage"))
			if back.UnmarshalBinary(b) == nil {
				t.Fatal("damage was not seen")
			}
		}
	})
}

func TestTheIndexIsARecount(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := signal.NewIndex()
		now := map[string][]row{}
		for range rapid.IntRange(0, 25).Draw(t, "steps") {
			before := count(t, flat(now))
			name := fmt.Sprint("r", rapid.IntRange(0, 6).Draw(t, "report"))
			var changes []signal.Change
			if rapid.IntRange(0, 3).Draw(t, "withdraw") == 0 {
				delete(now, name)
				changes = x.Withdraw(name)
			} else {
				stratum := rapid.SampledFrom([]string{"", "f", "m"}).Draw(t, "stratum")
				var rows []row
				report := signal.Report{Name: name, Stratum: stratum}
				for range rapid.IntRange(1, 6).Draw(t, "pairs") {
					r := row{name, fmt.Sprint("p", rapid.IntRange(0, 3).Draw(t, "p")), fmt.Sprint("e", rapid.IntRange(0, 3).Draw(t, "e")), stratum}
					rows = append(rows, r)
					report.Pairs = append(report.Pairs, signal.PairName{Product: r.product, Event: r.event})
				}
				now[name] = rows
				var err error
				if changes, err = x.Put(report); err != nil {
					t.Fatal(err)
				}
			}
			after := count(t, flat(now))
			checkIndex(t, x, after)
			checkChanges(t, changes, before, after)
		}
	})
}

func flat(reports map[string][]row) (rows []row) {
	for _, r := range reports {
		rows = append(rows, r...)
	}
	return rows
}

func checkIndex(t *rapid.T, x *signal.Index, want *signal.Counts) {
	got, err := x.Counts()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(form(t, got), form(t, want)) || x.Pairs() != want.Pairs() || x.Reports() != want.Reports() {
		t.Fatal("the index differs from a recount")
	}
	o := signal.Options{Stratified: true}
	for _, p := range want.Products() {
		if diff := cmp.Diff(signal.ScoreProduct(want, o, p.Name), x.Score(o, p.Name), equalFloats); diff != "" {
			t.Fatal(diff)
		}
	}
}

// equalFloats holds NaN equal to NaN.
var equalFloats = cmp.Comparer(func(a, b float64) bool { return a == b || (math.IsNaN(a) && math.IsNaN(b)) })

func checkChanges(t *rapid.T, changes []signal.Change, before, after *signal.Counts) {
	want := map[signal.PairName][2]int64{}
	for name, n := range before.Names() {
		want[name] = [2]int64{n, 0}
	}
	for name, n := range after.Names() {
		want[name] = [2]int64{want[name][0], n}
	}
	for name, n := range want {
		if n[0] == n[1] {
			delete(want, name)
		}
	}
	got := map[signal.PairName][2]int64{}
	for _, c := range changes {
		got[c.Pair] = [2]int64{c.Before, c.After}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
}

func TestWithoutAProductIsACountOfTheOtherReports(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		named := map[string]bool{}
		counter := signal.NewCounter()
		for _, r := range rows {
			if r.product == "p1" {
				named[r.report] = true
			}
			if err := counter.Add([]byte(r.report), []byte(r.product), []byte(r.event), []byte(r.stratum)); err != nil {
				t.Fatal(err)
			}
		}
		got, err := counter.Without("p1")
		if err != nil {
			t.Fatal(err)
		}
		rest := slices.DeleteFunc(rows, func(r row) bool { return named[r.report] })
		if !bytes.Equal(form(t, got), form(t, count(t, rest))) {
			t.Fatal("not the counts of the other reports")
		}
	})
}

func drawPrior(t *rapid.T) mgps.Prior {
	ln := rapid.Float64Range(-3, 4)
	return mgps.Prior{
		Alpha1: math.Exp(ln.Draw(t, "alpha1")), Beta1: math.Exp(ln.Draw(t, "beta1")),
		Alpha2: math.Exp(ln.Draw(t, "alpha2")), Beta2: math.Exp(ln.Draw(t, "beta2")),
		P: rapid.Float64Range(0, 1).Draw(t, "P"),
	}
}

// The quantiles hold in the distribution function of gonum, whose gamma function is another.
func TestPosteriorQuantilesAreQuantiles(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := drawPrior(t)
		n := int64(rapid.IntRange(0, 300).Draw(t, "N"))
		e := math.Exp(rapid.Float64Range(-9, 6).Draw(t, "ln E"))
		post := p.Posterior(n, e)
		// Q is the first component's share of the marginal.
		f := func(a, b float64) float64 {
			lg, _ := math.Lgamma(a + float64(n))
			l, _ := math.Lgamma(a)
			return lg - l + a*math.Log(b/(b+e)) - float64(n)*math.Log(b+e)
		}
		f1, f2 := math.Log(p.P)+f(p.Alpha1, p.Beta1), math.Log1p(-p.P)+f(p.Alpha2, p.Beta2)
		q := 1 / (1 + math.Exp(f2-f1))
		cdf := func(x float64) float64 {
			return q*mathext.GammaIncReg(p.Alpha1+float64(n), x*(p.Beta1+e)) + (1-q)*mathext.GammaIncReg(p.Alpha2+float64(n), x*(p.Beta2+e))
		}
		if math.Abs(cdf(post.EB05)-0.05) > 1e-8 || math.Abs(cdf(post.EB95)-0.95) > 1e-8 {
			t.Fatalf("%+v: %g and %g of the distribution lie below", post, cdf(post.EB05), cdf(post.EB95))
		}
		if !(post.EB05 < post.EB95) || !(post.EBGM < post.EB95) {
			t.Fatalf("%+v is out of order", post)
		}
	})
}

func TestComponentLimitsAreQuantiles(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := int64(rapid.IntRange(0, 5000).Draw(t, "N"))
		e := math.Exp(rapid.Float64Range(-9, 8).Draw(t, "ln E"))
		c := signal.InformationComponent(n, e)
		for _, v := range []struct{ limit, p float64 }{{c.Lo, 0.025}, {c.Hi, 0.975}, {c.Lo999, 0.0005}} {
			if got := mathext.GammaIncReg(float64(n)+0.5, math.Exp2(v.limit)*(e+0.5)); math.Abs(got-v.p) > 1e-9 {
				t.Fatalf("%g of the distribution lies below %g, want %g", got, v.limit, v.p)
			}
		}
	})
}

func TestMoreReportsOfAPairNeverLowerItsComponent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := int64(rapid.IntRange(0, 1000).Draw(t, "N"))
		e := math.Exp(rapid.Float64Range(-9, 8).Draw(t, "ln E"))
		fewer, more := signal.InformationComponent(n, e), signal.InformationComponent(n+1, e)
		if !(more.Value > fewer.Value && more.Lo > fewer.Lo && more.Hi > fewer.Hi && more.Lo999 > fewer.Lo999) {
			t.Fatalf("%+v after %+v", more, fewer)
		}
	})
}
