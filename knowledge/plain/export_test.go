package plain

import (
	"strings"

	"github.com/google/go-cmp/cmp"
)

// Doors for the laws, which read all files of the project and so stand outside the package.
var (
	ErrFormat = errFormat
	UnixLines = unixLines
)

// QuickRead reports whether the quick reader reads a file.
func QuickRead(lines []string) bool {
	_, ok := quickYAML(lines)
	return ok
}

// ReadersDiffer compares the two readers on one text; read reports whether the quick one read
// it.
func ReadersDiffer(name string, data []byte) (diff string, read bool) {
	data = unixLines(data)
	lines := strings.Split(string(data), "\n")
	got, ok := quickYAML(lines)
	if !ok {
		return "", false
	}
	doc, problems := (&Document{file: name, lines: lines}).parseLibrary(data)
	if len(problems) > 0 {
		return problems.Error(), true
	}
	return cmp.Diff(doc.Root, got, cmp.AllowUnexported(Node{})), true
}
