package catalogue

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

func load(t *testing.T, lang string) *Catalogue {
	t.Helper()
	c, err := Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var place = regexp.MustCompile(`\{[a-z_]+\}`)

// places are the {names} of every form of a message.
func (m message) places() []string {
	texts := []string{m.text}
	for _, text := range m.forms {
		texts = append(texts, text)
	}
	var out []string
	for _, text := range texts {
		out = append(out, place.FindAllString(text, -1)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestEveryLanguageSaysTheSame(t *testing.T) {
	t.Parallel()
	home := load(t, "en")
	for _, lang := range Langs()[1:] {
		there := load(t, lang)
		for _, key := range home.Keys() {
			if !there.Has(key) {
				t.Errorf("%s.yaml lacks %s", lang, key)
				continue
			}
			// {n} may be written out in a form ("one name"), so it need not be everywhere.
			if a, b := home.messages[key].places(), there.messages[key].places(); !slices.Equal(a, b) {
				t.Errorf("%s: %s has the places %v, English %v", key, lang, b, a)
			}
			if (home.messages[key].forms == nil) != (there.messages[key].forms == nil) {
				t.Errorf("%s has plural forms in one language only", key)
			}
		}
		for _, key := range there.Keys() {
			if !home.Has(key) {
				t.Errorf("en.yaml lacks %s", key)
			}
		}
	}
}

func TestEveryTextHasTheFormsItsLanguageNeeds(t *testing.T) {
	t.Parallel()
	for _, lang := range Langs() {
		c := load(t, lang)
		for key, m := range c.messages {
			if m.forms == nil {
				if strings.TrimSpace(m.text) == "" {
					t.Errorf("%s.yaml: %s is empty", lang, key)
				}
				continue
			}
			if m.forms[plural.One] == "" || m.forms[plural.Other] == "" {
				t.Errorf("%s.yaml: %s needs the forms one and other", lang, key)
			}
		}
	}
}

// TestKeysOfTheProgramExist reads the program's code: a key that is used must exist, a key
// that exists must be used.
func TestKeysOfTheProgramExist(t *testing.T) {
	t.Parallel()
	c := load(t, "en")
	literals, keys := scan(t, filepath.Join("..", "..", "cmd", "skinafter"))
	for key, where := range keys {
		if !c.Has(key) {
			t.Errorf("%s uses %s, which no catalogue has", where, key)
		}
	}
	for _, key := range c.Keys() {
		prefix := key[:strings.LastIndexByte(key, '.')+1]
		if !literals[key] && !literals[prefix] {
			t.Errorf("%s is used nowhere", key)
		}
	}
}

// scan lists the string literals of a folder's code, and the keys that are asked for.
func scan(t *testing.T, dir string) (literals map[string]bool, keys map[string]string) {
	t.Helper()
	literals, keys = map[string]bool{}, map[string]string{}
	fset := token.NewFileSet()
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := stringOf(n); ok {
				literals[lit] = true
			}
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if ok && slices.Contains([]string{"Text", "Count", "say"}, sel.Sel.Name) {
				if key, ok := stringOf(call.Args[0]); ok && strings.Contains(key, ".") {
					keys[key] = fset.Position(call.Pos()).String()
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return literals, keys
}

func stringOf(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

func TestNumbersChooseTheirForm(t *testing.T) {
	t.Parallel()
	c := &Catalogue{tag: language.English, messages: map[string]message{
		"names": {forms: map[plural.Form]string{plural.One: "1 name in {dir}", plural.Other: "{n} names in {dir}"}},
		"plain": {text: "{n} of {all}"},
	}}
	for n, want := range map[int]string{0: "0 names in {x}", 1: "1 name in {x}", 2: "2 names in {x}", 21: "21 names in {x}"} {
		if got := c.Count("names", n, "dir", "{x}"); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
	if got := c.Count("plain", 3, "all", 5); got != "3 of 5" {
		t.Errorf("plain text: %q", got)
	}
	if got := c.Text("nothing.there"); got != "<nothing.there>" {
		t.Errorf("missing key: %q", got)
	}
}

func TestAnUnknownLanguageIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := Load("tlh"); err == nil || !strings.Contains(err.Error(), "en, de") {
		t.Errorf("want an error that lists the languages, have %v", err)
	}
}
