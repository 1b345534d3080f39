package signal_test

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"skinafter/internal/testkit"
	"skinafter/signal"
	"skinafter/signal/mgps"
)

const (
	caersFile = "data/signals/caers_2012_supplements.csv.gz"
	faersFile = "data/signals/faers_2022q3_pairs.csv.gz"
)

// sharedRows reads a gzipped CSV of report,product,event[,sex] from the data beside the project.
func sharedRows(t testing.TB, name string) (rows [][]string, here bool) {
	t.Helper()
	path, here := testkit.Shared(t, name)
	if !here {
		return nil, false
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	rows, err = csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows, true
}

// sharedCounts counts such a file; the fourth column is the stratum.
func sharedCounts(t testing.TB, name string) (c *signal.Counts, here bool) {
	t.Helper()
	rows, here := sharedRows(t, name)
	if !here {
		return nil, false
	}
	counter := signal.NewCounter()
	for _, r := range rows[1:] {
		row := signal.Row{Report: r[0], Product: r[1], Event: r[2]}
		if len(r) > 3 {
			row.Strata = r[3]
		}
		if err := counter.AddRow(row); err != nil {
			t.Fatal(err)
		}
	}
	return countsOf(t, counter), true
}

func countsOf(t testing.TB, counter *signal.Counter) *signal.Counts {
	t.Helper()
	c, err := counter.Counts()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// goldenFile is what golden_hyper_and_formulas.json holds for this package.
type goldenFile struct {
	Reports, Products, Events, Pairs int
	Hyper                            map[string]struct{ Alpha1, Beta1, Alpha2, Beta2, P, NegLogLik float64 }
	Printed                          map[string]struct{ Alpha1, Beta1, Alpha2, Beta2, P float64 } `json:"hyper_openEBGM_printed"`
	Signals                          map[string]int                                               `json:"counts_of_signals"`
	Micro                            struct {
		Rows   [][]any `json:"rows_report_product_event_sex_age"`
		Crude  [][]any `json:"unstratified_product_event_N_E_RR_PRR"`
		Strata [][]any `json:"stratified_sex_and_age_product_event_E_RR"`
	} `json:"micro_vignette02"`
	Evans struct {
		A, B, C, D int64
		PRR, ROR   float64
		Yates      float64 `json:"chi2_yates"`
	} `json:"evans2001_2x2"`
}

func golden(t testing.TB) (g goldenFile, here bool) {
	t.Helper()
	path, here := testkit.Shared(t, "data/signals/golden_hyper_and_formulas.json")
	if !here {
		return g, false
	}
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, &g)
	}
	if err != nil {
		t.Fatal(err)
	}
	return g, true
}

func (g goldenFile) prior(name string) mgps.Prior {
	h := g.Hyper["caers_unstratified_"+name]
	return mgps.Prior{Alpha1: h.Alpha1, Beta1: h.Beta1, Alpha2: h.Alpha2, Beta2: h.Beta2, P: h.P}
}

// deviations are the largest ones met, by column.
type deviations map[string]float64

// note adds the deviation of a value and fails beyond a tolerance. What is not estimable must
// be so in the same way.
func (d deviations) note(t *testing.T, column, of string, got, want, tolerance float64, relative bool) {
	t.Helper()
	diff := math.Abs(got - want)
	if relative && want != 0 {
		diff /= math.Abs(want)
	}
	if math.IsInf(want, 1) && math.IsInf(got, 1) || math.IsNaN(want) && math.IsNaN(got) {
		diff = 0
	}
	d[column] = math.Max(d[column], diff)
	if !(diff <= tolerance) {
		t.Errorf("%s of %s is %.12g, want %.12g (off by %.2g)", column, of, got, want, diff)
	}
}

func TestTheGoldenTableOfTwoHundredPairsIsMet(t *testing.T) {
	t.Parallel()
	rows, here := sharedRows(t, "data/signals/golden_caers_200.csv")
	counts, alsoHere := sharedCounts(t, caersFile)
	g, all := golden(t)
	if !here || !alsoHere || !all {
		return
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	worst := deviations{}
	printed := g.Printed["vignette04_squashed_autoHyper_5_starts"]
	priors := map[string]mgps.Prior{
		"vig": {Alpha1: printed.Alpha1, Beta1: printed.Beta1, Alpha2: printed.Alpha2, Beta2: printed.Beta2, P: printed.P},
		"T1":  g.prior("T1"), "T2": g.prior("T2"), "Z": g.prior("Z"),
	}
	for _, row := range rows[1:] {
		cell := func(column string) float64 {
			v, err := strconv.ParseFloat(row[at[column]], 64)
			if err != nil {
				t.Fatalf("%s: %v", column, err)
			}
			return v
		}
		of := row[0] + " / " + row[1]
		for name, prior := range priors {
			p, ok := signal.ScoreOne(counts, signal.Options{Prior: &prior}, row[0], row[1])
			if !ok {
				t.Fatalf("%s is not there", of)
			}
			for _, column := range []string{"EBGM", "EB05", "EB95"} {
				v, _ := p.Figure(column)
				worst.note(t, column+"_"+name, of, v, cell(column+"_"+name), 1e-6, true)
			}
		}
		p, _ := signal.ScoreOne(counts, signal.Options{}, row[0], row[1])
		for column, v := range map[string]int64{
			"N": p.Table.A, "N_product": p.Table.A + p.Table.B, "N_event": p.Table.A + p.Table.C, "ntot": p.Table.Reports(),
		} {
			worst.note(t, column, of, float64(v), cell(column), 0, false)
		}
		for _, column := range []string{"E", "RR", "PRR", "PRR_lo", "PRR_hi", "chi2", "chi2_yates", "ROR", "ROR_lo", "ROR_hi"} {
			v, _ := p.Figure(column)
			worst.note(t, column, of, v, cell(column), 1e-9, true)
		}
		for _, column := range []string{"IC", "IC025", "IC975"} {
			v, _ := p.Figure(column)
			worst.note(t, column, of, v, cell(column), 1e-8, false)
		}
	}
	for _, column := range []string{
		"N", "E", "RR", "PRR", "PRR_lo", "PRR_hi", "chi2", "chi2_yates", "ROR", "ROR_lo", "ROR_hi", "IC", "IC025", "IC975",
		"EBGM_vig", "EB05_vig", "EB95_vig", "EBGM_T1", "EB05_T1", "EB95_T1", "EBGM_T2", "EB05_T2", "EB95_T2", "EBGM_Z", "EB05_Z", "EB95_Z",
	} {
		t.Logf("worst deviation of %-10s %.2g", column, worst[column])
	}
}

func TestTheThreeFitsAndTheirListsAreThoseOfTheGoldenFile(t *testing.T) {
	t.Parallel()
	counts, here := sharedCounts(t, caersFile)
	g, alsoHere := golden(t)
	if !here || !alsoHere {
		return
	}
	if counts.Reports() != int64(g.Reports) || counts.Pairs() != g.Pairs || len(counts.Products()) != g.Products || len(counts.Events()) != g.Events {
		t.Errorf("%d reports, %d products, %d events, %d pairs", counts.Reports(), len(counts.Products()), len(counts.Events()), counts.Pairs())
	}
	for _, l := range []mgps.Likelihood{mgps.Z, mgps.T1, mgps.T2} {
		fit, err := mgps.Fit(counts.Cells(false), mgps.Options{Likelihood: l})
		if err != nil {
			t.Fatal(err)
		}
		want := g.Hyper["caers_unstratified_"+l.String()]
		d := fit.Diagnostic
		t.Logf("%s: %s -lnL %.6f (golden %.6f) gradient %.1g, best start %d of %d; %q", l, fit.Prior, d.NegLogLik, want.NegLogLik, d.Gradient, d.Best, len(d.Attempts), d.Warnings)
		if math.Abs(d.NegLogLik-want.NegLogLik) > 1e-5 || !d.Interior() {
			t.Errorf("%s: -lnL %.9f, want %.9f; interior: %v", l, d.NegLogLik, want.NegLogLik, d.Interior())
		}
		worst := deviations{}
		for i, v := range [][2]float64{{fit.Prior.Alpha1, want.Alpha1}, {fit.Prior.Beta1, want.Beta1}, {fit.Prior.Alpha2, want.Alpha2}, {fit.Prior.Beta2, want.Beta2}, {fit.Prior.P, want.P}} {
			worst.note(t, l.String(), strconv.Itoa(i), v[0], v[1], 1e-3, true)
		}
		lists := lists(counts, &fit.Prior, false)
		for name, n := range map[string]int{
			"eb05": g.Signals["EB05_ge_2_"+l.String()], "ic": g.Signals["IC025_gt_0_exact"],
			"evans": g.Signals["evans_PRR2_chi2yates4_N3"], "ror": g.Signals["ROR_lo_gt_1_N3"],
		} {
			if lists[name] != n {
				t.Errorf("%s: %d signals by %s, want %d", l, lists[name], name, n)
			}
		}
	}
}

// lists are how many pairs each named threshold lists.
func lists(c *signal.Counts, prior *mgps.Prior, stratified bool) map[string]int {
	n := map[string]int{}
	for p := range signal.Score(c, signal.Options{Prior: prior, Stratified: stratified}) {
		for _, threshold := range signal.Thresholds() {
			if threshold.Holds(p) {
				n[threshold.Name]++
			}
		}
	}
	return n
}

// By-sex stratification cuts the list of T1 from 131 to 61 (reference/signals.md section 3).
func TestStrataCutTheListOfT1ToSixtyOne(t *testing.T) {
	t.Parallel()
	counts, here := sharedCounts(t, caersFile)
	if !here {
		return
	}
	fit, err := mgps.Fit(counts.Cells(true), mgps.Options{Likelihood: mgps.T1})
	if err != nil {
		t.Fatal(err)
	}
	got := lists(counts, &fit.Prior, true)
	t.Logf("%s, %v, %q", fit.Prior, got, fit.Diagnostic.Warnings)
	if got["eb05"] != 61 {
		t.Errorf("%d pairs with EB05 >= 2 within strata of sex, want 61", got["eb05"])
	}
}

func TestWhereOpenEBGMFailsZHasAnInteriorSolution(t *testing.T) {
	t.Parallel()
	counts, here := sharedCounts(t, faersFile)
	if !here {
		return
	}
	if counts.Reports() != 215867 || counts.Pairs() != 111118 {
		t.Errorf("%d reports, %d pairs", counts.Reports(), counts.Pairs())
	}
	z, err := mgps.Fit(counts.Cells(false), mgps.Options{})
	if err != nil || !z.Diagnostic.Interior() || math.Abs(z.Diagnostic.NegLogLik-447570.17) > 0.01 {
		t.Errorf("Z: %+v, %v", z, err)
	}
	// T1 has its optimum on the boundary (-lnL 172507.375): the answer says so.
	t1, err := mgps.Fit(counts.Cells(false), mgps.Options{Likelihood: mgps.T1})
	if err != nil || t1.Diagnostic.Interior() || len(t1.Diagnostic.Warnings) == 0 || math.Abs(t1.Diagnostic.NegLogLik-172507.375) > 1e-3 {
		t.Errorf("T1: %+v, %v", t1, err)
	}
	t.Logf("Z: %s -lnL %.6f gradient %.1g; T1: -lnL %.6f %q", z.Prior, z.Diagnostic.NegLogLik, z.Diagnostic.Gradient, t1.Diagnostic.NegLogLik, t1.Diagnostic.Warnings)
}

func TestTheSmallExamplesOfTheGoldenFileAreMet(t *testing.T) {
	t.Parallel()
	g, here := golden(t)
	if !here {
		return
	}
	counter := signal.NewCounter()
	for _, r := range g.Micro.Rows {
		row := signal.Row{Report: strconv.Itoa(int(r[0].(float64))), Product: r[1].(string), Event: r[2].(string), Strata: r[3].(string) + r[4].(string)}
		if err := counter.AddRow(row); err != nil {
			t.Fatal(err)
		}
	}
	counts := countsOf(t, counter)
	worst := deviations{}
	for _, want := range g.Micro.Crude {
		of := want[0].(string) + want[1].(string)
		p, ok := signal.ScoreOne(counts, signal.Options{}, want[0].(string), want[1].(string))
		if !ok {
			t.Fatal(of)
		}
		worst.note(t, "N", of, float64(p.N()), want[2].(float64), 0, false)
		worst.note(t, "E", of, p.E, want[3].(float64), 5e-8, false)
		worst.note(t, "RR", of, p.RR, want[4].(float64), 0.005, false)
		worst.note(t, "PRR", of, p.PRR.Value, want[5].(float64), 0.005, false)
	}
	for _, want := range g.Micro.Strata {
		of := want[0].(string) + want[1].(string)
		p, _ := signal.ScoreOne(counts, signal.Options{Stratified: true}, want[0].(string), want[1].(string))
		worst.note(t, "E within strata", of, p.E, want[2].(float64), 5e-8, false)
		worst.note(t, "RR within strata", of, p.RR, want[3].(float64), 0.005, false)
	}
	e := signal.Table{A: g.Evans.A, B: g.Evans.B, C: g.Evans.C, D: g.Evans.D}
	worst.note(t, "PRR", "Evans", e.PRR().Value, g.Evans.PRR, 1e-8, true)
	worst.note(t, "ROR", "Evans", e.ROR().Value, g.Evans.ROR, 1e-8, true)
	worst.note(t, "chi2", "Evans", e.ChiSquaredYates(), g.Evans.Yates, 1e-8, true)
}
