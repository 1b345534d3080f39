package label

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// page is the label text as runes that are fit for reading, each with the byte of the
// input it came from, so that a span can always point back into the input.
type page struct {
	input string
	runes []rune
	at    []int // byte offset in input of each rune; one more than runes, the end
}

// bullet is the one rune that all list bullets and middle dots become.
const bullet = '•'

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
		if r = unify(r); r != 0 {
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

// unify maps a rune to the one this package works with; 0 drops it.
func unify(r rune) rune {
	if r < 0x80 {
		switch r {
		case '\r', '\v', '\f':
			return '\n'
		case '\t', 0x00:
			return ' '
		case '\\':
			return '/'
		case '`':
			return '\''
		case '<':
			return '('
		case '>':
			return ')'
		}
		return r
	}
	switch r {
	case 0xFFFD, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000:
		return ' '
	case 0x2028, 0x2029, 0x85:
		return '\n'
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－':
		return '-'
	case '，', '、', '،', '﹐', '‚':
		return ','
	case '；':
		return ';'
	case '·', '∙', '⋅', '・', '･', '•', '●', '▪', '■', '◆', '◦', '‣', '※', '○', '▶':
		return bullet
	case '‘', '’', '′', '´':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '（', '［', '【', '〔':
		return '('
	case '）', '］', '】', '〕':
		return ')'
	case '⁄', '∕', '／':
		return '/'
	case '™', '®', '©', '℠', 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x61C:
		return 0
	}
	switch {
	case r >= 0x2000 && r <= 0x200A:
		return ' '
	case r >= 0xFF01 && r <= 0xFF5E:
		return unify(r - 0xFEE0)
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return 0 // direction marks
	}
	return r
}

// fold writes a rune in the form in which names are compared: upper case, no accents.
// It returns 0 for what does not count (spaces, punctuation, marks).
func fold(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return r - 'a' + 'A'
	case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		return r
	case r < 0x80:
		return 0
	case isHangul(r):
		return r
	}
	return foldForeign(r)
}

// foldForeign folds what is not ASCII: accents fall, Greek letters stay for greek to spell.
func foldForeign(r rune) rune {
	if d := norm.NFD.PropertiesString(string(r)).Decomposition(); len(d) > 0 {
		base, _ := utf8.DecodeRune(d)
		if base < 0x80 {
			return fold(base)
		}
		r = base
	}
	if unicode.IsLetter(r) {
		return unicode.ToUpper(r)
	}
	return 0
}

// spelled gives the letters that a single sign stands for.
func spelled(r rune) string {
	switch r {
	case 'Α', 'α':
		return "ALPHA"
	case 'Β', 'β':
		return "BETA"
	case 'Γ', 'γ':
		return "GAMMA"
	case 'Δ', 'δ':
		return "DELTA"
	case 'ẞ', 'ß':
		return "SS"
	case 'Œ', 'œ', 'Ö', 'ö': // "Sesamöl" is an oil, SESAMOL is not
		return "OE"
	case 'Æ', 'æ':
		return "AE"
	case 'Ø', 'ø':
		return "O"
	case 'ﬁ':
		return "FI"
	case 'ﬂ':
		return "FL"
	}
	return ""
}

func isHangul(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isSpace(r rune) bool { return r == ' ' || r == '\n' }
