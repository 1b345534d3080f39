package assessment_test

import (
	"fmt"
	"slices"
	"testing"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/label"
	"skinafter/recovery"
	"skinafter/verdict"
)

func facts(t testing.TB) *knowledge.Base {
	t.Helper()
	return testkit.Facts(t)
}

// needled is a face, needled 1 mm, h hours ago, with symptoms that began at an hour.
func needled(h float64, symptoms ...skinafter.Symptom) skinafter.Situation {
	at := skinafter.At(skinafter.Hours(h))
	return skinafter.Situation{
		Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1, Area: "face"}, At: at, Setting: "clinic",
		CheckIns: []skinafter.CheckIn{{At: at, Symptoms: symptoms}},
	}
}

func sign(code string, severity skinafter.Severity, onset float64) skinafter.Symptom {
	e := skinafter.Hours(onset)
	return skinafter.Symptom{Code: code, Severity: severity, Onset: &e, Trend: "stable"}
}

func used(b *knowledge.Base, text string, h float64) skinafter.Use {
	return skinafter.Use{Product: skinafter.Product{Name: text, Label: label.NewReader(b).Parse("Ingredients: " + text)}, At: skinafter.Hours(h)}
}

func TestTheVerdictAtTheHourOfUseReachesTheLevel(t *testing.T) {
	t.Parallel()
	b := facts(t)
	s := needled(30, sign("redness", skinafter.Moderate, 1))
	calm := assessment.Assess(b, []skinafter.Situation{s}, assessment.Options{})
	s.Person.Uses = []skinafter.Use{used(b, "Aqua, Ascorbic Acid", 5)}
	early := assessment.Assess(b, []skinafter.Situation{s}, assessment.Options{})
	if calm.Finding.Level != skinafter.Normal || early.Finding.Level <= calm.Finding.Level {
		t.Errorf("without a product %v, with vitamin C at hour 5 %v", calm.Finding.Level, early.Finding.Level)
	}
	use := early.Situation.Person.Uses[0].Early
	if !use.Judged || !use.Inside || !slices.Contains(use.Classes, "I15") || !slices.Contains(use.Holds, "I1") || slices.Contains(use.Classes, "I1") {
		t.Errorf("judged %+v", use)
	}
	if s.Person.Uses[0].Early.Judged {
		t.Error("the report itself was changed")
	}
}

func TestAProductThatNobodyKnowsIsUnknown(t *testing.T) {
	t.Parallel()
	b := facts(t)
	s := needled(700)
	s.Person.Uses = []skinafter.Use{{Product: verdict.Named("unknown serum"), During: true}, {Product: verdict.Named("my own paste"), Unknown: true}}
	for i, u := range assessment.WithEarly(b, s).Person.Uses {
		if !u.Early.Inside || !slices.Contains(u.Early.Classes, "unknown") {
			t.Errorf("product %d: %+v", i, u.Early)
		}
	}
}

func TestWhatIsNotMentionedAgainStands(t *testing.T) {
	t.Parallel()
	s := needled(60, sign("itch", skinafter.Mild, 50))
	s.CheckIns = append([]skinafter.CheckIn{
		{At: skinafter.At(20 * skinafter.Hour), Symptoms: []skinafter.Symptom{sign("pain", skinafter.Severe, 1), sign("itch", skinafter.Severe, 1), sign("crust", "", 2)}},
		{At: skinafter.At(40 * skinafter.Hour), Gone: []string{"crust"}},
	}, s.CheckIns...)
	now := assessment.Standing(s)
	if len(now.Symptoms) != 2 || now.Symptoms[0].Code != "pain" || now.Symptoms[1].Severity != skinafter.Mild {
		t.Errorf("what stands: %+v", now.Symptoms)
	}
}

func TestAReactionNamesItsSuspects(t *testing.T) {
	t.Parallel()
	b := facts(t)
	s := needled(50, sign("rash", skinafter.Moderate, 30))
	s.Person.Uses = []skinafter.Use{used(b, "Aqua, Retinol", 10), used(b, "Aqua, Glycerin", 45)}
	a := assessment.Assess(b, []skinafter.Situation{s}, assessment.Options{})
	if !a.Reacts || len(a.Suspects) != 1 || a.Suspects[0].Use.At != 10*skinafter.Hour || a.Suspects[0].Answer.Verdict != verdict.Wait {
		t.Errorf("reacts %t, suspects %+v", a.Reacts, a.Suspects)
	}
	if calm := assessment.Assess(b, []skinafter.Situation{needled(50)}, assessment.Options{}); calm.Reacts || len(calm.Suspects) > 0 {
		t.Error("calm skin has suspects")
	}
}

func TestOfSeveralReadingsTheMostCarefulCounts(t *testing.T) {
	t.Parallel()
	b := facts(t)
	calm, late := needled(20, sign("redness", skinafter.Mild, 0)), needled(500, sign("redness", skinafter.Mild, 0))
	for _, readings := range [][]skinafter.Situation{{calm, late}, {late, calm}} {
		if a := assessment.Assess(b, readings, assessment.Options{}); a.Finding.Level != skinafter.Contact {
			t.Errorf("level %v", a.Finding.Level)
		}
	}
	if a := assessment.Assess(b, nil, assessment.Options{}); a.Finding.Level > skinafter.Watch {
		t.Errorf("nothing at all: %v", a.Finding.Level)
	}
}

func TestALevelThatNobodyClearedHoldsTheNextSession(t *testing.T) {
	t.Parallel()
	b := facts(t)
	s := needled(1200)
	s.Person.Age = 30
	s.CheckIns = append([]skinafter.CheckIn{{At: skinafter.At(100 * skinafter.Hour), Symptoms: []skinafter.Symptom{sign("pus", skinafter.Mild, 90)}}}, s.CheckIns...)
	s.CheckIns[1].Gone = []string{"pus"}
	o := assessment.Options{Answered: []string{"passport", "agreed", "screening"}}
	if a := assessment.Assess(b, []skinafter.Situation{s}, o); a.Ready.Answer != recovery.Hold {
		t.Errorf("not cleared: %v", a.Ready.Answer)
	}
	s.CheckIns[1].Cleared = true
	if a := assessment.Assess(b, []skinafter.Situation{s}, o); a.Ready.Answer != recovery.Go {
		t.Errorf("cleared: %v %+v", a.Ready.Answer, a.Ready.Reasons)
	}
}

func ExampleAssess() {
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	a := assessment.Assess(b, []skinafter.Situation{needled(120, sign("pus", skinafter.Mild, 110))}, assessment.Options{})
	fmt.Println(a.Finding.Level, a.CauseIDs()[0], a.NextSession())
	// Output: same-day infection hold-until-reviewed
}
