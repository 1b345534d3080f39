package paper

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Columns is the number of terminal columns that s takes: two for wide East Asian
// characters, none for combining marks and joiners.
func Columns(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

func columns(r rune) int {
	if r < 0x300 {
		if r < ' ' || r == 0x7f || r == 0xad {
			return 0
		}
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

// Clean is s with line breaks and runs of space made single spaces, and with control
// characters and marks that change the direction of writing replaced, so that a label can
// neither recolour, overwrite nor reverse what the program says about it.
func Clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), isDirectionMark(r):
			return unicode.ReplacementChar
		default:
			return r
		}
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func isDirectionMark(r rune) bool {
	return r == 0x061c || r == 0x200e || r == 0x200f || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069)
}

// Cut is s shortened to at most n columns, with "..." where something was left out.
func Cut(s string, n int) string {
	if Columns(s) <= n {
		return s
	}
	const dots = "..."
	var b strings.Builder
	left := n - len(dots)
	for _, r := range s {
		if left -= columns(r); left < 0 {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), " ") + dots
}

// wrap cuts text into lines of at most n columns: at spaces, and inside a word only where
// the word alone is wider than a line.
func wrap(text string, n int) []string {
	n = max(n, 2)
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(text) {
		w := Columns(word)
		if used > 0 && used+1+w <= n {
			line, used = line+" "+word, used+1+w
			continue
		}
		if used > 0 {
			lines = append(lines, line)
		}
		pieces := breakWord(word, n)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
		used = Columns(line)
	}
	if used > 0 || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

func breakWord(word string, n int) []string {
	var pieces []string
	start, used := 0, 0
	for i, r := range word {
		c := columns(r)
		if used+c > n {
			pieces = append(pieces, word[start:i])
			start, used = i, 0
		}
		used += c
	}
	return append(pieces, word[start:])
}
