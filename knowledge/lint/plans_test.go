package lint_test

import (
	"strings"
	"testing"

	"skinafter/internal/testkit/smallset"
	"skinafter/knowledge/lint"
)

// smallPlan is a plan file with one step, changed by the tests.
const smallPlan = `id: common
title: all
steps:
  - id: cool
    kind: do
    title: cool it
    text: Cool it.
    from_h: 0
    until_h: 48
    topics: [cold]
    because: Cold skin swells less.
    cites: [S1]
since: 2026-11-01
review_by: 2027-11-01
reviewed_by: none
`

func TestLintPointsAtMistakesOfPlans(t *testing.T) {
	t.Parallel()
	second := "    cites: [S1]\n  - id: %\n    kind: avoid\n    title: cold\n    text: No cold.\n    from_h: 10\n    until_h: 20\n" +
		"    topics: [cold]\n    because: Cold skin swells less.\n    cites: [S1]\n"
	tests := []struct{ name, old, new, want string }{
		{"a source nobody knows", "[S1]", "[S999]", `no source or statement has the id "S999"`},
		{"a step without a window", "    from_h: 0\n    until_h: 48\n", "", "has no window"},
		{"a kind that is none", "kind: do", "kind: maybe", "is no kind of step"},
		{"a window and moments", "until_h: 48", "at_h: [12]\n    lasts_h: 2", "moments or a window"},
		{"moments without a length", "    from_h: 0\n    until_h: 48\n", "    at_h: [12]\n", "lasts_h"},
		{"moments out of order", "    from_h: 0\n    until_h: 48\n", "    at_h: [24, 12]\n    lasts_h: 2\n", "not in order"},
		{"a window that ends before it begins", "until_h: 48", "until_h: -1", "ends before it begins"},
		{"new skin for needling", "until_h: 48", "until_h: 48\n    until_new_skin: true\n    applies: [A]", "no treatment of this plan gets"},
		{"an end by another clock", "until_h: 48", "until_h: 48\n    from_new_skin: true", "until_new_skin"},
		{"something starts and nobody says when", "kind: do", "kind: go", ""},
		{"a step that starts without an hour", "kind: do\n    title: cool it\n    text: Cool it.\n    from_h: 0", "kind: go\n    title: cool it\n    text: Cool it.", "from_h"},
		{"nobody is behind it", "    cites: [S1]\n", "", "cites nobody"},
		{"a medicine is stopped", "Cool it.", "Stop your blood thinner.", "nobody is told to stop a medicine"},
		{"a medicine is not stopped", "Cool it.", "Never stop your blood thinner.", ""},
		{"a sentence for experts", "Cool it.", "Epidermal reconstitution necessitates uncompromising environmental moderation.", "reading grade"},
		{"a word we do not use", "Cool it.", "It is safe.", "is a word we do not use"},
		{"an area that is none", "topics: [cold]", "areas: [elbow]", `"elbow" is no area`},
		{"a modality that is none", "topics: [cold]", "modalities: [tattoo]", `"tattoo" is no modality`},
		{"a setting that is none", "topics: [cold]", "settings: [car]", `"car" is no setting`},
		{"a skin type that is none", "topics: [cold]", "skin_types: [VII]", `"VII" is no skin type`},
		{"a medicine group that is none", "topics: [cold]", "medicines: [sweets]", `"sweets" is no medicine group`},
		{"two steps of one id", "    cites: [S1]\n", strings.Replace(second, "%", "cool", 1), "stands in plan common too"},
		{"one step asks for what another forbids", "    cites: [S1]\n", strings.Replace(second, "%", "no-cold", 1), "step cool says do while step no-cold says avoid"},
		{"a step without cases", "id: cool", "id: cooler", "step cooler needs hours"},
		{"phases with a gap", "steps:", "phases:\n  - {id: a, title: a, until_h: 0}\n  - {id: b, title: b, from_h: 1}\nsteps:", "does not begin where"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(smallPlan, tt.old, tt.new, 1)
			found := lint.Check(smallset.FS(map[string]string{"plans/common.yaml": text}), smallset.Today)
			var all []string
			for _, p := range found {
				if strings.Contains(p.File, "plans/") {
					all = append(all, p.Text)
				}
			}
			joined := strings.Join(all, "\n")
			if tt.want == "" && joined != "" || !strings.Contains(joined, tt.want) {
				t.Errorf("found %q; want %q", joined, tt.want)
			}
		})
	}
}

func TestPlanCasesPointAtMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"a step nobody knows", "- {name: a, step: dance, modality: needling, now_h: [1]}\n", "no plan has the step"},
		{"neither hours nor absent", "- {name: a, step: cool, modality: needling}\n", "want hours"},
		{"a modality that is none", "- {name: a, step: cool, modality: tattoo, now_h: [1]}\n", "is no modality"},
		{
			"two cases of one name", "- {name: a, step: cool, modality: needling, now_h: [1]}\n- {name: a, step: cool, modality: needling, not_now_h: [99]}\n",
			"has the same name",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			found := lint.Check(smallset.FS(map[string]string{"plans/common.yaml": smallPlan, "cases/plans/common.yaml": tt.text}), smallset.Today)
			for _, p := range found {
				if strings.Contains(p.Text, tt.want) {
					return
				}
			}
			t.Errorf("found %v; want %q", found, tt.want)
		})
	}
}
