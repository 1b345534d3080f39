package chart

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// SVG is the picture as a document of its own (SVG 1.1, https://www.w3.org/TR/SVG11/).
// It names no other file and runs no script.
func (p *Picture) SVG() []byte {
	var b bytes.Buffer
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="` + num(p.W) + `" height="` + num(p.H) +
		`" viewBox="0 0 ` + num(p.W) + ` ` + num(p.H) + `" role="img" lang="` + esc(p.Lang) +
		`" aria-labelledby="title desc" font-family="Go, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif">` + "\n")
	b.WriteString(`<title id="title">` + esc(p.Title) + "</title>\n")
	b.WriteString(`<desc id="desc">` + esc(p.Desc) + "</desc>\n")
	b.WriteString(`<rect width="100%" height="100%" fill="` + hex[White] + `"/>` + "\n")
	for i := range p.marks {
		p.marks[i].svg(&b)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func (m *mark) svg(b *bytes.Buffer) {
	switch m.form {
	case stroke:
		b.WriteString(`<polyline fill="none" stroke="` + hex[m.ink] + `" stroke-width="` + num(m.size) + `"`)
		if m.dashed {
			b.WriteString(` stroke-dasharray="` + num(dash) + `"`)
		}
		b.WriteString(` points="` + places(m.points) + `"/>` + "\n")
	case area:
		b.WriteString(`<polygon fill="` + hex[m.fill] + `" points="` + places(m.points) + `"/>` + "\n")
	case circle:
		at := m.points[0]
		m.tipped(b, `<circle cx="`+num(at.X)+`" cy="`+num(at.Y)+`" r="`+num(m.size)+`" fill="`+hex[m.fill]+`" stroke="`+hex[m.ink]+`"`, "circle")
	case diamond:
		m.tipped(b, `<polygon fill="`+hex[m.fill]+`" stroke="`+hex[m.ink]+`" points="`+places(m.corners())+`"`, "polygon")
	case words:
		m.svgText(b)
	}
}

func (m *mark) svgText(b *bytes.Buffer) {
	at := m.points[0]
	b.WriteString(`<text x="` + num(at.X) + `" y="` + num(at.Y) + `" font-size="` + num(m.size) + `" fill="` + hex[m.ink] + `"`)
	switch m.anchor {
	case Middle:
		b.WriteString(` text-anchor="middle"`)
	case End:
		b.WriteString(` text-anchor="end"`)
	case Start:
	}
	if m.bold {
		b.WriteString(` font-weight="bold"`)
	}
	if m.turned {
		b.WriteString(` transform="rotate(-90 ` + num(at.X) + ` ` + num(at.Y) + `)"`)
	}
	b.WriteString(">" + esc(m.text) + "</text>\n")
}

// tipped closes an element, with its title inside where it has one.
func (m *mark) tipped(b *bytes.Buffer, open, name string) {
	b.WriteString(open)
	if m.tip == "" {
		b.WriteString("/>\n")
		return
	}
	b.WriteString("><title>" + esc(m.tip) + "</title></" + name + ">\n")
}

// corners are those of a diamond.
func (m *mark) corners() []Point {
	at, r := m.points[0], m.size
	return []Point{{at.X, at.Y - r}, {at.X + r, at.Y}, {at.X, at.Y + r}, {at.X - r, at.Y}}
}

func places(points []Point) string {
	var b strings.Builder
	for i, at := range points {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(num(at.X) + "," + num(at.Y))
	}
	return b.String()
}

// num writes a length with at most two decimals: more nobody sees.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

// esc makes a stranger's text part of a document without letting it become one: what XML
// cannot hold is replaced.
func esc(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer takes everything
	return b.String()
}
