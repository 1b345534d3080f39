package lint_test

import (
	"path/filepath"
	"strings"
	"testing"

	"skinafter/internal/testkit/smallset"
	"skinafter/knowledge/lint"
)

func TestLintPointsAtMistakesInEvents(t *testing.T) {
	t.Parallel()
	const event, cases = "events/erythema.yaml", "cases/events/colour.yaml"
	for _, m := range []struct {
		name  string
		files map[string]string
	}{
		{"an event has a group nobody knows", smallset.Edit(event, "group: colour", "group: color")},
		{"an event has no code of the thesaurus", smallset.Edit(event, "ncit: C26901", "ncit: 26901")},
		{"an event has no code of the annex", smallset.Edit(event, "imdrf: E171601", "imdrf: A0101")},
		{"an event fits in a way nobody knows", smallset.Edit(event, "fit: exact", "fit: narrower")},
		{"an event rests on nothing", smallset.Edit(event, "basis: choice\n", "")},
		{"an event has no German title", smallset.Edit(event, "title_de: Rötung\n", "")},
		{"a term stands twice", smallset.Edit(event, "  - skin red\n", "  - skin red\n  - skin-red\n")},
		{"a term is written in capitals", smallset.Edit(event, "  - skin red\n", "  - Skin RED\n")},
		{"a symptom of an event does not exist", smallset.Edit(event, "terms:", "symptoms: [rednes]\nterms:")},
		{"an event promises", smallset.Edit(event, "title: redness", "title: safe redness")},
		{"an event is never found", smallset.Edit(cases, "  event: erythema\n", "")},
		{"an event has no case that comes close", smallset.Edit(cases, "  not: erythema\n", "")},
		{"a case wants an event that does not exist", smallset.Edit(cases, "event: erythema", "event: redness")},
		{
			"a word stands for two events",
			map[string]string{"events/flush.yaml": strings.NewReplacer("id: erythema", "id: flush", "title: redness", "title: flush", "Rötung", "Röte").Replace(smallset.Files[event])},
		},
	} {
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
