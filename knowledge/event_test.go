package knowledge_test

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter/knowledge"
)

func facts(t testing.TB) *knowledge.Base {
	t.Helper()
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEverySignAPersonCanReportIsAnEvent(t *testing.T) {
	t.Parallel()
	b := facts(t)
	for _, group := range b.Care.Vocabulary.Symptoms {
		for _, code := range group.Codes {
			if _, ok := b.EventOfSymptom(code); !ok {
				t.Errorf("no event stands for %s", code)
			}
		}
	}
	if _, ok := b.EventOfSymptom("nothing"); ok {
		t.Error("an event stands for a code that does not exist")
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
	for _, id := range slices.Sorted(maps.Keys(b.Events)) {
		if e := b.Events[id]; !known[e.NCIt+" "+e.IMDRF] {
			t.Errorf("%s: the table does not have %s with %s", id, e.NCIt, e.IMDRF)
		}
	}
	t.Logf("%d events compared with %s", len(b.Events), path)
}

// Law: an event is found for each of its words, whatever the case and the signs around them.
func TestLawWordsOfAnEventFindItHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	b := facts(t)
	ids := slices.Sorted(maps.Keys(b.Events))
	rapid.Check(t, func(t *rapid.T) {
		e := b.Events[rapid.SampledFrom(ids).Draw(t, "event")]
		word := rapid.SampledFrom(append([]string{e.Title, e.TitleDE, e.ID}, e.Terms...)).Draw(t, "word")
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
	facts, err := knowledge.Load(knowledge.Embedded())
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
