package lint_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/knowledge/lint"
	"skinafter/knowledge/plain"
)

func TestFormatWritesTheCanonicalForm(t *testing.T) {
	t.Parallel()
	const base = "id: E1\ntitle: T\nkind: k\ngrade: g\nchecked: seen\ninterest: none known\n"
	long := strings.Repeat("A sentence that goes on. ", 6)
	for _, c := range []struct{ name, file, in, want string }{
		{"canonical text stays", "sources/e1.yaml", base, base},
		{
			"fields come in their order", "sources/e1.yaml",
			"title: T\nid: E1\nchecked: seen\ngrade: g\nkind: k\ninterest: none known", base,
		},
		{
			"comments go with their field", "sources/e1.yaml",
			"# of the title\ntitle: T # short\n# the id\nid: E1\nkind: k\ngrade: g\nchecked: seen\ninterest: none known\n# the end\n",
			"# the id\nid: E1\n# of the title\ntitle: T  # short\nkind: k\ngrade: g\nchecked: seen\ninterest: none known\n# the end\n",
		},
		{
			"needless quotes go, needed ones stay", "texts/en.yaml",
			"a: 'plain words'\nb: 'no'\nc: \"012\"\nd: 'with: colon'\ne: \"# not a comment\"\n",
			"a: plain words\nb: \"no\"\nc: \"012\"\nd: \"with: colon\"\ne: \"# not a comment\"\n",
		},
		{
			"long text is folded", "texts/en.yaml", "a: " + strings.TrimSpace(long) + "\n",
			"a: >-\n  A sentence that goes on. A sentence that goes on. A sentence that goes on. A sentence that goes\n" +
				"  on. A sentence that goes on. A sentence that goes on.\n",
		},
		{"lines stay lines", "texts/en.yaml", "a: \"one\\ntwo\"\n", "a: |-\n  one\n  two\n"},
		{
			"short lists stand on one line, long ones do not", "families/water.yaml",
			"id: water\ntitle: water\nclass: I1\nmembers:\n  - WATER\n  - SEA WATER\nnot: [" + strings.Repeat("HEAVY WATER, ", 9) + "ICE]\nbasis: choice\n",
			"id: water\ntitle: water\nclass: I1\nmembers: [WATER, SEA WATER]\nnot:\n" + strings.Repeat("  - HEAVY WATER\n", 9) + "  - ICE\nbasis: choice\n",
		},
		{
			"windows in braces stay in braces", "cases/verdict/i1.yaml",
			"-   name: one\n    expect: {class: I1,   verdict: ok}\n    fires: i1\n\n\n\n-   {name: m, silent: true, expect: {}}\n",
			"- name: one\n  fires: i1\n  expect: {verdict: ok, class: I1}\n\n- {name: m, silent: true, expect: {}}\n",
		},
		{
			"a table has one row a line and single spaces", "inci/base.txt",
			"\n\n#   my table\n[ water   base ]\nWATER  =AQUA\nWATER   =  AQUA;EAU  ;\n\n\n\n  {A|B}  C + x\n\n",
			"#   my table\n[water base]\nWATER =AQUA\nWATER = AQUA; EAU\n\n{A|B} C + x\n",
		},
		{
			"a plant keeps its endings", "inci/plants/all.txt",
			"ALOE  = ALOE;ALOES  |  LEAF JUICE,  EXTRACT | aloe\n", "ALOE = ALOE; ALOES | LEAF JUICE, EXTRACT | aloe\n",
		},
		{"the version is one line", "VERSION", " 2026.11.1\n\n", "2026.11.1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := lint.Format(c.file, []byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, string(got)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestFormatTouchesNoFileWithMistakes(t *testing.T) {
	t.Parallel()
	var problems plain.Problems
	if _, err := lint.Format("sources/e1.yaml", []byte("id: E1\ntitel: x\n")); !errors.As(err, &problems) {
		t.Errorf("got %v, want Problems", err)
	}
	if _, err := lint.Format("load.go", nil); !errors.Is(err, lint.ErrNotKnowledge) {
		t.Errorf("got %v, want ErrNotKnowledge", err)
	}
}

func TestFormatRefusesRatherThanLoseAComment(t *testing.T) {
	t.Parallel()
	in := "id: water\ntitle: water\nclass: I1\nmembers: [WATER,\n  ICE\n  # lost\n]\nbasis: choice\n"
	if out, err := lint.Format("families/water.yaml", []byte(in)); err == nil && !strings.Contains(string(out), "# lost") {
		t.Errorf("the comment is gone:\n%s", out)
	}
}

func TestFormatOfTablesKeepsEveryRow(t *testing.T) {
	t.Parallel()
	files, problems := knowledge.Files(knowledge.Embedded())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	formatted := fstest.MapFS{}
	for _, name := range files.Names {
		out, err := lint.Format(name, files.Files[name].Data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		formatted[name] = &fstest.MapFile{Data: out}
	}
	before := testkit.Facts(t)
	after, err := knowledge.Load(formatted)
	if err != nil {
		t.Fatal(err)
	}
	noPlace := cmp.Transformer("noPlace", func(plain.Place) string { return "" })
	for what, pair := range map[string][2]any{
		"names": {before.Names, after.Names}, "plants": {before.Plants, after.Plants}, "foreign": {before.Foreign, after.Foreign},
		"parts": {before.Parts, after.Parts}, "morphemes": {before.Morphemes, after.Morphemes},
	} {
		if diff := cmp.Diff(pair[0], pair[1], noPlace); diff != "" {
			t.Errorf("%s -before +after\n%s", what, diff)
		}
	}
}
