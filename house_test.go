package skinafter_test

import (
	"go/ast"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Limits of the house (CONTRIBUTING.md).
const (
	maxFileLines     = 400
	maxFunctionLines = 60
	maxPackageLines  = 2500
)

// large are the packages over the limit, with the lines that they may have at most and why.
// The list may only shrink: a package that has come down to a number below takes that number,
// or leaves the list.
var large = map[string]struct {
	lines int
	why   string
}{
	"cmd/skinafter": {9600, "one file per command and per page; each is small and knows no other"},
}

// TestPackagesStaySmall counts lines of Go, tests left out.
func TestPackagesStaySmall(t *testing.T) {
	t.Parallel()
	packages := sources(t)
	for dir, files := range packages {
		lines := 0
		for _, f := range files {
			lines += f.fset.Position(f.tree.FileEnd).Line - 1
		}
		known, isLarge := large[dir]
		switch {
		case !isLarge && lines > maxPackageLines:
			t.Errorf("package %s has %d lines, more than %d: find what can stand on its own", dir, lines, maxPackageLines)
		case isLarge && lines > known.lines:
			t.Errorf("package %s has grown to %d lines; it is over the limit (%s) and may not grow beyond %d", dir, lines, known.why, known.lines)
		case isLarge && lines <= maxPackageLines:
			t.Errorf("package %s has %d lines and keeps the limit: take it off the list", dir, lines)
		case isLarge && lines < known.lines-slack:
			t.Errorf("package %s has shrunk to %d lines: write %d down", dir, lines, lines)
		}
	}
	for dir := range large {
		if packages[dir] == nil {
			t.Errorf("package %s is on the list and does not exist", dir)
		}
	}
}

// slack is how many lines a package on the list may have less than is written down.
const slack = 150

func TestFilesAndFunctionsStaySmall(t *testing.T) {
	t.Parallel()
	for _, files := range sources(t) {
		for _, f := range files {
			lines := f.fset.Position(f.tree.FileEnd).Line
			if lines > maxFileLines {
				t.Errorf("%s has %d lines, more than %d", f.name, lines, maxFileLines)
			}
			for _, decl := range f.tree.Decls {
				fn, ok := decl.(*ast.FuncDecl)
				if !ok {
					continue
				}
				if n := f.fset.Position(fn.End()).Line - f.fset.Position(fn.Pos()).Line + 1; n > maxFunctionLines {
					t.Errorf("%s: %s has %d lines, more than %d", f.name, fn.Name.Name, n, maxFunctionLines)
				}
			}
		}
	}
}

func TestNothingRunsBeforeMainAndNothingPanics(t *testing.T) {
	t.Parallel()
	for _, files := range sources(t) {
		for _, f := range files {
			for _, decl := range f.tree.Decls {
				if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
					t.Errorf("%s has an init function", f.name)
				}
			}
			ast.Inspect(f.tree, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "panic" {
						t.Errorf("%s: panics: return an error", f.fset.Position(call.Pos()))
					}
				}
				return true
			})
		}
	}
}

func TestExportedNamesSayWhatTheyPromise(t *testing.T) {
	t.Parallel()
	for _, files := range sources(t) {
		for _, f := range files {
			for _, decl := range f.tree.Decls {
				if fn, ok := decl.(*ast.FuncDecl); ok && fn.Name.IsExported() && fn.Doc == nil {
					t.Errorf("%s: %s has no comment", f.fset.Position(fn.Pos()), fn.Name.Name)
				}
			}
		}
	}
}

// promises are words that the program never says to people: nobody can keep them.
var promises = regexp.MustCompile(`(?i)\b(safe|approved|clean|toxic|hypoallergenic|diagnos[ei]s|cures?|proved|proven|causes|` +
	`sicher|zugelassen|giftig|toxisch|hypoallergen|Diagnosen?|heilt|geheilt|bewiesen|verursacht)\b`)

func TestNoTextPromisesWhatNobodyCanKeep(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("internal/catalogue/*.yaml")
	if err != nil || len(names) < 4 {
		t.Fatalf("%d files of the catalogue, %v", len(names), err)
	}
	for _, name := range append(names, "knowledge/texts/en.yaml", "knowledge/texts/de.yaml") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(b)) {
			n++
			_, text, isText := strings.Cut(line, ":")
			if strings.HasPrefix(line, "#") || !isText {
				continue
			}
			if word := promises.FindString(text); word != "" {
				t.Errorf("%s:%d says %q: %s", name, n, word, strings.TrimSpace(line))
			}
		}
	}
}

// TestHazardsNameTestsThatExist keeps docs/hazards.md true: a control without its test is
// a wish.
func TestHazardsNameTestsThatExist(t *testing.T) {
	t.Parallel()
	log, err := os.ReadFile("docs/hazards.md")
	if err != nil {
		t.Fatal(err)
	}
	exists := map[string]bool{}
	decl := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	err = filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		for _, m := range decl.FindAllStringSubmatch(string(b), -1) {
			exists[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`\b(?:Test|Fuzz)[A-Z]\w+`)
	for line := range strings.Lines(string(log)) {
		if !regexp.MustCompile(`^\| [0-9]`).MatchString(line) {
			continue
		}
		tests := named.FindAllString(line, -1)
		if len(tests) == 0 {
			t.Errorf("no test: %s", line)
		}
		for _, name := range tests {
			if !exists[name] {
				t.Errorf("%s does not exist: %s", name, line)
			}
		}
	}
}
