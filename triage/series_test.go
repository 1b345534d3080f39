package triage_test

import (
	"slices"
	"testing"

	"skinafter"
	"skinafter/triage"
)

func seen(h float64, symptoms ...skinafter.Symptom) skinafter.CheckIn {
	return skinafter.CheckIn{At: skinafter.At(skinafter.Hours(h)), Symptoms: symptoms}
}

func sym(code string, severity skinafter.Severity, trend string) skinafter.Symptom {
	return skinafter.Symptom{Code: code, Severity: severity, Trend: trend, Onset: hours(1)}
}

func series(list ...skinafter.CheckIn) skinafter.Situation {
	s := after(0)
	s.CheckIns = list
	s.At = list[len(list)-1].At
	return s
}

func gone(c skinafter.CheckIn, codes ...string) skinafter.CheckIn {
	c.Gone = codes
	return c
}

func cleared(c skinafter.CheckIn) skinafter.CheckIn {
	c.Cleared = true
	return c
}

// TestSeries follows check-ins; class B, unless said otherwise.
func TestSeries(t *testing.T) {
	t.Parallel()
	const mild, moderate, severe = skinafter.Mild, skinafter.Moderate, skinafter.Severe
	later := func(s skinafter.Situation, h float64) skinafter.Situation {
		s.At = skinafter.At(skinafter.Hours(h))
		return s
	}
	for _, c := range []struct {
		name string
		s    skinafter.Situation
		want skinafter.Level
		held bool
	}{
		{"a calm start is normal", series(seen(12, sym("redness", mild, ""))), skinafter.Normal, false},
		{"a sign that is not mentioned again keeps its severity", series(seen(30, sym("papules", moderate, "")), seen(60)), skinafter.Contact, false},
		{"a sign that was asked for and is gone is gone", series(seen(30, sym("papules", moderate, "")), gone(seen(60), "papules")), skinafter.Normal, false},
		{
			"a lower severity in a later check-in lowers the level",
			series(seen(30, sym("papules", moderate, "")), seen(60, sym("papules", mild, ""))), skinafter.Watch, false,
		},
		{"the word improving alone lowers nothing in the same check-in", series(seen(60, sym("papules", moderate, "improving"))), skinafter.Contact, false},
		{
			"without improvement the level stands",
			series(seen(50, sym("pain", moderate, "worsening")), seen(52, sym("pain", moderate, "stable"))), skinafter.SameDay, true,
		},
		{
			"same-day stands for a day even when it is better",
			series(seen(30, sym("hives", moderate, "")), gone(seen(40), "hives")), skinafter.SameDay, true,
		},
		{
			"after a day with improvement it goes down",
			series(seen(30, sym("hives", moderate, "")), gone(seen(54), "hives")), skinafter.Normal, false,
		},
		{
			"one minute before the day is over it does not",
			series(seen(30, sym("hives", moderate, "")), gone(seen(54-1.0/60), "hives")), skinafter.SameDay, true,
		},
		{
			"a clinician's note lets it go down at once",
			series(seen(30, sym("hives", moderate, "")), cleared(gone(seen(32), "hives"))), skinafter.Normal, false,
		},
		{
			"a clinician's note without improvement lowers nothing",
			series(seen(50, sym("pain", moderate, "worsening")), cleared(seen(52, sym("pain", moderate, "stable")))), skinafter.SameDay, true,
		},
		{
			"improvement that was held counts at the next check-in after the day",
			series(seen(30, sym("hives", moderate, "")), gone(seen(40), "hives"), seen(60)), skinafter.Normal, false,
		},
		{
			"frequent calm check-ins do not prolong the day",
			series(seen(30, sym("hives", moderate, "")), gone(seen(40), "hives"), seen(50), seen(55)), skinafter.Normal, false,
		},
		{
			"something worse beside something better is no improvement",
			series(seen(30, sym("papules", moderate, ""), sym("itch", mild, "")), seen(60, sym("papules", mild, ""), sym("itch", mild, "worsening"))), skinafter.Contact, false,
		},
		{
			"a severity that rises counts as worse",
			series(seen(40, sym("warmth", mild, "")), seen(50, sym("warmth", moderate, ""))), skinafter.Contact, false,
		},
		{
			"a sign from before the treatment that got stronger is judged by its day",
			series(seen(10, skinafter.Symptom{Code: "acne", Severity: mild, Onset: hours(-500), Trend: "stable"}), seen(200, skinafter.Symptom{Code: "acne", Severity: moderate, Onset: hours(-500), Trend: "stable"})),
			skinafter.Contact, false,
		},
		{
			"a sign from before the treatment that has not changed is not",
			series(seen(200, skinafter.Symptom{Code: "acne", Severity: moderate, Onset: hours(-500), Trend: "stable"})), skinafter.Normal, false,
		},
		{
			"two check-ins at one moment both count",
			series(seen(30, sym("papules", moderate, "")), gone(seen(30, sym("redness", mild, "")), "papules")), skinafter.Contact, false,
		},
		{
			"several check-ins within one hour are accepted",
			series(seen(30, sym("papules", moderate, "")), seen(30.2, sym("papules", moderate, "")), seen(30.5, sym("papules", mild, ""))), skinafter.Watch, false,
		},
		{
			"check-ins in the wrong order are put in order",
			series(seen(60, sym("papules", mild, "")), seen(30, sym("papules", moderate, ""))), skinafter.Watch, false,
		},
		{
			"time that passes without a check-in raises by the day limits",
			later(series(seen(47, sym("redness", moderate, ""))), 130), skinafter.Contact, false,
		},
		{
			"time that passes without a check-in lowers nothing",
			later(series(seen(335, skinafter.Symptom{Code: "fever", Severity: mild})), 340), skinafter.Contact, true,
		},
		{
			"what stands by history alone ends with its time",
			func() skinafter.Situation {
				s := series(seen(10, sym("redness", mild, "")), seen(60, sym("redness", mild, "stable")))
				s.Person.Uses = []skinafter.Use{{At: skinafter.Hours(5), Early: skinafter.Early{Judged: true, Inside: true, Classes: []string{"I7"}}}}
				return s
			}(), skinafter.Normal, false,
		},
		{"severe again after it got better is severe", series(seen(30, sym("swelling", severe, "")), seen(60, sym("swelling", mild, "")), seen(61, sym("swelling", severe, ""))), skinafter.SameDay, false},
		{"no check-in at all is normal", func() skinafter.Situation { s := after(20); s.CheckIns = nil; return s }(), skinafter.Normal, false},
		{"an empty situation is normal", skinafter.Situation{}, skinafter.Normal, false},
		{"a course of ten years ago is judged", series(seen(87600, sym("redness", mild, ""))), skinafter.Contact, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := triage.Assess(facts(t), c.s)
			if got.Level != c.want || got.Held != c.held {
				t.Errorf("got %v (held %t), want %v (%t); fired %v", got.Level, got.Held, c.want, c.held, got.IDs())
			}
			if got.Held != slices.ContainsFunc(got.SafetyNet, func(l triage.Line) bool { return l.ID == "safety.held" }) {
				t.Errorf("held %t, and the safety net does not say the same", got.Held)
			}
		})
	}
}

func TestTenThousandCheckInsAreJudged(t *testing.T) {
	t.Parallel()
	s := after(0)
	s.CheckIns = nil
	for i := range 10_000 {
		s.CheckIns = append(s.CheckIns, seen(float64(i)/60, sym("redness", skinafter.Mild, "stable")))
	}
	s.At = s.CheckIns[len(s.CheckIns)-1].At
	if got := triage.Assess(facts(t), s); got.Level != skinafter.Watch {
		t.Errorf("got %v", got.Level)
	}
}
