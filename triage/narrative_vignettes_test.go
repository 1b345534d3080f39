package triage_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/label"
	"skinafter/narrative"
	"skinafter/triage"
)

// told is a vignette with what the person wrote.
type told struct {
	vignette

	Narrative string `json:"narrative"`
}

// judged fills what the label verdicts say about the products that a text names; the program
// does the same.
func judged(b *knowledge.Base, reader *label.Reader, s skinafter.Situation) skinafter.Situation {
	uses := slices.Clone(s.Person.Uses)
	for i := range uses {
		uses[i].Product.Label = reader.Parse(uses[i].Product.Name)
		if !uses[i].Unknown {
			uses[i].Early = early(b, &s, &uses[i])
		}
	}
	s.Person.Uses = uses
	return s
}

// TestTheNarrativeAloneReachesTheLevel is the bar for free text: a right level in 90 % of the
// vignettes, and never below the fields for emergencies.
func TestTheNarrativeAloneReachesTheLevel(t *testing.T) {
	t.Parallel()
	path, found := testkit.Shared(t, "knowledge/vignettes-dev.jsonl")
	if other := os.Getenv("SKINAFTER_VIGNETTES"); other != "" {
		path, found = other, true
	}
	if !found {
		return
	}
	list, err := testkit.ReadLines[told](path)
	if err != nil {
		t.Fatal(err)
	}
	b := facts(t)
	reader := label.NewReader(b)
	var exact, pass, same int
	for i := range list {
		v := &list[i]
		want := v.Expected.Triage
		fields := triage.Assess(b, v.situation(b, reader)).Level
		text := triage.Assess(b, judged(b, reader, narrative.Read(b, v.Narrative, "").Situation()))
		right := text.Level == want || slices.Contains(v.Expected.Acceptable, text.Level)
		for counter, hit := range map[*int]bool{&exact: text.Level == want, &pass: right, &same: text.Level == fields} {
			if hit {
				*counter++
			}
		}
		if !right || text.Level != fields {
			t.Logf("%s want %v or %v, fields say %v, text says %v by %s\n  %s", v.ID, want, v.Expected.Acceptable, fields, text.Level,
				strings.Join(text.IDs(), " "), v.Narrative)
		}
		if text.Level < skinafter.Emergency && max(fields, want) == skinafter.Emergency {
			t.Errorf("%s is an emergency by its fields, %v by its text", v.ID, text.Level)
		}
	}
	t.Logf("%d vignettes from text alone: exact %d, right %d, the same as fields %d", len(list), exact, pass, same)
	if pass*10 < len(list)*9 {
		t.Errorf("%d of %d are right, want 90 %%", pass, len(list))
	}
}
