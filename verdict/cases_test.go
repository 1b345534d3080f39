package verdict_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/verdict"
)

// TestCases asks every case of the knowledge base. Labels of cases are plain comma lists;
// what needs the grammar of package label is asked by the command "knowledge test".
func TestCases(t *testing.T) {
	t.Parallel()
	cases, err := casebook.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	b := facts(t)
	cases = slices.DeleteFunc(cases, func(c casebook.Case) bool {
		needsGrammar := c.Bland() && listLabel(t, c.Label).Incomplete
		if needsGrammar {
			t.Logf("%s: %s: left to the command knowledge test", c.Rule, c.Name)
		}
		return needsGrammar
	})
	report := casebook.Test(b, cases, func(c casebook.Case) casebook.Outcome { return ask(t, b, c) })
	for _, r := range report.Results {
		if !r.Passed() {
			t.Errorf("%s: %s:\n    %s", r.Case.Rule, r.Case.Name, strings.Join(r.Missed, "\n    "))
		}
	}
	t.Logf("%d cases passed, %d failed", report.Passed, report.Failed)
}

func TestEveryRuleHasACaseWhereItFiresAndOneWhereItDoesNot(t *testing.T) {
	t.Parallel()
	cases, err := casebook.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	b := facts(t)
	for _, c := range casebook.Cover(b, cases, func(c casebook.Case) casebook.Outcome { return ask(t, b, c) }) {
		if !c.Tested() {
			t.Errorf("%s (%s): %d cases fire, %d are silent", c.Rule, c.File, c.Fires, c.Silent)
		}
	}
}

// ask turns a case into a question and the answer into an outcome.
func ask(t *testing.T, b *knowledge.Base, c casebook.Case) casebook.Outcome {
	t.Helper()
	a := verdict.Judge(b, caseQuestion(t, c), caseProduct(t, c))
	out := casebook.Outcome{}
	it := a.Deciding()
	if c.About != "" {
		i := slices.IndexFunc(a.Items, func(i verdict.Item) bool { return i.Ingredient.INCI == c.About })
		if i < 0 {
			return casebook.Outcome{Err: fmt.Errorf("%s is not on the label", c.About)}
		}
		it = &a.Items[i]
	}
	out.Verdict, out.Condition, out.Class = it.Verdict.String(), it.Condition, it.Class
	if it.Until != nil {
		h := it.Until.Hours()
		out.UntilH = &h
	}
	out.Fired = it.Fired
	for _, i := range a.Items {
		out.Hazards = append(out.Hazards, b.HazardsOf(i.Ingredient.Families)...)
		out.Incomplete = out.Incomplete || !i.Ingredient.Known()
	}
	return out
}

func caseQuestion(t *testing.T, c casebook.Case) verdict.Question {
	t.Helper()
	q := verdict.Question{
		Course: skinafter.Course{
			Modality: skinafter.Modality(c.Modality), Depth: skinafter.Millimetres(c.DepthMM), Class: skinafter.DepthClass(c.Class),
			OpenSkin: c.OpenSkin, Occluded: c.Occluded,
		},
		Person: skinafter.Person{
			Age: c.Age, SkinType: c.SkinType, Conditions: c.Conditions, Allergies: c.Allergies, Avoid: c.Avoid,
			Medicines: c.Medicines, Prescribed: c.Medicated,
		},
		During: c.During, Protocol: skinafter.Protocol(c.Protocol),
	}
	if c.ClosedH != nil {
		q.Course.Closed = elapsed(*c.ClosedH)
	}
	if c.AtH != nil {
		q.At = skinafter.At(skinafter.Hours(*c.AtH))
		if c.AtMaxH != nil {
			q.At.Max = skinafter.Hours(*c.AtMaxH)
		}
	}
	for _, u := range c.Used {
		use := skinafter.Use{Product: skinafter.Product{Label: listLabel(t, u.Label), Form: skinafter.Form(u.Form)}, During: u.During, Unknown: u.AtH == nil && !u.During}
		if u.AtH != nil {
			use.At = skinafter.Hours(*u.AtH)
		}
		q.Person.Uses = append(q.Person.Uses, use)
	}
	if c.CheckIn != nil {
		seen := skinafter.CheckIn{At: skinafter.At(skinafter.Hours(c.CheckIn.AtH))}
		for _, s := range c.CheckIn.Symptoms {
			sym := skinafter.Symptom{Code: s.Code, Severity: skinafter.Severity(s.Severity), Trend: s.Trend}
			if s.OnsetH != nil {
				sym.Onset = elapsed(*s.OnsetH)
			}
			seen.Symptoms = append(seen.Symptoms, sym)
		}
		q.Person.Latest = &seen
	}
	return q
}

func caseProduct(t *testing.T, c casebook.Case) skinafter.Product {
	t.Helper()
	p := skinafter.Product{Label: listLabel(t, c.Label)}
	if c.Ingredient != "" {
		p = verdict.Named(c.Ingredient)
		if in := ing(t, c.Ingredient); in.Known() {
			p.Label.Ingredients[0] = in
		}
	}
	p.Form, p.Prescribed = skinafter.Form(c.Form), c.Prescribed
	return p
}

var (
	strength = regexp.MustCompile(` ([0-9.]+) ?%$`)
	weight   = regexp.MustCompile(` \(([0-9.]+) (k|M)Da\)$`)
	nano     = regexp.MustCompile(` \((nano|tablets taken by mouth)\)$`)
)

// listLabel reads a plain comma list.
func listLabel(t *testing.T, text string) skinafter.Label {
	t.Helper()
	text = strings.TrimPrefix(text, "Ingredients: ")
	if text == "" {
		return skinafter.Label{Kind: skinafter.Empty}
	}
	if !strings.Contains(text, ", ") && strings.HasSuffix(text, ".") {
		return skinafter.Label{Kind: skinafter.Prose}
	}
	l := skinafter.Label{Kind: skinafter.List}
	for _, name := range strings.Split(text, ", ") {
		name = strings.TrimSuffix(name, ".")
		plain := name
		for _, form := range []*regexp.Regexp{strength, weight, nano} {
			plain = form.ReplaceAllString(plain, "")
		}
		const high = " (High Molecular Weight)"
		in := ing(t, strings.TrimSuffix(plain, high))
		if strings.HasSuffix(plain, high) {
			in.Families = []string{"hyaluronate_hmw"}
		}
		in.Text = name
		if m := strength.FindStringSubmatch(name); m != nil {
			in.Percent, _ = strconv.ParseFloat(m[1], 64)
		}
		if m := weight.FindStringSubmatch(name); m != nil {
			in.Kilodalton, _ = strconv.ParseFloat(m[1], 64)
			if m[2] == "M" {
				in.Kilodalton *= 1000
			}
		}
		l.Incomplete = l.Incomplete || !in.Known()
		l.Ingredients = append(l.Ingredients, in)
	}
	return l
}
