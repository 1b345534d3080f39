package chart

import (
	"math"
	"slices"
)

// Onset shows how soon an event came: the share of reports in which it had begun, and a
// Weibull curve through it.
type Onset struct {
	Words
	Hours     []float64 // each above 0
	Shape     float64   // of the Weibull curve; not above 0 = no curve
	Scale     float64   // hours
	AxisX     string
	AxisY     string
	Observed  string // in the legend: the steps
	Modelled  string // in the legend: the dashed curve
	HalfLabel string // at the line of one half
}

// Picture draws the steps and the curve over hours on a scale of ratios.
func (o *Onset) Picture() *Picture {
	const width, height = 960.0, 440.0
	p := start(o.Words, width, height+axisRoom+20)
	p.left, p.bottom = margin+70, p.top+height
	hours := slices.DeleteFunc(slices.Sorted(slices.Values(o.Hours)), func(h float64) bool { return !(h > 0) || math.IsInf(h, 0) })
	lo, hi := 1.0, 100.0
	if len(hours) > 0 {
		lo, hi = hours[0]/1.3, hours[len(hours)-1]*1.3
	}
	p.x, p.y = logarithmic(lo, hi), scale{lo: 0, hi: 100}
	p.x.from, p.x.to = p.left, p.right
	p.y.from, p.y.to = p.bottom, p.top
	p.axisBelow(o.AxisX, 10)
	p.axisLeft(o.AxisY, 10)
	p.Line(Point{p.left, p.y.at(50)}, Point{p.right, p.y.at(50)}, Grey, 1, true)
	p.Text(Point{p.left + 6, p.y.at(50) - 5}, Start, noteSize, o.HalfLabel)
	p.Curve(steps(p, hours), Blue, 2.5, false)
	if o.Shape > 0 && o.Scale > 0 {
		p.Curve(o.curve(p), Orange, 2, true)
	}
	o.keys(p)
	return p.Picture
}

// steps is the share of hours that have passed at each hour.
func steps(p *frame, hours []float64) []Point {
	at := []Point{{p.left, p.y.at(0)}}
	for i, h := range hours {
		at = append(at, Point{p.x.at(h), at[len(at)-1].Y}, Point{p.x.at(h), p.y.at(100 * float64(i+1) / float64(len(hours)))})
	}
	return append(at, Point{p.right, at[len(at)-1].Y})
}

func (o *Onset) curve(p *frame) []Point {
	const n = 160
	points := make([]Point, n+1)
	for i := range points {
		h := p.x.lo * math.Pow(p.x.hi/p.x.lo, float64(i)/n)
		points[i] = Point{p.x.at(h), p.y.at(-100 * math.Expm1(-math.Pow(h/o.Scale, o.Shape)))}
	}
	return points
}

func (o *Onset) keys(p *frame) {
	y := p.bottom + axisRoom - 4
	x := p.left
	for i, text := range []string{o.Observed, o.Modelled} {
		if text == "" {
			continue
		}
		ink := [...]Ink{Blue, Orange}[i]
		p.Line(Point{x, y - 4}, Point{x + 26, y - 4}, ink, 2.5, i == 1)
		p.Text(Point{x + 32, y}, Start, noteSize, text)
		x += 56 + p.ruler.width(text, noteSize)
	}
}
