package verdict

import (
	"cmp"
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict/ownlist"
)

// personRule is a person rule that concerns the person who asks.
type personRule struct {
	*knowledge.PersonRule
	verdict Verdict
	own     *ownlist.List // for the person's own lists; nil = the rule is about none
	blind   bool          // an entry of theirs is not known: anything may be meant
}

const (
	ownAllergies = "allergies" // knowledge.PersonRule.Own
	ownAvoid     = "avoid"     // the same
	// The same, for entries of which nobody knows what they are.
	ownAllergiesUnknown = "allergies-unknown"
	ownAvoidUnknown     = "avoid-unknown"
	noteOnList          = "on-your-list" // remark where leaving out would harm
)

// personRules are the rules that concern this person, in the order of the file, and the
// entries of the person's lists that nobody can place.
func (ix *index) personRules(p skinafter.Person) (out []personRule, unknownReacts, unknownAvoids []string) {
	reacts, avoids := ownlist.Read(ix.facts, ownlist.Allergies(p)), ownlist.Read(ix.facts, p.Avoid)
	for i := range ix.facts.Care.Persons.Rules {
		r := &ix.facts.Care.Persons.Rules[i]
		pr := personRule{PersonRule: r, verdict: word(r.Verdict)}
		switch {
		case r.Own == ownAllergies:
			pr.own = reacts
		case r.Own == ownAvoid:
			pr.own = avoids
		case r.Own == ownAllergiesUnknown:
			pr.blind = len(reacts.Unknown) > 0
		case r.Own == ownAvoidUnknown:
			pr.blind = len(avoids.Unknown) > 0
		case slices.ContainsFunc(r.Conditions, p.Has),
			slices.Contains(r.SkinTypes, p.SkinType),
			r.BelowYears > 0 && p.Age > 0 && p.Age < r.BelowYears,
			ownlist.TakesAny(p, r.Medicines):
			out = append(out, pr)
			continue
		}
		if pr.own != nil && !pr.own.Empty() || pr.blind {
			out = append(out, pr)
		}
	}
	return out, reacts.Unknown, avoids.Unknown
}

// person applies the rules about the person who asks. They stand above the class rules; the
// more careful answer stays.
func (e *enquiry) person(f *finding, pc *piece) {
	for i := range e.people {
		r := &e.people[i]
		if !pc.meant(e.people, i) || r.FromH != nil && (e.q.During || f.at < skinafter.Hours(*r.FromH)) {
			continue
		}
		if r.Note != "" && !slices.Contains(f.notes, r.Note) {
			f.notes = append(slices.Clip(f.notes), r.Note)
		}
		if r.Verdict == "" {
			f.fired = append(f.fired, r.ID)
			continue
		}
		r.apply(f, pc, e.spared(f, pc))
	}
}

// spared reports whether leaving the piece out would harm: prescribed products, medicines,
// and the ointment on skin that was removed.
func (e *enquiry) spared(f *finding, pc *piece) bool {
	return pc.presc || pc.rule.Class == classMedicine || f.clock.ablated && f.verdict == OK && pc.isAny(e.ix.facts.Care.Locks.Wound)
}

func (r *personRule) apply(f *finding, pc *piece, spared bool) {
	v, until, condition := r.verdict, forever, r.Condition
	switch {
	case r.blind && (spared || f.verdict != OK):
		return
	case spared && r.Own == ownAvoid:
		f.notes = append(slices.Clip(f.notes), noteOnList)
		f.fired = append(f.fired, r.ID)
		return
	case pc.presc || pc.asked || pc.rule.Class == classMedicine:
		if r.Prescribed == nil {
			return
		}
		v, condition = word(r.Prescribed.Verdict), r.Prescribed.Condition
	}
	next := ruling{verdict: v, until: until, condition: condition, rule: r.ID, because: r.Because, cites: r.Cites, basis: r.Basis, notes: f.notes}
	// Of two waits without an end the person's own says whom to ask.
	asks := next.verdict == f.verdict && next.until == f.until && f.rule == pc.rule.ID
	if stricter(&next, &f.ruling) || asks {
		f.ruling = next
		f.fired = append(f.fired, r.ID)
	}
}

// meets reports whether the rule speaks of this ingredient. A rule about strong products
// counts where no strength is stated.
func (r *personRule) meets(pc *piece) bool {
	in := pc.ing
	meets := false
	switch {
	case slices.Contains(r.Not, in.INCI) && in.Known():
		return false
	case r.blind:
		return pc.rule.Class != classWater
	case r.own != nil:
		meets = !pc.gap && r.own.Meets(pc.thing())
	default:
		meets = slices.Contains(r.Classes, pc.rule.Class) || pc.isAny(r.Families) || pc.isAny(r.Members) ||
			ownlist.Globbed(r.Members, in.INCI) || len(r.Things) > 0 && pc.says(r.Things)
	}
	return meets && (r.AbovePct == 0 || in.Percent == 0 || in.Percent > r.AbovePct)
}

// thing is the piece as the person's lists look at it.
func (pc *piece) thing() *ownlist.Thing {
	inci, text := pc.names()
	return &ownlist.Thing{
		INCI: inci, Text: text, Name: cmp.Or(pc.ing.INCI, strings.ToUpper(pc.ing.Text)),
		Families: pc.ing.Families, Class: pc.rule.Class, Water: pc.rule.Class == classWater,
	}
}

// meant reports whether the rule in this place of the list speaks of the piece. That does not
// depend on the time, so each rule is asked once for all times of an answer.
func (pc *piece) meant(rules []personRule, i int) bool {
	if pc.concerned == nil {
		pc.concerned = make([]bool, len(rules))
		for j := range rules {
			pc.concerned[j] = rules[j].meets(pc)
		}
	}
	return pc.concerned[i]
}
