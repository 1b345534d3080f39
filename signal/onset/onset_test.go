package onset_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"skinafter/internal/testkit"
	"skinafter/signal/onset"
)

func TestOnsetAgreesWithTheGoldenValues(t *testing.T) {
	t.Parallel()
	g, ok := readFormulas(t)
	if !ok {
		return
	}
	w := g.Weibull
	o, err := onset.Of(w.Days, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	// The golden fit was stopped at about five digits of the parameters; its likelihood has more.
	for _, c := range []struct {
		name            string
		got, want, tell float64
	}{
		{"shape", o.Shape, w.Shape, 1e-5},
		{"shape, lower limit", o.ShapeLo, w.ShapeCI[0], 1e-5},
		{"shape, upper limit", o.ShapeHi, w.ShapeCI[1], 1e-5},
		{"scale", o.Scale, w.Scale, 1e-5},
		{"scale, lower limit", o.ScaleLo, w.ScaleCI[0], 1e-5},
		{"scale, upper limit", o.ScaleHi, w.ScaleCI[1], 1e-5},
		{"median", o.Median, w.Median, 0},
		{"likelihood", o.NegLogLik, w.NegLogLik, 1e-8},
	} {
		if !near(c.got, c.want, c.tell) {
			t.Errorf("%s: got %.9g, want %.9g", c.name, c.got, c.want)
		}
	}
	if o.Pattern() != onset.AnyTime {
		t.Errorf("pattern %q", o.Pattern())
	}
}

func TestOnsetSaysWhatCannotBeEstimated(t *testing.T) {
	t.Parallel()
	nan := math.NaN()
	unknown := onset.Weibull{Median: nan, Shape: nan, ShapeLo: nan, ShapeHi: nan, Scale: nan, ScaleLo: nan, ScaleHi: nan, NegLogLik: nan}
	with := func(change func(*onset.Weibull)) onset.Weibull {
		o := unknown
		change(&o)
		return o
	}
	for _, c := range []struct {
		name  string
		times []float64
		want  onset.Weibull
	}{
		{"no times", nil, unknown},
		{"one time has a median only", []float64{4}, with(func(o *onset.Weibull) { o.N, o.Median = 1, 4 })},
		{"times without any spread have no shape", []float64{4, 4, 4}, with(func(o *onset.Weibull) { o.N, o.Median = 3, 4 })},
		{"times before the treatment are told, not used", []float64{-1, nan, math.Inf(1), 6}, with(func(o *onset.Weibull) { o.N, o.Dropped, o.Median = 1, 3, 6 })},
		{"a time of zero is half a step", []float64{0, 0}, with(func(o *onset.Weibull) { o.N, o.Zeros, o.Median = 2, 2, 0.5 })},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := onset.Of(c.times, 1)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got, cmpopts.EquateNaNs()); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if got.Pattern() != onset.Unclear {
				t.Errorf("pattern %q", got.Pattern())
			}
		})
	}
}

func TestAStepOfOnsetTimesMustBePositive(t *testing.T) {
	t.Parallel()
	for _, step := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if _, err := onset.Of([]float64{1, 2}, step); err == nil {
			t.Errorf("step %v was taken", step)
		}
	}
}

func TestThePatternFollowsTheLimitsOfTheShape(t *testing.T) {
	t.Parallel()
	// The quantiles (i-0.5)/n of a Weibull distribution of known shape.
	times := func(shape float64) []float64 {
		var out []float64
		for i := 0.5; i < 60; i++ {
			out = append(out, math.Pow(-math.Log(1-i/60), 1/shape))
		}
		return out
	}
	for _, c := range []struct {
		name  string
		shape float64
		want  onset.Pattern
	}{
		{"events that come early", 0.5, onset.Early},
		{"events that come at any time", 1, onset.AnyTime},
		{"events that come late", 2.5, onset.Late},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o, err := onset.Of(times(c.shape), 1e-6)
			if err != nil {
				t.Fatal(err)
			}
			if o.Pattern() != c.want || !near(o.Shape, c.shape, 0.05) || !near(o.Scale, 1, 0.05) {
				t.Errorf("%q with shape %v, scale %v", o.Pattern(), o.Shape, o.Scale)
			}
		})
	}
}

// Law: no figure is infinite, the limits hold the estimate, and another unit of time changes
// the scale only.
func TestLawOnsetKeepsItsShapeInEveryUnit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		time := rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(0.001, 1e6))
		times := rapid.SliceOfN(time, 0, 40).Draw(t, "times")
		hours, err := onset.Of(times, 0.01)
		if err != nil {
			t.Fatal(err)
		}
		days := make([]float64, len(times))
		for i, h := range times {
			days[i] = h / 24
		}
		other, err := onset.Of(days, 0.01/24)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []float64{hours.Shape, hours.ShapeLo, hours.ShapeHi, hours.Scale, hours.ScaleLo, hours.ScaleHi} {
			if math.IsInf(f, 0) {
				t.Fatalf("infinite: %+v", hours)
			}
		}
		if math.IsNaN(hours.Shape) || math.IsNaN(other.Shape) {
			return
		}
		if !(hours.ShapeLo <= hours.Shape && hours.Shape <= hours.ShapeHi) {
			t.Fatalf("%+v", hours)
		}
		if !near(hours.Shape, other.Shape, 1e-6) || !near(hours.Scale, 24*other.Scale, 1e-6) {
			t.Fatalf("hours %+v\ndays %+v", hours, other)
		}
	})
}

func ExampleOf() {
	o, err := onset.Of([]float64{2, 5, 6, 20, 30, 48, 70, 300}, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("half of them by hour %.0f; shape %.2f (%.2f to %.2f): %s\n", o.Median, o.Shape, o.ShapeLo, o.ShapeHi, o.Pattern())
	// Output: half of them by hour 25; shape 0.69 (0.41 to 1.15): any-time
}

// goldenFormulas is the part of the golden file that this package answers for.
type goldenFormulas struct {
	Weibull struct {
		Days      []float64  `json:"days"`
		Shape     float64    `json:"shape"`
		ShapeCI   [2]float64 `json:"shape_ci95"`
		Scale     float64    `json:"scale"`
		ScaleCI   [2]float64 `json:"scale_ci95"`
		Median    float64    `json:"median"`
		NegLogLik float64    `json:"negLogLik"`
	} `json:"weibull_onset"`
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

// near reports whether two figures agree to a relative difference.
func near(got, want, relative float64) bool {
	if math.IsNaN(want) {
		return math.IsNaN(got)
	}
	return math.Abs(got-want) <= relative*math.Max(math.Abs(want), 1e-300) || got == want
}
