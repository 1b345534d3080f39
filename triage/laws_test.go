package triage_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/triage"
)

var severities = []skinafter.Severity{"", skinafter.Mild, skinafter.Moderate, skinafter.Severe}

func symptomCodes(b *knowledge.Base) []string {
	var out []string
	for _, g := range b.Care.Vocabulary.Symptoms {
		out = append(out, g.Codes...)
	}
	return out
}

// with is a copy of a situation, with room to add to.
func with(s skinafter.Situation) skinafter.Situation {
	s.Person.Conditions = slices.Clone(s.Person.Conditions)
	s.Person.Medicines = slices.Clone(s.Person.Medicines)
	s.Person.Uses = slices.Clone(s.Person.Uses)
	s.Exposures = slices.Clone(s.Exposures)
	s.Photos = slices.Clone(s.Photos)
	s.CheckIns = slices.Clone(s.CheckIns)
	if len(s.CheckIns) == 0 {
		s.CheckIns = []skinafter.CheckIn{{At: s.At}}
	}
	last := &s.CheckIns[len(s.CheckIns)-1]
	last.Symptoms = slices.Clone(last.Symptoms)
	return s
}

func addSymptom(s *skinafter.Situation, sym skinafter.Symptom) {
	last := &s.CheckIns[len(s.CheckIns)-1]
	last.Symptoms = append(last.Symptoms, sym)
}

// addition is one more thing that a person reports.
type addition struct {
	name string
	add  func(*skinafter.Situation)
}

// additions are all single things that can be reported.
func additions(b *knowledge.Base) []addition {
	var out []addition
	for _, code := range symptomCodes(b) {
		for _, severity := range []skinafter.Severity{skinafter.Mild, skinafter.Severe} {
			out = append(out, addition{code + " " + string(severity), func(s *skinafter.Situation) {
				addSymptom(s, skinafter.Symptom{Code: code, Severity: severity})
			}})
		}
	}
	for _, g := range b.Care.Vocabulary.Conditions {
		for _, code := range g.Codes {
			out = append(out, addition{code, func(s *skinafter.Situation) { s.Person.Conditions = append(s.Person.Conditions, code) }})
		}
	}
	for _, code := range b.Care.Vocabulary.Exposures {
		out = append(out, addition{code, func(s *skinafter.Situation) { s.Exposures = append(s.Exposures, code) }})
	}
	for _, name := range []string{"methotrexate", "prednisolone tablets", "insulin", "warfarin", "docetaxel", "isotretinoin", "nothing known"} {
		out = append(out, addition{name, func(s *skinafter.Situation) { s.Person.Medicines = append(s.Person.Medicines, name) }})
	}
	for _, class := range []string{"I1", "I7", "I13", "I15", "I24", "I28", "unknown"} {
		for _, u := range usesOf(class) {
			out = append(out, addition{fmt.Sprintf("%s %+v", class, u), func(s *skinafter.Situation) { s.Person.Uses = append(s.Person.Uses, u) }})
		}
	}
	return append(out,
		addition{"a photo", func(s *skinafter.Situation) { s.Photos = append(s.Photos, "p1") }},
		addition{"reassurance", func(s *skinafter.Situation) { s.Text = "My provider says that all is fine. It is nothing." }},
		addition{"a code nobody knows", func(s *skinafter.Situation) { addSymptom(s, skinafter.Symptom{Code: "zzz"}) }})
}

func usesOf(class string) []skinafter.Use {
	judged := skinafter.Early{Judged: true, Holds: []string{class}}
	inside := skinafter.Early{Judged: true, Inside: true, Holds: []string{class}, Classes: []string{class}}
	return []skinafter.Use{
		{At: skinafter.Hour, Early: judged},
		{At: 40 * skinafter.Hour, Early: inside},
		{During: true, Early: inside},
		{Unknown: true, Early: inside},
		{At: 100 * skinafter.Hour},
	}
}

// Law 1: reporting more never lowers. Every single thing, added to every rule's own cases.
func TestLaw1EverySingleAdditionToEveryCaseOnlyRaises(t *testing.T) {
	t.Parallel()
	b := facts(t)
	list := additions(b)
	cases := ruleCases(t)
	for i := range cases {
		base := cases[i].Situation()
		before := triage.Assess(b, base).Level
		for _, a := range list {
			more := with(base)
			a.add(&more)
			if got := triage.Assess(b, more).Level; got < before {
				t.Errorf("%s: %v, and with %s only %v", cases[i].Name, before, a.name, got)
			}
		}
	}
	t.Logf("%d cases with %d additions", len(cases), len(list))
}

// Law 1, pairs: what one rule's case reports, added to what another's does.
func TestLaw1EveryPairOfCasesOnlyRaises(t *testing.T) {
	t.Parallel()
	b := facts(t)
	cases := ruleCases(t)
	levels := make([]skinafter.Level, len(cases))
	situations := make([]skinafter.Situation, len(cases))
	for i := range cases {
		situations[i] = cases[i].Situation()
		levels[i] = triage.Assess(b, situations[i]).Level
	}
	for i := range cases {
		for j := range cases {
			more := with(situations[i])
			other := &situations[j]
			more.Person.Conditions = append(more.Person.Conditions, other.Person.Conditions...)
			more.Person.Medicines = append(more.Person.Medicines, other.Person.Medicines...)
			more.Person.Uses = append(more.Person.Uses, other.Person.Uses...)
			more.Exposures = append(more.Exposures, other.Exposures...)
			for _, sym := range other.Latest().Symptoms {
				addSymptom(&more, sym)
			}
			if got := triage.Assess(b, more).Level; got < levels[i] {
				t.Errorf("%s: %v, and with %s only %v", cases[i].Name, levels[i], cases[j].Name, got)
			}
		}
	}
}

func drawSymptom(rt *rapid.T, codes []string, latest skinafter.Elapsed) skinafter.Symptom {
	s := skinafter.Symptom{
		Code: rapid.SampledFrom(codes).Draw(rt, "code"), Severity: rapid.SampledFrom(severities).Draw(rt, "severity"),
		Trend: rapid.SampledFrom([]string{"", "improving", "stable", "worsening"}).Draw(rt, "trend"),
	}
	if rapid.Bool().Draw(rt, "onset known") {
		onset := skinafter.Elapsed(rapid.Int64Range(-3000, max(-3000, int64(latest))).Draw(rt, "onset"))
		s.Onset = &onset
	}
	return s
}

var courses = []skinafter.Course{
	{Modality: skinafter.Roller, Depth: 0.2},
	{Modality: skinafter.Needling, Depth: 1},
	{Modality: skinafter.Needling, Depth: 2},
	{Modality: skinafter.Needling},
	{Modality: skinafter.RFNeedling, Depth: 2},
	{Modality: skinafter.PeelSuperficial},
	{Modality: skinafter.LaserFractionalAblative},
	{Modality: skinafter.PeelDeep},
	{},
}

func drawSituation(rt *rapid.T, b *knowledge.Base) skinafter.Situation {
	codes := symptomCodes(b)
	s := skinafter.Situation{Course: rapid.SampledFrom(courses).Draw(rt, "course")}
	s.Course.Area = rapid.SampledFrom([]skinafter.Area{"", "face", "periorbital", "thighs"}).Draw(rt, "area")
	s.Setting = rapid.SampledFrom([]string{"", "clinic", "home", "unlicensed"}).Draw(rt, "setting")
	s.Person.Age = rapid.SampledFrom([]int{0, 15, 40, 80}).Draw(rt, "age")
	at := skinafter.Elapsed(rapid.Int64Range(-1000, 50_000).Draw(rt, "minutes"))
	s.At = skinafter.Between(at, at+skinafter.Elapsed(rapid.SampledFrom([]int64{0, 0, 600}).Draw(rt, "uncertain")))
	seen := skinafter.CheckIn{At: s.At}
	for range rapid.IntRange(0, 4).Draw(rt, "symptoms") {
		seen.Symptoms = append(seen.Symptoms, drawSymptom(rt, codes, s.At.Max))
	}
	s.CheckIns = []skinafter.CheckIn{seen}
	list := additions(b)
	for range rapid.IntRange(0, 3).Draw(rt, "more") {
		s = with(s)
		rapid.SampledFrom(list).Draw(rt, "addition").add(&s)
	}
	return s
}

func TestLaw1MoreNeverLowersAndOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	b := facts(t)
	list := additions(b)
	codes := symptomCodes(b)
	rapid.Check(t, func(rt *rapid.T) {
		s := drawSituation(rt, b)
		before := triage.Assess(b, s).Level
		more := with(s)
		if rapid.Bool().Draw(rt, "a symptom") {
			addSymptom(&more, drawSymptom(rt, codes, s.At.Max))
		} else {
			rapid.SampledFrom(list).Draw(rt, "more").add(&more)
		}
		after := triage.Assess(b, more)
		if after.Level < before {
			rt.Fatalf("%v before, %v with more reported", before, after.Level)
		}
		last := &more.CheckIns[len(more.CheckIns)-1]
		last.Symptoms = rapid.Permutation(last.Symptoms).Draw(rt, "order")
		if got := triage.Assess(b, more).Level; got != after.Level {
			rt.Fatalf("in another order %v instead of %v", got, after.Level)
		}
	})
}

func TestLaw1HigherSeverityAndWorseTrendNeverLower(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		s := with(drawSituation(rt, b))
		last := &s.CheckIns[0]
		if len(last.Symptoms) == 0 {
			return
		}
		i := rapid.IntRange(0, len(last.Symptoms)-1).Draw(rt, "which")
		sym := &last.Symptoms[i]
		sym.Severity = rapid.SampledFrom([]skinafter.Severity{skinafter.Mild, skinafter.Moderate}).Draw(rt, "from")
		before := triage.Assess(b, s).Level
		switch rapid.IntRange(0, 2).Draw(rt, "how") {
		case 0:
			sym.Severity = map[skinafter.Severity]skinafter.Severity{skinafter.Mild: skinafter.Moderate, skinafter.Moderate: skinafter.Severe}[sym.Severity]
		case 1:
			sym.Trend = "worsening"
		default:
			// The one sign whose start must be known to count: new redness on ablated skin.
			if sym.Code == "redness" {
				return
			}
			sym.Onset = nil
		}
		if got := triage.Assess(b, s).Level; got < before {
			rt.Fatalf("%v before, %v after %+v", before, got, *sym)
		}
	})
}

func TestLaw3AnUncertainTimeNeverLowers(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		s := with(drawSituation(rt, b))
		s.At = skinafter.At(s.At.Max)
		s.CheckIns[0].At = s.At
		before := triage.Assess(b, s).Level
		s.At.Min -= skinafter.Elapsed(rapid.Int64Range(0, 6000).Draw(rt, "earlier"))
		s.CheckIns[0].At = s.At
		if got := triage.Assess(b, s).Level; got < before {
			rt.Fatalf("%v at the exact hour, %v when it may have been earlier", before, got)
		}
	})
}

// emergencies are the signs of section 4a, each with what makes it an emergency.
func emergencies() []skinafter.Situation {
	single := []string{
		"breathing_difficulty", "wheeze", "throat_tightness", "hoarse_voice", "tongue_swelling", "lip_swelling", "blue_lips", "chest_pain",
		"faint", "collapse", "confusion", "seizure", "speech_disturbance", "one_sided_weakness", "face_droop", "palpitations",
		"vision_disturbance", "pain_eye_movement", "eye_bulging", "eye_splash", "skin_sloughing", "bleeding_uncontrolled", "self_harm_thoughts",
	}
	pairs := [][]string{
		{"hives", "vomiting"},
		{"hives", "abdominal_pain"},
		{"hives", "dizziness"},
		{"stiff_neck", "fever"},
		{"stiff_neck", "eye_swelling"},
		{"eye_blisters", "red_eye"},
		{"eye_blisters", "eye_pain"},
		{"eye_blisters", "light_sensitivity"},
		{"fever", "fast_breathing"},
		{"chills", "mottled_skin"},
		{"fever", "low_urine"},
		{"fever", "rash", "diarrhoea"},
		{"fever", "rash", "muscle_pain"},
		{"fever", "non_fading_spots"},
		{"dusky_skin", "fever"},
		{"crackling_skin", "spreading_redness"},
		{"pain_out_of_proportion", "fever"},
	}
	for _, code := range single {
		pairs = append(pairs, []string{code})
	}
	var out []skinafter.Situation
	for _, codes := range pairs {
		s := after(30)
		for _, code := range codes {
			addSymptom(&s, skinafter.Symptom{Code: code, Severity: skinafter.Mild})
		}
		out = append(out, s)
	}
	pen, swallowed, chemo := after(30), after(30), after(600, skinafter.Symptom{Code: "fever", Severity: skinafter.Mild})
	pen.Exposures, swallowed.Exposures, chemo.Person.Conditions = []string{"adrenaline_pen_used"}, []string{"numbing_swallowed"}, []string{"chemotherapy"}
	return append(out, pen, swallowed, chemo)
}

// Law 2: an emergency sign gives emergency whatever else is said.
func TestLaw2EmergencySignsAreAlwaysEmergencies(t *testing.T) {
	t.Parallel()
	b := facts(t)
	moved := func(h float64) func(*skinafter.Situation) {
		return func(s *skinafter.Situation) {
			s.At = skinafter.At(skinafter.Hours(h))
			s.CheckIns[len(s.CheckIns)-1].At = s.At
		}
	}
	each := func(change func(*skinafter.Symptom)) func(*skinafter.Situation) {
		return func(s *skinafter.Situation) {
			last := &s.CheckIns[len(s.CheckIns)-1]
			for i := range last.Symptoms {
				change(&last.Symptoms[i])
			}
		}
	}
	variants := []addition{
		{"alone", func(*skinafter.Situation) {}},
		{"reassured", func(s *skinafter.Situation) { s.Text = "The clinic said that this is normal and I need not worry." }},
		{"with chatter", func(s *skinafter.Situation) {
			for _, code := range []string{"redness", "tightness", "dryness", "anxiety"} {
				addSymptom(s, skinafter.Symptom{Code: code, Severity: skinafter.Mild, Trend: "improving"})
			}
		}},
		{"before the treatment", moved(-40)},
		{"a year later", moved(9000)},
		{"in ten years", moved(90000)},
		{"at once", moved(0)},
		{"improving", each(func(s *skinafter.Symptom) { s.Trend = "improving" })},
		{"stable since before the treatment", each(func(s *skinafter.Symptom) { s.Onset, s.Trend = hours(-100), "stable" })},
		{"with an onset in the future", each(func(s *skinafter.Symptom) { s.Onset = hours(1e6) })},
		{"with a severity nobody knows", each(func(s *skinafter.Symptom) { s.Severity = "tiny" })},
		{"without a treatment", func(s *skinafter.Situation) { s.Course, s.Setting = skinafter.Course{}, "" }},
		{"after a calm check-in", func(s *skinafter.Situation) {
			calm := skinafter.CheckIn{At: skinafter.At(0), Symptoms: []skinafter.Symptom{{Code: "redness", Severity: skinafter.Mild}}}
			s.CheckIns = append([]skinafter.CheckIn{calm}, s.CheckIns...)
		}},
		{"an hour after an emergency that got better", func(s *skinafter.Situation) {
			bad := s.CheckIns[len(s.CheckIns)-1]
			better := skinafter.CheckIn{At: skinafter.At(bad.At.Max + skinafter.Hour)}
			for _, x := range bad.Symptoms {
				better.Gone = append(better.Gone, x.Code)
			}
			s.CheckIns, s.At = append(s.CheckIns, better), better.At
		}},
		{"not mentioned again", func(s *skinafter.Situation) {
			next := skinafter.CheckIn{At: skinafter.At(s.At.Max + 30*skinafter.Hour), Symptoms: []skinafter.Symptom{{Code: "redness", Severity: skinafter.Mild, Trend: "improving"}}}
			s.CheckIns, s.At = append(s.CheckIns, next), next.At
		}},
		{"with medicines and illnesses", func(s *skinafter.Situation) {
			s.Person.Conditions = append(s.Person.Conditions, "rosacea", "asthma")
			s.Person.Medicines = []string{"paracetamol", "bisoprolol"}
		}},
	}
	n := 0
	for _, e := range emergencies() {
		for _, v := range variants {
			n++
			s := with(e)
			v.add(&s)
			if f := triage.Assess(b, s); f.Level != skinafter.Emergency {
				t.Errorf("%s: %+v %v: %v", v.name, e.CheckIns[0].Symptoms, e.Exposures, f.Level)
			}
		}
	}
	t.Logf("%d variants", n)
	if n < 300 {
		t.Errorf("only %d variants", n)
	}
}
