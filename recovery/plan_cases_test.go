package recovery_test

import (
	"testing"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/recovery"
)

// planCases are the cases of knowledge/cases/plans.
func planCases(t testing.TB) []casebook.Plan {
	t.Helper()
	cases, err := casebook.LoadPlans(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// inputOf is the question of a case, asked at h hours.
func inputOf(c casebook.Plan, h float64) recovery.PlanInput {
	in := recovery.PlanInput{Reaction: c.Reaction, Situation: skinafter.Situation{
		Course: skinafter.Course{
			Modality: skinafter.Modality(c.Modality), Depth: skinafter.Millimetres(c.DepthMM),
			Class: skinafter.DepthClass(c.Class), Area: skinafter.Area(c.Area), OpenSkin: c.OpenSkin,
		},
		At:      skinafter.At(skinafter.Hours(h)),
		Setting: c.Setting,
		Person:  skinafter.Person{Age: c.Age, SkinType: c.SkinType, Conditions: c.Conditions, Medicines: c.Medicines},
	}}
	if c.ClosedH != nil {
		in.Situation.Course.Closed = ptr(skinafter.Hours(*c.ClosedH))
	}
	return in
}

func TestEveryPlanCaseIsAnsweredAsItStands(t *testing.T) {
	t.Parallel()
	b := planBase(t)
	for _, c := range planCases(t) {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			if c.Absent {
				if s := recovery.Plan(b, inputOf(c, 0)); s.Find(c.Step) != nil {
					t.Errorf("the plan holds the step %s", c.Step)
				}
				return
			}
			for _, h := range c.NowH {
				checkState(t, b, c, h, true)
			}
			for _, h := range c.NotNowH {
				checkState(t, b, c, h, false)
			}
		})
	}
}

func checkState(t *testing.T, b *knowledge.Base, c casebook.Plan, h float64, now bool) {
	t.Helper()
	s := recovery.Plan(b, inputOf(c, h))
	step := s.Find(c.Step)
	if step == nil {
		t.Fatalf("at %g h the plan does not hold the step %s", h, c.Step)
	}
	if (step.State == recovery.Now) != now {
		t.Errorf("at %g h step %s is %s; want now: %t", h, c.Step, step.State, now)
	}
}

func TestEveryStepHasHoursOnBothSidesOfItsWindow(t *testing.T) {
	t.Parallel()
	now, not := map[string]bool{}, map[string]bool{}
	for _, c := range planCases(t) {
		now[c.Step] = now[c.Step] || len(c.NowH) > 0
		not[c.Step] = not[c.Step] || len(c.NotNowH) > 0
	}
	for _, p := range planBase(t).PlanSteps() {
		if !now[p.Step.ID] || !not[p.Step.ID] {
			t.Errorf("step %s of %s has no case on one side", p.Step.ID, p.Plan.ID)
		}
	}
}
