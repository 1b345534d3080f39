package verdict_test

import (
	"slices"
	"testing"

	"skinafter/knowledge"
	"skinafter/verdict"
)

// What the linter of knowledge cannot know: the words that this package answers.
func TestThePlacingRulesUseWordsThatAreAnswered(t *testing.T) {
	t.Parallel()
	b := facts(t)
	for _, p := range b.Care.Placing.Places {
		for _, w := range slices.Concat(p.Any, p.All, p.None) {
			if !slices.Contains(verdict.PlaceWords(), w) {
				t.Errorf("place rule %s: nobody answers the word %q", p.ID, w)
			}
		}
	}
}

func TestEveryClassThatDataNamesHasARule(t *testing.T) {
	t.Parallel()
	b := facts(t)
	classes := map[string]bool{}
	for _, r := range b.Rules {
		classes[r.Class] = true
		if !slices.Contains(b.Care.Placing.Order, r.Class) {
			t.Errorf("class %s stands nowhere in the order", r.Class)
		}
	}
	check := func(where string, list []string) {
		for _, c := range list {
			if !classes[c] {
				t.Errorf("%s: no rule judges class %s", where, c)
			}
		}
	}
	care := &b.Care
	check("placing.order", care.Placing.Order)
	check("placing.inside", care.Placing.Inside)
	check("placing.actives", care.Placing.Actives)
	check("behaviour.first", care.Behaviour.First)
	check("locks", slices.Concat(care.Locks.Sunscreen, care.Locks.Beside))
	for _, l := range []knowledge.Lock{care.Locks.Reaction, care.Locks.Suspect, care.Locks.Actives, care.Locks.Help} {
		check(l.ID, slices.Concat(l.Classes, l.Exempt))
	}
	for _, p := range care.Persons.Rules {
		check(p.ID, p.Classes)
	}
	for _, p := range care.Placing.Places {
		check(p.ID, append(p.From, p.To))
	}
	for _, f := range care.Placing.Forms {
		check(f.ID, append(f.Classes, f.To))
	}
	for id, f := range b.Families {
		check("family "+id, []string{f.Class})
	}
}

func TestEverySymptomOfTheLocksConcernsTheSkin(t *testing.T) {
	t.Parallel()
	locks := &facts(t).Care.Locks
	for name, list := range map[string][]string{
		"always": locks.Always, "not_alone": locks.NotAlone,
		"rough": locks.Rough, "open": locks.Open, "crusted": locks.Crusted,
	} {
		for _, code := range list {
			if !slices.Contains(locks.Skin, code) {
				t.Errorf("locks.%s: %q is not among the skin symptoms", name, code)
			}
		}
	}
	for _, row := range facts(t).Care.Normal.Rows {
		for _, code := range row.Symptoms {
			if !slices.Contains(locks.Skin, code) {
				t.Errorf("normal row %s: %q is not among the skin symptoms", row.ID, code)
			}
		}
	}
}

func TestTheLimitsOfTheNormalGrowWithDepth(t *testing.T) {
	t.Parallel()
	for _, row := range facts(t).Care.Normal.Rows {
		seen := map[string]bool{}
		for _, l := range row.Limits {
			if l.NormalH > l.WatchH {
				t.Errorf("%s %v: normal until %g h, watched until %g h", row.ID, l.Classes, l.NormalH, l.WatchH)
			}
			for _, c := range l.Classes {
				if seen[c] {
					t.Errorf("%s: class %s stands twice", row.ID, c)
				}
				seen[c] = true
			}
		}
	}
}
