package chart

import (
	"cmp"
	"math"
	"slices"
)

// Volcano shows every pair by how much more often it was reported than expected (to the
// right) and by how strongly the counts speak (upwards).
type Volcano struct {
	Words
	Points   []Speck
	AxisX    string
	AxisY    string
	LineY    float64 // a level drawn across, such as chi-square 4; 0 = none
	Labels   int     // how many of the pairs that reach the threshold are named
	Reached  string
	NotThere string
	// Hidden is a note for how many of all points are drawn where some lie under others; nil =
	// none is written.
	Hidden func(drawn, all int) string
}

// Speck is a pair on a Volcano. One whose values are no numbers is left out.
type Speck struct {
	X, Y    float64 // Y above 0
	Name    string
	Reached bool
}

// Of points that fall into one square of this side, in CSS pixels, one is drawn: the others
// would lie under it, and an SVG of all pairs of a large collection would choke a reader.
const speckSide = 2.5

// Size of the inside of a volcano.
const volcanoWidth, volcanoHeight = 960.0, 560.0

// Picture draws the volcano. Points that reach the threshold are drawn over the others.
func (v *Volcano) Picture() *Picture {
	specks := v.ordered()
	x, y := volcanoScales(specks)
	x.from, x.to = margin+70, volcanoWidth-margin
	y.from, y.to = volcanoHeight, 0
	drawn := apart(specks, x, y)
	w := v.Words
	if v.Hidden != nil && len(drawn) < len(v.Points) {
		w.Notes = append(slices.Clone(w.Notes), v.Hidden(len(drawn), len(v.Points)))
	}
	p := start(w, volcanoWidth, volcanoHeight+axisRoom+20)
	p.x, p.y, p.left, p.bottom = x, y, x.from, p.top+volcanoHeight
	p.y.from, p.y.to = p.bottom, p.top
	p.axisBelow(v.AxisX, 10)
	p.axisLeft(v.AxisY, 8)
	p.Line(Point{p.x.at(0), p.top}, Point{p.x.at(0), p.bottom}, Black, 1.5, false)
	if v.LineY > 0 {
		p.Line(Point{p.left, p.y.at(v.LineY)}, Point{p.right, p.y.at(v.LineY)}, Orange, 1.5, true)
	}
	for i := len(drawn) - 1; i >= 0; i-- { // what matters most is drawn last, on top
		s := &drawn[i]
		p.Dot(Point{p.x.at(s.X), p.y.at(s.Y)}, s.Reached, 3.2, s.Name)
	}
	v.names(p, drawn)
	p.legend(p.bottom+axisRoom-4, v.Reached, v.NotThere)
	return p.Picture
}

// ordered are the points with places, the most important first.
func (v *Volcano) ordered() []Speck {
	specks := slices.DeleteFunc(slices.Clone(v.Points), func(s Speck) bool {
		return math.IsNaN(s.X+s.Y) || math.IsInf(s.X+s.Y, 0)
	})
	slices.SortStableFunc(specks, func(a, b Speck) int {
		if a.Reached != b.Reached {
			if a.Reached {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Y, a.Y)
	})
	return specks
}

// apart are the points of which no two fall into one square.
func apart(specks []Speck, x, y scale) []Speck {
	type square struct{ x, y int }
	taken := map[square]bool{}
	var out []Speck
	for _, s := range specks {
		at := square{int(x.at(s.X) / speckSide), int(y.at(s.Y) / speckSide)}
		if !taken[at] {
			taken[at] = true
			out = append(out, s)
		}
	}
	return out
}

func volcanoScales(specks []Speck) (x, y scale) {
	const floor = 0.01 // below that nobody sees a difference
	x0, x1, y1 := -1.0, 1.0, 10.0
	for i := range specks {
		x0, x1, y1 = min(x0, specks[i].X), max(x1, specks[i].X), max(y1, specks[i].Y)
	}
	return linear(x0, x1, 10), logarithmic(floor, y1)
}

// box is a part of the picture that a name takes.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) meets(c box) bool { return b.x0 < c.x1 && c.x0 < b.x1 && b.y0 < c.y1 && c.y0 < b.y1 }

// names writes the names of the first points that reach the threshold, where there is room
// beside, above or below the point that covers no such point and no other name.
func (v *Volcano) names(p *frame, specks []Speck) {
	var taken []box
	for i := range specks {
		if at := (Point{p.x.at(specks[i].X), p.y.at(specks[i].Y)}); specks[i].Reached {
			taken = append(taken, box{at.X - 4, at.Y - 4, at.X + 4, at.Y + 4})
		}
	}
	left := v.Labels
	for i := range specks {
		if !specks[i].Reached || left == 0 || i > 3*v.Labels {
			return
		}
		text := p.ruler.cut(specks[i].Name, noteSize, 320)
		at, w := Point{p.x.at(specks[i].X), p.y.at(specks[i].Y)}, p.ruler.width(text, noteSize)
		for _, x := range [][2]float64{{at.X + 9, at.Y - 7}, {at.X - 9 - w, at.Y - 7}, {at.X - w/2, at.Y - 20}, {at.X - w/2, at.Y + 6}, {at.X - w, at.Y + 6}, {at.X - w, at.Y - 20}} {
			b := box{x[0] - 2, x[1], x[0] + w + 2, x[1] + 14}
			if b.x0 < p.left || b.x1 > p.right+margin/2 || b.y0 < p.top || b.y1 > p.bottom || slices.ContainsFunc(taken, b.meets) {
				continue
			}
			p.Area([]Point{{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}}, White)
			p.Text(Point{x[0], x[1] + 11}, Start, noteSize, text)
			taken, left = append(taken, b), left-1
			break
		}
	}
}
