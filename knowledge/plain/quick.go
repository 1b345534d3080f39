package plain

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quickYAML reads the form that Format writes: block maps and lists, values on one line,
// folded and literal blocks without blank lines. It gives up (false) on everything else, and
// the YAML library reads the file instead. It exists because the library needs some 100 ns a
// byte and the program must answer at once (docs/adr/0002); a law proves that where both
// read a file they read the same tree, places included.
func quickYAML(lines []string) (*Node, bool) {
	q := quickReader{lines: lines}
	if !q.skip() {
		return nil, false
	}
	n, ok := q.block(0, 0)
	if !ok || q.skip() {
		return nil, false
	}
	return n, true
}

type quickReader struct {
	lines []string
	at    int    // index of the next line
	spare []Node // nodes not handed out yet
}

// skip goes to the next line with content and reports whether there is one.
func (q *quickReader) skip() bool {
	for ; q.at < len(q.lines); q.at++ {
		if t := strings.TrimLeft(q.lines[q.at], " "); t != "" && t[0] != '#' {
			return true
		}
	}
	return false
}

func (q *quickReader) node(kind Kind, col int) *Node {
	if len(q.spare) == 0 {
		q.spare = make([]Node, min(2*(len(q.lines)-q.at)+4, 256))
	}
	n := &q.spare[0]
	q.spare = q.spare[1:]
	n.Kind, n.line, n.col = kind, q.at+1, col+1
	return n
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// block reads the map or list whose entries begin at column indent.
func (q *quickReader) block(indent, depth int) (*Node, bool) {
	if depth > maxDepth {
		return nil, false
	}
	if strings.HasPrefix(q.lines[q.at][indent:], "- ") {
		return q.list(indent, depth)
	}
	n := q.node(Map, indent)
	return n, q.fields(n, indent, indent, depth)
}

func (q *quickReader) list(indent, depth int) (*Node, bool) {
	n := q.node(List, indent)
	for q.skip() {
		line := q.lines[q.at]
		switch in := indentOf(line); {
		case in < indent:
			return n, true
		case in > indent || !strings.HasPrefix(line[indent:], "- "):
			return nil, false
		}
		rest := line[indent+2:]
		if rest == "" || rest[0] == ' ' || rest[0] == '-' {
			return nil, false
		}
		item, ok := q.item(rest, indent, depth)
		if !ok {
			return nil, false
		}
		n.Items = append(n.Items, item)
	}
	return n, true
}

// item reads what follows a dash: a scalar, or the first field of a map.
func (q *quickReader) item(rest string, indent, depth int) (*Node, bool) {
	if _, _, ok := cutKey(rest); ok {
		n := q.node(Map, indent+2)
		return n, q.fields(n, indent+2, indent+2, depth+1)
	}
	return q.value(rest, indent+2, indent, depth)
}

// fields reads the fields of a map at column indent; the first one begins at column first of
// the current line.
func (q *quickReader) fields(n *Node, first, indent, depth int) bool {
	for inFirst := true; inFirst || q.skip(); inFirst = false {
		line := q.lines[q.at]
		if in := indentOf(line); !inFirst && in != indent {
			return in < indent
		}
		key, rest, ok := cutKey(line[first:])
		if !ok {
			return false
		}
		k := q.node(Text, first)
		k.Text = key
		var v *Node
		if rest == "" {
			v, ok = q.nested(indent, depth)
		} else {
			v, ok = q.value(rest, first+len(key)+2, indent, depth)
		}
		if !ok {
			return false
		}
		n.Pairs = append(n.Pairs, Pair{k, v})
	}
	return true
}

// nested reads the block below "key:".
func (q *quickReader) nested(indent, depth int) (*Node, bool) {
	q.at++
	if !q.skip() {
		return nil, false
	}
	in := indentOf(q.lines[q.at])
	if in <= indent {
		return nil, false
	}
	return q.block(in, depth+1)
}

// value reads the value that begins at column col of the current line; parent is the column
// of the entry that holds it.
func (q *quickReader) value(rest string, col, parent, depth int) (*Node, bool) {
	switch rest {
	case ">-", "|-", "|":
		return q.text(rest, col, parent)
	}
	f := flowReader{q: q, line: rest, col: col}
	n, ok := f.read(depth, false)
	if !ok || f.at != len(rest) {
		return nil, false
	}
	q.at++
	// A deeper line would continue the value.
	return n, !q.skip() || indentOf(q.lines[q.at]) <= parent
}

// text reads a block of lines, folded or literal.
func (q *quickReader) text(style string, col, parent int) (*Node, bool) {
	n := q.node(Text, col)
	n.quoted = true
	q.at++
	if q.at >= len(q.lines) {
		return nil, false
	}
	indent := indentOf(q.lines[q.at])
	var rows []string
	for ; q.at < len(q.lines); q.at++ {
		line := q.lines[q.at]
		if indentOf(line) < indent || strings.TrimLeft(line, " ") == "" {
			break
		}
		row := line[indent:]
		if row[0] == ' ' || strings.HasSuffix(row, " ") || strings.ContainsRune(row, '\t') {
			return nil, false
		}
		rows = append(rows, row)
	}
	// A block that goes on after a blank line has a rule of its own; so has one that is
	// empty or ends on a half indent.
	if indent <= parent || len(rows) == 0 || q.at < len(q.lines) && indentOf(q.lines[q.at]) > parent {
		return nil, false
	}
	if q.skip() && indentOf(q.lines[q.at]) > parent {
		return nil, false
	}
	switch style {
	case ">-":
		n.Text = strings.Join(rows, " ")
	case "|-":
		n.Text = strings.Join(rows, "\n")
	default:
		n.Text = strings.Join(rows, "\n") + "\n"
	}
	return n, true
}

// cutKey cuts "key: rest" and "key:"; keys are words, digits, dots, dashes and underscores.
func cutKey(s string) (key, rest string, ok bool) {
	i := 0
	for i < len(s) && (isWordByte(s[i]) || i > 0 && (s[i] == '.' || s[i] == '-')) {
		i++
	}
	if i == 0 || i == len(s) || s[i] != ':' || !isLetter(s[0]) || yamlWord(s[:i]) {
		return "", "", false
	}
	switch {
	case i+1 == len(s):
		return s[:i], "", true
	case s[i+1] == ' ' && i+2 < len(s) && s[i+2] != ' ':
		return s[:i], s[i+2:], true
	}
	return "", "", false
}

func isWordByte(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' || c == '_' }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// yamlWord reports words that some YAML reader does not take for text.
func yamlWord(s string) bool {
	if len(s) > 5 {
		return false
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return true
	}
	return false
}

// flowReader reads one line: a scalar, [a, b] or {a: b}.
type flowReader struct {
	q    *quickReader
	line string
	col  int // column of line[0]
	at   int
}

func (f *flowReader) node(kind Kind) *Node {
	return f.q.node(kind, f.col+utf8.RuneCountInString(f.line[:f.at]))
}

func (f *flowReader) peek() byte {
	if f.at < len(f.line) {
		return f.line[f.at]
	}
	return 0
}

func (f *flowReader) read(depth int, inside bool) (*Node, bool) {
	if depth > maxDepth {
		return nil, false
	}
	switch f.peek() {
	case '[':
		return f.list(depth)
	case '{':
		return f.fields(depth)
	case '"':
		return f.quoted()
	}
	return f.plain(inside)
}

func (f *flowReader) list(depth int) (*Node, bool) {
	n := f.node(List)
	n.flow, n.end = true, n.line
	for f.at++; f.peek() != ']'; {
		item, ok := f.read(depth+1, true)
		if !ok || !f.comma(']') {
			return nil, false
		}
		n.Items = append(n.Items, item)
	}
	f.at++
	return n, true
}

func (f *flowReader) fields(depth int) (*Node, bool) {
	n := f.node(Map)
	n.flow, n.end = true, n.line
	for f.at++; f.peek() != '}'; {
		key, rest, ok := cutKey(f.line[f.at:])
		if !ok || rest == "" {
			return nil, false
		}
		k := f.node(Text)
		k.Text = key
		f.at += len(key) + 2
		v, ok := f.read(depth+1, true)
		if !ok || !f.comma('}') {
			return nil, false
		}
		n.Pairs = append(n.Pairs, Pair{k, v})
	}
	f.at++
	return n, true
}

// comma steps over ", " between entries; before the end there is none.
func (f *flowReader) comma(end byte) bool {
	if f.peek() == end {
		return true
	}
	if !strings.HasPrefix(f.line[f.at:], ", ") || f.at+2 >= len(f.line) || f.line[f.at+2] == end || f.line[f.at+2] == ' ' {
		return false
	}
	f.at += 2
	return true
}

// quoted reads "text" whose only escapes are \" and \\.
func (f *flowReader) quoted() (*Node, bool) {
	n := f.node(Text)
	n.quoted = true
	rest := f.line[f.at+1:]
	end := strings.IndexByte(rest, '"')
	if end < 0 || strings.ContainsAny(rest[:end], "\\\t") {
		return nil, false
	}
	n.Text = rest[:end]
	f.at += end + 2
	return n, true
}

// number is what this reader takes for a number; numberLike is what could be one for another.
var (
	number     = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$`)
	calendar   = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	numberLike = regexp.MustCompile(`^[-+.0-9][-+._:0-9a-fA-FxXoO]*$`)
)

func (f *flowReader) plain(inside bool) (*Node, bool) {
	rest := f.line[f.at:]
	if inside {
		if end := strings.IndexAny(rest, ",[]{}"); end >= 0 {
			rest = rest[:end]
		} else {
			return nil, false
		}
	}
	if !isPlain(rest) {
		return nil, false
	}
	n := f.node(Text)
	n.Text = rest
	switch c := rest[0]; {
	case rest == "true" || rest == "false":
		n.Kind = Bool
	case isLetter(c):
		if yamlWord(rest) {
			return nil, false
		}
	case number.MatchString(rest):
		n.Kind = Number
	case !calendar.MatchString(rest) && numberLike.MatchString(rest):
		return nil, false
	}
	f.at += len(rest)
	return n, true
}

// isPlain reports whether a piece of a line is a plain scalar for every YAML reader.
func isPlain(s string) bool {
	if s == "" || strings.HasSuffix(s, " ") || strings.HasSuffix(s, ":") || strings.Contains(s, ": ") || strings.Contains(s, " #") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && first != '(' && !(first == '-' && len(s) > 1 && s[1] >= '0' && s[1] <= '9') {
		return false
	}
	for _, r := range s {
		if r < ' ' || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xFEFF {
			return false
		}
	}
	return true
}
