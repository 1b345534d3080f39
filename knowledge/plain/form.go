package plain

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// errFormat says that a file cannot be brought into canonical form without losing something.
var errFormat = errors.New("cannot be formatted")

// Format is the canonical form of a YAML file: fields in the order of their Go type, two
// spaces, lines of at most 100 characters, comments where they stood. Value makes the Go value
// that the file fills. A file with errors gives its Problems; one that would lose something
// gives an error too. The form of a canonical file is itself.
func Format(name string, data []byte, value func() any) ([]byte, error) {
	before, doc, comments, err := readForFormat(name, data, value())
	if err != nil {
		return nil, err
	}
	p := yamlPrinter{doc: doc, comments: comments}
	p.document(reflect.TypeOf(before).Elem())
	out := []byte(p.out.String())
	after, _, kept, err := readForFormat(name, out, value())
	if err != nil {
		return nil, fmt.Errorf("format %s: %w: %w", name, errFormat, err)
	}
	if lost := missing(comments.texts(), kept.texts()); lost != "" {
		return nil, fmt.Errorf("format %s: %w: there is no place for the comment %q; put it on a line of its own above a field", name, errFormat, lost)
	}
	if !sameContent(before, after) {
		return nil, fmt.Errorf("format %s: %w: the content would change", name, errFormat)
	}
	return out, nil
}

func readForFormat(name string, data []byte, value any) (any, *Document, *commentSet, error) {
	doc, problems := Read(name, data, value)
	if len(problems) > 0 {
		return nil, nil, nil, problems
	}
	return value, doc, readComments(data), nil
}

// sameContent compares two read files but for the lines at which their entries stand.
func sameContent(a, b any) bool {
	clearPlaces(reflect.ValueOf(a))
	clearPlaces(reflect.ValueOf(b))
	return reflect.DeepEqual(a, b)
}

// clearPlaces forgets where the entries of a list stand.
func clearPlaces(v reflect.Value) {
	if v = reflect.Indirect(v); v.Kind() != reflect.Slice {
		return
	}
	for i := range v.Len() {
		if at := placeOf(v.Index(i)); at != nil {
			*at = Place{}
		}
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
