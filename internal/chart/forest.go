package chart

import (
	"math"
)

// Forest is a figure with one line for each pair: its measure and the interval around it.
type Forest struct {
	Words
	Rows     []Interval // from top to bottom
	Log      bool       // the measure is a ratio; the axis has steps of equal ratio
	Null     float64    // the value of "as often as expected": 0 for IC, 1 for ratios
	Limit    float64    // what the lower end has to pass, drawn where it is not Null
	Axis     string     // name of the measure
	Head     [3]string  // above the columns: the pair, the count, the numbers
	Reached  string     // in the legend: what a filled diamond means
	NotThere string     // in the legend: what a hollow circle means
}

// Interval is a line of a Forest. Values that are no numbers are left out of the picture
// and said as Text says it.
type Interval struct {
	Name, Event string
	Count       string // reports, as written
	Mid, Lo, Hi float64
	Text        string // the three values, as written
	Reached     bool   // the pair reaches the threshold
}

// Picture draws the forest. A forest without rows is an empty frame.
func (f *Forest) Picture() *Picture {
	const width, rowHeight, head = 960.0, 36.0, 26.0
	p := start(f.Words, width, head+rowHeight*float64(max(len(f.Rows), 1))+axisRoom+20)
	const names, counts, values = 330.0, 50.0, 170.0
	p.left, p.right = margin+names+counts+12, width-margin-values
	p.x = f.scale()
	p.x.from, p.x.to = p.left, p.right
	headY := p.top + 10
	p.Strong(Point{margin, headY}, Start, noteSize, f.Head[0])
	p.Strong(Point{margin + names + counts - 4, headY}, End, noteSize, f.Head[1])
	p.Strong(Point{width - margin, headY}, End, noteSize, f.Head[2])
	p.top += head - 6
	p.bottom = p.top + rowHeight*float64(max(len(f.Rows), 1)) + 6
	p.axisBelow(f.Axis, 8)
	p.Line(Point{p.x.at(f.Null), p.top}, Point{p.x.at(f.Null), p.bottom}, Black, 1.5, false)
	if f.Limit != f.Null {
		p.Line(Point{p.x.at(f.Limit), p.top}, Point{p.x.at(f.Limit), p.bottom}, Orange, 1.5, true)
	}
	for i := range f.Rows {
		y := p.top + rowHeight*(float64(i)+0.5) + 3
		f.row(p, &f.Rows[i], y, names, margin+names+counts-4)
	}
	p.legend(p.bottom+axisRoom-4, f.Reached, f.NotThere)
	return p.Picture
}

func (f *Forest) row(p *frame, r *Interval, y, names, countsEnd float64) {
	p.Strong(Point{margin, y - 2}, Start, noteSize, p.ruler.cut(r.Name, noteSize*1.06, names-8))
	p.Text(Point{margin, y + noteSize}, Start, noteSize, p.ruler.cut(r.Event, noteSize, names-8))
	p.Text(Point{countsEnd, y + 4}, End, noteSize, r.Count)
	p.Text(Point{p.W - margin, y + 4}, End, noteSize, r.Text)
	if !math.IsNaN(r.Lo) && !math.IsNaN(r.Hi) {
		p.Line(Point{p.x.at(r.Lo), y}, Point{p.x.at(r.Hi), y}, Black, 1.5, false)
		for _, end := range []float64{r.Lo, r.Hi} {
			p.Line(Point{p.x.at(end), y - 4}, Point{p.x.at(end), y + 4}, Black, 1.5, false)
		}
	}
	if !math.IsNaN(r.Mid) {
		p.Dot(Point{p.x.at(r.Mid), y}, r.Reached, 4.5, r.Name+" / "+r.Event+": "+r.Text)
	}
}

// scale covers every interval, the null and the limit.
func (f *Forest) scale() scale {
	lo, hi := min(f.Null, f.Limit), max(f.Null, f.Limit)
	for i := range f.Rows {
		for _, v := range []float64{f.Rows[i].Lo, f.Rows[i].Mid, f.Rows[i].Hi} {
			if !math.IsNaN(v) && !math.IsInf(v, 0) && (!f.Log || v > 0) {
				lo, hi = min(lo, v), max(hi, v)
			}
		}
	}
	if f.Log {
		return logarithmic(lo, hi)
	}
	return linear(lo, hi, 8)
}
