package triage_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/triage"
)

// mostCauses is how many causes stand on the list without a key sign.
const mostCauses = 3

// TestCausesAreShortSteadyAndKeepKeySigns holds for any report: at most three causes without
// a key sign, the likeliest first, the same answer whatever the order of the symptoms, and a
// cause with a key sign is never lost when more is reported.
func TestCausesAreShortSteadyAndKeepKeySigns(t *testing.T) {
	t.Parallel()
	b := causeFacts(t)
	var codes []string
	for _, g := range b.Care.Vocabulary.Symptoms {
		codes = append(codes, g.Codes...)
	}
	rapid.Check(t, func(t *rapid.T) {
		at := skinafter.At(skinafter.Hours(float64(rapid.IntRange(-100, 3000).Draw(t, "hour"))))
		var seen []skinafter.Symptom
		for _, code := range rapid.SliceOfNDistinct(rapid.SampledFrom(codes), 1, 5, rapid.ID[string]).Draw(t, "codes") {
			seen = append(seen, skinafter.Symptom{Code: code, Severity: skinafter.Moderate})
		}
		ask := func(list []skinafter.Symptom) []triage.Cause {
			return triage.Causes(b, skinafter.Situation{
				Course: skinafter.Course{Modality: rapid.Just(skinafter.RFNeedling).Draw(t, "modality")},
				At:     at, CheckIns: []skinafter.CheckIn{{At: at, Symptoms: list}},
			}, skinafter.Watch)
		}
		all := ask(seen)
		for i, c := range all {
			if i > 0 && i < mostCauses && c.Points > all[i-1].Points || i >= mostCauses && !c.KeySign {
				t.Fatalf("place %d: %s with %d points", i, c.ID, c.Points)
			}
		}
		turned := slices.Clone(seen)
		slices.Reverse(turned)
		if !slices.Equal(idsOfCauses(ask(turned)), idsOfCauses(all)) {
			t.Fatal("the order of the symptoms changes the causes")
		}
		for _, c := range ask(seen[:len(seen)-1]) {
			if c.KeySign && !slices.Contains(idsOfCauses(all), c.ID) {
				t.Fatalf("%s has a key sign and is gone with more reported", c.ID)
			}
		}
	})
}

func idsOfCauses(list []triage.Cause) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = list[i].ID
	}
	return out
}

// TestEveryCauseHasItsGermanSentences keeps both languages complete.
func TestEveryCauseHasItsGermanSentences(t *testing.T) {
	t.Parallel()
	b := causeFacts(t)
	need := func(key string) {
		if b.Text("de", key) == key {
			t.Errorf("no German text %s", key)
		}
	}
	for id, r := range b.Causes {
		need(triage.CauseTitleKey(id))
		for _, p := range slices.Concat(r.For, r.Against) {
			need(triage.CauseReasonKey(p.ID))
		}
	}
}
