package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// dash is the length of a dash and of the gap behind it.
const dash = 5

// maxSide is the most pixels that one side of a PNG has; larger pictures are refused.
const maxSide = 12000

// PNG is the picture in pixels: scale of them for each CSS pixel (2 = sharp on most
// screens). Its error is about the size or about the built-in fonts.
func (p *Picture) PNG(scale float64) ([]byte, error) {
	w, h := math.Ceil(p.W*scale), math.Ceil(p.H*scale)
	if !(w >= 1 && h >= 1 && w <= maxSide && h <= maxSide) {
		return nil, fmt.Errorf("a picture of %.0f x %.0f pixels: want at most %d on a side", w, h, maxSide)
	}
	c := &pixels{img: image.NewRGBA(image.Rect(0, 0, int(w), int(h))), scale: scale}
	draw.Draw(c.img, c.img.Bounds(), image.White, image.Point{}, draw.Src)
	for i := range p.marks {
		if err := c.draw(&p.marks[i]); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, c.img); err != nil {
		return nil, fmt.Errorf("writing the PNG: %w", err)
	}
	return out.Bytes(), nil
}

// pixels is a picture on its way to a PNG.
type pixels struct {
	img   *image.RGBA
	scale float64
	ras   vector.Rasterizer
}

func (c *pixels) draw(m *mark) error {
	switch m.form {
	case stroke:
		c.stroke(m.points, m.size, m.dashed, m.ink)
	case area:
		c.fill(m.fill, m.points)
	case circle:
		at := m.points[0]
		c.fill(m.ink, round(at, m.size+0.5))
		if m.size > 0.5 {
			c.fill(m.fill, round(at, m.size-0.5))
		}
	case diamond:
		c.fill(m.fill, m.corners())
	case words:
		return c.text(m)
	}
	return nil
}

// stroke draws a line as one rectangle for each segment; where segments meet a round joint
// fills the wedge.
func (c *pixels) stroke(points []Point, width float64, dashed bool, ink Ink) {
	if dashed {
		for _, piece := range dashes(points) {
			c.stroke(piece, width, false, ink)
		}
		return
	}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		if length == 0 {
			continue
		}
		nx, ny := -(b.Y-a.Y)/length*width/2, (b.X-a.X)/length*width/2
		c.fill(ink, []Point{{a.X + nx, a.Y + ny}, {b.X + nx, b.Y + ny}, {b.X - nx, b.Y - ny}, {a.X - nx, a.Y - ny}})
		if i > 1 && width > 1 {
			c.fill(ink, round(a, width/2))
		}
	}
}

// dashes cuts a line into its dashes.
func dashes(points []Point) [][]Point {
	var out [][]Point
	on, left := true, float64(dash)
	piece := []Point{points[0]}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		for {
			length := math.Hypot(b.X-a.X, b.Y-a.Y)
			if length < left {
				left -= length
				piece = append(piece, b)
				break
			}
			a = Point{a.X + (b.X-a.X)*left/length, a.Y + (b.Y-a.Y)*left/length}
			if on {
				out = append(out, append(piece, a))
			}
			piece, on, left = []Point{a}, !on, dash
		}
	}
	if on && len(piece) > 1 {
		out = append(out, piece)
	}
	return out
}

// round is a circle as a polygon fine enough for its size.
func round(at Point, r float64) []Point {
	n := 12 + 4*int(r)
	points := make([]Point, n)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		points[i] = Point{at.X + r*cos, at.Y + r*sin}
	}
	return points
}

// fill fills a polygon; only the box around it is looked at.
func (c *pixels) fill(ink Ink, points []Point) {
	if ink == None {
		return
	}
	lo, hi := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, at := range points {
		lo, hi = Point{min(lo.X, at.X), min(lo.Y, at.Y)}, Point{max(hi.X, at.X), max(hi.Y, at.Y)}
	}
	box := image.Rect(int(math.Floor(lo.X*c.scale)), int(math.Floor(lo.Y*c.scale)),
		int(math.Ceil(hi.X*c.scale))+1, int(math.Ceil(hi.Y*c.scale))+1)
	if !box.In(c.img.Bounds().Inset(-maxSide)) {
		return
	}
	c.ras.Reset(box.Dx(), box.Dy())
	for i, at := range points {
		x, y := float32(at.X*c.scale-float64(box.Min.X)), float32(at.Y*c.scale-float64(box.Min.Y))
		if i == 0 {
			c.ras.MoveTo(x, y)
			continue
		}
		c.ras.LineTo(x, y)
	}
	c.ras.ClosePath()
	c.ras.Draw(c.img, box, image.NewUniform(ink.colour()), image.Point{})
}

// colour is the ink for package image.
func (i Ink) colour() color.RGBA {
	var r, g, b uint8
	_, _ = fmt.Sscanf(hex[i], "#%02x%02x%02x", &r, &g, &b) // our own table
	return color.RGBA{r, g, b, 255}
}

func (c *pixels) text(m *mark) error {
	f, err := face(m.bold, m.size*c.scale)
	if err != nil {
		return err
	}
	d := &font.Drawer{Dst: c.img, Src: image.NewUniform(m.ink.colour()), Face: f}
	w := float64(d.MeasureString(m.text)) / 64
	x, y := m.points[0].X*c.scale, m.points[0].Y*c.scale
	shift := [...]float64{Start: 0, Middle: w / 2, End: w}[m.anchor]
	if m.turned {
		return c.turned(m, d, x, y+shift, w)
	}
	d.Dot = fixed.Point26_6{X: fixed.Int26_6((x - shift) * 64), Y: fixed.Int26_6(y * 64)}
	d.DrawString(m.text)
	return nil
}

// turned draws text on a strip of its own and turns that to the left. (x, y) is where the
// text starts.
func (c *pixels) turned(m *mark, d *font.Drawer, x, y, w float64) error {
	up := int(m.size * c.scale)
	strip := image.NewRGBA(image.Rect(0, 0, int(w)+2, up*3/2))
	d.Dst, d.Dot = strip, fixed.P(0, up)
	d.DrawString(m.text)
	for sy := range strip.Bounds().Dy() {
		for sx := range strip.Bounds().Dx() {
			if ink := strip.RGBAAt(sx, sy); ink.A > 0 {
				at := image.Pt(int(x)+sy-up, int(y)-sx)
				draw.Draw(c.img, image.Rectangle{at, at.Add(image.Pt(1, 1))}, image.NewUniform(ink), image.Point{}, draw.Over)
			}
		}
	}
	return nil
}
