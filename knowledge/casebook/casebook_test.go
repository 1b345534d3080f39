package casebook_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"skinafter/internal/testkit"
	"skinafter/internal/testkit/smallset"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/plain"
)

func hour(h float64) *float64 { return &h }

func TestACaseComparesOnlyWhatItExpects(t *testing.T) {
	t.Parallel()
	wait := casebook.Outcome{Verdict: knowledge.Wait, UntilH: hour(336), Condition: "no-reaction", Class: "I13", Fired: []string{"i13"}}
	for _, c := range []struct {
		name  string
		given casebook.Case
		got   casebook.Outcome
		want  string // part of the first miss; empty = passed
	}{
		{"nothing expected", casebook.Case{}, wait, ""},
		{"everything as expected", casebook.Case{Fires: "i13", Expect: casebook.Expect{Verdict: knowledge.Wait, UntilH: hour(336), Condition: "no-reaction", Class: "I13"}}, wait, ""},
		{"another verdict", casebook.Case{Expect: casebook.Expect{Verdict: knowledge.OK}}, wait, "verdict: want ok, got wait"},
		{"another hour", casebook.Case{Expect: casebook.Expect{UntilH: hour(36)}}, wait, "until_h: want 36 h, got 336 h"},
		{"an end where none is wanted", casebook.Case{Expect: casebook.Expect{OpenEnd: true}}, wait, "until_h: want no end"},
		{"no end where one is wanted", casebook.Case{Expect: casebook.Expect{UntilH: hour(36)}}, casebook.Outcome{Verdict: knowledge.Wait}, "got no end"},
		{"another class", casebook.Case{Expect: casebook.Expect{Class: "I14"}}, wait, "class: want I14, got I13"},
		{"a rule that did not fire", casebook.Case{Fires: "i14"}, wait, "rule i14 did not fire; fired: i13"},
		{"a rule that should be silent", casebook.Case{Silent: true, Rule: "verdict/i13"}, wait, "rule i13 fired"},
		{"an entry that should be silent", casebook.Case{NotFires: "i13"}, wait, "rule i13 fired"},
		{"a hazard on an innocent label", casebook.Case{Expect: casebook.Expect{NoneOf: []string{"aha"}}}, casebook.Outcome{Hazards: []string{"aha"}}, "hazard aha"},
		{"an unread name", casebook.Case{Expect: casebook.Expect{Complete: true}}, casebook.Outcome{Incomplete: true}, "incomplete"},
		{"a case that cannot be asked", casebook.Case{}, casebook.Outcome{Err: errors.New("no modality")}, "no modality"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := casebook.Test(smallset.Load(t, nil), []casebook.Case{c.given}, func(casebook.Case) casebook.Outcome { return c.got })
			missed := strings.Join(r.Results[0].Missed, "; ")
			if (c.want == "") != (missed == "") || !strings.Contains(missed, c.want) {
				t.Errorf("missed %q, want %q", missed, c.want)
			}
			if r.Passed+r.Failed != 1 || (r.Passed == 1) != (c.want == "") {
				t.Errorf("passed %d, failed %d", r.Passed, r.Failed)
			}
		})
	}
}

// byName answers the cases of the small set the way its rules are meant.
func byName(c casebook.Case) casebook.Outcome {
	if c.Ingredient == "RETINOL" {
		return casebook.Outcome{Verdict: knowledge.Wait, UntilH: hour(336), Class: "I13", Fired: []string{"i13"}}
	}
	return casebook.Outcome{Verdict: knowledge.OK, Class: "I1", Fired: []string{"i1"}}
}

func TestCoverCountsFiringAndSilence(t *testing.T) {
	t.Parallel()
	cases, err := casebook.Load(smallset.FS(nil))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]casebook.Coverage{}
	for _, c := range casebook.Cover(smallset.Load(t, nil), cases, byName) {
		got[c.Rule] = c
	}
	if c := got["i13"]; c.Silent != 1 || c.Fires < 1 || !c.Tested() {
		t.Errorf("i13: %+v", c)
	}
	if c := got["reaction"]; c.Fires != 0 || c.Silent != 1 || c.Tested() {
		t.Errorf("reaction: %+v; nothing made it fire", c)
	}
}

func TestDiffListsTheAnswersThatChange(t *testing.T) {
	t.Parallel()
	cases, err := casebook.Load(smallset.FS(nil))
	if err != nil {
		t.Fatal(err)
	}
	old := smallset.Load(t, nil)
	updated := smallset.Load(t, smallset.Edit("rules/verdict/i13.yaml", "until_h: 336", "until_h: 400"))
	judge := func(b *knowledge.Base, c casebook.Case) casebook.Outcome {
		o := byName(c)
		if o.Class == "I13" {
			o.UntilH = b.Rules["i13"].After[0].UntilH
		}
		return o
	}
	changes := casebook.Diff(old, updated, cases, judge)
	retinol := slices.DeleteFunc(slices.Clone(cases), func(c casebook.Case) bool { return c.Ingredient != "RETINOL" })
	if len(changes) != len(retinol) {
		t.Errorf("%d answers changed, want %d", len(changes), len(retinol))
	}
	for _, c := range changes {
		if !c.Stricter {
			t.Errorf("%s: a longer wait is stricter", c.Case.Name)
		}
	}
	if same := casebook.Diff(old, old, cases, judge); len(same) > 0 {
		t.Errorf("the same facts differ from themselves: %v", same)
	}
}

func TestCasesKnowWhereTheyStand(t *testing.T) {
	t.Parallel()
	cases, err := casebook.Load(smallset.FS(nil))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(cases, func(c casebook.Case) bool { return c.Name == "retinol is not water" })
	if i < 0 {
		t.Fatal("case not found")
	}
	if c := cases[i]; c.At != (plain.Place{File: "cases/verdict/i1.yaml", Line: 8}) || c.Rule != "verdict/i1" || c.Bland() {
		t.Errorf("at %v, rule %q", c.At, c.Rule)
	}
	if c := cases[0]; !c.Bland() || c.Rule != "bland/water" {
		t.Errorf("the first case is %q of %q", c.Name, c.Rule)
	}
}

func TestReportedWordsFindTheirEvent(t *testing.T) {
	t.Parallel()
	b := testkit.Facts(t)
	cases, err := casebook.LoadEvents(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 2*len(b.Events) {
		t.Errorf("%d cases for %d events", len(cases), len(b.Events))
	}
	for _, c := range cases {
		got := ""
		if e, ok := b.EventFor(c.Reported); ok {
			got = e.ID
		}
		if got != c.Event {
			t.Errorf("%q: want %q, got %q", c.Reported, c.Event, got)
		}
	}
}
