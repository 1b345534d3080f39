package recovery_test

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// anyInput draws a question about a plan.
func anyInput(t *rapid.T) recovery.PlanInput {
	conditions := []string{
		"eczema", "cold_sores", "pregnancy", "trying_to_conceive", "diabetes", "keloid", "melasma", "pacemaker",
		"previous_reaction", "allergy:lanolin", "heart_disease", "metal_allergy", "bleeding_disorder",
	}
	medicines := []string{"warfarin", "aspirin", "isotretinoin", "methotrexate", "prednisolone", "doxycycline", "insulin"}
	lo := rapid.Int64Range(-25000, 700_000).Draw(t, "min")
	in := recovery.PlanInput{Reaction: rapid.Bool().Draw(t, "reaction"), Situation: skinafter.Situation{
		Course: skinafter.Course{
			Modality: rapid.SampledFrom(skinafter.Modalities()).Draw(t, "modality"),
			Depth:    skinafter.Millimetres(rapid.SampledFrom([]float64{0, 0.25, 0.5, 1, 1.5, 3}).Draw(t, "depth")),
			Area:     rapid.SampledFrom(skinafter.Areas()).Draw(t, "area"),
			OpenSkin: rapid.Bool().Draw(t, "open"),
			End:      evening,
		},
		At:      skinafter.Between(skinafter.Elapsed(lo), skinafter.Elapsed(lo+rapid.Int64Range(0, 5000).Draw(t, "more"))),
		Setting: rapid.SampledFrom([]string{"", "clinic", "home", "unknown"}).Draw(t, "setting"),
		Person: skinafter.Person{
			Age:        rapid.IntRange(0, 90).Draw(t, "age"),
			SkinType:   rapid.SampledFrom([]string{"", "I", "III", "V", "VI"}).Draw(t, "skin"),
			Conditions: rapid.SliceOfDistinct(rapid.SampledFrom(conditions), rapid.ID[string]).Draw(t, "conditions"),
			Medicines:  rapid.SliceOfDistinct(rapid.SampledFrom(medicines), rapid.ID[string]).Draw(t, "medicines"),
		},
	}}
	if rapid.Bool().Draw(t, "stated") {
		in.Situation.Course.Closed = ptr(skinafter.Elapsed(rapid.Int64Range(0, 60_000).Draw(t, "closed")))
	}
	return in
}

func begin(s *recovery.Step) skinafter.Elapsed {
	switch {
	case len(s.Moments) > 0:
		return s.Moments[0]
	case s.From == nil:
		return math.MinInt64
	}
	return *s.From
}

func TestLawStepsComeInTheOrderOfTheirBeginning(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	rapid.Check(t, func(t *rapid.T) {
		s := recovery.Plan(b, anyInput(t))
		for i := 1; i < len(s.Steps); i++ {
			if begin(&s.Steps[i]) < begin(&s.Steps[i-1]) {
				t.Fatalf("%s comes after %s", s.Steps[i].ID, s.Steps[i-1].ID)
			}
		}
	})
}

func TestLawWindowsFromNewSkinMoveWithIt(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		in.Situation.Course.Closed = ptr(skinafter.Elapsed(rapid.Int64Range(0, 50_000).Draw(t, "r")))
		early := recovery.Plan(b, in)
		by := skinafter.Elapsed(rapid.Int64Range(1, 10_000).Draw(t, "later"))
		in.Situation.Course.Closed = ptr(*in.Situation.Course.Closed + by)
		late := recovery.Plan(b, in)
		for i := range early.Steps {
			a := &early.Steps[i]
			z := late.Find(a.ID)
			for _, end := range []struct {
				a, z  *skinafter.Elapsed
				moves bool
			}{{a.From, z.From, a.FromNewSkin}, {a.Until, z.Until, a.UntilNewSkin}} {
				want := skinafter.Elapsed(0)
				if end.moves {
					want = by
				}
				if end.a != nil && *end.z-*end.a != want {
					t.Fatalf("%s moved by %s; want %s", a.ID, *end.z-*end.a, want)
				}
			}
		}
	})
}

func TestLawOnlyAblatedSkinWaitsForNewSkin(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	rapid.Check(t, func(t *rapid.T) {
		s := recovery.Plan(b, anyInput(t))
		for i := range s.Steps {
			if st := &s.Steps[i]; (st.FromNewSkin || st.UntilNewSkin || st.Waits) && !s.Class.Ablated() {
				t.Fatalf("class %s: %s runs from new skin", s.Class, st.ID)
			}
		}
	})
}

func TestLawNothingStartsEarlierBecauseTheClockIsUncertain(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		unsure := recovery.Plan(b, in)
		in.Situation.At = skinafter.At(in.Situation.At.Min)
		certain := recovery.Plan(b, in)
		for i := range unsure.Steps {
			u := &unsure.Steps[i]
			c := certain.Find(u.ID)
			permits := u.Kind == knowledge.StepDo || u.Kind == knowledge.StepGo
			if permits && u.State == recovery.Now && c.State != recovery.Now {
				t.Fatalf("%s is now only because nobody knows the hour", u.ID)
			}
			if !permits && c.State == recovery.Now && u.State != recovery.Now {
				t.Fatalf("%s is no longer now because nobody knows the hour", u.ID)
			}
		}
	})
}

func TestLawAReactionOpenSkinOrAConditionStartsNothing(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		in.Reaction, in.Situation.Course.OpenSkin = false, false
		calm := recovery.Plan(b, in)
		switch rapid.IntRange(0, 2).Draw(t, "what") {
		case 0:
			in.Reaction = true
		case 1:
			in.Situation.Course.OpenSkin = true
		case 2:
			in.Situation.Person.Conditions = append(in.Situation.Person.Conditions, "pregnancy")
		}
		worse := recovery.Plan(b, in)
		for i := range worse.Steps {
			w := &worse.Steps[i]
			c := calm.Find(w.ID)
			if w.Kind == knowledge.StepGo && w.State == recovery.Now && (c == nil || c.State != recovery.Now) {
				t.Fatalf("%s starts because of it", w.ID)
			}
			if w.Held && w.State == recovery.Now {
				t.Fatalf("%s is held and is now", w.ID)
			}
		}
		for i := range calm.Steps {
			c := &calm.Steps[i]
			if w := worse.Find(c.ID); w == nil || c.Kind == knowledge.StepAvoid && c.State == recovery.Now && w.State != recovery.Now {
				t.Fatalf("%s is gone because of it", c.ID)
			}
		}
	})
}

// languages are the catalogues a law about words is checked in.
var languages = []string{"en", "de"}

func TestLawNoStepTellsAnybodyToStopAMedicine(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	leave := regexp.MustCompile(`(?i)\b(stop|pause|skip|quit|absetzen|setzen|pausieren)\b`)
	denied := regexp.MustCompile(`(?i)\b(never|not|ask|call|nie|nicht|fragen|anrufen)\b`)
	for _, p := range b.PlanSteps() {
		for _, lang := range languages {
			text := b.PlanSentence(lang, p.Step.ID, "text", p.Step.Text)
			if knowledge.StopsMedicine(text) {
				t.Errorf("%s (%s): %s", p.Step.ID, lang, text)
			}
			aboutMedicine := slices.Contains(p.Step.Topics, "medicine") || len(p.Step.Medicines) > 0
			for sentence := range strings.SplitSeq(text, ". ") {
				if aboutMedicine && leave.MatchString(sentence) && !denied.MatchString(sentence) {
					t.Errorf("%s (%s): %s", p.Step.ID, lang, sentence)
				}
			}
		}
	}
}

// TestLawSunCoverIsNeverNothing: at every hour after the treatment some step says how to
// cover from the sun.
func TestLawSunCoverIsNeverNothing(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		at := skinafter.Elapsed(rapid.Int64Range(0, 8759*60).Draw(t, "at"))
		in.Situation.At = skinafter.At(at)
		s := recovery.Plan(b, in)
		for i := range s.Steps {
			if slices.Contains(s.Steps[i].Topics, "sun-cover") && s.Steps[i].State == recovery.Now {
				return
			}
		}
		t.Fatalf("nothing covers %s, class %s, at %s", s.Course.Modality, s.Class, at)
	})
}

// TestLawOpenSkinKeepsItsOintment: no reaction, override or hour takes it away before new
// skin has closed over.
func TestLawOpenSkinKeepsItsOintment(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		in.Situation.At = skinafter.At(skinafter.Elapsed(rapid.Int64Range(0, 90_000).Draw(t, "at")))
		in.Overrides = []recovery.Override{{Step: "wound-ointment", Clinic: "a clinic", UntilH: ptr(-1.0)}}
		s := recovery.Plan(b, in)
		if !s.Class.Ablated() || s.At.Min >= *s.NewSkin && !s.SkinOpen {
			return
		}
		if step := s.Find("wound-ointment"); step == nil || step.State != recovery.Now {
			t.Fatalf("at %s open skin is left bare", s.At.Min)
		}
		if len(s.Refused) != 1 || s.Refused[0].Because != recovery.RefusedFixed {
			t.Fatalf("the override was not refused: %v", s.Refused)
		}
	})
}

func TestLawWhatIsLeftIsNeverStartedAtTheSameTime(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		in.Situation.At = skinafter.At(in.Situation.At.Min)
		current := recovery.Plan(b, in)
		now := current.Current()
		for i := range now {
			for j := range now {
				yes, no := &now[i], &now[j]
				if yes.Kind != knowledge.StepGo || no.Kind != knowledge.StepAvoid {
					continue
				}
				for _, class := range yes.About {
					if slices.Contains(no.About, class) {
						t.Fatalf("at %s %s starts what %s leaves: %s", in.Situation.At.Min, yes.ID, no.ID, class)
					}
				}
			}
		}
	})
}
