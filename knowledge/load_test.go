package knowledge_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"skinafter/internal/testkit/smallset"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/plain"
)

func TestLoadReadsEveryKindOfFile(t *testing.T) {
	t.Parallel()
	b := smallset.Load(t, nil)
	if b.Version != "2026.11.1" {
		t.Errorf("version %q", b.Version)
	}
	if len(b.Hash) != 64 {
		t.Errorf("hash %q", b.Hash)
	}
	if len(b.Sources) != 2 || len(b.Conflicts) != 1 || len(b.Families) != 2 || len(b.Rules) != 2 || len(b.Names) != 2 {
		t.Errorf("read %d sources, %d conflicts, %d families, %d rules, %d names",
			len(b.Sources), len(b.Conflicts), len(b.Families), len(b.Rules), len(b.Names))
	}
	if got := b.Care.Locks.Since; got != "2026-11-01" {
		t.Errorf("locks since %q", got)
	}
	if h := b.Rules["i13"].After[0].UntilH; h == nil || *h != 336 {
		t.Errorf("retinoids wait until %v", h)
	}
}

func TestLoadReadsTheFactsThatComeWithTheProgram(t *testing.T) {
	t.Parallel()
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Names) == 0 || len(b.Rules) == 0 || len(b.Sources) == 0 {
		t.Error("something is empty")
	}
}

func TestABrokenFolderIsRefusedWithEveryMistake(t *testing.T) {
	t.Parallel()
	_, err := knowledge.Load(smallset.FS(smallset.Edit(
		"sources/a.yaml", "kind: web article", "kind: 5",
		"rules/verdict/i13.yaml", "until_h: 336", "until_h: soon",
		"rules/verdict/i13.yaml", "because:", "becuase:",
		"families/water.yaml", "[WATER]", "WATER",
		"inci/base.txt", "RETINOL\n", "{RETINOL\n",
		"VERSION", "2026.11.1", "new",
	)))
	var problems plain.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("got %v, want Problems", err)
	}
	for _, want := range []string{
		"VERSION:1:1:", "families/water.yaml:4:10:", "inci/base.txt:6:1:", "rules/verdict/i13.yaml:9:14:",
		"rules/verdict/i13.yaml:16:1:", "rules/verdict/i13.yaml:1:1:", "sources/a.yaml:4:7:",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not point at %s:\n%v", want, err)
		}
	}
}

func TestAnEmptyFolderIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := knowledge.Load(fstest.MapFS{}); err == nil {
		t.Error("an empty folder was loaded")
	}
}

func TestTheHashFollowsContentAndPath(t *testing.T) {
	t.Parallel()
	same := smallset.Load(t, nil).Hash
	if got := smallset.Load(t, nil).Hash; got != same {
		t.Error("two readings of one folder differ")
	}
	for name, changes := range map[string]map[string]string{
		"a comment":    {"families/water.yaml": smallset.Files["families/water.yaml"] + "# x\n"},
		"a bland case": {"bland/other.yaml": smallset.Files["bland/water.yaml"]},
		"a moved file": {"bland/water.yaml": "", "bland/aqua.yaml": smallset.Files["bland/water.yaml"]},
	} {
		if smallset.Load(t, changes).Hash == same {
			t.Errorf("%s left the hash as it was", name)
		}
	}
}

func TestFilesOfEditorsAreNoKnowledge(t *testing.T) {
	t.Parallel()
	fsys := smallset.FS(nil)
	fsys["sources/.a.yaml.swp"] = &fstest.MapFile{Data: []byte("x")}
	fsys["load.go"] = &fstest.MapFile{Data: []byte("package knowledge")}
	if _, err := knowledge.Load(fsys); err != nil {
		t.Error(err)
	}
}

func TestEveryNumberOfAFileNamesItsUnit(t *testing.T) {
	t.Parallel()
	types := []reflect.Type{
		reflect.TypeFor[knowledge.Source](), reflect.TypeFor[knowledge.Conflict](), reflect.TypeFor[knowledge.Family](), reflect.TypeFor[knowledge.ClassRule](), reflect.TypeFor[casebook.Case](),
	}
	for _, v := range (&knowledge.Base{}).CareFiles() {
		types = append(types, reflect.TypeOf(v).Elem())
	}
	for _, typ := range types {
		numbersHaveUnits(t, typ, typ.Name())
	}
}

func numbersHaveUnits(t *testing.T, typ reflect.Type, path string) {
	t.Helper()
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice:
		numbersHaveUnits(t, typ.Elem(), path)
	case reflect.Int, reflect.Float64:
		if !plain.HasUnit(path[strings.LastIndexByte(path, '.')+1:]) {
			t.Errorf("%s holds a number; its name does not say the unit", path)
		}
	case reflect.Struct:
		for _, f := range plain.FieldsOf(typ).Ordered {
			numbersHaveUnits(t, typ.Field(f.Index).Type, path+"."+f.Name)
		}
	default:
	}
}

func TestTextFallsBackToEnglishAndThenToTheKey(t *testing.T) {
	t.Parallel()
	b := &knowledge.Base{Texts: map[string]map[string]string{
		"en": {"greet": "Hello", "bye": "Bye"},
		"de": {"greet": "Hallo"},
	}}
	for _, c := range []struct{ name, lang, key, want string }{
		{"a text in the language asked for", "de", "greet", "Hallo"},
		{"a language with a region", "de-AT", "greet", "Hallo"},
		{"a text that is not translated", "de", "bye", "Bye"},
		{"a language nobody wrote", "fr", "greet", "Hello"},
		{"no language", "", "greet", "Hello"},
		{"a key nobody has", "en", "nothing", "nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := b.Text(c.lang, c.key); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := knowledge.Load(knowledge.Embedded()); err != nil {
			b.Fatal(err)
		}
	}
}
