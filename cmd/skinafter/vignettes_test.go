package main

import (
	"encoding/json"
	"testing"

	"skinafter/internal/testkit"
)

// TestTheDevelopmentVignettesReachTheirBars runs the vignettes of the shared folder through
// the public library, where they are.
func TestTheDevelopmentVignettesReachTheirBars(t *testing.T) {
	t.Parallel()
	file, ok := testkit.Shared(t, "knowledge/vignettes-dev.jsonl")
	if !ok {
		return
	}
	var byFields, byText scoreWire
	for into, args := range map[*scoreWire][]string{
		&byFields: {"vignettes", "--json", file}, &byText: {"vignettes", "--text", "--json", file},
	} {
		if err := json.Unmarshal([]byte(answerOf(t, "", args...)), into); err != nil {
			t.Fatal(err)
		}
	}
	for _, bar := range []struct {
		name     string
		got, bar float64
	}{
		{"level as expected", percentOf(byFields.Exact, byFields.N), 80},
		{"level acceptable", percentOf(byFields.Pass, byFields.N), 95},
		{"verdicts", percentOf(byFields.Verdicts.Right, byFields.Verdicts.N), 100},
		{"first cause", percentOf(byFields.Causes.Top1, byFields.Causes.N), 75},
		{"first three causes", percentOf(byFields.Causes.Top3, byFields.Causes.N), 95},
		{"next session", percentOf(byFields.NextSession.Right, byFields.NextSession.N), 100},
		{"level from words alone", percentOf(byText.Exact, byText.N), 90},
	} {
		t.Logf("%s: %.1f %% (bar %g %%)", bar.name, bar.got, bar.bar)
		if bar.got < bar.bar {
			t.Errorf("%s: %.1f %%, the bar is %g %%", bar.name, bar.got, bar.bar)
		}
	}
	over := 0
	for _, n := range byFields.Over {
		over += n
	}
	if share := percentOf(over, byFields.N); share > 15 {
		t.Errorf("above the expected level: %.1f %%, the bar is 15 %%", share)
	}
	for _, w := range []scoreWire{byFields, byText} {
		if w.UnderFailed["emergency"]+w.UnderFailed["same-day"]+w.TwoLevelsLow+w.Verdicts.Dangerous+w.NextSession.Dangerous > 0 {
			t.Errorf("from %s: dangerous answers: %+v", w.From, w)
		}
	}
}
