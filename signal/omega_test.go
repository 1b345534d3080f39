package signal_test

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/signal"
)

func TestOmegaAgreesWithTheGoldenValues(t *testing.T) {
	t.Parallel()
	g, ok := readFormulas(t)
	if !ok {
		return
	}
	for _, row := range g.Omega {
		i, err := signal.TwoExposures{
			Both:    signal.Exposure{Events: row["n111"], Reports: row["n11."]},
			First:   signal.Exposure{Events: row["n101"], Reports: row["n10."]},
			Second:  signal.Exposure{Events: row["n011"], Reports: row["n01."]},
			Neither: signal.Exposure{Events: row["n001"], Reports: row["n00."]},
		}.Omega()
		if err != nil {
			t.Fatal(err)
		}
		for name, got := range map[string]float64{
			"E111": i.Expected, "Omega": i.Omega, "Omega025_gamma": i.Omega025, "Omega025_normal": i.Omega025Normal,
		} {
			if math.Abs(got-row[name]) > 1e-8 {
				t.Errorf("%s: got %.11f, want %.11f", name, got, row[name])
			}
		}
	}
}

func TestOmegaOfGroupsWithoutReportsIsNotEstimable(t *testing.T) {
	t.Parallel()
	full := signal.Exposure{Events: 2, Reports: 10}
	for name, four := range map[string]signal.TwoExposures{
		"nobody without the two products": {Both: full, First: full, Second: full},
		"nobody with the first alone":     {Both: full, Second: full, Neither: full},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i, err := four.Omega()
			if err != nil || !math.IsNaN(i.Omega) || !math.IsNaN(i.Omega025) {
				t.Errorf("%+v, %v", i, err)
			}
		})
	}
}

func TestAGroupWhereAllHaveTheEventExpectsItOfAll(t *testing.T) {
	t.Parallel()
	all, some := signal.Exposure{Events: 5, Reports: 5}, signal.Exposure{Events: 2, Reports: 10}
	i, err := signal.TwoExposures{Both: some, First: all, Second: some, Neither: some}.Omega()
	if err != nil || i.Expected != 10 {
		t.Errorf("%+v, %v", i, err)
	}
}

func TestOmegaRefusesImpossibleCounts(t *testing.T) {
	t.Parallel()
	for name, e := range map[string]signal.Exposure{
		"more events than reports": {Events: 3, Reports: 2},
		"a negative count":         {Events: -1, Reports: 2},
		"no number":                {Events: math.NaN(), Reports: 2},
		"an endless group":         {Events: 1, Reports: math.Inf(1)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := signal.TwoExposures{Both: e}.Omega()
			var input *skinafter.InputError
			if !errors.As(err, &input) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// Law: more reports of the event with both products never lower the figure, the limits
// enclose it, and nothing is infinite.
func TestLawOmegaGrowsWithTheReports(t *testing.T) {
	t.Parallel()
	group := rapid.Custom(func(t *rapid.T) signal.Exposure {
		n := rapid.IntRange(1, 1_000_000).Draw(t, "reports")
		return signal.Exposure{Reports: float64(n), Events: float64(rapid.IntRange(0, n).Draw(t, "events"))}
	})
	rapid.Check(t, func(t *rapid.T) {
		four := signal.TwoExposures{group.Draw(t, "both"), group.Draw(t, "first"), group.Draw(t, "second"), group.Draw(t, "neither")}
		i, err := four.Omega()
		if err != nil {
			t.Fatal(err)
		}
		if math.IsNaN(i.Omega) && four.Neither.Events == four.Neither.Reports {
			return // all have the event without either product: nothing to compare with
		}
		if !(i.Omega025 < i.Omega && i.Omega < i.Omega975) || math.IsInf(i.Omega, 0) || math.IsInf(i.Omega025, 0) {
			t.Fatalf("%+v", i)
		}
		if four.Both.Events < four.Both.Reports {
			four.Both.Events++
			more, err := four.Omega()
			if err != nil || more.Omega <= i.Omega {
				t.Fatalf("%v then %v (%v)", i, more, err)
			}
		}
	})
}

// goldenFormulas is the part of the golden file that this package answers for.
type goldenFormulas struct {
	Omega []map[string]float64 `json:"omega_shrinkage"`
}

func readFormulas(t *testing.T) (g goldenFormulas, ok bool) {
	t.Helper()
	path, ok := testkit.Shared(t, "data/signals/golden_hyper_and_formulas.json")
	if !ok {
		return g, false
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(err)
	}
	return g, true
}
