package paper

import (
	"bytes"
	"strings"
)

// Widths of a page, in columns.
const (
	MaxWidth = 80
	minWidth = 40
)

// Style is how a line is set off where colour is allowed. A style never carries meaning
// alone: the words say the same.
type Style string

// The styles, as the numbers a terminal understands.
const (
	Plain  Style = ""
	Bold   Style = "1"
	Faint  Style = "2"
	Red    Style = "1;31"
	Yellow Style = "1;33"
	Green  Style = "1;32"
)

// Sheet collects a page. The zero value is a page of MaxWidth columns without colour.
type Sheet struct {
	Width  int  // columns; 0 = MaxWidth, never more than that nor less than 40
	Colour bool // escape sequences may be written

	page bytes.Buffer
}

// Columns is the width of the page.
func (s *Sheet) Columns() int {
	if s.Width == 0 {
		return MaxWidth
	}
	return min(max(s.Width, minWidth), MaxWidth)
}

// Bytes is the page so far.
func (s *Sheet) Bytes() []byte { return s.page.Bytes() }

// Gap puts one empty line, unless the page is empty or ends with one.
func (s *Sheet) Gap() {
	if b := s.page.Bytes(); len(b) > 0 && !bytes.HasSuffix(b, []byte("\n\n")) {
		s.page.WriteByte('\n')
	}
}

// Heading sets a line off from what stands before it.
func (s *Sheet) Heading(text string) {
	s.Gap()
	s.Para(Bold, 0, text)
}

// Para writes wrapped text, every line indented.
func (s *Sheet) Para(style Style, indent int, text string) {
	s.Item(style, strings.Repeat(" ", indent), text)
}

// Item writes wrapped text behind a lead such as "  - "; further lines are indented to
// stand below the first word.
func (s *Sheet) Item(style Style, lead, text string) {
	hang := Columns(lead)
	for i, line := range wrap(text, s.Columns()-hang) {
		if i > 0 {
			lead = strings.Repeat(" ", hang)
		}
		s.line(style, lead, line)
	}
}

// Row writes two texts on one line, the second at the right margin; where they do not fit
// the second follows on lines of its own, indented.
func (s *Sheet) Row(style Style, left, right string) {
	space := s.Columns() - Columns(left) - Columns(right)
	if space < 2 {
		s.Para(style, 0, left)
		s.Para(style, indentOf(left)+2, right)
		return
	}
	s.line(style, "", left+strings.Repeat(" ", space)+right)
}

// Exact writes a line as it is, cut to the width of the page.
func (s *Sheet) Exact(style Style, text string) { s.line(style, "", Cut(text, s.Columns())) }

func (s *Sheet) line(style Style, lead, text string) {
	text = strings.TrimRight(text, " ")
	s.page.WriteString(lead)
	if s.Colour && style != Plain && text != "" {
		text = "\x1b[" + string(style) + "m" + text + "\x1b[0m"
	}
	s.page.WriteString(text)
	s.page.WriteByte('\n')
}

func indentOf(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }
