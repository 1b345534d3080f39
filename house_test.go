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
)

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
	for _, name := range []string{
		"internal/catalogue/en.yaml", "internal/catalogue/de.yaml",
		"internal/catalogue/en_course.yaml", "internal/catalogue/de_course.yaml",
		"internal/catalogue/en_signals.yaml", "internal/catalogue/de_signals.yaml", "knowledge/texts/en.yaml", "knowledge/texts/de.yaml",
	} {
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
