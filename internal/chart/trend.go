package chart

import "math"

// Trend shows a measure as it stood at the end of each period, with its interval.
type Trend struct {
	Words
	Steps    []Step // in the order of time
	Null     float64
	AxisY    string
	AxisX    string
	Reached  string
	NotThere string
}

// Step is one period of a Trend.
type Step struct {
	Label       string // such as a year
	Count       string // reports so far, as written
	Mid, Lo, Hi float64
	Reached     bool
}

// Picture draws the band of the intervals, the line of the measure, a mark for each period.
func (t *Trend) Picture() *Picture {
	const width, height = 960.0, 420.0
	p := start(t.Words, width, height+axisRoom+38)
	p.left, p.bottom = margin+70, p.top+height
	lo, hi := t.Null-1, t.Null+1
	for i := range t.Steps {
		lo, hi = min(lo, orZero(t.Steps[i].Lo)), max(hi, orZero(t.Steps[i].Hi))
	}
	p.y = linear(lo, hi, 8)
	p.y.from, p.y.to = p.bottom, p.top
	p.axisLeft(t.AxisY, 8)
	p.Line(Point{p.left, p.bottom}, Point{p.right, p.bottom}, Black, 1, false)
	p.Line(Point{p.left, p.y.at(t.Null)}, Point{p.right, p.y.at(t.Null)}, Black, 1.5, false)
	t.draw(p)
	p.Text(Point{(p.left + p.right) / 2, p.bottom + 36 + textSize*1.3}, Middle, textSize, t.AxisX)
	p.legend(p.bottom+axisRoom+16, t.Reached, t.NotThere)
	return p.Picture
}

func (t *Trend) draw(p *frame) {
	var band, back, line []Point
	room := (p.right - p.left) / float64(max(len(t.Steps), 1))
	every := 1
	for float64(every)*room < 46 {
		every *= 2
	}
	for i := range t.Steps {
		s := &t.Steps[i]
		x := p.left + room*(float64(i)+0.5)
		if i%every == 0 {
			p.Text(Point{x, p.bottom + 4 + textSize}, Middle, noteSize, s.Label)
			p.Text(Point{x, p.bottom + 6 + 2*textSize}, Middle, noteSize, s.Count)
		}
		line = append(line, Point{x, p.y.at(s.Mid)})
		band, back = append(band, Point{x, p.y.at(s.Hi)}), append(back, Point{x, p.y.at(s.Lo)})
	}
	for i := len(back) - 1; i >= 0; i-- {
		band = append(band, back[i])
	}
	p.Area(band, Pale)
	p.Line(Point{p.left, p.y.at(t.Null)}, Point{p.right, p.y.at(t.Null)}, Black, 1.5, false)
	p.Curve(line, Blue, 2, false)
	for i := range t.Steps {
		s := &t.Steps[i]
		if len(t.Steps) == 1 { // a band needs two ends
			p.Line(Point{line[i].X, p.y.at(s.Lo)}, Point{line[i].X, p.y.at(s.Hi)}, Blue, 1.5, false)
		}
		p.Dot(line[i], s.Reached, 5, s.Label+" ("+s.Count+"): "+short(math.Round(s.Mid*100)/100))
	}
}

func orZero(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return v
}
