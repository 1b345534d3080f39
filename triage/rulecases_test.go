package triage_test

import (
	"slices"
	"strings"
	"testing"

	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/triage"
)

func ruleCases(t testing.TB) []casebook.Triage {
	t.Helper()
	cases, err := casebook.LoadTriage(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// TestRuleCases asks the cases of every rule: it fires in one, is silent in another, and the
// level is the one that the case expects.
func TestRuleCases(t *testing.T) {
	t.Parallel()
	b := facts(t)
	cases := ruleCases(t)
	for _, c := range cases {
		got := triage.Assess(b, c.Situation())
		if got.Level.String() != c.Expect.Level {
			t.Errorf("%s: %s: level %v, want %s; fired %s", c.Group, c.Name, got.Level, c.Expect.Level, strings.Join(got.IDs(), " "))
		}
		if c.Fires != "" && !slices.Contains(got.IDs(), c.Fires) {
			t.Errorf("%s: %s: %s did not fire; fired %s", c.Group, c.Name, c.Fires, strings.Join(got.IDs(), " "))
		}
		if c.NotFires != "" && slices.Contains(got.IDs(), c.NotFires) {
			t.Errorf("%s: %s: %s fired", c.Group, c.Name, c.NotFires)
		}
	}
	t.Logf("%d cases", len(cases))
}
