package plain

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// lineWidth is the length up to which a value stays on the line of its key.
const lineWidth = 100

// yamlPrinter writes a document in canonical form.
type yamlPrinter struct {
	doc      *Document
	comments *commentSet
	out      strings.Builder
}

func (p *yamlPrinter) document(t reflect.Type) {
	switch root := p.doc.Root; root.Kind {
	case Map:
		p.fields(root, t, 0, false)
	case List:
		p.list(root, t, 0)
	case Text, Number, Bool, Null:
	}
	for _, line := range p.comments.below() {
		if line != "" {
			p.out.WriteString(line + "\n")
		}
	}
}

// lead writes the comments and the blank line that stand above an entry. The first entry of
// a block has no blank line above it.
func (p *yamlPrinter) lead(lines []string, indent int, first bool) {
	for i, line := range lines {
		if line == "" && i == 0 && (first || p.out.Len() == 0) {
			continue
		}
		if line != "" {
			p.pad(indent)
		}
		p.out.WriteString(line + "\n")
	}
}

func (p *yamlPrinter) pad(n int) { p.out.WriteString(strings.Repeat(" ", n)) }

// fields writes a map in block form. Where inline is set the caller has already written the
// dash of a list entry, and the first field continues that line.
func (p *yamlPrinter) fields(n *Node, t reflect.Type, indent int, inline bool) {
	for i, f := range orderedPairs(n, t) {
		if !inline || i > 0 {
			p.lead(p.comments.above(f.Key.line), indent, i == 0)
			p.pad(indent)
		}
		key := scalarText(f.Key, false)
		p.out.WriteString(key + ":")
		p.value(f.Value, fieldType(t, f.Key.Text), indent, indent+utf8.RuneCountInString(key)+1, f.Key.line)
	}
}

// orderedPairs are the fields of a map in the order of the struct; other maps keep theirs.
func orderedPairs(n *Node, t reflect.Type) []Pair {
	if t.Kind() != reflect.Struct {
		return n.Pairs
	}
	byName := FieldsOf(t).ByName
	pairs := slices.Clone(n.Pairs)
	slices.SortStableFunc(pairs, func(a, b Pair) int {
		return byName[a.Key.Text].Index - byName[b.Key.Text].Index
	})
	return pairs
}

// fieldType is the type of what stands under key, pointers removed.
func fieldType(t reflect.Type, key string) reflect.Type {
	switch t.Kind() {
	case reflect.Map, reflect.Slice:
		t = t.Elem()
	case reflect.Struct:
		t = t.Field(FieldsOf(t).ByName[key].Index).Type
	default:
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// value writes what follows "key:" or "-"; col is where the line has got to, line is the
// line of the entry in the input, for its comment.
func (p *yamlPrinter) value(v *Node, t reflect.Type, indent, col, line int) {
	if text, ok := p.short(v, t, col+1); ok {
		p.out.WriteString(" " + text)
		p.endLine(line, v.line, v.end)
		return
	}
	switch v.Kind {
	case Map:
		p.endLine(line)
		p.fields(v, t, indent+2, false)
	case List:
		p.endLine(line)
		p.list(v, t, indent+2)
	case Text, Number, Bool, Null:
		p.long(v.Text, indent+2, line)
	}
}

// short is the one-line form of a value, where it has one that fits.
func (p *yamlPrinter) short(v *Node, t reflect.Type, col int) (string, bool) {
	switch v.Kind {
	case Map, List:
		canFlow := v.flow || v.Kind == List && isScalar(t.Elem())
		if !canFlow || p.comments.within(v.line, lastLine(v)) {
			return "", false
		}
		text := flowText(v, t)
		return text, col+utf8.RuneCountInString(text) <= lineWidth
	case Text, Number, Bool, Null:
	}
	text := scalarText(v, false)
	if v.Kind != Text || (!foldable(v.Text) && !strings.Contains(v.Text, "\n")) {
		return text, true
	}
	return text, !strings.Contains(v.Text, "\n") && col+utf8.RuneCountInString(text) <= lineWidth
}

// long writes a text as a block: folded at spaces, or line by line where it has lines.
func (p *yamlPrinter) long(text string, indent, line int) {
	var rows []string
	if strings.Contains(text, "\n") {
		p.out.WriteString(map[bool]string{true: " |", false: " |-"}[strings.HasSuffix(text, "\n")])
		rows = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	} else {
		p.out.WriteString(" >-")
		rows = fold(text, lineWidth-indent)
	}
	p.endLine(line)
	for _, row := range rows {
		if row != "" {
			p.pad(indent)
		}
		p.out.WriteString(row + "\n")
	}
}

// fold breaks a text at spaces into rows of at most width characters.
func fold(text string, width int) []string {
	var rows []string
	row := ""
	for word := range strings.SplitSeq(text, " ") {
		if row != "" && utf8.RuneCountInString(row)+1+utf8.RuneCountInString(word) > width {
			rows = append(rows, row)
			row = ""
		}
		if row != "" {
			row += " "
		}
		row += word
	}
	return append(rows, row)
}

// foldable reports whether a text may be broken at its spaces and come back unchanged.
func foldable(text string) bool {
	return strings.TrimSpace(text) == text && !strings.Contains(text, "  ") && !strings.ContainsAny(text, "\t\r") && printable(text)
}

// endLine closes a line with the comment that stood beside it.
func (p *yamlPrinter) endLine(lines ...int) {
	for _, line := range lines {
		if line == 0 {
			continue
		}
		if c := p.comments.beside(line); c != "" {
			p.out.WriteString("  " + c)
			break
		}
	}
	p.out.WriteByte('\n')
}

func (p *yamlPrinter) list(n *Node, t reflect.Type, indent int) {
	elem := fieldType(t, "")
	for i, item := range n.Items {
		p.lead(p.comments.above(item.line), indent, i == 0)
		if _, short := p.short(item, elem, indent+2); item.Kind == Map && !short && len(item.Pairs) > 0 {
			first := orderedPairs(item, elem)[0]
			p.lead(p.comments.above(first.Key.line), indent, true)
			p.pad(indent)
			p.out.WriteString("- ")
			p.fields(item, elem, indent+2, true)
			continue
		}
		p.pad(indent)
		p.out.WriteString("-")
		p.value(item, elem, indent, indent+1, item.line)
	}
}

func isScalar(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct, reflect.Map, reflect.Slice:
		return false
	default:
		return true
	}
}

// lastLine is the last input line that v reaches.
func lastLine(v *Node) int {
	last := max(v.line, v.end)
	for _, p := range v.Pairs {
		last = max(last, lastLine(p.Value))
	}
	for _, i := range v.Items {
		last = max(last, lastLine(i))
	}
	return last
}

// flowText is a value on one line: {key: value} and [a, b].
func flowText(v *Node, t reflect.Type) string {
	var parts []string
	switch v.Kind {
	case Map:
		for _, f := range orderedPairs(v, t) {
			parts = append(parts, scalarText(f.Key, true)+": "+flowText(f.Value, fieldType(t, f.Key.Text)))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case List:
		for _, item := range v.Items {
			parts = append(parts, flowText(item, fieldType(t, "")))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Text, Number, Bool, Null:
	}
	return scalarText(v, true)
}

// scalarText is a scalar in its plainest form that reads back as itself.
func scalarText(n *Node, flow bool) string {
	if n.Kind == Text && !plain(n.Text, flow) {
		return strconv.Quote(n.Text)
	}
	return n.Text
}

// yaml11 are words that older YAML readers take for true, false or nothing.
var yaml11 = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"}

// plain reports whether a text needs no quotes.
func plain(s string, flow bool) bool {
	if !foldable(s) || s == "" || slices.Contains(yaml11, strings.ToLower(s)) {
		return false
	}
	if looksNumeric(s) || numberLike.MatchString(s) && !calendar.MatchString(s) {
		return false
	}
	if strings.ContainsAny(s[:1], "-?:,[]{}#&*!|>'\"%@`=<.") {
		return false
	}
	if flow && strings.ContainsAny(s, ",[]{}") {
		return false
	}
	return !strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.HasSuffix(s, ":")
}

func looksNumeric(s string) bool {
	_, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	return err == nil
}

func printable(s string) bool {
	for _, r := range s {
		if !strconv.IsPrint(r) {
			return false
		}
	}
	return true
}
