package chart

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
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

// Measures of the drawing, in its own units. A phone of 390 pixels shows it 354 pixels wide, so
// that words of 13 units are 13.9 pixels high there.
const (
	chartWidth  = 330.0
	chartGutter = 92.0 // beside the lanes, for the words of the ranks
	chartMargin = 12.0 // at the other side
	laneHead    = 30.0 // the name of a lane
	rankHeight  = 17.0
	laneGap     = 14.0
	highestRank = 3
	axisHeight  = 48.0
	markHeight  = 14.0 // a mark of a product
	rowHeight   = 16.0 // a row of numbers below the marks
	digitWidth  = 8.0  // of a number, rather too much
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
	lanes := max(0, float64(len(c.Series))*laneHeight-laneGap) + 14
	marks, rows := s.marks(c.Uses, lanes)
	bottom := lanes // the lines of days and of now end here: no number stands on them
	if rows > 0 {
		bottom += markHeight
	}
	axis := bottom + float64(rows)*rowHeight
	d := drawing{
		Width: num(chartWidth), Height: num(axis + axisHeight), Start: s.place(chartGutter),
		End: s.place(chartWidth - chartMargin), Anchor: "end", Top: "4", Bottom: num(bottom),
		AxisY: num(axis + 5), LabelY: num(axis + 21), AxisTitleY: num(axis + 40),
		NowX: s.x(c.NowH), Marks: marks, MarksLabelY: num(bottom - 3),
	}
	for i := range c.Series {
		d.Lanes = append(d.Lanes, s.lane(&c.Series[i], float64(i)*laneHeight))
	}
	every := dayStep(s.endH / 24)
	for day := 0; float64(day)*24 <= s.endH; day += every {
		d.Days = append(d.Days, tick{s.x(float64(day) * 24), strconv.Itoa(day)})
	}
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
	out := lane{Name: in.Name, NameX: s.place(chartMargin), NameY: num(top + laneHead - 11)}
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

// marks numbers the products that were used; the list below the chart says which is which.
// Uses that would lie on top of each other share a mark; rows is how many rows the numbers take.
func (s scale) marks(uses []Use, y float64) (out []mark, rows int) {
	for apart := 12.0; ; apart += 6 {
		if out, rows = s.marksApart(uses, y, apart); len(out) > 0 || len(uses) == 0 {
			return out, rows
		}
	}
}

// marksApart puts what lies less than so far apart together. A number that would run into the
// one before it stands in a second row; nothing where two rows do not hold them all.
func (s scale) marksApart(uses []Use, y, apart float64) (out []mark, rows int) {
	const gap = 3.0
	var free [2]float64 // where each row is free from
	for first := 0; first < len(uses); {
		at, last := s.at(uses[first].Hour), first
		for last+1 < len(uses) && s.at(uses[last+1].Hour)-at < apart {
			last++
		}
		text := strconv.Itoa(first + 1)
		if last > first {
			text += "–" + strconv.Itoa(last+1)
		}
		wide := digitWidth * float64(utf8.RuneCountInString(text))
		middle := min(at, chartWidth-wide/2)
		row := slices.IndexFunc(free[:], func(x float64) bool { return x <= middle-wide/2 })
		if row < 0 {
			return nil, 0
		}
		free[row], rows = middle+wide/2+gap, max(rows, row+1)
		out = append(out, mark{s.place(at), num(y), s.place(middle), num(y + markHeight + rowHeight*float64(row) + 12), text})
		first = last + 1
	}
	return out, rows
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
