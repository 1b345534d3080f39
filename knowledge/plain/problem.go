package plain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Place is where a fact is written down.
type Place struct {
	File string
	Line int // from 1
}

// Problem is one thing wrong in a knowledge file. Its text points at the place:
// file:line:column, the line itself and a caret.
type Problem struct {
	Place
	Col    int    // in characters, from 1; 0 = the whole line
	Source string // the line; may be empty
	Text   string // what is wrong, in words
}

// Error is the message with the line and a caret below it. A long line is cut around the
// caret so that the picture fits on a screen.
func (p Problem) Error() string {
	head := fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, max(p.Col, 1), p.Text)
	if strings.TrimSpace(p.Source) == "" {
		return head
	}
	line, caret := excerpt([]rune(p.Source), max(p.Col, 1)-1)
	return head + "\n    " + line + "\n    " + caret + "^"
}

// Characters of a line shown before and after the caret.
const (
	showBefore = 50
	showAfter  = 40
)

// excerpt cuts a line around the character at index at, and makes the indent that brings a
// caret below it.
func excerpt(line []rune, at int) (shown, indent string) {
	at = min(at, len(line))
	from, to := 0, len(line)
	var left, right string
	if at > showBefore {
		from, left = at-showBefore+1, "…"
	}
	if to-at > showAfter {
		to, right = at+showAfter, "…"
	}
	var pad strings.Builder
	for _, r := range left + string(line[from:at]) {
		switch {
		case r == '\t':
			pad.WriteRune('\t')
		case unicode.In(r, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana):
			pad.WriteString("  ") // these take two cells of a terminal
		case unicode.In(r, unicode.Mn, unicode.Me):
		default:
			pad.WriteRune(' ')
		}
	}
	return left + string(line[from:to]) + right, pad.String()
}

// Problems are all that is wrong with a set of files; the error of a failed Load.
type Problems []Problem

// Error lists every problem.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Sort orders problems by place and drops repetitions, so that the list reads like the files.
func (ps *Problems) Sort() {
	slices.SortStableFunc(*ps, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, a.Col-b.Col, strings.Compare(a.Text, b.Text))
	})
	*ps = slices.Compact(*ps)
}

// FileProblem is a problem of a file as a whole.
func FileProblem(name, text string) Problem {
	return Problem{Place: Place{File: name, Line: 1}, Col: 1, Text: text}
}
