package triage_test

import (
	"fmt"
	"slices"
	"testing"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/clues"
	"skinafter/triage"
)

// causeCases are the cases of knowledge/cases/causes.
func causeCases(t testing.TB) []casebook.Course {
	t.Helper()
	cases, err := casebook.LoadCourses(knowledge.Embedded(), "causes")
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// causesOf are the causes of a case, their ids and the ids of all reasons.
func causesOf(t testing.TB, c *casebook.Course) (list []triage.Cause, ids, fired []string) {
	t.Helper()
	var level skinafter.Level
	if c.Level != "" {
		if err := level.UnmarshalText([]byte(c.Level)); err != nil {
			t.Fatal(err)
		}
	}
	list = triage.Causes(causeFacts(t), c.Situation(), level)
	for _, cause := range list {
		ids = append(ids, cause.ID)
		for _, r := range slices.Concat(cause.For, cause.Against) {
			fired = append(fired, r.ID)
		}
	}
	return list, ids, fired
}

// TestCauseCases asks every case of the knowledge base about causes.
func TestCauseCases(t *testing.T) {
	t.Parallel()
	for _, c := range causeCases(t) {
		list, ids, fired := causesOf(t, &c)
		if err := causeMiss(&c, list, ids, fired); err != nil {
			t.Errorf("%s:%d %s: %v", c.At.File, c.At.Line, c.Name, err)
		}
	}
}

func causeMiss(c *casebook.Course, list []triage.Cause, ids, fired []string) error {
	for _, id := range c.Expect.Among {
		if !slices.Contains(ids, id) {
			return fmt.Errorf("want %s among %v", id, ids)
		}
	}
	for _, id := range c.Expect.NoneOf {
		if slices.Contains(ids, id) {
			return fmt.Errorf("want %s absent from %v", id, ids)
		}
	}
	for _, id := range c.NotFires {
		if slices.Contains(fired, id) {
			return fmt.Errorf("%s fired; want it silent", id)
		}
	}
	if c.Expect.First != "" && (len(ids) == 0 || ids[0] != c.Expect.First) {
		text := ""
		for _, cause := range list {
			text += fmt.Sprintf(" %s:%d", cause.ID, cause.Points)
		}
		return fmt.Errorf("want %s first, got%s", c.Expect.First, text)
	}
	return nil
}

// TestEveryCausePointFiresAndStaysSilent goes over all rules, listed or not: a point nobody can
// reach would be a sentence nobody reads.
func TestEveryCausePointFiresAndStaysSilent(t *testing.T) {
	t.Parallel()
	b := causeFacts(t)
	cases := causeCases(t)
	fires, silent := map[string]bool{}, map[string]bool{}
	for i := range cases {
		c := &cases[i]
		scene := clues.NewScene(b, c.Situation(), 0, nil)
		for id, when := range causePoints(b) {
			if scene.Holds(when) {
				fires[id] = true
			} else {
				silent[id] = true
			}
		}
		for _, id := range c.Fires {
			if when := causePoints(b)[id]; when == nil || !scene.Holds(when) {
				t.Errorf("%s:%d %s: %s does not fire", c.At.File, c.At.Line, c.Name, id)
			}
		}
	}
	for id := range causePoints(b) {
		if !fires[id] || !silent[id] {
			t.Errorf("%s: a case fires it: %v, a case leaves it silent: %v", id, fires[id], silent[id])
		}
	}
}

func causePoints(b *knowledge.Base) map[string]*knowledge.Clue {
	out := map[string]*knowledge.Clue{}
	for _, r := range b.Causes {
		for _, list := range [][]knowledge.CausePoint{r.For, r.Against} {
			for i := range list {
				out[list[i].ID] = &list[i].When
			}
		}
	}
	return out
}
