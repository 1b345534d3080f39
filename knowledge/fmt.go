package knowledge

import (
	"errors"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
)

// ErrNotKnowledge says that a path is no file of the knowledge folder.
var ErrNotKnowledge = errors.New("no knowledge file")

// errFmt says that a file cannot be brought into canonical form without losing something.
var errFmt = errors.New("cannot be formatted")

// Fmt is the canonical form of a knowledge file: YAML with fields in their declared order,
// two spaces, lines of at most 100 characters; tables with one row a line and single spaces.
// Comments and the order of entries stay. Path is the file's path inside the folder and says
// what kind it is. Fmt of its own output changes nothing. A file with errors is not touched:
// the error is Problems. ErrNotKnowledge stands for a path that nothing reads.
func Fmt(name string, data []byte) ([]byte, error) {
	switch {
	case name == versionFile:
		return []byte(strings.TrimSpace(string(data)) + "\n"), nil
	case isTable(name):
		return fmtTable(name, data)
	case newValue(name) != nil:
		return fmtYAML(name, data)
	}
	return nil, fmt.Errorf("format %s: %w", name, ErrNotKnowledge)
}

func fmtYAML(name string, data []byte) ([]byte, error) {
	before, doc, comments, err := readForFmt(name, data)
	if err != nil {
		return nil, err
	}
	p := yamlPrinter{doc: doc, comments: comments}
	p.document(reflect.TypeOf(before).Elem())
	out := []byte(p.out.String())
	after, _, kept, err := readForFmt(name, out)
	if err != nil {
		return nil, fmt.Errorf("format %s: %w: %w", name, errFmt, err)
	}
	if lost := missing(comments.texts(), kept.texts()); lost != "" {
		return nil, fmt.Errorf("format %s: %w: there is no place for the comment %q; put it on a line of its own above a field", name, errFmt, lost)
	}
	if !sameContent(before, after) {
		return nil, fmt.Errorf("format %s: %w: the content would change", name, errFmt)
	}
	return out, nil
}

func readForFmt(name string, data []byte) (any, *document, *commentSet, error) {
	doc, problems := parseYAML(name, data)
	value := newValue(name)
	if doc.root != nil {
		problems = append(problems, doc.bind(value)...)
	}
	if len(problems) > 0 {
		return nil, nil, nil, problems
	}
	return value, doc, readComments(data), nil
}

// sameContent compares two read files but for the lines at which their entries stand.
func sameContent(a, b any) bool {
	if x, ok := a.(*[]Case); ok {
		clearPlaces(*x)
		clearPlaces(*b.(*[]Case))
	}
	return reflect.DeepEqual(a, b)
}

func clearPlaces(list []Case) {
	for i := range list {
		list[i].At = Place{}
	}
}

// missing is the first text of want that have lacks; empty = none.
func missing(want, have []string) string {
	have = slices.Clone(have)
	for _, w := range want {
		i := slices.Index(have, w)
		if i < 0 {
			return w
		}
		have = slices.Delete(have, i, i+1)
	}
	return ""
}

// fmtTable brings a dictionary table into its form: one row a line, single spaces, no blank
// lines at the ends, never two in a row.
func fmtTable(name string, data []byte) ([]byte, error) {
	var out strings.Builder
	blank := true // no blank line at the top
	for line := range strings.SplitSeq(string(data), "\n") {
		line = fmtRow(line, path.Base(path.Dir(name)))
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
	return []byte(out.String()), nil
}

func fmtRow(line, folder string) string {
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
	if folder == "plants" {
		if i := strings.Index(synonyms, "|"); i >= 0 {
			synonyms, tail = strings.TrimSpace(synonyms[:i]), " "+synonyms[i:]
		}
	}
	return name + " = " + strings.Join(cutList(synonyms, ";"), "; ") + tail
}
