package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fiveDays is a chart with everything on it.
func fiveDays() *Chart {
	return &Chart{
		NowH: 90,
		Series: []Series{
			{"Redness", []Point{{6, 2}, {26, 2}, {80, 3}}, []Step{{48, 2}, {120, 1}}},
			{"Rash", []Point{{80, 1}}, nil},
			{"Swelling", []Point{{6, 1}, {26, 0}}, []Step{{24, 2}, {72, 1}}},
		},
		Uses: []Use{{26, "Cream"}, {27, "Mist"}, {50, "Serum"}},
	}
}

func svg(t *testing.T, c *Chart, rtl bool) string {
	t.Helper()
	out, err := c.SVG(Words{
		Title: "Signs over the days", Desc: "Redness & more", Axis: "Days", Uses: "products", RightToLeft: rtl,
		Ranks: map[string]string{"0": "not there", "1": "a little", "2": "quite a lot", "3": "very much"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestTheChartIsDrawnAsBefore(t *testing.T) {
	t.Parallel()
	for name, rtl := range map[string]bool{"chart": false, "chart-rtl": true} {
		c := fiveDays()
		c.Order(5)
		got := svg(t, c, rtl)
		path := filepath.Join("testdata", name+".golden.svg")
		if *update {
			if err := os.MkdirAll("testdata", 0o750); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is drawn in another way; look at it, then go test -update", name)
		}
	}
}

func TestTheChartSaysWhatItShowsAndHasNoStyleOfItsOwn(t *testing.T) {
	t.Parallel()
	got := svg(t, fiveDays(), false)
	for _, want := range []string{`role="img"`, `aria-labelledby="chart-title chart-desc"`, "<title id=", "<desc id=", "Redness &amp; more"} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %s", want)
		}
	}
	for _, not := range []string{"style=", "<style", "<script", "http://www.w3.org/1999/xlink", "#fff", "fill=\"", "stroke=\""} {
		if strings.Contains(got, not) {
			t.Errorf("it holds %s", not)
		}
	}
	if elements(t, got) < 20 {
		t.Error("hardly anything is drawn")
	}
}

// elements counts the elements of well-formed XML.
func elements(t testing.TB, text string) int {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for n := 0; ; {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return n
		case err != nil:
			t.Fatalf("not well formed: %v", err)
		}
		if _, is := token.(xml.StartElement); is {
			n++
		}
	}
}

func TestStrongSignsAreDrawnAndTheRestIsCounted(t *testing.T) {
	t.Parallel()
	c := &Chart{}
	for i := range 8 {
		c.Series = append(c.Series, Series{Name: fmt.Sprint(i), Points: []Point{{1, i % 4}}})
	}
	if hidden := c.Order(5); hidden != 3 || len(c.Series) != 5 || c.Series[0].Name != "3" || c.Series[1].Name != "7" {
		t.Errorf("hidden %d, %v", hidden, c.Series)
	}
}

func TestUsesThatLieOnTopOfEachOtherShareAMark(t *testing.T) {
	t.Parallel()
	marks := fiveDays().draw(false).Marks
	if len(marks) != 2 || marks[0].Number != "1–2" || marks[1].Number != "3" {
		t.Errorf("marks %+v", marks)
	}
}

// TestNumbersOfProductsStandClearOfEachOther holds for any number of uses; none is left out.
func TestNumbersOfProductsStandClearOfEachOther(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := &Chart{NowH: rapid.Float64Range(0, 3000).Draw(t, "now")}
		for range rapid.IntRange(0, 150).Draw(t, "uses") {
			c.Uses = append(c.Uses, Use{Hour: rapid.Float64Range(0, c.NowH).Draw(t, "use")})
		}
		c.Order(5)
		d := c.draw(false)
		ends, next := map[string]float64{}, 1
		for _, m := range d.Marks {
			half := digitWidth * float64(utf8.RuneCountInString(m.Number)) / 2
			x := coordinate(t, m.TextX)
			if x-half < ends[m.TextY]-0.1 || x+half > chartWidth+0.1 || coordinate(t, m.TextY) <= coordinate(t, d.Bottom) || coordinate(t, m.TextY) >= coordinate(t, d.AxisY) {
				t.Fatalf("%s at %s, %s runs into something", m.Number, m.TextX, m.TextY)
			}
			ends[m.TextY] = x + half
			first, last, several := strings.Cut(m.Number, "–")
			if !several {
				last = first
			}
			if first != strconv.Itoa(next) {
				t.Fatalf("%s comes after %d", m.Number, next-1)
			}
			next, _ = strconv.Atoi(last)
			next++
		}
		if next != len(c.Uses)+1 || len(ends) > 2 {
			t.Fatalf("%d of %d uses have a number, in %d rows", next-1, len(c.Uses), len(ends))
		}
	})
}

// TestEverythingDrawnLiesInsideTheDrawing holds for any course, in both directions, and the
// one is the mirror of the other.
func TestEverythingDrawnLiesInsideTheDrawing(t *testing.T) {
	t.Parallel()
	hour := rapid.Float64Range(-100, 20_000)
	rapid.Check(t, func(t *rapid.T) {
		c := &Chart{NowH: hour.Draw(t, "now")}
		for range rapid.IntRange(0, 5).Draw(t, "signs") {
			s := Series{Name: "sign"}
			for range rapid.IntRange(0, 6).Draw(t, "points") {
				s.Points = append(s.Points, Point{hour.Draw(t, "hour"), rapid.IntRange(-1, 5).Draw(t, "rank")})
			}
			for range rapid.IntRange(0, 3).Draw(t, "steps") {
				s.Band = append(s.Band, Step{hour.Draw(t, "until"), rapid.IntRange(0, 3).Draw(t, "usual")})
			}
			c.Series = append(c.Series, s)
		}
		for range rapid.IntRange(0, 9).Draw(t, "uses") {
			c.Uses = append(c.Uses, Use{Hour: hour.Draw(t, "use")})
		}
		c.Order(5)
		left, right := c.draw(false), c.draw(true)
		inside(t, &left)
		inside(t, &right)
		if len(left.Days) > 10 {
			t.Fatalf("%d numbers on the axis", len(left.Days))
		}
		if mirror := chartWidth - coordinate(t, left.NowX); math.Abs(mirror-coordinate(t, right.NowX)) > 0.11 {
			t.Fatalf("now is at %s and %s", left.NowX, right.NowX)
		}
	})
}

func inside(t *rapid.T, d *drawing) {
	high := coordinate(t, d.Height)
	check := func(x, y string) {
		if v := coordinate(t, x); v < 0 || v > chartWidth {
			t.Fatalf("x %s lies outside", x)
		}
		if v := coordinate(t, y); v < 0 || v > high {
			t.Fatalf("y %s lies outside %s", y, d.Height)
		}
	}
	for _, l := range d.Lanes {
		for _, p := range l.Dots {
			check(p.X, p.Y)
		}
		for _, pair := range strings.Fields(l.Band + " " + l.Path) {
			x, y, _ := strings.Cut(pair, ",")
			check(x, y)
		}
	}
	for _, m := range d.Marks {
		check(m.X, m.Y)
	}
	for _, day := range d.Days {
		check(day.X, d.LabelY)
	}
	check(d.NowX, d.AxisY)
}

func coordinate(t *rapid.T, text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		t.Fatalf("%q is no coordinate", text)
	}
	return v
}
