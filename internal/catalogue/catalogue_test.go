package catalogue

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
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

// program are the folders whose code and templates say texts of the catalogue.
func program() []string {
	return []string{"cmd/skinafter", "internal/clinic", "internal/speech", "internal/web", "internal/wire", "passport"}
}

// TestKeysOfTheProgramExist reads the program's code and its templates: a key that is used must
// exist, a key that exists must be used.
func TestKeysOfTheProgramExist(t *testing.T) {
	t.Parallel()
	c := load(t, "en")
	literals, keys := map[string]bool{}, map[string]string{}
	for _, dir := range program() {
		scan(t, filepath.Join("..", "..", filepath.FromSlash(dir)), literals, keys)
	}
	for key, where := range keys {
		if !c.Has(key) {
			t.Errorf("%s uses %s, which no catalogue has", where, key)
		}
	}
	for _, key := range c.Keys() {
		if !used(key, literals) {
			t.Errorf("%s is used nowhere", key)
		}
	}
}

// used reports whether a key stands in the code, whole, up to its last point ("modality." and a
// word), or as a beginning and an end around a word ("fault." and ".title").
func used(key string, literals map[string]bool) bool {
	if literals[key] || literals[key[:strings.LastIndexByte(key, '.')+1]] {
		return true
	}
	for i, r := range key {
		if r == '.' && literals[key[:i+1]] && literals[key[strings.LastIndexByte(key, '.'):]] {
			return true
		}
	}
	return false
}

// quotedInTemplate are strings of a template; saidInTemplate are the keys it asks for.
var (
	quotedInTemplate = regexp.MustCompile(`"([^"\s]*)"`)
	saidInTemplate   = regexp.MustCompile(`[{(]\s*[tn] "([^"\s]+)"`)
)

// scan adds the string literals of a folder's code and templates, and the keys they ask for.
func scan(t *testing.T, dir string, literals map[string]bool, keys map[string]string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case strings.HasSuffix(path, ".html"):
			text, err := os.ReadFile(path)
			for _, found := range quotedInTemplate.FindAllSubmatch(text, -1) {
				literals[string(found[1])] = true
			}
			for _, found := range saidInTemplate.FindAllSubmatch(text, -1) {
				keys[string(found[1])] = path
			}
			return err
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			return scanCode(path, literals, keys)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func scanCode(path string, literals map[string]bool, keys map[string]string) error {
	fset := token.NewFileSet()
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
		at := 0
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if ok && sel.Sel.Name == "Fail" && len(call.Args) > 1 {
			at = 1 // the field comes first
		}
		if ok && slices.Contains([]string{"Text", "Count", "say", "Fail"}, sel.Sel.Name) {
			if key, ok := stringOf(call.Args[at]); ok && strings.Contains(key, ".") {
				keys[key] = fset.Position(call.Pos()).String()
			}
		}
		return true
	})
	return nil
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
