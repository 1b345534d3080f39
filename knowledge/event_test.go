package knowledge

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func facts(t testing.TB) *Base {
	t.Helper()
	b, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEverySignAPersonCanReportIsAnEvent(t *testing.T) {
	t.Parallel()
	b := facts(t)
	for _, code := range codesOf(b.Care.Vocabulary.Symptoms) {
		if _, ok := b.EventOfSymptom(code); !ok {
			t.Errorf("no event stands for %s", code)
		}
	}
	if _, ok := b.EventOfSymptom("nothing"); ok {
		t.Error("an event stands for a code that does not exist")
	}
}

func TestReportedWordsFindTheirEvent(t *testing.T) {
	t.Parallel()
	b := facts(t)
	cases, err := LoadEventCases(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 2*len(b.Events) {
		t.Errorf("%d cases for %d events", len(cases), len(b.Events))
	}
	for _, c := range cases {
		got := ""
		if e, ok := b.EventFor(c.Reported); ok {
			got = e.ID
		}
		if got != c.Event {
			t.Errorf("%q: want %q, got %q", c.Reported, c.Event, got)
		}
	}
}

// TestCodesOfEventsStandInTheTable compares every code with the table of the regulators, where
// it lies beside the project.
func TestCodesOfEventsStandInTheTable(t *testing.T) {
	t.Parallel()
	path := filepath.Join("..", "..", "shared", "data", "interop", "e2b", "rules", "fda-cdrh-health-effects.tsv")
	f, err := os.Open(path)
	if err != nil {
		t.Logf("%s is not here: this test runs only where it is", path)
		return
	}
	defer func() { _ = f.Close() }()
	known := map[string]bool{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		known[cells[2]+" "+strings.TrimPrefix(cells[len(cells)-1], "IMDRF:")] = true
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	b := facts(t)
	for _, id := range sortedKeys(b.Events) {
		if e := b.Events[id]; !known[e.NCIt+" "+e.IMDRF] {
			t.Errorf("%s: the table does not have %s with %s", id, e.NCIt, e.IMDRF)
		}
	}
	t.Logf("%d events compared with %s", len(b.Events), path)
}

func TestLintPointsAtMistakesInEvents(t *testing.T) {
	t.Parallel()
	const event, cases = "events/erythema.yaml", "cases/events/colour.yaml"
	for _, m := range []struct {
		name  string
		files map[string]string
	}{
		{"an event has a group nobody knows", edit(event, "group: colour", "group: color")},
		{"an event has no code of the thesaurus", edit(event, "ncit: C26901", "ncit: 26901")},
		{"an event has no code of the annex", edit(event, "imdrf: E171601", "imdrf: A0101")},
		{"an event fits in a way nobody knows", edit(event, "fit: exact", "fit: narrower")},
		{"an event rests on nothing", edit(event, "basis: choice\n", "")},
		{"an event has no German title", edit(event, "title_de: Rötung\n", "")},
		{"a term stands twice", edit(event, "  - skin red\n", "  - skin red\n  - skin-red\n")},
		{"a term is written in capitals", edit(event, "  - skin red\n", "  - Skin RED\n")},
		{"a symptom of an event does not exist", edit(event, "terms:", "symptoms: [rednes]\nterms:")},
		{"an event promises", edit(event, "title: redness", "title: safe redness")},
		{"an event is never found", edit(cases, "  event: erythema\n", "")},
		{"an event has no case that comes close", edit(cases, "  not: erythema\n", "")},
		{"a case wants an event that does not exist", edit(cases, "event: erythema", "event: redness")},
		{
			"a word stands for two events",
			map[string]string{"events/flush.yaml": strings.NewReplacer("id: erythema", "id: flush", "title: redness", "title: flush", "Rötung", "Röte").Replace(smallSet[event])},
		},
	} {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			problems := Lint(smallFS(m.files), today)
			if len(problems) == 0 {
				t.Error("nothing was found")
			}
			golden(t, filepath.Join("testdata", "lint", strings.ReplaceAll(m.name, " ", "-")+".golden"), problems.Error()+"\n")
		})
	}
}

// Law: an event is found for each of its words, whatever the case and the signs around them.
func TestLawWordsOfAnEventFindItHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	b := facts(t)
	ids := sortedKeys(b.Events)
	rapid.Check(t, func(t *rapid.T) {
		e := b.Events[rapid.SampledFrom(ids).Draw(t, "event")]
		word := rapid.SampledFrom(e.words()).Draw(t, "word")
		if rapid.Bool().Draw(t, "capitals") {
			word = strings.ToUpper(word)
		}
		word = strings.ReplaceAll(word, " ", rapid.SampledFrom([]string{" ", "  ", "-", ", ", "_"}).Draw(t, "between"))
		word = rapid.SampledFrom([]string{"", " ", "(", "\t"}).Draw(t, "before") + word + rapid.SampledFrom([]string{"", ".", ") ", "*"}).Draw(t, "after")
		if got, ok := b.EventFor(word); !ok || got != e {
			t.Fatalf("%q found %v, want %s", word, got, e.ID)
		}
	})
}

func ExampleBase_EventFor() {
	facts, err := Load(Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	e, _ := facts.EventFor("APPLICATION SITE ERYTHEMA")
	fmt.Println(e.ID, "-", e.TitleIn("en"), "-", e.TitleIn("de-AT"), "-", e.NCIt, e.IMDRF)
	_, found := facts.EventFor("scarlet fever")
	fmt.Println("scarlet fever is one of our events:", found)
	// Output:
	// erythema - redness - Rötung - C26901 E171601
	// scarlet fever is one of our events: false
}
