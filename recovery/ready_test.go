package recovery_test

import (
	"fmt"
	"slices"
	"testing"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/recovery"
)

func readyFacts(t testing.TB) *knowledge.Base {
	t.Helper()
	return testkit.Facts(t)
}

func courseCases(t testing.TB, kind string) []casebook.Course {
	t.Helper()
	cases, err := casebook.LoadCourses(knowledge.Embedded(), kind)
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// readyInput is what a case asks: every topic is answered but those it leaves open.
func readyInput(t testing.TB, c *casebook.Course) recovery.ReadyInput {
	t.Helper()
	in := recovery.ReadyInput{Situation: c.Situation()}
	if c.Level != "" {
		if err := in.Level.UnmarshalText([]byte(c.Level)); err != nil {
			t.Fatal(err)
		}
	}
	in.Answered = slices.DeleteFunc(knowledge.Topics(), func(topic string) bool { return slices.Contains(c.Missing, topic) })
	return in
}

// fits compares what a case expects with an answer about a session.
func fits(c *casebook.Course, answer recovery.Session, until *skinafter.Elapsed, fired []string) error {
	switch e := c.Expect; {
	case e.Ready != "" && e.Ready != answer.String():
		return fmt.Errorf("want %s, got %s: %v", e.Ready, answer, fired)
	case e.UntilH != nil && (until == nil || until.Hours() != *e.UntilH):
		return fmt.Errorf("want until %g h, got %v", *e.UntilH, until)
	}
	for _, id := range c.Fires {
		if !slices.Contains(fired, id) {
			return fmt.Errorf("%s did not fire; fired: %v", id, fired)
		}
	}
	for _, id := range c.NotFires {
		if slices.Contains(fired, id) {
			return fmt.Errorf("%s fired", id)
		}
	}
	return nil
}

// TestReadinessCases asks every case of the knowledge base about the next session.
func TestReadinessCases(t *testing.T) {
	t.Parallel()
	b := readyFacts(t)
	for _, c := range courseCases(t, "readiness") {
		got := recovery.Ready(b, readyInput(t, &c))
		var fired []string
		for _, r := range got.Reasons {
			fired = append(fired, r.ID)
		}
		if err := fits(&c, got.Answer, got.Until, fired); err != nil {
			t.Errorf("%s:%d %s: %v", c.At.File, c.At.Line, c.Name, err)
		}
	}
}

// TestScreeningCases asks every case of the knowledge base about screening.
func TestScreeningCases(t *testing.T) {
	t.Parallel()
	b := readyFacts(t)
	for _, c := range courseCases(t, "screening") {
		in := readyInput(t, &c)
		items := recovery.Screen(b, recovery.ScreenInput{Situation: in.Situation, Level: in.Level, Answered: in.Answered})
		var fired []string
		for _, i := range items {
			fired = append(fired, i.ID)
		}
		ready := recovery.Ready(b, in)
		err := fits(&c, ready.Answer, ready.Until, fired)
		if err == nil && c.Expect.Answer != "" && (len(items) == 0 || items[0].Answer != c.Expect.Answer) {
			err = fmt.Errorf("want %s first, got %v", c.Expect.Answer, fired)
		}
		if err != nil {
			t.Errorf("%s:%d %s: %v", c.At.File, c.At.Line, c.Name, err)
		}
	}
}

// TestEveryRuleOfSessionsHasItsCases demands a firing and a silent case in the file that
// mirrors the rule.
func TestEveryRuleOfSessionsHasItsCases(t *testing.T) {
	t.Parallel()
	b := readyFacts(t)
	var rules []string
	for id := range b.Readiness {
		rules = append(rules, "readiness/"+id)
	}
	for id := range b.Screening {
		rules = append(rules, "screening/"+id)
	}
	fires, silent := map[string]bool{}, map[string]bool{}
	for _, kind := range []string{"readiness", "screening"} {
		for _, c := range courseCases(t, kind) {
			for _, id := range c.Fires {
				fires[kind+"/"+id] = true
			}
			for _, id := range c.NotFires {
				silent[kind+"/"+id] = true
			}
		}
	}
	for _, rule := range rules {
		if !fires[rule] || !silent[rule] {
			t.Errorf("%s: a case where it fires: %v, one where it is silent: %v", rule, fires[rule], silent[rule])
		}
	}
}
