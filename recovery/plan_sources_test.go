package recovery_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"skinafter"
	"skinafter/knowledge"
)

// notFollowed are statements of the kinds below that no step cites, with the reason.
var notFollowed = map[string]string{}

func TestEveryPieceOfAdviceOfTheArticlesStandsInAPlan(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	cited := map[string]bool{}
	for _, p := range b.PlanSteps() {
		for _, id := range p.Step.Cites {
			cited[id] = true
		}
	}
	kinds := []string{"advice", "window", "pre-care", "ingredient", "next-session"}
	for _, source := range []string{"A", "B"} {
		for _, st := range b.Sources[source].Statements {
			meant := slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(strings.Split(st.Kind, "/"), k) })
			if _, left := notFollowed[st.ID]; meant && !cited[st.ID] && !left {
				t.Errorf("no step cites %s (%s): %s", st.ID, st.Kind, st.Text)
			}
		}
	}
}

// TestNoStepFollowsWhatTheRulesRefuse: rules.md section 8 names what an article says and the
// product does not do.
func TestNoStepFollowsWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	for _, p := range planBase(t).PlanSteps() {
		s := p.Step
		if slices.Contains(s.Cites, "S93") {
			t.Errorf("%s cites S93: ablated skin keeps its ointment", s.ID)
		}
		for _, id := range []string{"S70", "S83", "S88"} {
			if slices.Contains(s.Cites, id) && !slices.Contains(s.Conflicts, "C13") {
				t.Errorf("%s cites %s and does not show that the sources disagree", s.ID, id)
			}
		}
		if slices.Contains(s.Cites, "S106") && s.ID != "leave-suspect" {
			t.Errorf("%s cites S106: histamine is the author's explanation", s.ID)
		}
	}
}

// ruleEnds is until when the rule of a class keeps it off the skin of a depth class, in hours
// of the clock (treatment, or new skin).
func ruleEnds(b *knowledge.Base, class string, depth skinafter.DepthClass, newSkin bool) (float64, bool) {
	for _, r := range b.Rules {
		if r.Class != class {
			continue
		}
		end, found := 0.0, false
		for _, w := range r.After {
			applies := len(w.Applies) == 0 || slices.Contains(w.Applies, string(depth))
			// A window of one thing of the class says nothing about the class.
			if !applies || len(w.Only) > 0 || w.FromNewSkin != newSkin || w.Verdict == knowledge.OK {
				continue
			}
			found = true
			if w.UntilH == nil {
				end = math.Inf(1)
				continue
			}
			end = max(end, *w.UntilH)
		}
		return end, found
	}
	return 0, false
}

func TestNoPlanIsLessCarefulThanTheVerdicts(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	checked := 0
	for _, p := range b.PlanSteps() {
		s := p.Step
		if s.ForPerson() || s.UntilH != nil && *s.UntilH <= 0 && !s.UntilNewSkin {
			continue
		}
		for _, class := range s.About {
			for _, depth := range p.Plan.Classes(s) {
				checked += compareWithRule(t, b, s, class, depth)
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d windows were compared", checked)
	}
}

func compareWithRule(t *testing.T, b *knowledge.Base, s *knowledge.PlanStep, class string, depth skinafter.DepthClass) int {
	t.Helper()
	newSkin := depth.Ablated() && s.NewSkin()
	end, ok := ruleEnds(b, class, depth, newSkin)
	if !ok {
		return 0
	}
	what := fmt.Sprintf("%s, class %s, %s", s.ID, depth, class)
	switch s.Kind {
	case knowledge.StepGo:
		// Vitamin C and others are "no" to the end of the course; the rule then has no end.
		if !math.IsInf(end, 1) && *s.FromH < end {
			t.Errorf("%s may start at %g h; the rule says %g h", what, *s.FromH, end)
		}
	case knowledge.StepAvoid:
		if !math.IsInf(end, 1) && *s.UntilH < end && !slices.Contains([]string{"first-four-hours"}, s.ID) && class != "I2" {
			t.Errorf("%s is left until %g h; the rule says %g h", what, *s.UntilH, end)
		}
	}
	return 1
}

func TestWhatIsUsualEndsWhereTheLimitsOfTheNormalEnd(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	seen := 0
	for _, p := range b.PlanSteps() {
		if !strings.HasPrefix(p.Step.ID, "usual-") || p.Step.Kind != knowledge.StepCheck {
			continue
		}
		for _, class := range p.Plan.Classes(p.Step) {
			if class == skinafter.ClassU {
				class = skinafter.ClassC // the limits of unknown depth are those of deep needling
			}
			if want := rednessNormal(b, class); *p.Step.UntilH != want {
				t.Errorf("%s ends at %g h; mild redness of class %s is normal until %g h", p.Step.ID, *p.Step.UntilH, class, want)
			}
			seen++
		}
	}
	if seen < 8 {
		t.Errorf("only %d classes have a step about what is usual", seen)
	}
}

func rednessNormal(b *knowledge.Base, class skinafter.DepthClass) float64 {
	for _, row := range b.Care.Normal.Rows {
		if !slices.Contains(row.Symptoms, "redness") || !slices.Contains(row.Severity, "mild") {
			continue
		}
		for _, l := range row.Limits {
			if slices.Contains(l.Classes, string(class)) {
				return l.NormalH
			}
		}
	}
	return -1
}

func TestChannelsAreOpenAsLongAsTheBarrierSays(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	for _, p := range b.PlanSteps() {
		if !slices.Contains(p.Step.Topics, "channels") {
			continue
		}
		for _, class := range p.Plan.Classes(p.Step) {
			for _, w := range b.Care.Barrier.Windows {
				if slices.Contains(w.Classes, string(class)) && w.UntilH != *p.Step.UntilH {
					t.Errorf("%s: %g h; the barrier window of %s is %g h", p.Step.ID, *p.Step.UntilH, class, w.UntilH)
				}
			}
		}
	}
}

func TestBehaviourRulesHaveTheSameHoursInThePlan(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	steps := map[string]*knowledge.PlanStep{}
	for _, p := range b.PlanSteps() {
		steps[p.Step.ID] = p.Step
	}
	same := map[string]string{
		"no-heat": "no-heat", "no-sun": "no-sun", "no-sun-long": "no-sun-long",
		"shaving": "no-shaving", "shaving-late": "no-shaving-open",
	}
	for _, a := range b.Care.Behaviour.Rules {
		id, ok := same[a.ID]
		if !ok {
			continue
		}
		if s := steps[id]; s == nil || *s.UntilH != *a.UntilH || s.UntilNewSkin != a.FromNewSkin {
			t.Errorf("behaviour %s and step %s have different hours", a.ID, id)
		}
	}
}

func TestTheSkinIsAskedAboutWhenTheCheckInsSay(t *testing.T) {
	t.Parallel()
	want := []float64{12, 24, 36, 48, 72, 96, 120, 144, 168, 240, 336, 504, 672, 840, 1008, 2160, 4320, 8760}
	for _, p := range planBase(t).PlanSteps() {
		if p.Step.ID == "check-in" && !slices.Equal(p.Step.AtH, want) {
			t.Errorf("check-ins at %v; want %v", p.Step.AtH, want)
		}
	}
}

func TestEveryStepIsTranslated(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	need := func(id, field string) {
		if b.Texts["de"][knowledge.PlanText(id, field)] == "" {
			t.Errorf("no German text %s", knowledge.PlanText(id, field))
		}
	}
	for _, p := range b.Plans {
		need(p.ID, "title")
		for _, ph := range p.Phases {
			need(ph.ID, "title")
		}
	}
	for _, p := range b.PlanSteps() {
		for _, field := range []string{"title", "text", "because"} {
			need(p.Step.ID, field)
		}
	}
}
