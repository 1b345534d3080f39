package lint_test

import (
	"strings"
	"testing"

	"skinafter/internal/testkit/smallset"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/fact"
	"skinafter/knowledge/lint"
)

// triageFiles are a small group of triage rules without a fault, with the lists they need.
var triageFiles = map[string]string{
	"rules/vocabulary.yaml": "symptoms:\n  - id: feel\n    codes: [pain, itch]\nconditions:\n  - id: skin\n    codes: [eczema]\nexposures: [sun]\n" +
		"settings: [home]\nsince: 2026-11-01\nreview_by: 2027-11-01\nreviewed_by: none\n",
	"rules/triage/hurt.yaml": "id: hurt\ntitle: what hurts\nfindings:\n  - id: sore\n    when: {symptoms: [pain]}\nrules:\n  - id: ache\n    title: ache\n" +
		"    section: \"4b\"\n    level: watch\n    when: {finding: sore, from_h: 2, until_h: 4}\n    lead: rest\n    because: It hurts.\n    basis: choice\n" +
		"since: 2026-11-01\nreview_by: 2027-11-01\nreviewed_by: none\n",
	"cases/triage/hurt.yaml": "- name: it hurts\n  class: B\n  at_h: 3\n  check_ins:\n    - at_h: 3\n      symptoms:\n        - {code: pain}\n  fires: ache\n" +
		"  expect: {level: watch}\n- name: it does not\n  class: B\n  at_h: 3\n  not_fires: ache\n  expect: {level: normal}\n",
	"texts/en.yaml": "advice.rest: Rest.\ncondition.settled: when the skin has settled\nhello: Hello {name}.\n",
	"texts/de.yaml": "advice.rest: Ruhen Sie.\ncondition.settled: wenn die Haut ruhig ist\nhello: Hallo {name}.\n",
}

// triageEdit is the small set with triage rules and one change.
func triageEdit(t *testing.T, file, from, to string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, text := range triageFiles {
		out[name] = text
	}
	if from != "" && !strings.Contains(out[file], from) {
		t.Fatalf("%s does not hold %q", file, from)
	}
	out[file] = strings.Replace(out[file], from, to, 1)
	return out
}

func TestLintPointsAtMistakesInTriageRules(t *testing.T) {
	t.Parallel()
	const rules, cases = "rules/triage/hurt.yaml", "cases/triage/hurt.yaml"
	for _, c := range []struct{ name, file, from, to, want string }{
		{"nothing is wrong", rules, "", "", ""},
		{"a level does not exist", rules, "level: watch", "level: calm", `"calm" is no level`},
		{"a section does not exist", rules, `"4b"`, `"4f"`, `"4f" is no section`},
		{"a step stands among the signs", rules, "    when: {finding", "    step: true\n    when: {finding", "only rules of 4e and trend"},
		{"a code does not exist", rules, "[pain]", "[pane]", `"pane" is no symptom code`},
		{"a group does not exist", rules, "symptoms: [pain]", "groups: [colour]", `"colour" is no group of symptoms`},
		{"a condition does not exist", rules, "finding: sore", "conditions: [tall]", `"tall" is no condition`},
		{"an exposure does not exist", rules, "finding: sore", "exposures: [rain]", `"rain" is no exposure`},
		{"a setting does not exist", rules, "finding: sore", "settings: [ship]", `"ship" is no setting`},
		{"a modality does not exist", rules, "finding: sore", "modalities: [magic]", `"magic" is no modality`},
		{"an area does not exist", rules, "finding: sore", "areas: [moon]", `"moon" is no area`},
		{"a severity does not exist", rules, "finding: sore", "severity: huge, symptoms: [any]", `"huge" is no severity`},
		{"a medicine group does not exist", rules, "finding: sore", "medicines: [potion]", `"potion" is no group of medicines`},
		{"a product class does not exist", rules, "finding: sore", "products: [I99]", `"I99" is no ingredient class`},
		{"a level to look back at does not exist", rules, "finding: sore", "worst: calm", `"calm" is no level`},
		{"a finding does not exist", rules, "finding: sore", "finding: soar", `no finding has the id "soar"`},
		{"a finding leads to itself", rules, "when: {symptoms: [pain]}", "when: {finding: sore}", "the findings lead in a circle: sore -> sore"},
		{"a condition is empty", rules, "finding: sore, from_h: 2, until_h: 4", "all: [{new: true}]", "would hold always"},
		{"a branch is wrong", rules, "finding: sore", "any: [{symptoms: [pane]}]", `"pane" is no symptom code`},
		{"a window ends before it begins", rules, "until_h: 4", "until_h: 1", "ends before it begins"},
		{"a text is missing", rules, "lead: rest", "lead: run", `no text has the key "advice.run"`},
		{"a rule cites nobody", rules, "    basis: choice\n", "", "cites nobody"},
		{"a condition says not", rules, "finding: sore", "none: [{finding: sore}]", "none"},
		{"two findings have one id", rules, "rules:", "  - id: sore\n    when: {symptoms: [itch]}\nrules:", `another finding has the id "sore"`},
		{"a rule has no case where it is silent", cases, "not_fires", "fires", "needs a case where it fires and one where it is silent"},
		{"a case is about no rule", cases, "not_fires: ache", "not_fires: pain", `no rule has the id "pain"`},
		{"a case is about two rules", cases, "  not_fires: ache", "  fires: ache\n  not_fires: ache", "want exactly one of fires and not_fires"},
		{"a case expects no level", cases, "level: normal", "level: calm", `"calm" is no level`},
		{"a case has no treatment", cases, "  class: B\n", "", "want modality, or class"},
		{"a case has a code nobody knows", cases, "code: pain", "code: pane", `"pane" is no symptom code`},
		{"two cases have one name", cases, "it does not", "it hurts", "has the same name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var all []string
			for _, p := range lint.Check(smallset.FS(triageEdit(t, c.file, c.from, c.to)), smallset.Today) {
				all = append(all, p.Text)
			}
			got := strings.Join(all, "\n")
			if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLintDemandsAFollowupForEveryLevel(t *testing.T) {
	t.Parallel()
	file := "check_in_h: [24, 12]\nhold_h: 24\ngrace_h: 12\nlevels:\n  - level: calm\n    advice: [rest]\n    recheck_h: 24\n    safety_net: [none]\n" +
		"because: Skin rests.\nbasis: choice\nsince: 2026-11-01\nreview_by: 2027-11-01\nreviewed_by: none\n"
	var all []string
	for _, p := range lint.Check(smallset.FS(map[string]string{"rules/followup.yaml": file}), smallset.Today) {
		all = append(all, p.Text)
	}
	got := strings.Join(all, "\n")
	for _, want := range []string{
		"the level emergency says nothing", `"calm" is no level`, `no text has the key "advice.rest"`, `no text has the key "safety.none"`,
		"want one thing to do, and five sentences", "the check-ins are not in order",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

func TestExplainOpensATriageRule(t *testing.T) {
	t.Parallel()
	e, err := fact.Explain(smallset.Load(t, triageFiles), "ache")
	if err != nil || e.Kind != "rule" || e.Title != "ache" || !strings.Contains(e.String(), "no clinician yet") {
		t.Errorf("%v\n%s", err, e)
	}
}

func TestTriageCasesBecomeSituations(t *testing.T) {
	t.Parallel()
	text := "- name: a product and an uncertain hour\n  class: B\n  at_h: 3\n  at_max_h: 9\n  next_h: 100\n  used:\n    - {label: cream, at_h: 1, holds: [I7], early: [I7]}\n" +
		"    - {label: serum}\n  check_ins:\n    - {at_h: 3, symptoms: [{code: pain, onset_h: 1}], gone: [itch], cleared: true}\n  fires: ache\n  expect: {level: watch}\n"
	files := triageEdit(t, "cases/triage/hurt.yaml", "", "")
	files["cases/triage/hurt.yaml"] = text
	list, err := casebook.LoadTriage(smallset.FS(files))
	if err != nil || len(list) != 1 || list[0].Group != "hurt" {
		t.Fatalf("%v, %d cases", err, len(list))
	}
	s := list[0].Situation()
	if s.At.Min.Hours() != 3 || s.At.Max.Hours() != 9 || s.CheckIns[0].At != s.At || !s.CheckIns[0].Cleared || s.Next.Hours() != 100 {
		t.Errorf("%+v", s)
	}
	if u := s.Person.Uses; !u[0].Early.Inside || u[0].At.Hours() != 1 || !u[1].Unknown || u[1].Early.Inside {
		t.Errorf("%+v", u)
	}
	if _, err := casebook.LoadTriage(smallset.FS(map[string]string{"cases/triage/hurt.yaml": "- nme: x\n"})); err == nil {
		t.Error("a case with a misspelled field was read")
	}
}
