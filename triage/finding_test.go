package triage_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/triage"
)

// levelSituations is one situation of every level.
func levelSituations() map[skinafter.Level]skinafter.Situation {
	mild := func(code string) skinafter.Symptom {
		return skinafter.Symptom{Code: code, Severity: skinafter.Mild, Onset: hours(1)}
	}
	return map[skinafter.Level]skinafter.Situation{
		skinafter.Normal:    after(20, mild("redness")),
		skinafter.Watch:     after(20, mild("papules")),
		skinafter.Contact:   after(200, mild("papules")),
		skinafter.SameDay:   after(60, mild("pus")),
		skinafter.Emergency: after(60, mild("wheeze")),
	}
}

func TestEveryLevelSaysWhatToDoAndEndsWithASafetyNet(t *testing.T) {
	t.Parallel()
	b := facts(t)
	for level, s := range levelSituations() {
		f := triage.Assess(b, s)
		if f.Level != level {
			t.Errorf("got %v, want %v", f.Level, level)
		}
		if len(f.Advice) == 0 || len(f.SafetyNet) < 5 {
			t.Errorf("%v: %d pieces of advice, %d sentences of safety net", level, len(f.Advice), len(f.SafetyNet))
		}
		for _, l := range append(slices.Clone(f.Advice), f.SafetyNet...) {
			if l.Text == l.ID || l.Text == "" {
				t.Errorf("%v: %s has no text", level, l.ID)
			}
		}
		german := f.In(b, "de")
		for i := range f.Advice {
			if german.Advice[i].Text == f.Advice[i].Text {
				t.Errorf("%v: %s is not translated", level, f.Advice[i].ID)
			}
		}
		for i := range f.SafetyNet {
			if german.SafetyNet[i].Text == f.SafetyNet[i].Text {
				t.Errorf("%v: %s is not translated", level, f.SafetyNet[i].ID)
			}
		}
		for i, r := range f.Fired {
			if r.ReviewedBy != "none" || r.Because == "" || len(r.Cites) == 0 && r.Basis != "choice" {
				t.Errorf("%v: %s stands on nothing: %+v", level, r.ID, r)
			}
			if german.Fired[i].Because == r.Because {
				t.Errorf("%v: the reason of %s is not translated", level, r.ID)
			}
		}
	}
}

func TestEveryRuleIsTranslatedAndLeadsToATextThatExists(t *testing.T) {
	t.Parallel()
	b := facts(t)
	for _, g := range b.Triage {
		for i := range g.Rules {
			r := &g.Rules[i]
			for _, key := range []string{"rule." + r.ID + ".title", "rule." + r.ID + ".because"} {
				if b.Text("de", key) == key {
					t.Errorf("%s is not translated", key)
				}
			}
		}
	}
	if got := (triage.Finding{Fired: []triage.Fired{{ID: "x", Title: "none", Because: "none"}}}).In(b, "fr"); got.Fired[0].Because != "none" {
		t.Errorf("a sentence without a translation became %q", got.Fired[0].Because)
	}
}

func TestTheFirstThingToDo(t *testing.T) {
	t.Parallel()
	exposed := func(h float64, code string) skinafter.Situation {
		s := after(h)
		s.Exposures = []string{code}
		return s
	}
	sign := func(h float64, code string) skinafter.Situation {
		return after(h, skinafter.Symptom{Code: code, Severity: skinafter.Mild})
	}
	pregnant := after(100)
	pregnant.Person.Conditions = []string{"pregnancy"}
	for _, c := range []struct {
		name string
		s    skinafter.Situation
		want string
	}{
		{"a normal day goes on", sign(1, "redness"), "advice.keep-going"},
		{"thoughts of ending life lead to a crisis line", sign(900, "self_harm_thoughts"), "advice.crisis"},
		{"a splash in the eye is rinsed first", sign(0, "eye_splash"), "advice.rinse-eye"},
		{"used needles, in the first three days, mean now", exposed(20, "reused_equipment"), "advice.blood-now"},
		{"used needles, in the first week, mean today", exposed(100, "reused_equipment"), "advice.blood-today"},
		{"used needles, later, mean tests", exposed(500, "reused_equipment"), "advice.blood-tests"},
		{"swollen lips lead to the pen", sign(1, "lip_swelling"), "advice.allergy-emergency"},
		{"bleeding is pressed on", sign(1, "bleeding_uncontrolled"), "advice.press"},
		{"clusters of blisters need medicine against the virus", sign(90, "blisters_grouped"), "advice.antiviral-today"},
		{"pregnancy leads to the doctor", pregnant, "advice.pregnancy-doctor"},
		{"a lower rule does not lead", func() skinafter.Situation {
			s := exposed(500, "reused_equipment")
			addSymptom(&s, skinafter.Symptom{Code: "pus"})
			return s
		}(), "advice.be-seen-today"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if f := triage.Assess(facts(t), c.s); f.Advice[0].ID != c.want {
				t.Errorf("first %s, want %s; fired %v", f.Advice[0].ID, c.want, f.IDs())
			}
		})
	}
}

func TestSymptomsHaveTheirOwnLevels(t *testing.T) {
	t.Parallel()
	s := series(
		seen(30, sym("redness", skinafter.Mild, "stable")),
		seen(60, sym("pus", skinafter.Mild, ""), skinafter.Symptom{Code: "dents", Severity: skinafter.Mild, Onset: hours(-900), Trend: "stable"}),
	)
	f := triage.Assess(facts(t), s)
	want := []struct {
		code    string
		level   skinafter.Level
		carried bool
		before  bool
		row     string
	}{
		{"redness", skinafter.Normal, true, false, "redness-mild"},
		{"pus", skinafter.SameDay, false, false, ""},
		{"dents", skinafter.Normal, false, true, ""},
	}
	if len(f.Symptoms) != len(want) {
		t.Fatalf("%d symptoms", len(f.Symptoms))
	}
	for i, w := range want {
		got := f.Symptoms[i]
		if got.Code != w.code || got.Level != w.level || got.Carried != w.carried || got.Before != w.before || got.Row != w.row {
			t.Errorf("got %+v, want %+v", got, w)
		}
	}
	if limit := f.Symptoms[0].NormalUntil; limit == nil || limit.Hours() != 120 {
		t.Errorf("redness is usual until %v", limit)
	}
}

func TestARowFiresOnceAtItsHighestLevel(t *testing.T) {
	t.Parallel()
	s := after(200, sym("dryness", skinafter.Mild, ""), sym("flaking", skinafter.Mild, ""), sym("itch", skinafter.Mild, ""), sym("itch", skinafter.Mild, "stable"))
	f := triage.Assess(facts(t), s)
	for _, r := range f.In(facts(t), "de").Fired {
		if strings.HasPrefix(r.Because, "This lasts") {
			t.Errorf("the reason of %s is not translated", r.ID)
		}
	}
	n := 0
	for _, id := range f.IDs() {
		if id == "dry-flaky-rough" {
			n++
		}
	}
	if n != 1 || f.Level != skinafter.Contact {
		t.Errorf("level %v, fired %v", f.Level, f.IDs())
	}
}

func TestWhatNobodyKnowsIsSaidAndNeverLowers(t *testing.T) {
	t.Parallel()
	s := after(60, skinafter.Symptom{Code: "pus"}, skinafter.Symptom{Code: "zzz"}, skinafter.Symptom{Code: "zzz"},
		skinafter.Symptom{Code: "redness", Severity: "huge", Trend: "sideways", Onset: hours(90)})
	s.CheckIns[0].Gone = []string{"yyy"}
	s.Course = skinafter.Course{Modality: "magic", Class: "H", Area: "moon"}
	s.Setting, s.Exposures = "ship", []string{"rain"}
	s.Person.Conditions = []string{"tall", "allergy:lanolin", "eczema"}
	f := triage.Assess(facts(t), s)
	if f.Level != skinafter.SameDay {
		t.Errorf("level %v", f.Level)
	}
	var got []string
	for _, u := range f.Unknowns {
		got = append(got, u.Field+"="+u.Value)
	}
	want := "course.modality=magic course.class=H course.area=moon setting=ship conditions=tall exposures=rain symptoms.code=zzz " +
		"symptoms.severity=huge symptoms.trend=sideways symptoms.onset_h=90 h gone=yyy"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}

func TestLookingAgain(t *testing.T) {
	t.Parallel()
	b := facts(t)
	watched := after(50)
	watched.Exposures = []string{"unsterile_equipment"}
	for _, c := range []struct {
		name string
		s    skinafter.Situation
		want float64
	}{
		{"a normal day is looked at again at the next check-in", after(20), 4},
		{"what is watched is looked at again in a day", after(20, skinafter.Symptom{Code: "papules", Severity: skinafter.Mild}), 24},
		{"what stands by history alone follows the plan", watched, 22},
		{"same-day is looked at again soon", after(60, skinafter.Symptom{Code: "pus"}), 12},
		{"after a year nothing is planned any more", after(9000), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if f := triage.Assess(b, c.s); f.RecheckH != c.want {
				t.Errorf("got %g h, want %g", f.RecheckH, c.want)
			}
		})
	}
}

func TestThePlannedCheckIns(t *testing.T) {
	t.Parallel()
	b := facts(t)
	var got []float64
	for _, at := range triage.CheckIns(b) {
		got = append(got, at.Hours())
	}
	want := []float64{12, 24, 36, 48, 72, 96, 120, 144, 168, 240, 336, 504, 672, 840, 1008, 2160, 4320, 8760}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if next, ok := triage.NextCheckIn(b, skinafter.Hours(48)); !ok || next.Hours() != 72 {
		t.Errorf("after 48 h comes %v", next)
	}
	if _, ok := triage.NextCheckIn(b, skinafter.Hours(8760)); ok {
		t.Error("after a year another check-in is planned")
	}
}

func TestEmergencyNumbers(t *testing.T) {
	t.Parallel()
	b := facts(t)
	digits := regexp.MustCompile(`^[0-9][0-9 -]*$`)
	for id, n := range b.Emergency {
		for _, number := range append(slices.Clone(n.Also), n.Number, n.Poison, n.Crisis, n.Doctor) {
			if number != "" && !digits.MatchString(number) {
				t.Errorf("%s: %q is no number", id, number)
			}
		}
		if n.Number == "" || n.Country == "" {
			t.Errorf("%s has no number or no name", id)
		}
	}
	if n, ok := triage.Numbers(b, "DE"); !ok || n.Number != "112" || n.Poison == "" {
		t.Errorf("Germany: %+v", n)
	}
	if n, ok := triage.Numbers(b, "us"); !ok || n.Number != "911" || n.Crisis != "988" {
		t.Errorf("United States: %+v", n)
	}
	if n, ok := triage.Numbers(b, "zz"); ok || n.Number != "112" {
		t.Errorf("a country nobody knows: %+v, %t", n, ok)
	}
}

func TestAUseThatNobodyJudgedCountsAsUnknownAndEarly(t *testing.T) {
	t.Parallel()
	use := func(u skinafter.Use) skinafter.Situation {
		s := after(30)
		s.Person.Uses = []skinafter.Use{u}
		return s
	}
	for _, c := range []struct {
		name string
		u    skinafter.Use
		want skinafter.Level
	}{
		{"after the treatment", skinafter.Use{At: skinafter.Hours(20)}, skinafter.Watch},
		{"during it", skinafter.Use{During: true}, skinafter.Watch},
		{"at an hour nobody knows", skinafter.Use{Unknown: true}, skinafter.Watch},
		{"before it", skinafter.Use{At: skinafter.Hours(-20)}, skinafter.Normal},
		{"later than now", skinafter.Use{At: skinafter.Hours(40)}, skinafter.Normal},
	} {
		if f := triage.Assess(facts(t), use(c.u)); f.Level != c.want {
			t.Errorf("%s: %v, want %v; fired %v", c.name, f.Level, c.want, f.IDs())
		}
	}
}

func TestTheCourseOfAblatedSkinRunsFromNewSkin(t *testing.T) {
	t.Parallel()
	red := skinafter.Symptom{Code: "redness", Severity: skinafter.Moderate, Onset: hours(1), Trend: "worsening"}
	for _, c := range []struct {
		name   string
		course skinafter.Course
		h      float64
		want   skinafter.Level
	}{
		{"the usual day of a deep peel, before the end", skinafter.Course{Modality: skinafter.PeelDeep}, 671, skinafter.Contact},
		{"a clinician's day, before the end", skinafter.Course{Modality: skinafter.PeelMedium, Closed: hours(100)}, 435, skinafter.SameDay},
		{"a clinician's day, at the end", skinafter.Course{Modality: skinafter.PeelMedium, Closed: hours(100)}, 436, skinafter.Contact},
		{"open skin has no end", skinafter.Course{Modality: skinafter.PeelMedium, OpenSkin: true}, 2000, skinafter.SameDay},
		{"no modality but a class", skinafter.Course{Class: skinafter.ClassF}, 575, skinafter.SameDay},
	} {
		s := after(c.h, red)
		s.Course = c.course
		if f := triage.Assess(facts(t), s); f.Level != c.want {
			t.Errorf("%s: %v, want %v; fired %v", c.name, f.Level, c.want, f.IDs())
		}
	}
}

func TestAClassStandsForItsTreatments(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		course skinafter.Course
		want   skinafter.Level
	}{
		{skinafter.Course{Class: skinafter.ClassB}, skinafter.Watch},
		{skinafter.Course{Class: skinafter.ClassD}, skinafter.SameDay},
		{skinafter.Course{Class: skinafter.ClassE}, skinafter.SameDay},
		{skinafter.Course{Class: skinafter.ClassF}, skinafter.SameDay},
		{skinafter.Course{Class: skinafter.ClassG}, skinafter.SameDay},
		{skinafter.Course{}, skinafter.SameDay},
	} {
		s := after(60, skinafter.Symptom{Code: "blisters", Severity: skinafter.Mild})
		s.Course = c.course
		if f := triage.Assess(facts(t), s); f.Level != c.want {
			t.Errorf("blisters, class %q: %v, want %v", c.course.Class, f.Level, c.want)
		}
	}
}

func TestBrokenFactsNeverCalm(t *testing.T) {
	t.Parallel()
	b := &knowledge.Base{Triage: map[string]*knowledge.TriageGroup{"x": {
		ID: "x", Rules: []knowledge.TriageRule{{ID: "r", Level: "calm", Section: "4a", When: knowledge.TriageWhen{Exposures: []string{"sun"}, Worst: ""}}},
	}}}
	f := triage.Assess(b, skinafter.Situation{Exposures: []string{"sun"}, CheckIns: []skinafter.CheckIn{{Symptoms: []skinafter.Symptom{{Code: "redness"}}}}})
	if f.Level != skinafter.Emergency {
		t.Errorf("a level nobody knows became %v", f.Level)
	}
	// Without the day of new skin the course of ablated skin has no end; a row about a code
	// that the vocabulary does not hold says nothing.
	b = &knowledge.Base{
		Triage: map[string]*knowledge.TriageGroup{"x": {ID: "x", Rules: []knowledge.TriageRule{
			{ID: "r", Level: "watch", Section: "4e", When: knowledge.TriageWhen{InCourse: true}},
		}}},
		Care: knowledge.Care{Normal: knowledge.Normal{Rows: []knowledge.NormalRow{{ID: "odd", Symptoms: []string{"oddity"}, Severity: []string{"mild"}}}}},
	}
	s := skinafter.Situation{Course: skinafter.Course{Class: skinafter.ClassG}, At: skinafter.At(1 << 40)}
	if f := triage.Assess(b, s); f.Level != skinafter.Watch || f.RecheckH != 0 {
		t.Errorf("%v, again in %g h", f.Level, f.RecheckH)
	}
}
