package label

import (
	"strings"
	"unicode/utf8"

	"skinafter/label/spelling"
)

// page is the label text as runes that are fit for reading, each with the byte of the
// input it came from, so that a span can always point back into the input.
type page struct {
	input string
	runes []rune
	at    []int // byte offset in input of each rune; one more than runes, the end
}

// newPage unifies spaces, dashes, commas, brackets, bullets and full-width forms, drops
// invisible characters and trademark signs, and keeps everything else.
func newPage(input string) *page {
	p := &page{input: input, runes: make([]rune, 0, len(input)), at: make([]int, 0, len(input)+1)}
	for i := 0; i < len(input); {
		if skip, r := markup(input[i:]); skip > 0 {
			if r != 0 {
				p.add(r, i)
			}
			i += skip
			continue
		}
		r, size := utf8.DecodeRuneInString(input[i:])
		if r = spelling.Unify(r); r != 0 {
			p.add(r, i)
		}
		i += size
	}
	p.at = append(p.at, len(input))
	return p
}

func (p *page) add(r rune, at int) {
	p.runes = append(p.runes, r)
	p.at = append(p.at, at)
}

// text is the readable text of the rune range [from, to).
func (p *page) text(from, to int) string { return string(p.runes[from:to]) }

// raw is the input text of the rune range [from, to), unchanged.
func (p *page) raw(from, to int) string { return p.input[p.at[from]:p.at[to]] }

// markup reads an HTML rest at the start of s: its length and the rune it stands for.
func markup(s string) (int, rune) {
	switch s[0] {
	case '&':
		for _, m := range [...]struct {
			text string
			r    rune
		}{{"&amp;", '&'}, {"&nbsp;", ' '}, {"&#39;", '\''}, {"&quot;", '"'}, {"&lt;", ' '}, {"&gt;", ' '}, {"&reg;", 0}, {"&trade;", 0}} {
			if strings.HasPrefix(s, m.text) {
				return len(m.text), m.r
			}
		}
	case '<':
		for _, m := range [...]string{"<br>", "<br/>", "<br />", "<p>", "</p>", "<li>", "</li>", "<b>", "</b>", "<strong>", "</strong>"} {
			if len(s) >= len(m) && strings.EqualFold(s[:len(m)], m) {
				if m[1] == 'b' && len(m) == 3 || strings.HasPrefix(m, "</b") || strings.Contains(m, "strong") {
					return len(m), 0
				}
				return len(m), '\n'
			}
		}
	}
	return 0, 0
}
