package plain

import (
	"strings"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// commentSet is every comment of a YAML file by line. The formatter hands each to the entry
// below it or beside it, and knows at the end which were not handed out.
type commentSet struct {
	lines   []string
	byLine  map[int]string // line from 1 -> text from "#" on
	order   []int
	claimed map[int]bool
	last    int // last line that holds something else than a comment
}

func readComments(data []byte) *commentSet {
	data = unixLines(data)
	c := &commentSet{lines: strings.Split(string(data), "\n"), byLine: map[int]string{}, claimed: map[int]bool{}}
	for _, t := range lexer.Tokenize(string(data)) {
		line := t.Position.Line
		if t.Type != token.CommentType {
			c.last = max(c.last, line+strings.Count(strings.TrimRight(t.Origin, "\n "), "\n"))
			continue
		}
		c.byLine[line] = "#" + strings.TrimRight(t.Value, " \t\r")
		c.order = append(c.order, line)
	}
	return c
}

func (c *commentSet) texts() []string {
	out := make([]string, len(c.order))
	for i, line := range c.order {
		out[i] = c.byLine[line]
	}
	return out
}

// alone reports whether the line holds a comment and nothing else.
func (c *commentSet) alone(line int) bool {
	_, ok := c.byLine[line]
	return ok && strings.HasPrefix(strings.TrimSpace(c.lines[line-1]), "#")
}

func (c *commentSet) blank(line int) bool { return strings.TrimSpace(c.lines[line-1]) == "" }

// above takes the comment lines that stand directly over a line; "" is a blank line among
// them, several blank lines count as one.
func (c *commentSet) above(line int) []string {
	var up []string
	for n := line - 1; n >= 1 && !c.claimed[n] && (c.alone(n) || c.blank(n)); n-- {
		text := c.byLine[n]
		if c.blank(n) {
			text = ""
		}
		c.claimed[n] = true
		if text != "" || len(up) == 0 || up[len(up)-1] != "" {
			up = append(up, text)
		}
	}
	for i, j := 0, len(up)-1; i < j; i, j = i+1, j-1 {
		up[i], up[j] = up[j], up[i]
	}
	return up
}

// beside takes the comment that stands behind the content of a line; empty = none.
func (c *commentSet) beside(line int) string {
	text, ok := c.byLine[line]
	if !ok || c.claimed[line] || c.alone(line) {
		return ""
	}
	c.claimed[line] = true
	return text
}

// within reports whether a comment stands between two lines, the last one left out.
func (c *commentSet) within(from, to int) bool {
	for n := from; n < to; n++ {
		if _, ok := c.byLine[n]; ok {
			return true
		}
	}
	return false
}

// below takes the comments after all content.
func (c *commentSet) below() []string { return c.above(len(c.lines) + 1) }
