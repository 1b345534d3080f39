package recovery_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// drawInput is any situation of the closed lists.
func drawInput(t *rapid.T, b *knowledge.Base) recovery.ReadyInput {
	words := &b.Care.Vocabulary
	var codes, conditions []string
	for _, g := range words.Symptoms {
		codes = append(codes, g.Codes...)
	}
	for _, g := range words.Conditions {
		conditions = append(conditions, g.Codes...)
	}
	at := skinafter.Hours(float64(rapid.IntRange(-300, 6000).Draw(t, "hour")))
	s := skinafter.Situation{
		Course:  skinafter.Course{Modality: rapid.SampledFrom(skinafter.Modalities()).Draw(t, "modality")},
		At:      skinafter.Between(at, at+skinafter.Hours(float64(rapid.IntRange(0, 50).Draw(t, "doubt")))),
		Setting: rapid.SampledFrom(words.Settings).Draw(t, "setting"),
		Person: skinafter.Person{
			Age:        rapid.SampledFrom([]int{0, 16, 20, 40, 80}).Draw(t, "age"),
			Conditions: rapid.SliceOfN(rapid.SampledFrom(conditions), 0, 2).Draw(t, "conditions"),
			Medicines:  rapid.SliceOfN(rapid.SampledFrom([]string{"isotretinoin", "apixaban", "cefalexin", "methotrexate"}), 0, 2).Draw(t, "medicines"),
		},
		Exposures: rapid.SliceOfN(rapid.SampledFrom(words.Exposures), 0, 1).Draw(t, "exposures"),
	}
	seen := skinafter.CheckIn{At: s.At}
	for range rapid.IntRange(0, 3).Draw(t, "symptoms") {
		seen.Symptoms = append(seen.Symptoms, skinafter.Symptom{
			Code:     rapid.SampledFrom(codes).Draw(t, "code"),
			Severity: rapid.SampledFrom([]skinafter.Severity{skinafter.Mild, skinafter.Moderate, skinafter.Severe}).Draw(t, "severity"),
		})
	}
	s.CheckIns = []skinafter.CheckIn{seen}
	in := recovery.ReadyInput{Situation: s, Level: rapid.SampledFrom(skinafter.Levels()).Draw(t, "level")}
	in.Raised = []string{rapid.SampledFrom([]string{"redness-mild", "pregnancy", "age-75", "mood-moderate"}).Draw(t, "raised")}
	in.Answered = rapid.SliceOfN(rapid.SampledFrom(knowledge.Topics()), 0, 11).Draw(t, "answered")
	return in
}

// addOne reports one thing more.
func addOne(t *rapid.T, b *knowledge.Base, in recovery.ReadyInput) recovery.ReadyInput {
	words := &b.Care.Vocabulary
	s := &in.Situation
	switch rapid.SampledFrom([]string{"condition", "symptom", "medicine", "exposure", "level", "topic"}).Draw(t, "more") {
	case "condition":
		g := rapid.SampledFrom(words.Conditions).Draw(t, "group")
		s.Person.Conditions = append(slices.Clone(s.Person.Conditions), rapid.SampledFrom(g.Codes).Draw(t, "added"))
	case "symptom":
		g := rapid.SampledFrom(words.Symptoms).Draw(t, "group")
		seen := s.CheckIns[0]
		seen.Symptoms = append(slices.Clone(seen.Symptoms), skinafter.Symptom{Code: rapid.SampledFrom(g.Codes).Draw(t, "added")})
		s.CheckIns = []skinafter.CheckIn{seen}
	case "medicine":
		s.Person.Medicines = append(slices.Clone(s.Person.Medicines), rapid.SampledFrom([]string{"isotretinoin", "warfarin", "doxycycline", "auranofin", "vitamins"}).Draw(t, "added"))
	case "exposure":
		s.Exposures = append(slices.Clone(s.Exposures), rapid.SampledFrom(words.Exposures).Draw(t, "added"))
	case "level":
		in.Level = min(in.Level+1, skinafter.Emergency)
	case "topic":
		if len(in.Answered) > 0 {
			in.Answered = in.Answered[1:]
		}
	}
	return in
}

// TestReportingMoreNeverMakesASessionLessCautious is law 1 for readiness.
func TestReportingMoreNeverMakesASessionLessCautious(t *testing.T) {
	t.Parallel()
	b := readyFacts(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, b)
		more := addOne(t, b, in)
		was, is := recovery.Ready(b, in), recovery.Ready(b, more)
		if is.Answer < was.Answer {
			t.Fatalf("was %s, is %s with more reported", was.Answer, is.Answer)
		}
		if is.Answer == recovery.NotYet && was.Answer == recovery.NotYet && was.Until != nil && (is.Until == nil || *is.Until < *was.Until) {
			t.Fatalf("until %v, with more reported %v", *was.Until, is.Until)
		}
	})
}

// TestReportingMoreKeepsEveryItemOfScreening is law 1 for screening.
func TestReportingMoreKeepsEveryItemOfScreening(t *testing.T) {
	t.Parallel()
	b := readyFacts(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, b)
		more := addOne(t, b, in)
		// A level alone may move from one item to the next, more cautious one.
		more.Level = in.Level
		ask := func(in recovery.ReadyInput) []string {
			var ids []string
			for _, i := range recovery.Screen(b, recovery.ScreenInput{Situation: in.Situation, Level: in.Level, Answered: in.Answered}) {
				ids = append(ids, i.ID)
			}
			return ids
		}
		is := ask(more)
		for _, id := range ask(in) {
			if !slices.Contains(is, id) {
				t.Fatalf("%s is gone with more reported", id)
			}
		}
	})
}

// TestNothingKnownIsNeverGo is law 3: what nobody answered never lets a session go ahead.
func TestNothingKnownIsNeverGo(t *testing.T) {
	t.Parallel()
	b := readyFacts(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, b)
		in.Answered = nil
		if got := recovery.Ready(b, in); got.Answer == recovery.Go {
			t.Fatal("go, though nothing was answered")
		}
	})
}

// TestNobodyIsToldToStopAMedicine is law 4, over every sentence of screening and readiness.
func TestNobodyIsToldToStopAMedicine(t *testing.T) {
	t.Parallel()
	b := readyFacts(t)
	for id, r := range b.Screening {
		if len(r.When.Medicines) > 0 && r.Decides == "you" {
			t.Errorf("%s: a medicine is never the person's own decision", id)
		}
	}
	for _, r := range b.Readiness {
		if len(r.When.Medicines) > 0 && r.Answer == knowledge.ReadyNo {
			t.Errorf("%s: a medicine never makes the answer no", r.ID)
		}
	}
}
