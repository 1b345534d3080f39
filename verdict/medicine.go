package verdict

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict/words"
)

// When a name means a medicine that is swallowed, injected or inhaled (knowledge.Medicine.When).
const (
	whenAlways  = "always"  // the bare name is enough
	whenListed  = "listed"  // an oral form is said, or the person takes it
	whenTablets = "tablets" // an oral form is said here or on the person's list
	whenTaken   = "taken"   // it is said that it is taken by mouth
)

// medicine is the group of medicines that a bare name belongs to; nil = it is none, or it goes
// on the skin.
func (e *enquiry) medicine(pc *piece, form skinafter.Form) *knowledge.Medicine {
	place := &e.ix.facts.Care.Placing
	text := words.Plain(pc.ing.Text)
	if text == "" {
		text = words.Plain(pc.ing.INCI)
	}
	if text == "" || e.ix.goesOnSkin(text) {
		return nil
	}
	taken := holdsAny(text, place.ByMouth)
	oral := taken || holdsAny(text, place.OralForms)
	for i := range place.Medicines {
		m := &place.Medicines[i]
		for _, name := range m.Names {
			name = words.Plain(name)
			if !words.Hold(text, name) || e.ix.activeIn(strings.Replace(text, name, "", 1)) != nil {
				continue
			}
			listed, asTablets := e.listed(name)
			switch m.When {
			case whenAlways:
				return m
			case whenListed:
				if oral || listed || form == skinafter.Medicine {
					return m
				}
			case whenTablets:
				if oral || asTablets {
					return m
				}
			case whenTaken:
				if taken || asTablets {
					return m
				}
			}
		}
	}
	return nil
}

// goesOnSkin reports whether plain words speak of something for the skin.
func (ix *index) goesOnSkin(text string) bool {
	r := ix.classes[classMedicine]
	return r != nil && holdsAny(text, r.NotWith)
}

// listed reports whether the person takes the medicine of this plain name, and whether the
// list says that it is swallowed.
func (e *enquiry) listed(name string) (listed, asTablets bool) {
	place := &e.ix.facts.Care.Placing
	for _, m := range e.said {
		if words.Hold(m, name) && !e.ix.goesOnSkin(m) {
			listed = true
			asTablets = asTablets || holdsAny(m, place.OralForms) || holdsAny(m, place.ByMouth)
		}
	}
	return listed, asTablets
}

func holdsAny(text string, list []string) bool {
	return slices.ContainsFunc(list, func(w string) bool { return words.Hold(text, words.Plain(w)) })
}

// medicines moves what is swallowed, injected or inhaled into the class of medicines. A name
// that the reader knows counts only where it stands alone, or where the person said that the
// product is a medicine: beside other names it is part of a cream.
func (e *enquiry) medicines(list []piece, form skinafter.Form) {
	to := e.ix.classes[classMedicine]
	if to == nil {
		return
	}
	for i := range list {
		pc := &list[i]
		if pc.rule == to || pc.gap || pc.ing.Known() && len(list) > 1 && form != skinafter.Medicine {
			continue
		}
		if m := e.medicine(pc, form); m != nil {
			pc.move(to, m.ID, m.Note)
		}
	}
	first := slices.IndexFunc(list, func(pc piece) bool { return pc.rule == to && len(pc.placing) > 0 })
	for i := range list { // "ramipril 5 mg, tablets"
		if pc := &list[i]; first >= 0 && pc.rule == e.ix.unrecognised && slices.Contains(e.ix.facts.Care.Placing.OralForms, words.Plain(pc.ing.Text)) {
			pc.move(to, list[first].placing[0], "")
		}
	}
}

// explained reports whether everything on the list that the reader does not know is a known
// medicine. Beside ingredients of creams that counts only where the product is said to be one.
func explained(l *skinafter.Label, list []piece, form skinafter.Form) bool {
	if form != skinafter.Medicine && slices.ContainsFunc(list, func(pc piece) bool { return pc.ing.Known() }) {
		return false
	}
	return l.Kind == skinafter.List && slices.ContainsFunc(list, func(pc piece) bool { return !pc.ing.Known() }) &&
		!slices.ContainsFunc(list, func(pc piece) bool { return !pc.ing.Known() && pc.rule.Class != classMedicine })
}

// activeKey is the Derive key of the names of strong actives.
type activeKey struct{}

// activeName is a plain name of a strong active with its class.
type activeName struct {
	words string
	rule  *classRule
}

// activeIn finds the class of a strong active that a longer text names: "retinol capsules".
// The longest name decides; a text that says what is not in it names none.
func (ix *index) activeIn(text string) *classRule {
	if holdsAny(text, ix.facts.Care.Placing.Without) {
		return nil
	}
	var best activeName
	for _, n := range ix.activeNames() {
		if len(n.words) > len(best.words) && strings.Contains(text, n.words) && words.Hold(text, n.words) {
			best = n
		}
	}
	return best.rule
}

// activeNames are all names of the ingredients of strong classes. Only built for a label that
// is one unknown name.
func (ix *index) activeNames() []activeName {
	return ix.facts.Derive(activeKey{}, func() any {
		var out []activeName
		strong := ix.facts.Care.Placing.Strong
		for i := range ix.facts.Names {
			n := &ix.facts.Names[i]
			in := skinafter.Ingredient{INCI: n.INCI, Families: n.Families}
			r := ix.classOf(&in)
			if !slices.Contains(strong, r.Class) {
				continue
			}
			for _, name := range append([]string{n.INCI}, n.Also...) {
				if plain := words.Plain(name); len(plain) >= words.Short {
					out = append(out, activeName{plain, r})
				}
			}
		}
		return out
	}).([]activeName)
}
