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
	"narrative/prose":            1,
	"knowledge/plain":            1,
	"knowledge":                  2,
	"knowledge/fact":             3,
	"knowledge/clues":            3,
	"knowledge/casebook":         4,
	"knowledge/lint":             5,
	"label/spelling":             1,
	"label/inci":                 3,
	"label":                      4,
	"verdict/words":              1,
	"verdict/ownlist":            3,
	"verdict/signs":              3,
	"verdict":                    4,
	"verdict/wording":            5,
	"recovery":                   4,
	"triage":                     4,
	"narrative":                  3,
	"signal/gamma":               1,
	"signal/ingredients":         1,
	"signal/onset":               1,
	"signal/mgps":                2,
	"signal/cohort":              2,
	"signal":                     3,
	"signal/hygiene":             4,
	"interop/ical":               5,
	"interop/longrows":           4,
	"interop/caers":              4,
	"interop/openfda":            4,
	"internal/catalogue":         6,
	"internal/web/chart":         6,
	"internal/chart":             6,
	"internal/paper":             6,
	"internal/testkit/smallset":  6,
	"internal/testkit":           6,
	"internal/cabinet":           6,
	"internal/clinic/assessment": 6,
	"internal/clinic/localtime":  6,
	"internal/testkit/browser":   6,
	"internal/testkit/cluster":   6,
	"skin":                       3,
	"passport":                   3,
	"internal/speech":            7,
	"internal/intake":            7,
	"internal/wire":              8,
	"internal/clinic":            9,
	"internal/clinic/view":       10,
	"internal/clinic/export":     11,
	"internal/store":             10,
	"internal/demo":              10,
	"internal/store/sqlite":      11,
	"internal/store/storetest":   11,
	"internal/store/postgres":    11,
	"internal/web/meter":         10,
	"internal/web/draft":         10,
	"internal/web/frame":         10,
	"internal/web/diary/report":  11,
	"internal/testkit/house":     12,
	"internal/web/check":         12,
	"internal/web/diary":         12,
	"internal/web/record":        12,
	"internal/web/person":        12,
	"internal/web/api/contract":  10,
	"internal/web/api/question":  12,
	"internal/web/api/record":    12,
	"internal/web/api":           13,
	"internal/web":               14,
	"internal/web/journeys":      15,
	"cmd/skinafter":              15,
}

// highestPure is the highest level that does no I/O and asks for no time.
const highestPure = 5

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
var listeners = []string{"internal/web", "internal/testkit/browser", "internal/testkit/house", "internal/store/postgres", "internal/testkit/cluster", "cmd/skinafter"}

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
