package signal_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"skinafter"
	"skinafter/signal"
	"skinafter/signal/mgps"
)

// byHand is a collection of ten reports whose figures fit on the back of an envelope.
var byHand = []row{
	{"1", "cream", "redness", "f"},
	{"2", "cream", "redness", "f"},
	{"3", "cream", "redness", "m"},
	{"4", "cream", "itch", "f"},
	{"5", "oil", "redness", "m"},
	{"6", "oil", "itch", "m"},
	{"7", "oil", "itch", "m"},
	{"8", "oil", "itch", "f"},
	{"9", "oil", "itch", ""},
	{"10", "gel", "burn", ""},
	{"1", "cream", "redness", "f"}, // again
}

func about(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s is %.12g, want %.12g", what, got, want)
	}
}

func TestTenReportsGiveTheFiguresOfTheEnvelope(t *testing.T) {
	t.Parallel()
	c := count(t, byHand)
	p, ok := signal.ScoreOne(c, signal.Options{}, "cream", "redness")
	if want := (signal.Table{A: 3, B: 1, C: 1, D: 5}); !ok || p.Table != want || c.Reports() != 10 || c.Pairs() != 5 {
		t.Fatalf("%+v of %d reports", p.Table, c.Reports())
	}
	about(t, "E", p.E, 4*4/10.0)
	about(t, "RR", p.RR, 3/1.6)
	about(t, "PRR", p.PRR.Value, (3.0/4)/(1.0/6))
	about(t, "PRR_lo", p.PRR.Lo, 4.5*math.Exp(-1.959963984540054*math.Sqrt(11.0/12)))
	about(t, "PRR_hi", p.PRR.Hi, 4.5*math.Exp(1.959963984540054*math.Sqrt(11.0/12)))
	about(t, "ROR", p.ROR.Value, 15)
	about(t, "ROR_lo", p.ROR.Lo, 15*math.Exp(-1.959963984540054*math.Sqrt(38.0/15)))
	about(t, "ROR_hi", p.ROR.Hi, 15*math.Exp(1.959963984540054*math.Sqrt(38.0/15)))
	about(t, "chi2", p.Chi2, 10*14*14/576.0)
	about(t, "chi2_yates", p.Chi2Yates, 10*9*9/576.0)
	about(t, "IC", p.IC.Value, math.Log2(5.0/3))
	// Within strata: f 3 of 4 with cream, 2 with redness; m 1 of 4 and 2; not said 0 of 2.
	e, _ := c.Expected("cream", "redness", true)
	about(t, "E within strata", e, 3*2/4.0+1*2/4.0)
	// No other report names the burn: the ratios have nothing to compare with, the component has.
	burn, _ := signal.ScoreOne(c, signal.Options{}, "gel", "burn")
	if !math.IsInf(burn.PRR.Value, 1) || !math.IsInf(burn.ROR.Value, 1) || !math.IsNaN(burn.ROR.Lo) || signal.Estimable(burn.ROR.Lo) {
		t.Errorf("%+v", burn)
	}
	about(t, "IC of the burn", burn.IC.Value, math.Log2(1.5/0.6))
}

// With P = 1 the posterior is one gamma distribution, which for whole shapes has a closed form.
func TestAPosteriorOfOneComponentIsAnErlangDistribution(t *testing.T) {
	t.Parallel()
	p := mgps.Prior{Alpha1: 1, Beta1: 1, Alpha2: 7, Beta2: 3, P: 1}
	got := p.Posterior(3, 1) // shape 4, rate 2
	const euler = 0.57721566490153286
	about(t, "EBGM", got.EBGM, math.Exp(1+1/2.0+1/3.0-euler)/2)
	below := func(x float64) float64 { u := 2 * x; return 1 - math.Exp(-u)*(1+u+u*u/2+u*u*u/6) }
	about(t, "below EB05", below(got.EB05), 0.05)
	about(t, "below EB95", below(got.EB95), 0.95)
}

func TestWhatHasNothingToCompareWithIsNotEstimable(t *testing.T) {
	t.Parallel()
	for name, rows := range map[string][]row{
		"a single pair":                     {{"1", "p", "e", ""}},
		"every report names the same pair":  {{"1", "p", "e", ""}, {"2", "p", "e", ""}, {"3", "p", "e", ""}},
		"all counts are 1":                  {{"1", "p", "e", ""}, {"2", "q", "f", ""}, {"3", "r", "g", ""}},
		"one product with different events": {{"1", "p", "e", ""}, {"2", "p", "f", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := count(t, rows)
			for _, l := range []mgps.Likelihood{mgps.Z, mgps.T1, mgps.T2} {
				fit, err := mgps.Fit(c.Cells(false), mgps.Options{Likelihood: l})
				if err != nil || len(fit.Diagnostic.Warnings) == 0 {
					t.Errorf("%s: %+v, %v: no warning", l, fit.Diagnostic, err)
				}
				for p := range signal.Score(c, signal.Options{Prior: &fit.Prior}) {
					for _, column := range []string{"N", "E", "RR", "IC", "IC025", "IC975", "EBGM", "EB05", "EB95"} {
						if v, ok := p.Figure(column); !ok || !signal.Estimable(v) {
							t.Errorf("%s: %s of %s/%s is %v", l, column, p.Product, p.Event, v)
						}
					}
				}
			}
		})
	}
}

func TestAnEmptyCollectionHasNoFitAndNoPairs(t *testing.T) {
	t.Parallel()
	c := count(t, nil)
	if _, err := mgps.Fit(c.Cells(false), mgps.Options{}); err == nil {
		t.Error("a fit of nothing")
	}
	for p := range signal.Score(c, signal.Options{}) {
		t.Errorf("%+v", p)
	}
	if _, ok := c.Table("p", "e"); ok {
		t.Error("a table of nothing")
	}
}

func TestAReportWithFiveThousandProductsIsCounted(t *testing.T) {
	t.Parallel()
	counter := signal.NewCounter()
	for i := range 5000 {
		for j := range 3 {
			if err := counter.AddRow(signal.Row{Report: "1", Product: fmt.Sprint(i), Event: fmt.Sprint(j)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	c := countsOf(t, counter)
	if c.Reports() != 1 || c.Pairs() != 15000 {
		t.Errorf("%d reports, %d pairs", c.Reports(), c.Pairs())
	}
	for r := range counter.Reports() {
		if len(r.Pairs) != 15000 {
			t.Errorf("%d pairs", len(r.Pairs))
		}
	}
}

func TestAReportHasOneStratumWhateverTheOrderOfItsRows(t *testing.T) {
	t.Parallel()
	counter := signal.NewCounter()
	for _, r := range []row{{"1", "p", "e", ""}, {"2", "p", "e", "m"}, {"1", "p", "f", "f"}, {"2", "q", "e", "f"}, {"1", "q", "f", ""}} {
		if err := counter.Add([]byte(r.report), []byte(r.product), []byte(r.event), []byte(r.stratum)); err != nil {
			t.Fatal(err)
		}
	}
	strata := countsOf(t, counter).Strata()
	want := []signal.Margin{{Name: "f", Reports: 1}, {Name: "m", Reports: 1}}
	if fmt.Sprint(strata) != fmt.Sprint(want) || counter.Conflicts() != 1 {
		t.Errorf("%v, %d conflicts; want %v and 1", strata, counter.Conflicts(), want)
	}
}

func TestEmptyNamesAreRefusedByField(t *testing.T) {
	t.Parallel()
	for field, r := range map[string]signal.Row{
		"report": {Product: "p", Event: "e"}, "product": {Report: "1", Event: "e"}, "event": {Report: "1", Product: "p"},
	} {
		var wrong *skinafter.InputError
		if err := signal.NewCounter().AddRow(r); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := signal.NewIndex().Put(signal.Report{Name: "1"}); err == nil {
		t.Error("a report without pairs")
	}
}

func TestThresholdsReadAndPrint(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ic": "IC025 > 0, N >= 3", "EVANS": "PRR >= 2, chi2_yates >= 4, N >= 3", "ror": "ROR_lo > 1, N >= 3", "eb05": "EB05 >= 2",
		"eb05>=1.5, n>=3": "EB05 >= 1.5, N >= 3", "IC0005 > 0": "IC0005 > 0",
	} {
		got, err := signal.ParseThreshold(text)
		if err != nil || got.String() != want {
			t.Errorf("%q is %q, %v; want %q", text, got, err, want)
		}
		if again, err := signal.ParseThreshold(got.String()); err != nil || again.String() != want {
			t.Errorf("%q does not come back: %v", got, err)
		}
	}
	for _, text := range []string{"", "best", "N", "N >= many", "color > 1", "N > Inf", "N > 1,"} {
		var wrong *skinafter.InputError
		if _, err := signal.ParseThreshold(text); !errors.As(err, &wrong) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestAThresholdOnAFigureThatIsNotEstimableDoesNotHold(t *testing.T) {
	t.Parallel()
	p := &signal.Pair{Table: signal.Table{A: 5}, ROR: signal.Ratio{Value: math.Inf(1), Lo: math.NaN()}, PRR: signal.Ratio{Value: math.Inf(1)}, Chi2Yates: 9}
	if signal.LowerROR().Holds(p) || !signal.Evans().Holds(p) {
		t.Error("NaN meets no condition, +Inf meets every one")
	}
	if signal.LowerEB().Holds(p) || !signal.LowerEB().Shrunk() {
		t.Error("EB05 without a prior")
	}
}

func TestPriorsReadAndPrint(t *testing.T) {
	t.Parallel()
	p, err := mgps.ParsePrior("0.2, 0.1,2,4,0.333")
	if err != nil || p.String() != "0.2,0.1,2,4,0.333" {
		t.Errorf("%s, %v", p, err)
	}
	for _, text := range []string{"", "1,2,3,4", "1,2,3,4,5", "0,1,1,1,0.5", "1,1,1,NaN,0.5", "1,1,1e9,1,0.5", "a,b,c,d,e", "1,1,1,1,-0.1"} {
		var wrong *skinafter.InputError
		if _, err := mgps.ParsePrior(text); !errors.As(err, &wrong) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := mgps.Fit(count(t, byHand).Cells(false), mgps.Options{Starts: []mgps.Prior{{}}}); err == nil {
		t.Error("a start that is no prior")
	}
}

func TestRolesOfManyCollectionsAreRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]signal.Role{
		"PS": signal.RoleSuspect, "Suspect": signal.RoleSuspect, "C": signal.RoleConcomitant, "2": signal.RoleConcomitant,
		"3": signal.RoleInteracting, "": signal.RoleUnknown,
	} {
		if got, ok := signal.ParseRole(text); !ok || got != want {
			t.Errorf("%q is %s", text, got)
		}
	}
	if _, ok := signal.ParseRole("bystander"); ok {
		t.Error("a word that is no role")
	}
}

func TestTheSentenceDoesNotClaimACause(t *testing.T) {
	t.Parallel()
	if !strings.Contains(signal.Wording, "more often than expected") || !strings.Contains(signal.Wording, "not show cause") {
		t.Error(signal.Wording)
	}
}
