package verdict

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
)

// personRule is a person rule that concerns the person who asks.
type personRule struct {
	*knowledge.PersonRule
	verdict Verdict
	own     []ownName // for the person's own lists
}

// ownName is a name on the person's own list.
type ownName struct {
	words    string   // plain
	families []string // families that go by this name
	classes  []string // classes that go by this plain word
	inci     []string // INCI and Latin names that it is another name of, plain
	exact    bool     // it is the name of a family: other words that hold it are something else
}

const (
	allergyPrefix = "allergy:"     // of a condition code
	ownAllergies  = "allergies"    // knowledge.PersonRule.Own
	ownAvoid      = "avoid"        // the same
	noteOnList    = "on-your-list" // remark where leaving out would harm
)

// personRules are the rules that concern this person, in the order of the file.
func (ix *index) personRules(p skinafter.Person) []personRule {
	var out []personRule
	for i := range ix.facts.Care.Persons.Rules {
		r := &ix.facts.Care.Persons.Rules[i]
		pr := personRule{PersonRule: r, verdict: word(r.Verdict)}
		switch {
		case r.Own == ownAllergies:
			pr.own = ix.ownNames(allergies(p))
		case r.Own == ownAvoid:
			pr.own = ix.ownNames(p.Avoid)
		case slices.ContainsFunc(r.Conditions, p.Has),
			slices.Contains(r.SkinTypes, p.SkinType),
			r.BelowYears > 0 && p.Age > 0 && p.Age < r.BelowYears,
			takesAny(p, r.Medicines):
			out = append(out, pr)
			continue
		}
		if len(pr.own) > 0 {
			out = append(out, pr)
		}
	}
	return out
}

// allergies are the names a person reacts to: the list and the allergy: conditions.
func allergies(p skinafter.Person) []string {
	out := slices.Clone(p.Allergies)
	for _, c := range p.Conditions {
		if name, ok := strings.CutPrefix(c, allergyPrefix); ok {
			out = append(out, name)
		}
	}
	return out
}

func (ix *index) ownNames(list []string) []ownName {
	var out []ownName
	for _, name := range list {
		words := plainWords(strings.ReplaceAll(name, "_", " "))
		if words == "" {
			continue
		}
		o := ownName{words: words}
		own := ix.familyNamed(words)
		o.exact = own != nil
		for id, f := range ix.facts.Families {
			goesBy := holdsWords(familyWords(id), words) || own == nil && holdsWords(plainWords(f.Title), words)
			// A family with a longer name is meant too, unless it is something else: fatty
			// alcohols are no alcohols.
			if goesBy && (own == nil || f.Class == own.Class) {
				o.families = append(o.families, id)
			}
		}
		if !o.exact {
			o.inci = ix.otherNames(words)
		}
		for i := range ix.things {
			if ix.things[i].words == words {
				o.classes = append(o.classes, ix.things[i].rule.Class)
			}
		}
		out = append(out, o)
	}
	return out
}

func familyWords(id string) string { return strings.ReplaceAll(id, "_", " ") }

// familyNamed is the family with exactly this name, one or many of it; nil = none.
func (ix *index) familyNamed(words string) *knowledge.Family {
	for id, f := range ix.facts.Families {
		if w := familyWords(id); w == words || w+"s" == words {
			return f
		}
	}
	return nil
}

// synonymKey is the Derive key of the synonyms.
type synonymKey struct{}

// synonym is another name of an ingredient or a plant; both plain.
type synonym struct{ also, name string }

// synonyms are the other names of the dictionary, also those in other languages. Only built
// for people with a list of their own.
func (ix *index) synonyms() []synonym {
	return ix.facts.Derive(synonymKey{}, func() any {
		var out []synonym
		for i := range ix.facts.Names {
			n := &ix.facts.Names[i]
			for _, s := range n.Also {
				out = append(out, synonym{plainWords(s), plainWords(n.INCI)})
			}
		}
		for i := range ix.facts.Plants {
			p := &ix.facts.Plants[i]
			for _, s := range p.Also {
				out = append(out, synonym{plainWords(s), plainWords(p.Latin)})
			}
		}
		for _, a := range ix.facts.Foreign {
			out = append(out, synonym{plainWords(a.Foreign), plainWords(a.INCI)})
		}
		return out
	}).([]synonym)
}

// otherNames are the INCI and Latin names that go by these words: "sunflower" leads to
// helianthus annuus, and so does "sunflower seed".
func (ix *index) otherNames(words string) []string {
	var out []string
	for _, s := range ix.synonyms() {
		if holdsWords(s.also, words) && !slices.Contains(out, s.name) {
			out = append(out, s.name)
		}
	}
	return out
}

func (o *ownName) meets(pc *piece) bool {
	inci := plainWords(pc.ing.INCI)
	switch {
	case inci != "" && inci == o.words,
		slices.ContainsFunc(o.families, func(f string) bool { return slices.Contains(pc.ing.Families, f) }),
		slices.Contains(o.classes, pc.rule.Class):
		return true
	case pc.rule.Class == classWater: // "rose water" is no allergy to water
		return false
	}
	return !o.exact && (pc.named(o.words) || slices.ContainsFunc(o.inci, func(n string) bool { return holdsWords(inci, n) }))
}

// person applies the rules about the person who asks. They stand above the class rules; the
// more careful answer stays.
func (e *enquiry) person(f *finding, pc *piece) {
	for i := range e.people {
		r := &e.people[i]
		meets, sure := r.meets(pc)
		if !meets || r.FromH != nil && (e.q.During || f.at < skinafter.Hours(*r.FromH)) {
			continue
		}
		if r.Note != "" && !slices.Contains(f.notes, r.Note) {
			f.notes = append(slices.Clip(f.notes), r.Note)
		}
		if r.Verdict == "" {
			f.fired = append(f.fired, r.ID)
			continue
		}
		r.apply(f, pc, sure, e.spared(f, pc))
	}
}

// spared reports whether leaving the piece out would harm: prescribed products, medicines,
// and the ointment on skin that was removed.
func (e *enquiry) spared(f *finding, pc *piece) bool {
	return pc.presc || pc.rule.Class == classMedicine || f.clock.ablated && f.verdict == OK && pc.isAny(e.ix.facts.Care.Locks.Wound)
}

func (r *personRule) apply(f *finding, pc *piece, sure, spared bool) {
	v, until, condition := r.verdict, forever, r.Condition
	switch {
	case spared && r.Own == ownAvoid:
		f.notes = append(slices.Clip(f.notes), noteOnList)
		f.fired = append(f.fired, r.ID)
		return
	case pc.presc || pc.rule.Class == classMedicine:
		if r.Prescribed == nil {
			return
		}
		v, condition = word(r.Prescribed.Verdict), r.Prescribed.Condition
	}
	if !sure && f.verdict >= Wait {
		return
	}
	next := ruling{verdict: v, until: until, condition: condition, rule: r.ID, because: r.Because, cites: r.Cites, basis: r.Basis, notes: f.notes}
	if stricter(&next, &f.ruling) {
		f.ruling = next
		f.fired = append(f.fired, r.ID)
	}
}

// meets reports whether the rule speaks of this ingredient, and whether that is sure: a rule
// about strong products fires unsurely where no strength is stated.
func (r *personRule) meets(pc *piece) (meets, sure bool) {
	in := pc.ing
	switch {
	case slices.Contains(r.Not, in.INCI) && in.Known():
		return false, false
	case r.own != nil:
		meets = !pc.gap && slices.ContainsFunc(r.own, func(o ownName) bool { return o.meets(pc) })
	default:
		meets = slices.Contains(r.Classes, pc.rule.Class) || pc.isAny(r.Families) || pc.isAny(r.Members) ||
			globbed(r.Members, in.INCI) || len(r.Things) > 0 && pc.says(r.Things)
	}
	if !meets || r.AbovePct == 0 {
		return meets, true
	}
	if in.Percent > 0 {
		return in.Percent > r.AbovePct, true
	}
	return true, false
}

func globbed(list []string, inci string) bool {
	return inci != "" && slices.ContainsFunc(list, func(m string) bool {
		return strings.ContainsAny(m, "*#") && knowledge.Match(m, inci)
	})
}
