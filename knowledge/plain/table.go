package plain

import "strings"

// Row is one row of a table before it is read as a name, a plant or an alias.
type Row struct {
	Section []string
	Text    string
	At      Place
}

// Rows cuts a table into rows, each with the section it stands in.
func Rows(name, data string) ([]Row, Problems) {
	var rows []Row
	var problems Problems
	var section []string
	for n := 1; data != ""; n++ {
		var line string
		line, data, _ = strings.Cut(data, "\n")
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "# ") || line == "#":
		case strings.HasPrefix(line, "["):
			inner, rest, ok := strings.Cut(line[1:], "]")
			if !ok || strings.TrimSpace(rest) != "" {
				problems = append(problems, Problem{Place: Place{name, n}, Source: line, Text: "a section is [family family]"})
				continue
			}
			section = strings.Fields(inner)
		default:
			rows = append(rows, Row{section, line, Place{name, n}})
		}
	}
	return rows, problems
}

// Expand writes out {A|B} alternatives: "{CETYL|STEARYL} ALCOHOL" gives two names.
func Expand(text string) ([]string, bool) {
	head, rest, found := strings.Cut(text, "{")
	if !found {
		return []string{strings.Join(strings.Fields(text), " ")}, true
	}
	inner, tail, closed := strings.Cut(rest, "}")
	if !closed {
		return nil, false
	}
	var out []string
	for alt := range strings.SplitSeq(inner, "|") {
		names, ok := Expand(head + strings.TrimSpace(alt) + tail)
		if !ok {
			return nil, false
		}
		out = append(out, names...)
	}
	return out, true
}

// CutSynonyms parts a row at " = ": the name, and its synonyms, which semicolons part.
func CutSynonyms(text string) (string, []string) {
	head, tail, ok := strings.Cut(text, " = ")
	if !ok {
		return strings.TrimSpace(text), nil
	}
	return strings.TrimSpace(head), CutList(tail, ";")
}

// CutList parts a list and drops what is empty.
func CutList(text, sep string) []string {
	var out []string
	for s := range strings.SplitSeq(text, sep) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// FormatTable is the canonical form of a table: one row a line, single spaces, no blank lines
// at the ends, never two in a row. Where rows have fields they are parted by "|" behind the
// synonyms.
func FormatTable(data []byte, fields bool) []byte {
	var out strings.Builder
	blank := true // no blank line at the top
	for line := range strings.SplitSeq(string(data), "\n") {
		line = formatRow(line, fields)
		if line == "" {
			blank = true
			continue
		}
		if blank && out.Len() > 0 {
			out.WriteByte('\n')
		}
		blank = false
		out.WriteString(line)
		out.WriteByte('\n')
	}
	return []byte(out.String())
}

func formatRow(line string, fields bool) string {
	trimmed := strings.TrimSpace(line)
	if strings.HasPrefix(trimmed, "# ") || trimmed == "#" {
		return trimmed // a comment keeps its own spacing
	}
	row := strings.Join(strings.Fields(line), " ")
	if strings.HasPrefix(row, "[") {
		if inner, rest, ok := strings.Cut(row[1:], "]"); ok && rest == "" {
			return "[" + strings.TrimSpace(inner) + "]"
		}
		return row
	}
	name, synonyms, ok := strings.Cut(row, " = ")
	if !ok {
		return row
	}
	tail := ""
	if fields {
		if i := strings.Index(synonyms, "|"); i >= 0 {
			synonyms, tail = strings.TrimSpace(synonyms[:i]), " "+synonyms[i:]
		}
	}
	return name + " = " + strings.Join(CutList(synonyms, ";"), "; ") + tail
}
