package fact_test

import (
	"errors"
	"strings"
	"testing"

	"skinafter/internal/testkit/smallset"
	"skinafter/knowledge/fact"
)

func TestExplainOpensEveryKindOfFact(t *testing.T) {
	t.Parallel()
	b := smallset.Load(t, nil)
	for _, c := range []struct {
		name, id string
		want     []string
	}{
		{
			"a rule tells its answer, its reason, its conflict and who signed", "i13",
			[]string{"rule i13: vitamin A products", "wait until 336 h", "because: Vitamin A makes", "protocol conservative", "Decided: Two weeks.", "no clinician yet", "its author sells what it recommends"},
		},
		{"a rule that nobody dictates says so", "i1", []string{"a choice of this project"}},
		{"an entry of a list of rules tells its fields", "reaction", []string{"rule reaction", "condition: settled", "a choice of this project", "no clinician yet"}},
		{"a family tells its members, its look-alikes and its rule", "retinoid", []string{"RETINYL *", "does not belong: RETINYL NOTHING", "judged by rule: i13"}},
		{"an event tells its codes and words", "erythema", []string{"event erythema: redness", "German: Rötung", "C26901, IMDRF E171601 (exact)", "skin red"}},
		{"a conflict tells both sides", "C1", []string{"one side: Two weeks. [S1]", "one side: Not at all. [S2]", "decided: Two weeks."}},
		{"a source tells its grade and interest", "B", []string{"opinion (level 5)", "checked: seen (whole article)", "interest: its author sells what it recommends"}},
		{"a statement tells its source and its conflict", "S1", []string{"Wait two weeks with vitamin A.", "General article (2024;", "takes part in: C1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e, err := fact.Explain(b, c.id)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range c.want {
				if !strings.Contains(e.String(), want) {
					t.Errorf("%q is missing in\n%s", want, e)
				}
			}
		})
	}
}

func TestExplainOfAnUnknownIDIsAnError(t *testing.T) {
	t.Parallel()
	if _, err := fact.Explain(smallset.Load(t, nil), "i99"); !errors.Is(err, fact.ErrNoSuchID) {
		t.Errorf("got %v", err)
	}
}
