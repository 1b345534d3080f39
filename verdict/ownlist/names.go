package ownlist

import (
	"maps"
	"slices"
	"strings"

	"skinafter/knowledge"
	"skinafter/verdict/words"
)

// namesKey is the Derive key of the names.
type namesKey struct{}

// names is everything that an entry may go by. Read-only, built once for each Base.
type names struct {
	facts    *knowledge.Base
	listed   *phrases // of the dictionary, in order
	sorted   []string // the same
	groups   *phrases // words of the groups
	byWord   map[string][]*knowledge.OwnGroup
	classes  map[string][]string // by the plain word of a class rule
	also     *phrases            // other names of the dictionary, also those in other languages
	means    []string            // the INCI or Latin name of each of them
	ids      []string            // of the families, in order
	families *phrases            // their ids as words, then their titles
	byFamily map[string]*knowledge.Family
	fillers  []string // words that name nothing: "allergic to"
}

func namesOf(facts *knowledge.Base) *names {
	return facts.Derive(namesKey{}, func() any {
		n := &names{facts: facts, byWord: map[string][]*knowledge.OwnGroup{}, classes: map[string][]string{}, byFamily: map[string]*knowledge.Family{}}
		n.addAlso()
		n.addFamilies()
		n.sorted = n.dictionary()
		n.listed = newPhrases(n.sorted)
		n.listed.addSlips()
		n.addGroups()
		for _, r := range facts.Rules {
			for _, t := range r.Things {
				n.classes[words.Plain(t)] = append(n.classes[words.Plain(t)], r.Class)
			}
		}
		for _, f := range facts.Care.Persons.Fillers {
			n.fillers = append(n.fillers, words.Plain(f))
		}
		return n
	}).(*names)
}

func (n *names) addAlso() {
	var also []string
	add := func(as, name string) {
		also, n.means = append(also, words.Plain(as)), append(n.means, words.Plain(name))
	}
	for i := range n.facts.Names {
		for _, s := range n.facts.Names[i].Also {
			add(s, n.facts.Names[i].INCI)
		}
	}
	for i := range n.facts.Plants {
		for _, s := range n.facts.Plants[i].Also {
			add(s, n.facts.Plants[i].Latin)
		}
	}
	for _, a := range n.facts.Foreign {
		add(a.Foreign, a.INCI)
	}
	n.also = newPhrases(also)
}

func (n *names) addFamilies() {
	n.ids = slices.Sorted(maps.Keys(n.facts.Families))
	list := make([]string, 0, 2*len(n.ids))
	for _, id := range n.ids {
		list = append(list, familyWords(id))
		n.byFamily[familyWords(id)] = n.facts.Families[id]
	}
	for _, id := range n.ids {
		list = append(list, words.Plain(n.facts.Families[id].Title))
	}
	n.families = newPhrases(list)
}

func familyWords(id string) string { return strings.ReplaceAll(id, "_", " ") }

// dictionary are its names as plain words, in order. Water is none: rose water is not known
// for its water.
func (n *names) dictionary() []string {
	var out []string
	for i := range n.facts.Names {
		if d := &n.facts.Names[i]; !slices.Contains(d.Families, "water") {
			out = append(out, words.Plain(d.INCI))
		}
	}
	for i := range n.facts.Plants {
		out = append(out, words.Plain(n.facts.Plants[i].Latin))
	}
	for i := range n.also.list {
		out = append(out, n.also.list[i].Plain)
	}
	for _, id := range n.ids {
		out = append(out, familyWords(id))
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(s string) bool {
		return s == "" || s == "water" || s == "wasser" || s == "eau"
	})
}

func (n *names) addGroups() {
	var list []string
	groups := n.facts.Care.Persons.Groups
	for i := range groups {
		for _, w := range groups[i].Words {
			w = words.Plain(w)
			list = append(list, w)
			if !slices.Contains(n.byWord[w], &groups[i]) {
				n.byWord[w] = append(n.byWord[w], &groups[i])
			}
		}
	}
	n.groups = newPhrases(list)
	n.groups.addSlips()
}

// is reports whether the dictionary or a group has a name of exactly these words.
func (n *names) is(plain string) bool {
	if len(plain) > max(n.listed.longest, n.groups.longest) {
		return false
	}
	_, found := slices.BinarySearch(n.sorted, plain)
	return found || n.byWord[plain] != nil
}

// family is the family with exactly this name, one or many of it; nil = none.
func (n *names) family(plain string) *knowledge.Family {
	if f := n.byFamily[plain]; f != nil {
		return f
	}
	return n.byFamily[strings.TrimSuffix(plain, "s")]
}

// bare is an entry without the words that name nothing: "allergic to latex".
func (n *names) bare(plain string) string {
	for cut := true; cut; {
		cut = false
		for _, f := range n.fillers {
			rest, front := cutWord(plain, f)
			if front && rest != "" {
				plain, cut = rest, true
			}
		}
	}
	return plain
}

// cutWord takes whole words off the front or the end of a text.
func cutWord(plain, f string) (string, bool) {
	if rest, found := strings.CutPrefix(plain, f); found && strings.HasPrefix(rest, " ") {
		return rest[1:], true
	}
	if rest, found := strings.CutSuffix(plain, f); found && strings.HasSuffix(rest, " ") {
		return rest[:len(rest)-1], true
	}
	return plain, false
}
