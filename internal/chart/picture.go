package chart

import "math"

// Ink is a colour with a contrast of at least 4.5 to 1 on white, save the two pale ones,
// which only ever fill areas and draw grids.
type Ink uint8

// The inks.
const (
	None   Ink = iota // nothing is drawn
	Black             // words and axes
	Grey              // what does not reach the threshold
	Blue              // what does
	Orange            // a second line, always dashed too
	Pale              // areas
	Grid              // lines behind the data
	White             // the inside of a hollow mark
)

// hex are the inks as #rrggbb.
var hex = [...]string{None: "none", Black: "#1a1a1a", Grey: "#5f6368", Blue: "#0b4f8a", Orange: "#a84300", Pale: "#d6e4f0", Grid: "#e3e5e8", White: "#ffffff"}

// Anchor is the point of a text that stands at its place.
type Anchor uint8

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Point is a place on a picture.
type Point struct{ X, Y float64 }

// Picture is a drawing. Its zero value is empty; New makes one with a size.
type Picture struct {
	Title string  // says in one line what is shown
	Desc  string  // says in words what the eye would see
	Lang  string  // language of the words: "en", "de"
	W, H  float64 // size in CSS pixels

	marks []mark
}

// form is the kind of a mark.
type form uint8

const (
	stroke  form = iota // open line through points
	area                // filled polygon
	circle              // around the first point
	diamond             // around the first point
	words               // text at the first point
)

// mark is one thing on a picture.
type mark struct {
	form   form
	points []Point
	ink    Ink // of the line, of the letters
	fill   Ink
	size   float64 // width of a line, radius of a circle or diamond, height of letters
	dashed bool
	bold   bool
	turned bool // text read from bottom to top
	anchor Anchor
	text   string
	tip    string // said by SVG readers when the mark is pointed at
}

// New is an empty picture.
func New(title, desc, lang string, w, h float64) *Picture {
	return &Picture{Title: title, Desc: desc, Lang: lang, W: w, H: h}
}

// Line draws a straight line.
func (p *Picture) Line(a, b Point, ink Ink, width float64, dashed bool) {
	p.Curve([]Point{a, b}, ink, width, dashed)
}

// Curve draws a line through points. Points that are no numbers are left out.
func (p *Picture) Curve(points []Point, ink Ink, width float64, dashed bool) {
	if points = finite(points); len(points) > 1 {
		p.marks = append(p.marks, mark{form: stroke, points: points, ink: ink, size: width, dashed: dashed})
	}
}

// Area fills a polygon.
func (p *Picture) Area(points []Point, fill Ink) {
	if points = finite(points); len(points) > 2 {
		p.marks = append(p.marks, mark{form: area, points: points, fill: fill})
	}
}

// Dot draws a datum: a filled diamond where it reaches the threshold, else a hollow circle.
func (p *Picture) Dot(at Point, reached bool, radius float64, tip string) {
	m := mark{form: circle, points: finite([]Point{at}), ink: Grey, fill: White, size: radius, tip: tip}
	if reached {
		m.form, m.ink, m.fill, m.size = diamond, Blue, Blue, radius*1.3
	}
	if len(m.points) == 1 {
		p.marks = append(p.marks, m)
	}
}

// Text writes a line of text; at is on its base line.
func (p *Picture) Text(at Point, anchor Anchor, size float64, text string) {
	p.marks = append(p.marks, mark{form: words, points: []Point{at}, ink: Black, size: size, anchor: anchor, text: text})
}

// Strong is Text in bold.
func (p *Picture) Strong(at Point, anchor Anchor, size float64, text string) {
	p.Text(at, anchor, size, text)
	p.marks[len(p.marks)-1].bold = true
}

// Upright is Text read from bottom to top.
func (p *Picture) Upright(at Point, size float64, text string) {
	p.Text(at, Middle, size, text)
	p.marks[len(p.marks)-1].turned = true
}

func finite(points []Point) []Point {
	out := make([]Point, 0, len(points))
	for _, at := range points {
		if !math.IsNaN(at.X+at.Y) && !math.IsInf(at.X+at.Y, 0) {
			out = append(out, at)
		}
	}
	return out
}
