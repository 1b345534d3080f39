package lint_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"skinafter/internal/testkit/smallset"
	"skinafter/knowledge"
	"skinafter/knowledge/lint"
)

// mistakes are faults a person makes in a knowledge file, one a test; the expected messages
// with their places are in testdata/lint.
var mistakes = []struct {
	name  string // sentence; also the golden file
	files map[string]string
}{
	{"a field is misspelled", smallset.Edit("rules/verdict/i13.yaml", "because:", "becuase:")},
	{"a number stands where text belongs", smallset.Edit("sources/a.yaml", "kind: web article", "kind: 5")},
	{"a text stands where a number belongs", smallset.Edit("rules/verdict/i13.yaml", "until_h: 336", "until_h: two weeks")},
	{"a list is missing its brackets", smallset.Edit("families/water.yaml", "[WATER]", "WATER")},
	{"a field has no value", smallset.Edit("sources/a.yaml", "kind: web article", "kind:")},
	{"a field stands twice", smallset.Edit("sources/a.yaml", "year: 2024", "year: 2024\nyear: 2025")},
	{"a required field is missing", smallset.Edit("sources/b.yaml", "kind: web article\n", "")},
	{"a number could be octal", smallset.Edit("rules/verdict/i13.yaml", "until_h: 336", "until_h: 012")},
	{"a number has underscores", smallset.Edit("rules/verdict/i13.yaml", "until_h: 336", "until_h: 3_36")},
	{"an id does not fit its file", smallset.Edit("rules/verdict/i13.yaml", "id: i13", "id: i14")},
	{"a source id does not fit its file", smallset.Edit("sources/a.yaml", "id: A", "id: E1")},
	{"a citation points at nothing", smallset.Edit("rules/verdict/i13.yaml", "cites: [S1]", "cites: [S1, S99]")},
	{"a conflict points at nothing", smallset.Edit("sources/a.yaml", "conflicts: [C1]", "conflicts: [C1, C9]")},
	{"a family has a class that no rule judges", smallset.Edit("families/retinoid.yaml", "class: I13", "class: I14")},
	{"a family has a class that does not exist", smallset.Edit("families/retinoid.yaml", "class: I13", "class: I38")},
	{"a rule names an unknown family", smallset.Edit("rules/verdict/i13.yaml", "families: [retinoid]", "families: [retinoids]")},
	{"a dictionary section names an unknown family", smallset.Edit("inci/base.txt", "[retinoid]", "[retinol]")},
	{"a dictionary row cannot be read", smallset.Edit("inci/base.txt", "RETINOL\n", "{RETINOL|RETINAL\n")},
	{"a name has two sets of families", smallset.Edit("inci/base.txt", "RETINOL\n", "RETINOL\nEAU\n")},
	{"a public hazard does not exist", smallset.Edit("families/retinoid.yaml", "hazard: retinoid", "hazard: retinol")},
	{"a number has no unit", smallset.Edit("rules/verdict/i13.yaml", "until_h: 336", "until: 336")},
	{"a window leaves no hour to the next", smallset.Edit("rules/verdict/i1.yaml", "  - verdict: ok\n", "  - verdict: ok\n  - until_h: 4\n    verdict: wait\n")},
	{"two windows answer one hour differently", smallset.Edit("rules/verdict/i1.yaml", "after:\n", "after:\n  - until_h: 4\n    verdict: wait\n  - from_h: 2\n    until_h: 8\n    verdict: \"no\"\n")},
	{"an exception stands below what it excepts from", smallset.Edit("rules/verdict/i1.yaml", "  - verdict: ok\n", "  - verdict: ok\n  - verdict: \"no\"\n    only: [WATER]\n")},
	{"a window ends before it begins", smallset.Edit("rules/verdict/i1.yaml", "  - verdict: ok\n", "  - from_h: 5\n    until_h: 4\n    verdict: ok\n")},
	{"an exception names nothing of the rule", smallset.Edit("rules/verdict/i1.yaml", "  - verdict: ok\n", "  - only: [heat]\n    verdict: wait\n  - verdict: ok\n")},
	{"a depth class does not exist", smallset.Edit("rules/verdict/i1.yaml", "  - verdict: ok\n", "  - applies: [H]\n    verdict: ok\n")},
	{"a verdict does not exist", smallset.Edit("rules/verdict/i1.yaml", "  - verdict: ok\n", "  - verdict: maybe\n")},
	{"a rule cannot be reached", smallset.Edit("families/water.yaml", "class: I1\n", "class: I13\n", "rules/verdict/i1.yaml", "families: [water]\n", "")},
	{"a rule cites nobody", smallset.Edit("rules/verdict/i1.yaml", "basis: choice\n", "")},
	{"a rule has no cases", map[string]string{"cases/verdict/i13.yaml": ""}},
	{"a rule has no case where it stays silent", smallset.Edit("cases/verdict/i13.yaml", "silent: true", "fires: i13")},
	{"a review is overdue", smallset.Edit("rules/verdict/i1.yaml", "review_by: 2027-11-01", "review_by: 2026-11-01")},
	{"a date is no date", smallset.Edit("rules/verdict/i1.yaml", "review_by: 2027-11-01", "review_by: next year")},
	{"a reason promises", smallset.Edit("rules/verdict/i1.yaml", "Water only wets the skin.", "Water is safe and causes nothing.")},
	{"a German text promises", smallset.Edit("texts/de.yaml", "Hallo {name}.", "Das ist sicher, {name}.")},
	{"a reason is hard to read", smallset.Edit("rules/verdict/i1.yaml", "Water only wets the skin.", "Transepidermal dehydration necessitates conscientious moisturisation considerations.")},
	{"a German text is missing", smallset.Edit("texts/en.yaml", "hello:", "bye: Good day.\nhello:")},
	{"a translation lost its place", smallset.Edit("texts/de.yaml", "{name}", "Du")},
	{"a case asks two things", smallset.Edit("cases/verdict/i1.yaml", "ingredient: WATER", "ingredient: WATER\n  label: Aqua")},
	{"a case names an unknown rule", smallset.Edit("cases/verdict/i1.yaml", "fires: i1", "fires: i99")},
	{"a case is about an unknown modality", smallset.Edit("cases/verdict/i1.yaml", "modality: needling", "modality: needle")},
	{"a bland label names a rule", smallset.Edit("bland/water.yaml", "expect:", "fires: i1\n  expect:")},
	{"a file is read by nobody", map[string]string{"rules/verdicts/i1.yaml": "id: i1\n"}},
	{"a file of locks is missing", map[string]string{"rules/locks.yaml": ""}},
	{"the version is no date", map[string]string{"VERSION": "v1"}},
	{"a file is not YAML", map[string]string{"sources/a.yaml": "id: [A\ntitle: x\n"}},
	{"a file uses anchors", smallset.Edit("sources/a.yaml", "kind: web article", "kind: &k web article")},
	{"a file is empty", map[string]string{"texts/de.yaml": "\n"}},
	{"a file is not UTF-8", map[string]string{"sources/a.yaml": "id: A\xff\n"}},
	{"a file nests without end", map[string]string{"sources/a.yaml": "id: " + strings.Repeat("[", 500)}},
	{"several files are broken at once", smallset.Edit("sources/a.yaml", "kind: web article", "kind: 5", "rules/verdict/i13.yaml", "cites: [S1]", "cites: [S99]", "inci/base.txt", "[retinoid]", "[x]")},
}

func TestLintPointsAtMistakes(t *testing.T) {
	t.Parallel()
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			problems := lint.Check(smallset.FS(m.files), smallset.Today)
			if len(problems) == 0 {
				t.Error("nothing was found")
			}
			golden(t, filepath.Join("testdata", strings.ReplaceAll(m.name, " ", "-")+".golden"), problems.Error()+"\n")
		})
	}
}

var update = flag.Bool("update", false, "write the golden files")

// golden compares with a file; -update writes it.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestLintFindsNothingInASetWithoutFault(t *testing.T) {
	t.Parallel()
	if problems := lint.Check(smallset.FS(nil), smallset.Today); len(problems) > 0 {
		t.Errorf("found:\n%v", problems)
	}
}

func TestLintWithoutADateChecksNoReviewDates(t *testing.T) {
	t.Parallel()
	old := smallset.Edit("rules/verdict/i1.yaml", "review_by: 2027-11-01", "review_by: 2020-01-01")
	if problems := lint.Check(smallset.FS(old), time.Time{}); len(problems) > 0 {
		t.Errorf("found:\n%v", problems)
	}
}

func TestADeclaredConflictMayAnswerTwice(t *testing.T) {
	t.Parallel()
	twice := smallset.Edit("rules/verdict/i13.yaml", "after:\n", "after:\n  - from_h: 0\n    until_h: 48\n    verdict: \"no\"\n")
	if problems := lint.Check(smallset.FS(twice), smallset.Today); len(problems) > 0 {
		t.Errorf("found:\n%v", problems)
	}
}

func TestTheFactsThatComeWithTheProgramHaveNoFault(t *testing.T) {
	t.Parallel()
	problems := lint.Check(knowledge.Embedded(), smallset.Today)
	for i, p := range problems {
		if i == 40 {
			t.Fatalf("and %d more", len(problems)-i)
		}
		t.Error(p)
	}
}

func TestReadingGradeFollowsTheFormula(t *testing.T) {
	t.Parallel()
	names := map[string]bool{"sodium hyaluronate": true}
	for _, c := range []struct {
		name, text string
		low, high  float64
	}{
		{"short words in short sentences are easy", "The skin is thin. Let it rest.", -3, 1},
		{"a name of two long words counts as one short word", "Keep sodium hyaluronate off the skin.", -1, 4},
		{"a name in capitals counts as one short word", "Keep TETRAHEXYLDECYL off the skin.", -1, 4},
		{"long words are hard", "Transepidermal dehydration necessitates moisturisation.", 20, 60},
		{"no words have no grade", " ... ", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if g := lint.ReadingGrade(c.text, names); g < c.low || g > c.high {
				t.Errorf("grade %.1f, want %.1f to %.1f", g, c.low, c.high)
			}
		})
	}
}
