package chart

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Chart is what is drawn: a lane for each sign. Hours count from the end of the treatment.
type Chart struct {
	NowH   float64 // where the person stands
	Series []Series
	Uses   []Use
}

// Series is one sign over time: a lane of the chart.
type Series struct {
	Name   string
	Points []Point // in order of time
	Band   []Step  // in order of time; empty = no row of the facts says what is usual
}

// Point is what was said of a sign at one moment. Rank: 0 not there, 1 mild, 2 moderate,
// 3 severe.
type Point struct {
	Hour float64
	Rank int
}

// Step is the strongest rank that is usual until an hour; after the last step nothing is.
type Step struct {
	UntilH float64
	Rank   int
}

// Use is a product that touched the skin.
type Use struct {
	Hour float64
	Name string
}

// Measures of the drawing, in its own units: about one pixel each on a phone.
const (
	chartWidth  = 344.0
	chartGutter = 84.0 // beside the lanes, for the words of the ranks
	chartMargin = 10.0 // at the other side
	laneHead    = 24.0 // the name of a lane
	rankHeight  = 13.0
	laneGap     = 12.0
	highestRank = 3
	axisHeight  = 38.0
	usesHeight  = 24.0
	laneHeight  = laneHead + highestRank*rankHeight + laneGap
)

// drawing is a chart as the template writes it. Coordinates are text, so that they come out
// the same everywhere.
type drawing struct {
	Width, Height string
	Start, End    string // of the lanes, in reading direction
	Anchor        string // of words in the gutter: they end where the lanes begin
	Lanes         []lane
	Days          []tick
	AxisY, LabelY string
	AxisTitleY    string
	Top, Bottom   string
	NowX          string
	NowAnchor     string
	NowLabelX     string
	Marks         []mark
	MarksLabelY   string
}

type lane struct {
	Name         string
	NameX, NameY string
	Lines        []rule // one for each rank
	Band         string // points of a polygon; empty = none
	Path         string // points of a line; empty = fewer than two
	Dots         []dot
}

type rule struct{ Y, WordY, Rank string }

type dot struct{ X, Y, Rank string }

type tick struct{ X, Day string }

type mark struct{ X, Y, TextX, TextY, Number string }

// scale turns hours into places. In languages that run from right to left time does too.
type scale struct {
	endH float64
	rtl  bool
}

func (s scale) place(x float64) string {
	if s.rtl {
		x = chartWidth - x
	}
	return num(x)
}

func (s scale) at(hour float64) float64 {
	share := min(max(hour/s.endH, 0), 1)
	return chartGutter + share*(chartWidth-chartGutter-chartMargin)
}

func (s scale) x(hour float64) string { return s.place(s.at(hour)) }

// num writes a coordinate with one decimal at most.
func num(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

// draw lays a chart out.
func (c *Chart) draw(rtl bool) drawing {
	s := scale{endH: c.end(), rtl: rtl}
	bottom := max(0, float64(len(c.Series))*laneHeight-laneGap) + 6
	uses := 0.0
	if len(c.Uses) > 0 {
		uses = usesHeight
	}
	d := drawing{
		Width: num(chartWidth), Height: num(bottom + uses + axisHeight), Start: s.place(chartGutter),
		End: s.place(chartWidth - chartMargin), Anchor: "end", Top: "4", Bottom: num(bottom + uses),
		AxisY: num(bottom + uses), LabelY: num(bottom + uses + 16), AxisTitleY: num(bottom + uses + 34),
		NowX: s.x(c.NowH), NowLabelX: s.x(c.NowH), NowAnchor: "end", MarksLabelY: num(bottom + uses - 7),
	}
	if s.at(c.NowH) < chartWidth/2 {
		d.NowAnchor = "start"
	}
	for i := range c.Series {
		d.Lanes = append(d.Lanes, s.lane(&c.Series[i], float64(i)*laneHeight))
	}
	every := dayStep(s.endH / 24)
	for day := 0; float64(day)*24 <= s.endH; day += every {
		d.Days = append(d.Days, tick{s.x(float64(day) * 24), strconv.Itoa(day)})
	}
	d.Marks = s.marks(c.Uses, bottom)
	return d
}

// end is the last hour that is drawn: whole days, at least a week.
func (c *Chart) end() float64 {
	last := max(c.NowH, 7*24)
	for _, s := range c.Series {
		for _, p := range s.Points {
			last = max(last, p.Hour)
		}
	}
	days := int(last / 24)
	if float64(days)*24 < last {
		days++
	}
	return float64(days) * 24
}

// dayStep is how many days lie between two numbers on the axis, so that at most nine fit.
func dayStep(days float64) int {
	for _, n := range []int{1, 2, 3, 7, 14, 28, 56, 91, 182, 364} {
		if days/float64(n) <= 8 {
			return n
		}
	}
	return 728
}

func (s scale) lane(in *Series, top float64) lane {
	base := top + laneHead + highestRank*rankHeight
	y := func(rank int) string { return num(base - float64(min(max(rank, 0), highestRank))*rankHeight) }
	out := lane{Name: in.Name, NameX: s.place(chartGutter), NameY: num(top + laneHead - 9)}
	for rank := range highestRank + 1 {
		at := base - float64(rank)*rankHeight
		out.Lines = append(out.Lines, rule{num(at), num(at + 4), strconv.Itoa(rank)})
	}
	out.Band = s.band(in.Band, y)
	var path []string
	for _, p := range in.Points {
		x := s.x(p.Hour)
		path = append(path, x+","+y(p.Rank))
		out.Dots = append(out.Dots, dot{x, y(p.Rank), strconv.Itoa(min(max(p.Rank, 0), highestRank))})
	}
	if len(path) > 1 {
		out.Path = strings.Join(path, " ")
	}
	return out
}

// band is the outline of what is usual: a staircase that goes down.
func (s scale) band(steps []Step, y func(int) string) string {
	var out []string
	from := 0.0
	for _, st := range steps {
		if st.UntilH <= from {
			continue
		}
		out = append(out, s.x(from)+","+y(st.Rank), s.x(st.UntilH)+","+y(st.Rank))
		from = st.UntilH
	}
	if out == nil {
		return ""
	}
	return s.x(0) + "," + y(0) + " " + strings.Join(out, " ") + " " + s.x(from) + "," + y(0)
}

// marks numbers the products that were used; the table says which is which. Uses that would
// lie on top of each other share a mark.
func (s scale) marks(uses []Use, y float64) []mark {
	const apart = 15.0
	var out []mark
	last, from := -1e9, 0
	number := func(first, last int) string {
		if first == last {
			return strconv.Itoa(first)
		}
		return fmt.Sprintf("%d–%d", first, last)
	}
	for i, u := range uses {
		at := s.at(u.Hour)
		if at-last < apart && len(out) > 0 {
			out[len(out)-1].Number = number(from, i+1)
			continue
		}
		last, from = at, i+1
		out = append(out, mark{s.place(at), num(y + 4), s.place(at), num(y + 17), strconv.Itoa(i + 1)})
	}
	return out
}

// Order sorts what the chart holds by time, and puts the lanes with the strongest signs
// first; at most so many lanes are drawn, the rest is left out and counted.
func (c *Chart) Order(lanes int) (hidden int) {
	strongest := func(s *Series) int {
		r := 0
		for _, p := range s.Points {
			r = max(r, p.Rank)
		}
		return r
	}
	for i := range c.Series {
		slices.SortStableFunc(c.Series[i].Points, func(a, b Point) int { return compare(a.Hour, b.Hour) })
	}
	slices.SortStableFunc(c.Series, func(a, b Series) int { return strongest(&b) - strongest(&a) })
	slices.SortStableFunc(c.Uses, func(a, b Use) int { return compare(a.Hour, b.Hour) })
	hidden = max(0, len(c.Series)-lanes)
	c.Series = c.Series[:len(c.Series)-hidden]
	return hidden
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
