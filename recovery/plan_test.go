package recovery_test

import (
	"testing"
	"time"

	"skinafter"
	"skinafter/recovery"
)

func TestStepsStandWhereTheHourPutsThem(t *testing.T) {
	t.Parallel()
	needled := func(h float64) recovery.PlanInput { return treated(skinafter.Needling, 1.5, h) }
	tests := []struct {
		name string
		in   recovery.PlanInput
		step string
		want recovery.State
	}{
		{"three hours after needling even pure hyaluronic acid waits", needled(3), "pure-hyaluronic", recovery.Later},
		{"at exactly four hours it may go on", needled(4), "pure-hyaluronic", recovery.Now},
		{"a cleanser waits for the whole first day", needled(23.9), "cleanser", recovery.Later},
		{"at 24 hours a cleanser may come back", needled(24), "cleanser", recovery.Now},
		{"cream waits at 35 hours", needled(35), "moisturiser", recovery.Later},
		{"cream may start at exactly 36 hours", needled(36), "moisturiser", recovery.Now},
		{"shade is the cover at 20 hours", needled(20), "shade", recovery.Now},
		{"sunscreen takes over at 36 hours", needled(36), "sunscreen-mineral", recovery.Now},
		{"the look at 36 hours is now at 36 hours", needled(36), "look-at-36", recovery.Now},
		{"makeup is left at 47 hours", needled(47), "no-light-makeup", recovery.Now},
		{"vitamin A is left on day thirteen", needled(335), "no-actives", recovery.Now},
		{"and may come back on day fourteen", needled(336), "restart-retinoid", recovery.Now},
		{"five days before, actives are left", needled(-100), "no-actives-before", recovery.Now},
		{"a week before, they may still be used", needled(-130), "no-actives-before", recovery.Later},
		{"in week ten the check-in of month three is still to come", needled(1700), "check-in", recovery.Later},
		{"after a year nothing is asked any more", needled(9000), "check-in", recovery.Past},
		{"open skin has its ointment from the first hour", treated(skinafter.LaserFullAblative, 0, 0), "wound-ointment", recovery.Now},
		{"sunscreen waits for new skin after a deep peel", treated(skinafter.PeelDeep, 0, 300), "sunscreen-open", recovery.Later},
		{"and goes on when it has closed over", treated(skinafter.PeelDeep, 0, 336), "sunscreen-open", recovery.Now},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := recovery.Plan(planBase(t), tt.in)
			step := s.Find(tt.step)
			if step == nil {
				t.Fatalf("no step %s", tt.step)
			}
			if step.State != tt.want {
				t.Errorf("%s is %s; want %s", tt.step, step.State, tt.want)
			}
		})
	}
}

func TestAPlanIsForThisTreatmentAndPerson(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(*recovery.PlanInput)
		step   string
		want   bool
	}{
		{"who takes warfarin is told never to stop it alone", func(in *recovery.PlanInput) {
			in.Situation.Person.Medicines = []string{"Marcumar / warfarin 3 mg"}
		}, "ask-blood-thinner", true},
		{"who takes nothing is not asked about blood thinners", func(*recovery.PlanInput) {}, "ask-blood-thinner", false},
		{"who had cold sores asks about an antiviral", func(in *recovery.PlanInput) {
			in.Situation.Person.Conditions = []string{"cold_sores"}
		}, "ask-cold-sores", true},
		{"skin type V gets the tinted sunscreen", func(in *recovery.PlanInput) {
			in.Situation.Person.SkinType = "V"
		}, "sunscreen-tinted", true},
		{"melasma on light skin gets it too", func(in *recovery.PlanInput) {
			in.Situation.Person.SkinType = "II"
			in.Situation.Person.Conditions = []string{"melasma"}
		}, "sunscreen-tinted", true},
		{"an allergy in the person's own words counts", func(in *recovery.PlanInput) {
			in.Situation.Person.Allergies = []string{"lanolin"}
		}, "own-allergy", true},
		{"an own tool at home gets a word about it", func(in *recovery.PlanInput) {
			in.Situation.Setting = "home"
		}, "own-tool-deep", true},
		{"near the eye, creams keep a distance", func(in *recovery.PlanInput) {
			in.Situation.Course.Area = "periorbital"
		}, "eye-distance", true},
		{"nobody said which area: puffy lids are spoken of", func(*recovery.PlanInput) {}, "eye-area", true},
		{"on the back nobody looks at the lids", func(in *recovery.PlanInput) {
			in.Situation.Course.Area = "back"
		}, "eye-area", false},
		{"unknown depth has the plan of deep needling", func(in *recovery.PlanInput) {
			in.Situation.Course.Depth = 0
		}, "usual-deep", true},
		{"a treatment nobody named has the plan of the deepest", func(in *recovery.PlanInput) {
			in.Situation.Course = skinafter.Course{}
		}, "wound-ointment", true},
		{"needled skin has no wound ointment", func(*recovery.PlanInput) {}, "wound-ointment", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			in := treated(skinafter.Needling, 1.5, 10)
			tt.change(&in)
			s := recovery.Plan(planBase(t), in)
			if got := s.Find(tt.step) != nil; got != tt.want {
				t.Errorf("step %s in the plan: %t; want %t", tt.step, got, tt.want)
			}
		})
	}
}

func TestWhatHoldsAStepIsSaid(t *testing.T) {
	t.Parallel()
	rash := treated(skinafter.Needling, 1.5, 40)
	rash.Situation.CheckIns = []skinafter.CheckIn{{
		At: skinafter.At(skinafter.Hours(39)), Symptoms: []skinafter.Symptom{{Code: "rash", Severity: skinafter.Mild, Onset: ptr(skinafter.Hours(30))}},
	}}
	pregnant := treated(skinafter.Needling, 1.5, 400)
	pregnant.Situation.Person.Conditions = []string{"pregnancy"}
	weeping := treated(skinafter.PeelMedium, 0, 300)
	weeping.Situation.Course.OpenSkin = true
	tests := []struct {
		name  string
		in    recovery.PlanInput
		step  string
		by    string
		waits bool
	}{
		{"a rash in the latest check-in holds the cream", rash, "moisturiser", recovery.HeldByReaction, false},
		{"pregnancy holds vitamin A", pregnant, "restart-retinoid", "pregnancy-retinoid", false},
		{"open skin past its usual day waits for new skin", weeping, "plain-care-open", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := recovery.Plan(planBase(t), tt.in)
			step := s.Find(tt.step)
			if step.HeldBy != tt.by || step.Held != (tt.by != "") || step.Waits != tt.waits || step.State != recovery.Later {
				t.Errorf("held by %q, waits %t, %s; want %q, %t, later", step.HeldBy, step.Waits, step.State, tt.by, tt.waits)
			}
		})
	}
}

func TestTimesStandOnTheCalendarWhenTheEndIsKnown(t *testing.T) {
	t.Parallel()
	s := recovery.Plan(planBase(t), treated(skinafter.Needling, 1.5, 0))
	cream := s.Find("moisturiser")
	if want := evening.Add(36 * time.Hour); !cream.Starts.Equal(want) {
		t.Errorf("the cream starts %s; want %s", cream.Starts, want)
	}
	in := treated(skinafter.Needling, 1.5, 0)
	in.Situation.Course.End = time.Time{}
	s = recovery.Plan(planBase(t), in)
	for i := range s.Steps {
		if st := &s.Steps[i]; !st.Starts.IsZero() || !st.Ends.IsZero() || len(st.Times) > 0 {
			t.Errorf("%s has a time though nobody knows the end", st.ID)
		}
	}
}

func TestYouAreHere(t *testing.T) {
	t.Parallel()
	tests := map[float64]string{
		-400: "weeks-before", -24: "day-before", 0: "first-day", 23.9: "first-day", 24: "second-day", 48: "days-two-to-five",
		120: "days-five-to-fourteen", 336: "weeks-two-to-six", 1008: "long-term", 90000: "long-term",
	}
	for h, want := range tests {
		s := recovery.Plan(planBase(t), treated(skinafter.Needling, 1.5, h))
		if s.Phase.ID != want {
			t.Errorf("at %g h you are in %q; want %q", h, s.Phase.ID, want)
		}
	}
	s := recovery.Plan(planBase(t), treated(skinafter.Needling, 1.5, 36))
	if next, ok := s.NextCheckIn(); !ok || next != skinafter.Hours(48) {
		t.Errorf("the next check-in is at %s (%t); want 48 h", next, ok)
	}
}

func TestNamesOfStates(t *testing.T) {
	t.Parallel()
	for state, want := range map[recovery.State]string{recovery.Past: "past", recovery.Now: "now", recovery.Later: "later", 9: "unknown state"} {
		if got, err := state.MarshalText(); string(got) != want || err != nil {
			t.Errorf("state %d is %q, %v; want %q", state, got, err, want)
		}
	}
}

func BenchmarkPlan(b *testing.B) {
	facts := planBase(b)
	in := treated(skinafter.Needling, 1.5, 30)
	for b.Loop() {
		recovery.Plan(facts, in)
	}
}
