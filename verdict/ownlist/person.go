package ownlist

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/verdict/words"
)

// allergyPrefix is the begin of a condition code that is an allergy.
const allergyPrefix = "allergy:"

// Allergies are the names that a person reacts to: the list and the allergy: conditions.
func Allergies(p skinafter.Person) []string {
	out := slices.Clone(p.Allergies)
	for _, c := range p.Conditions {
		if name, ok := strings.CutPrefix(c, allergyPrefix); ok {
			out = append(out, name)
		}
	}
	return out
}

// Names are a list whose entries count by their words alone. The zero value is an empty list.
type Names struct{ list []words.Phrase }

// Prescribed are the names that a person has on prescription: the list, and the medicines
// that are said to be prescribed.
func Prescribed(p skinafter.Person) (out Names) {
	for _, n := range p.Prescribed {
		out.add(n)
	}
	for _, m := range p.Medicines {
		if name, bracket, found := strings.Cut(m, "("); found && strings.Contains(strings.ToLower(bracket), "prescribed") {
			out.add(name)
		}
	}
	return out
}

// Medicines are the medicines that a person takes, without what stands in brackets.
func Medicines(p skinafter.Person) (out Names) {
	for _, m := range p.Medicines {
		name, _, _ := strings.Cut(m, "(")
		out.add(name)
	}
	return out
}

func (n *Names) add(name string) {
	if w := words.Of(name); w.Plain != "" {
		n.list = append(n.list, w)
	}
}

// Empty reports whether nothing stands on the list.
func (n *Names) Empty() bool { return len(n.list) == 0 }

// Has reports whether an entry is exactly this plain name.
func (n *Names) Has(plain string) bool {
	return slices.ContainsFunc(n.list, func(w words.Phrase) bool { return w.Plain == plain })
}

// Names reports whether an entry names what has this INCI name, or was printed like this.
func (n *Names) Names(inci, text *words.Phrase) bool {
	for i := range n.list {
		if w := &n.list[i]; inci.GoesBy(w) || text.GoesBy(w) {
			return true
		}
	}
	return false
}

// TakesAny reports whether one of the names stands in a person's list of medicines. A medicine
// that was stopped still counts: nobody here knows how long it lasts.
func TakesAny(p skinafter.Person, names []string) bool {
	if len(names) == 0 {
		return false
	}
	for _, m := range p.Medicines {
		m = strings.ToLower(m)
		for _, n := range names {
			if strings.Contains(m, strings.ToLower(n)) {
				return true
			}
		}
	}
	return false
}
