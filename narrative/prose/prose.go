// Package prose cuts what a person wrote into words: small letters without accents, with the
// place of each in the text and the pause before it. It knows no language.
package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Separators before a word, weakest first.
const (
	SepNone     = iota // a space, or nothing that counts
	SepComma           // , – ( ) /
	SepClause          // ; : and the end of a line
	SepSentence        // . ! ? and an empty line
)

// Word is one word of a text.
type Word struct {
	Text     string // small letters without accents; ä is ae
	From, To int    // bytes in the text
	Sep      int    // the strongest separator before it
	Number   float64
	IsNumber bool
}

// maxWords bounds the work for one text; what stands behind is not read.
const maxWords = 4000

// Split cuts a text into words.
func Split(text string) []Word {
	out := make([]Word, 0, len(text)/5+1)
	sep, i := SepSentence, 0
	for i < len(text) && len(out) < maxWords {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsDigit(r):
			end := numberEnd(text, i)
			w := Word{Text: text[i:end], From: i, To: end, Sep: sep}
			w.Number, w.IsNumber = parseNumber(w.Text)
			out = append(out, w)
			sep, i = SepNone, end
		case unicode.IsLetter(r):
			end := wordEnd(text, i)
			out = append(out, Word{Text: Fold(text[i:end]), From: i, To: end, Sep: sep})
			sep, i = SepNone, end
		default:
			sep = max(sep, separator(text, i, r))
			i += n
		}
	}
	return out
}

// wordEnd is the end of the word that begins at i; an apostrophe inside a word belongs to it,
// and so do digits: CO2.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			i += n
			continue
		}
		if r == '\'' || r == '’' || r == '`' || r == '´' {
			if next, _ := utf8.DecodeRuneInString(text[i+n:]); unicode.IsLetter(next) {
				i += n
				continue
			}
		}
		return i
	}
	return i
}

// numberEnd is the end of a number with at most one point or comma in it.
func numberEnd(text string, i int) int {
	point := false
	for i < len(text) {
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			i++
		case (c == '.' || c == ',') && !point && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9':
			point = true
			i++
		default:
			if c < utf8.RuneSelf {
				return i
			}
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsDigit(r) {
				return i
			}
			i += n
		}
	}
	return i
}

// parseNumber reads "38", "38.2", "38,2".
func parseNumber(s string) (float64, bool) {
	if len(s) > 9 {
		return 0, false
	}
	whole, scale := 0.0, 0.0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			whole = whole*10 + float64(c-'0')
			scale *= 10
		case c == '.' || c == ',':
			scale = 1
		default:
			return 0, false
		}
	}
	if scale > 0 {
		whole /= scale
	}
	return whole, true
}

func separator(text string, i int, r rune) int {
	switch r {
	case '.', '!', '?', '…', '。':
		return SepSentence
	case ';', ':':
		return SepClause
	case '\n', '\r':
		if strings.HasPrefix(strings.TrimLeft(text[i+1:], " \t\r"), "\n") {
			return SepSentence
		}
		return SepClause
	case ',', '(', ')', '–', '—', '/', '"', '„', '“', '”':
		return SepComma
	case '-':
		if i > 0 && text[i-1] == ' ' {
			return SepComma
		}
	}
	if r > 0x2190 { // arrows, symbols, pictures
		return SepComma
	}
	return SepNone
}

// Fold writes a word in small letters without accents: "Ödem" is "oedem", "can't" is "cant".
func Fold(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] < 'a' || s[i] > 'z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var out strings.Builder
	out.Grow(len(s) + 2)
	for _, r := range s {
		foldRune(&out, unicode.ToLower(r))
	}
	return out.String()
}

func foldRune(out *strings.Builder, r rune) {
	switch r {
	case 'ä', 'æ':
		out.WriteString("ae")
	case 'ö', 'ø', 'œ':
		out.WriteString("oe")
	case 'ü':
		out.WriteString("ue")
	case 'ß':
		out.WriteString("ss")
	case 'é', 'è', 'ê', 'ë':
		out.WriteByte('e')
	case 'á', 'à', 'â', 'å', 'ã':
		out.WriteByte('a')
	case 'í', 'ì', 'î', 'ï':
		out.WriteByte('i')
	case 'ó', 'ò', 'ô', 'õ':
		out.WriteByte('o')
	case 'ú', 'ù', 'û':
		out.WriteByte('u')
	case 'ç':
		out.WriteByte('c')
	case 'ñ':
		out.WriteByte('n')
	case '\u0308': // two dots that follow their letter
		out.WriteByte('e')
	default:
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out.WriteRune(r)
		}
	}
}

// OneSlip reports whether two words differ by one letter: left out, too many, another one,
// or two letters swapped. The first letter is the same.
func OneSlip(a, b string) bool {
	if len(a) == 0 || len(b) == 0 || a[0] != b[0] {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case i == len(a):
		return true
	case len(a) < len(b):
		return a[i:] == b[i+1:]
	case a[i+1:] == b[i+1:]:
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
