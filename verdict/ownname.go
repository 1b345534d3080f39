package verdict

import (
	"cmp"
	"slices"
	"strings"
)

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
		slices.Contains(o.classes, pc.rule.Class),
		globbed(o.globs, cmp.Or(pc.ing.INCI, strings.ToUpper(pc.ing.Text))):
		return true
	case pc.rule.Class == classWater: // "rose water" is no allergy to water
		return false
	}
	return !o.exact && (pc.named(o.words) || slices.ContainsFunc(o.inci, func(n string) bool { return holdsWords(inci, n) }))
}
