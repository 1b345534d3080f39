package recovery_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinafter"
	"skinafter/recovery"
)

var update = flag.Bool("update", false, "write the golden plans")

func TestThreePlansLookAsTheyDid(t *testing.T) {
	t.Parallel()
	needled := treated(skinafter.Needling, 1.5, 30)
	needled.Situation.Person = skinafter.Person{Age: 34, SkinType: "IV", Conditions: []string{"cold_sores"}}
	needled.Overrides = []recovery.Override{{Step: "no-light-makeup", Clinic: "Clinic at the lake", UntilH: ptr(96.0)}}

	planned := treated(skinafter.PeelSuperficial, 0, -60)
	planned.Situation.Person = skinafter.Person{Conditions: []string{"pregnancy", "eczema"}, Medicines: []string{"warfarin"}}

	open := treated(skinafter.LaserFractionalAblative, 0, 200)
	open.Situation.Course.OpenSkin = true
	open.Reaction = true

	for name, in := range map[string]recovery.PlanInput{"needling-deep-30h": needled, "light-peel-before": planned, "laser-open-200h": open} {
		s := recovery.Plan(planBase(t), in)
		got := page(&s)
		file := filepath.Join("testdata", "plan-"+name+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || got != string(want) {
			t.Errorf("%s differs (%v); look at the difference of go test ./recovery -update", file, err)
		}
	}
}

// page is a plan as one line a step.
func page(s *recovery.Schedule) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s, class %s, at %s, %s; notes %v\n", s.Course.Modality, s.Class, s.At.Min, s.Phase.ID, s.Notes)
	for i := range s.Steps {
		st := &s.Steps[i]
		hours := fmt.Sprintf("%v to %v", hoursOf(st.From), hoursOf(st.Until))
		if len(st.Moments) > 0 {
			hours = fmt.Sprint(st.Moments)
		}
		fmt.Fprintf(&out, "%-5s %-5s %s: %s", st.State, st.Kind, st.ID, hours)
		for _, more := range []struct {
			show bool
			text string
		}{
			{st.FromNewSkin || st.UntilNewSkin, "by new skin"},
			{st.Waits, "waits for new skin"},
			{st.Held, "held by " + st.HeldBy},
			{st.Condition != "", "if " + st.Condition},
			{len(st.Conflicts) > 0, "sources disagree " + strings.Join(st.Conflicts, " ")},
		} {
			if more.show {
				out.WriteString("; " + more.text)
			}
		}
		if c := st.Override; c != nil {
			fmt.Fprintf(&out, "; %s, the sources say %v to %v", c.Clinic, hoursOf(c.WasFrom), hoursOf(c.WasUntil))
		}
		out.WriteString("\n")
	}
	return out.String()
}

// TestTheTableOfStepsIsAsItWas keeps one line for every step, so that a change of its kind or
// of what it may be changed by is seen in a review.
func TestTheTableOfStepsIsAsItWas(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for _, p := range planBase(t).PlanSteps() {
		s := p.Step
		fmt.Fprintf(&out, "%s %s: %s fixed=%t if=%s about=%v topics=%v\n", p.Plan.ID, s.ID, s.Kind, s.Fixed, s.Condition, s.About, s.Topics)
	}
	file := filepath.Join("testdata", "plan-steps.txt")
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || out.String() != string(want) {
		t.Errorf("%s differs (%v); look at the difference of go test ./recovery -update", file, err)
	}
}
