package verdict

import (
	"slices"
	"strings"
	"unicode"

	"skinafter/knowledge"
)

// ownName is a name on the person's own list.
type ownName struct {
	words    string   // plain
	families []string // families that go by this name
	classes  []string // classes that go by this plain word
	inci     []string // INCI and Latin names that it is another name of, plain
	globs    []string // names of the group that goes by this word
	exact    bool     // it is the name of a family: other words that hold it are something else
	group    bool     // a group goes by it, perhaps one that is in no product
}

// longestOwnList is more than anybody's list holds. What follows is not looked up, and so is
// not known: no file can make an answer take minutes.
const longestOwnList = 200

// ownNames reads a person's list. Entries of which nobody knows what they are come back as
// they were written.
func (ix *index) ownNames(list []string) (names []ownName, unknown []string) {
	for _, entry := range list {
		for _, part := range ix.ownParts(entry) {
			if len(names)+len(unknown) >= longestOwnList {
				unknown = append(unknown, part)
				continue
			}
			o, known := ix.ownNamed(part)
			if !known {
				unknown = append(unknown, part)
			}
			names = append(names, o...)
		}
	}
	return names, unknown
}

// joins are the words that stand between two names of one entry.
var joins = []string{"and", "und", "or", "oder", "sowie", "plus"}

// ownParts are the names that an entry holds: "parfum, nickel and lanolin". An entry that is
// one name as a whole stays whole.
func (ix *index) ownParts(entry string) []string {
	entry = strings.TrimSpace(strings.ReplaceAll(entry, "_", " "))
	words := plainWords(entry)
	if words == "" {
		if entry == "" {
			return nil
		}
		return []string{entry}
	}
	if ix.isName(words) {
		return []string{entry}
	}
	var out []string
	for _, piece := range splitList(entry) {
		var part []string
		for _, w := range append(strings.Fields(piece), joins[0]) {
			if !slices.Contains(joins, strings.ToLower(w)) {
				part = append(part, w)
				continue
			}
			if name := strings.Join(part, " "); plainWords(name) != "" {
				out = append(out, name)
			}
			part = nil
		}
	}
	return out
}

// splitList cuts a text at the marks between names; a comma between digits is part of a name.
func splitList(s string) []string {
	runes := []rune(s)
	var out []string
	from := 0
	for i, r := range runes {
		inNumber := i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])
		if strings.ContainsRune(";&\n", r) || r == ',' && !inNumber {
			out = append(out, string(runes[from:i]))
			from = i + 1
		}
	}
	return append(out, string(runes[from:]))
}

// ownNamed is what an entry means, and whether anybody knows. Where nothing goes by the very
// words, names inside them count, and then names that differ by one letter.
func (ix *index) ownNamed(entry string) ([]ownName, bool) {
	words := ix.bare(plainWords(entry))
	o := ix.ownExact(words)
	if o.known() || ix.isName(words) {
		return []ownName{o}, true
	}
	out := []ownName{o}
	for _, w := range ix.groupWords() {
		if holdsWords(words, w) {
			out = append(out, ix.ownExact(w))
		}
	}
	if len(out) > 1 {
		return out, true
	}
	partOfName := false // then the words count by themselves
	for _, n := range ix.listed() {
		if len(n) >= shortName && holdsWords(words, n) {
			out = append(out, ix.ownExact(n))
		}
		partOfName = partOfName || holdsWords(n, words)
	}
	if partOfName || len(out) > 1 {
		return out, true
	}
	for _, list := range [][]string{ix.groupWords(), ix.listed()} {
		for _, w := range list {
			if oneEdit(words, w) {
				out = append(out, ix.ownExact(w))
			}
		}
		if len(out) > 1 {
			return out, true
		}
	}
	return out, false
}

func (o *ownName) known() bool {
	return o.group || len(o.families)+len(o.classes)+len(o.inci) > 0
}

// bare is an entry without the words that name nothing: "allergic to latex".
func (ix *index) bare(words string) string {
	for cut := true; cut; {
		cut = false
		for _, f := range ix.facts.Care.Persons.Fillers {
			f = plainWords(f)
			rest, front := strings.CutPrefix(words, f+" ")
			if !front {
				rest, front = strings.CutSuffix(words, " "+f)
			}
			if front && rest != "" {
				words, cut = rest, true
			}
		}
	}
	return words
}

// ownExact is what goes by these very words, one or many of it.
func (ix *index) ownExact(words string) ownName {
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
	groups := ix.facts.Care.Persons.Groups
	for i := range groups {
		g := &groups[i]
		if slices.ContainsFunc(g.Words, func(w string) bool { return sameWords(plainWords(w), words) }) {
			o.group = true
			o.families = append(o.families, g.Families...)
			o.globs = append(o.globs, g.Members...)
		}
	}
	return o
}

// sameWords compares names without a plural s.
func sameWords(a, b string) bool { return a == b || a+"s" == b || a == b+"s" }

// isName reports whether the dictionary or a group has a name of exactly these words.
func (ix *index) isName(words string) bool {
	list := ix.listed()
	_, found := slices.BinarySearch(list, words)
	return found || slices.Contains(ix.groupWords(), words)
}

// listedKey and groupWordsKey are the Derive keys of these lists.
type (
	listedKey     struct{}
	groupWordsKey struct{}
)

// listed are the names of the dictionary as plain words, in order. Water is none: rose water
// is not known for its water.
func (ix *index) listed() []string {
	return ix.facts.Derive(listedKey{}, func() any {
		var out []string
		for i := range ix.facts.Names {
			if n := &ix.facts.Names[i]; !slices.Contains(n.Families, "water") {
				out = append(out, plainWords(n.INCI))
			}
		}
		for i := range ix.facts.Plants {
			out = append(out, plainWords(ix.facts.Plants[i].Latin))
		}
		for _, s := range ix.synonyms() {
			out = append(out, s.also)
		}
		for id := range ix.facts.Families {
			out = append(out, familyWords(id))
		}
		slices.Sort(out)
		return slices.DeleteFunc(slices.Compact(out), func(s string) bool {
			return s == "" || s == "water" || s == "wasser" || s == "eau"
		})
	}).([]string)
}

// groupWords are the words of all groups.
func (ix *index) groupWords() []string {
	return ix.facts.Derive(groupWordsKey{}, func() any {
		var out []string
		for _, g := range ix.facts.Care.Persons.Groups {
			for _, w := range g.Words {
				out = append(out, plainWords(w))
			}
		}
		return out
	}).([]string)
}

// oneEdit reports whether two words of some length differ by one letter: another one, one
// too many or too few, or two that changed places.
func oneEdit(a, b string) bool {
	const widest = 4 // bytes of one letter
	if len(a)-len(b) > widest || len(b)-len(a) > widest {
		return false
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < shortName || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return slices.Equal(x[i:], y[i+1:])
	}
	if i == len(x) {
		return true
	}
	return slices.Equal(x[i+1:], y[i+1:]) ||
		i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
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
