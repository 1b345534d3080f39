package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter/internal/chart"
)

var update = flag.Bool("update", false, "write golden files anew")

var words = chart.Words{
	Lang: "en", Title: "Pairs reported more often than expected",
	Under: "Information component with its 95 % interval; 300 reports",
	Desc:  "Two pairs. The first reaches the threshold.",
	Notes: []string{"Reported more often than expected in this collection; this does not show cause. The note goes on for a while, so that it has to be broken into a second line of the picture.", "Method: ic."},
}

func forest() *chart.Forest {
	return &chart.Forest{
		Words: words, Axis: "IC: log2 of observed over expected", Head: [3]string{"Product and event", "N", "IC (95 %)"},
		Reached: "reaches the threshold", NotThere: "does not",
		Rows: []chart.Interval{
			{Name: "NIGHT SERUM", Event: "GRANULOMA <SKIN> & \"LIP\"", Count: "12", Mid: 2.1, Lo: 1.2, Hi: 2.8, Text: "2.10 (1.20 to 2.80)", Reached: true},
			{Name: "A PRODUCT WITH A NAME THAT IS FAR TOO LONG FOR ITS COLUMN AND THEN SOME", Event: "ERYTHEMA", Count: "3", Mid: 0.3, Lo: -0.9, Hi: 1.1, Text: "0.30 (−0.90 to 1.10)"},
			{Name: "SALINE", Event: "ERYTHEMA", Count: "1", Mid: math.NaN(), Lo: math.NaN(), Hi: math.Inf(1), Text: "not estimable"},
		},
	}
}

func volcano() *chart.Volcano {
	v := &chart.Volcano{Words: words, AxisX: "IC", AxisY: "chi-square (Yates)", LineY: 4, Labels: 5, Reached: "reaches", NotThere: "does not"}
	for i := range 400 {
		x := 5 * math.Sin(float64(i)*1.7) * math.Sin(float64(i)*0.3)
		v.Points = append(v.Points, chart.Speck{X: x, Y: 0.05 + 3*x*x*(1+math.Cos(float64(i))), Name: "PRODUCT / EVENT", Reached: x > 3})
	}
	return v
}

func onset() *chart.Onset {
	return &chart.Onset{
		Words: words, Hours: []float64{12, 24, 24, 48, 48, 72, 72, 96, 120, 168, 216, 336, 504, 720}, Shape: 0.9176403, Scale: 168,
		AxisX: "Hours from treatment to onset", AxisY: "% of reports", Observed: "observed", Modelled: "Weibull", HalfLabel: "half of the reports",
	}
}

func trend() *chart.Trend {
	t := &chart.Trend{Words: words, AxisY: "IC", AxisX: "Reports up to the end of the year (and how many)", Reached: "lower end above 0", NotThere: "not"}
	for i, y := range []string{"2018", "2019", "2020", "2021", "2022", "2023"} {
		mid := 0.4 * float64(i)
		t.Steps = append(t.Steps, chart.Step{Label: y, Count: "N " + string(rune('1'+i)), Mid: mid, Lo: mid - 2/float64(i+1), Hi: mid + 1/float64(i+1), Reached: mid-2/float64(i+1) > 0})
	}
	return t
}

var pictures = map[string]func() *chart.Picture{
	"forest":  func() *chart.Picture { return forest().Picture() },
	"volcano": func() *chart.Picture { return volcano().Picture() },
	"onset":   func() *chart.Picture { return onset().Picture() },
	"trend":   func() *chart.Picture { return trend().Picture() },
}

func TestEveryPictureIsAsItWas(t *testing.T) {
	t.Parallel()
	for name, draw := range pictures {
		got, path := draw().SVG(), filepath.Join("testdata", name+".svg")
		if *update {
			if err := errors.Join(os.MkdirAll("testdata", 0o750), os.WriteFile(path, got, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from %s: look at both; -update writes it anew", name, path)
		}
		if again := draw().SVG(); !bytes.Equal(got, again) {
			t.Errorf("%s is drawn differently the second time", name)
		}
	}
}

// wellFormed reads a document to its end and counts its elements.
func wellFormed(svg []byte) (map[string]int, error) {
	elements := map[string]int{}
	dec := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return elements, nil
		}
		if err != nil {
			return nil, err
		}
		if e, ok := token.(xml.StartElement); ok {
			elements[e.Name.Local]++
		}
	}
}

func TestAPictureSaysInWordsWhatItShows(t *testing.T) {
	t.Parallel()
	for name, draw := range pictures {
		svg := draw().SVG()
		elements, err := wellFormed(svg)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, want := range []string{`role="img"`, `aria-labelledby="title desc"`, `lang="en"`, words.Title, words.Desc} {
			if !bytes.Contains(svg, []byte(want)) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		if elements["script"]+elements["image"]+elements["use"] > 0 {
			t.Errorf("%s fetches or runs something: %v", name, elements)
		}
	}
}

func TestWhatReachesTheThresholdDiffersInForm(t *testing.T) {
	t.Parallel()
	p := chart.New("t", "d", "en", 100, 100)
	p.Dot(chart.Point{X: 30, Y: 50}, true, 5, "reached")
	p.Dot(chart.Point{X: 70, Y: 50}, false, 5, "not")
	svg := string(p.SVG())
	for _, want := range []string{`<polygon fill="#0b4f8a"`, `<title>reached</title></polygon>`, `<circle cx="70"`, `fill="#ffffff" stroke="#5f6368"><title>not</title></circle>`} {
		if !strings.Contains(svg, want) {
			t.Errorf("lacks %s:\n%s", want, svg)
		}
	}
}

func TestPixelsShowTheSameAsTheDocument(t *testing.T) {
	t.Parallel()
	for name, draw := range pictures {
		p := draw()
		b, err := p.PNG(1)
		if err != nil {
			t.Fatal(err)
		}
		again, err := p.PNG(1)
		if err != nil || !bytes.Equal(b, again) {
			t.Errorf("%s: the second PNG differs (%v)", name, err)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if size := img.Bounds().Size(); size.X != int(math.Ceil(p.W)) || size.Y != int(math.Ceil(p.H)) {
			t.Errorf("%s: %v, want %v x %v", name, size, p.W, p.H)
		}
		blue := 0
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				if r, g, b, _ := img.At(x, y).RGBA(); r>>8 == 0x0b && g>>8 == 0x4f && b>>8 == 0x8a {
					blue++
				}
			}
		}
		if blue < 20 {
			t.Errorf("%s: %d pixels of data", name, blue)
		}
		if dir := os.Getenv("CHART_DIR"); dir != "" { // for looking at them
			two, err := p.PNG(2)
			if err = errors.Join(err, os.WriteFile(filepath.Join(dir, name+".png"), two, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestAPictureOfNothingIsAPicture(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]*chart.Picture{
		"forest": (&chart.Forest{}).Picture(), "volcano": (&chart.Volcano{}).Picture(),
		"onset": (&chart.Onset{}).Picture(), "trend": (&chart.Trend{}).Picture(),
	} {
		if _, err := wellFormed(p.SVG()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := p.PNG(1); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPictureTooLargeIsRefused(t *testing.T) {
	t.Parallel()
	for _, scale := range []float64{0, -1, math.NaN(), math.Inf(1), 1e6} {
		if _, err := chart.New("t", "d", "en", 100, 100).PNG(scale); err == nil {
			t.Errorf("scale %v was drawn", scale)
		}
	}
}

// TestWhateverTheValuesThePictureIsWhole draws figures of any values and any names.
func TestWhateverTheValuesThePictureIsWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Float64(), rapid.Float64Range(-5, 5), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0}))
		w := chart.Words{Lang: "de", Title: rapid.String().Draw(t, "title"), Desc: rapid.String().Draw(t, "desc")}
		f := &chart.Forest{Words: w, Log: rapid.Bool().Draw(t, "log"), Null: 1, Limit: 2}
		v := &chart.Volcano{Words: w, Labels: 3}
		o := &chart.Onset{Words: w, Shape: value.Draw(t, "shape"), Scale: value.Draw(t, "scale")}
		tr := &chart.Trend{Words: w}
		for range rapid.IntRange(0, 4).Draw(t, "n") {
			a, b, c, name := value.Draw(t, "a"), value.Draw(t, "b"), value.Draw(t, "c"), rapid.String().Draw(t, "name")
			f.Rows = append(f.Rows, chart.Interval{Name: name, Event: name, Mid: a, Lo: b, Hi: c})
			v.Points = append(v.Points, chart.Speck{X: a, Y: b, Name: name, Reached: true})
			o.Hours = append(o.Hours, a, b)
			tr.Steps = append(tr.Steps, chart.Step{Label: name, Mid: a, Lo: b, Hi: c})
		}
		for _, p := range []*chart.Picture{f.Picture(), v.Picture(), o.Picture(), tr.Picture()} {
			svg := p.SVG()
			if _, err := wellFormed(svg); err != nil {
				t.Fatalf("%v\n%s", err, svg)
			}
			for _, bad := range []string{`"NaN`, "Inf", ",NaN"} {
				if bytes.Contains(svg, []byte(`="`+bad)) {
					t.Fatalf("%s stands in an attribute:\n%s", bad, svg)
				}
			}
		}
	})
}
