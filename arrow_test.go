package skinafter_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// levels are the floors of the house (docs/map.md). A package imports only packages of
// lower floors; those of one floor never import each other.
var levels = map[string]int{
	".":                          0,
	"knowledge":                  1,
	"label":                      2,
	"verdict":                    2,
	"recovery":                   2,
	"triage":                     2,
	"signal":                     2,
	"signal/hygiene":             3,
	"interop/ical":               3,
	"interop/longrows":           3,
	"interop/caers":              3,
	"interop/openfda":            3,
	"internal/catalogue":         4,
	"internal/chart":             4,
	"internal/paper":             4,
	"internal/testkit":           4,
	"internal/cabinet":           4,
	"internal/clinic/assessment": 4,
	"internal/clinic/localtime":  4,
	"internal/testkit/browser":   4,
	"internal/testkit/cluster":   4,
	"skin":                       2,
	"passport":                   2,
	"internal/speech":            5,
	"internal/wire":              5,
	"internal/clinic":            6,
	"internal/clinic/export":     7,
	"internal/store":             7,
	"internal/demo":              7,
	"internal/store/sqlite":      8,
	"internal/store/storetest":   8,
	"internal/store/postgres":    8,
	"internal/web/meter":         7,
	"internal/web/frame":         7,
	"internal/web/check":         8,
	"internal/web/diary":         8,
	"internal/web/record":        8,
	"internal/web/api":           8,
	"internal/web":               9,
	"cmd/skinafter":              10,
}

// highestPure is the highest level that does no I/O and asks for no time.
const highestPure = 3

// impure are packages that a pure level never imports, with everything below them.
var impure = []string{
	"os", "net", "log", "database/sql", "syscall", "math/rand", "crypto/rand", "io/ioutil", "os/exec", "testing",
}

// clock are the calls of package time that a pure level never makes.
var clock = []string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker"}

func TestArrowsPointDownwards(t *testing.T) {
	t.Parallel()
	for dir, files := range sources(t) {
		level, known := levels[dir]
		if !known {
			t.Errorf("package %s stands on no floor; add it to levels", dir)
			continue
		}
		for _, f := range files {
			for _, imp := range imports(t, f) {
				checkImport(t, f.name, level, imp)
			}
		}
	}
}

func checkImport(t *testing.T, file string, level int, imp string) {
	t.Helper()
	if imp == "skinafter" || strings.HasPrefix(imp, "skinafter/") {
		target := strings.TrimPrefix(strings.TrimPrefix(imp, "skinafter"), "/")
		if target == "" {
			target = "."
		}
		if below, known := levels[target]; !known || below >= level {
			t.Errorf("%s: level %d imports %s of level %d", file, level, imp, below)
		}
		return
	}
	if level > highestPure {
		return
	}
	for _, p := range impure {
		if imp == p || strings.HasPrefix(imp, p+"/") {
			t.Errorf("%s: level %d does no I/O and has no chance in it, so it cannot import %s", file, level, imp)
		}
	}
}

func TestTheCoreNeverAsksForTheTime(t *testing.T) {
	t.Parallel()
	for dir, files := range sources(t) {
		if levels[dir] > highestPure {
			continue
		}
		for _, f := range files {
			ast.Inspect(f.tree, func(n ast.Node) bool {
				sel, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(clock, sel.Sel.Name) {
					t.Errorf("%s: time.%s: time comes in as an argument", f.name, sel.Sel.Name)
				}
				return true
			})
		}
	}
}

// source is a parsed Go file.
type source struct {
	name string
	tree *ast.File
	fset *token.FileSet
}

// sources are the Go files of the repository by folder, tests left out.
func sources(t *testing.T) map[string][]source {
	t.Helper()
	out := map[string][]source{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (path == "tools" || d.Name() == "testdata" || (strings.HasPrefix(d.Name(), ".") && path != ".")):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		out[dir] = append(out[dir], source{filepath.ToSlash(path), tree, fset})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func imports(t *testing.T, f source) []string {
	t.Helper()
	var out []string
	for _, spec := range f.tree.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatalf("%s: import %s: %v", f.name, spec.Path.Value, err)
		}
		out = append(out, path)
	}
	return out
}

// listeners are the packages that may know the network: they serve this machine, and speak
// to the database the operator named. Nothing else does: what a person asks stays here.
var listeners = []string{"internal/web", "internal/testkit/browser", "internal/store/postgres", "internal/testkit/cluster", "cmd/skinafter"}

// TestNothingElseTouchesTheNetwork holds for the whole program.
func TestNothingElseTouchesTheNetwork(t *testing.T) {
	t.Parallel()
	for dir, files := range sources(t) {
		if slices.ContainsFunc(listeners, func(p string) bool { return dir == p || strings.HasPrefix(dir, p+"/") }) {
			continue
		}
		for _, f := range files {
			for _, imp := range imports(t, f) {
				if imp == "net" || strings.HasPrefix(imp, "net/") {
					t.Errorf("%s imports %s", f.name, imp)
				}
			}
		}
	}
}
