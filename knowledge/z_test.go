package knowledge

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func canonFiles(b testing.TB) map[string][]byte {
	out := map[string][]byte{}
	n := 0
	fs.WalkDir(Embedded(), ".", func(name string, d fs.DirEntry, err error) error {
		if d.IsDir() || newValue(name) == nil || isCaseFile(name) {
			return nil
		}
		data, _ := fs.ReadFile(Embedded(), name)
		out[name] = canonical(name, data)
		n += len(out[name])
		return nil
	})
	b.Log(len(out), n)
	return out
}

func BenchmarkZDecode(b *testing.B) {
	f := canonFiles(b)
	for b.Loop() {
		for n, d := range f {
			v := newValue(n)
			dec := yaml.NewDecoder(bytes.NewReader(d), yaml.Strict())
			if err := dec.Decode(v); err != nil {
				b.Fatal(n, err)
			}
		}
	}
}
func BenchmarkZLibrary(b *testing.B) {
	f := canonFiles(b)
	for b.Loop() {
		for n, d := range f {
			doc, _ := (&document{file: n, lines: strings.Split(string(d), "\n")}).parseLibrary(d)
			doc.bind(newValue(n))
		}
	}
}
func BenchmarkZQuick(b *testing.B) {
	f := canonFiles(b)
	for b.Loop() {
		for n, d := range f {
			doc, _ := parseYAML(n, d)
			doc.bind(newValue(n))
		}
	}
}
func BenchmarkZTables(b *testing.B) {
	for b.Loop() {
		newBase().loadTables(Embedded())
	}
}
func BenchmarkZHash(b *testing.B) {
	s, _ := readSet(Embedded())
	for b.Loop() {
		s.hash()
	}
}
func BenchmarkZRead(b *testing.B) {
	for b.Loop() {
		readSet(Embedded())
	}
}
