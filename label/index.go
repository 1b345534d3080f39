package label

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"skinafter"
	"skinafter/knowledge"
)

// entry is one name of the dictionary as the reader uses it.
type entry struct {
	inci  string   // canonical name; for a shape with "#" where numbers go
	given []string // families of its table
	known atomic.Pointer[kinship]
}

// kinship is what follows from a name: its families and public hazards.
type kinship struct {
	families []string
	hazards  []skinafter.Hazard
}

// hit is an answer of the index.
type hit struct {
	entry   *entry
	numbers string // numbers for an entry with "#"
	status  skinafter.Status
}

// Reader reads labels with one set of facts. It is read-only after NewReader and may be
// used by many goroutines at once.
type Reader struct {
	facts   *knowledge.Base
	names   map[string]hit // key -> entry, numbers in the key
	shapes  map[string]hit // template -> entry whose name has "#"
	plants  map[string]*plant
	words   map[string]bool   // every word that some name is made of
	parts   map[string]string // folded word -> part, all languages
	preps   map[string]string // folded word -> preparation, all languages
	english map[string]bool   // parts and preparations in INCI's own words
	morphs  map[string]string // Hangul -> INCI words
	longest int               // runes of the longest morpheme
	fuzzy   func() *fuzzyIndex
	sources []fuzzySource // names that misreadings are compared with
}

type readerKey struct{}

// NewReader makes a reader for the facts. The same facts always give the same reader.
func NewReader(facts *knowledge.Base) *Reader {
	return facts.Derive(readerKey{}, func() any { return buildReader(facts) }).(*Reader)
}

func buildReader(facts *knowledge.Base) *Reader {
	n := len(facts.Names)*2 + len(facts.Plants)*6 + len(facts.Foreign)
	r := &Reader{
		facts:   facts,
		names:   make(map[string]hit, n),
		shapes:  make(map[string]hit, 512),
		plants:  make(map[string]*plant, len(facts.Plants)*4),
		words:   make(map[string]bool, n),
		parts:   wordTable(facts.Parts),
		preps:   wordTable(facts.Preps),
		english: englishWords(facts.Parts, facts.Preps),
		morphs:  make(map[string]string, len(facts.Morphemes)),
	}
	r.addNames()
	r.addPlants()
	r.addSynonyms()
	r.addForeign()
	r.addMembers()
	for _, m := range facts.Morphemes {
		r.morphs[m.Foreign] = m.INCI
		r.longest = max(r.longest, len([]rune(m.Foreign)))
	}
	r.fuzzy = sync.OnceValue(func() *fuzzyIndex { return newFuzzyIndex(r) })
	return r
}

func wordTable(words []knowledge.Word) map[string]string {
	t := make(map[string]string, len(words)*5)
	for _, w := range words {
		for _, s := range append([]string{w.INCI}, w.Also...) {
			if k := key(s); t[k] == "" {
				t[k] = w.INCI
			}
		}
	}
	return t
}

func englishWords(lists ...[]knowledge.Word) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for _, w := range list {
			set[key(w.INCI)] = true
		}
	}
	return set
}

func (r *Reader) addNames() {
	for i := range r.facts.Names {
		n := &r.facts.Names[i]
		r.add(n.INCI, hit{entry: &entry{inci: n.INCI, given: n.Families}, status: skinafter.Exact})
		r.learn(n.INCI)
	}
}

// addMembers adds the names that a family's file lists and no table holds: what has a hazard
// is always recognised.
func (r *Reader) addMembers() {
	for _, id := range slices.Sorted(maps.Keys(r.facts.Families)) {
		for _, n := range r.facts.Families[id].Members {
			r.add(n, hit{entry: &entry{inci: n, given: []string{id}}, status: skinafter.Exact})
			r.learn(n)
		}
	}
}

// addSynonyms comes after all names of tables and plants: a name always wins over a synonym.
func (r *Reader) addSynonyms() {
	for i := range r.facts.Names {
		n := &r.facts.Names[i]
		for _, s := range n.Also {
			h := r.find(n.INCI)
			if h.entry == nil {
				continue
			}
			h.status = skinafter.Synonym
			r.add(s, h)
		}
	}
}

func (r *Reader) addForeign() {
	for i := range r.facts.Foreign {
		a := &r.facts.Foreign[i]
		h := r.find(a.INCI)
		if h.entry == nil {
			if g, ok := r.plantName(a.INCI); ok {
				h = g
			} else {
				h = hit{entry: &entry{inci: a.INCI}}
			}
		}
		h.status = skinafter.Synonym
		r.addName(a.Foreign, h, minForeign)
	}
}

// The shortest synonym and the shortest name of another language that misreadings are
// compared with: short ones are near to everything.
const (
	minSynonym = 5
	minForeign = 9
)

// add files the hit under the name's key, or under its template if the name has "#".
// The first name to claim a key keeps it.
func (r *Reader) add(name string, h hit) { r.addName(name, h, minSynonym) }

// addName is add with the shortest synonym that misreadings are compared with.
func (r *Reader) addName(name string, h hit, shortest int) {
	if !strings.Contains(name, "#") {
		k := key(name)
		if _, taken := r.names[k]; !taken && k != "" {
			r.names[k] = h
			if h.status == skinafter.Exact || len(k) >= shortest && k[0] < 0x80 {
				r.sources = append(r.sources, fuzzySource{k, name})
			}
		}
		return
	}
	shape, _ := template(key(strings.ReplaceAll(name, "#", "0")))
	if _, taken := r.shapes[shape]; !taken {
		r.shapes[shape] = h
		r.sources = append(r.sources, fuzzySource{shape, name})
	}
}

// learn adds the words of a name to the vocabulary. Synonyms are not learned: misprints
// stand among them.
func (r *Reader) learn(name string) {
	for w := range strings.FieldsFuncSeq(name, isWordBreak) {
		if k := key(w); len(k) > 1 {
			r.words[k] = true
		}
	}
}

func isWordBreak(c rune) bool {
	return c == ' ' || c == '\n' || c == '/' || c == '-' || c == '(' || c == ')' || c == ',' || isDigit(c) || c == '#' || c == '.'
}

// find looks the text up exactly, as a name or as a name with other numbers.
func (r *Reader) find(text string) hit {
	var buf [96]byte
	k := appendKey(buf[:0], text)
	if len(k) == 0 {
		return hit{}
	}
	return r.findKey(k)
}

func (r *Reader) findKey(k []byte) hit {
	if h, ok := r.names[string(k)]; ok {
		return h
	}
	shape, numbers := template(string(k))
	if numbers == "" {
		return hit{}
	}
	if h, ok := r.shapes[shape]; ok && !leadingZero(numbers) {
		h.numbers = numbers
		return h
	}
	return hit{}
}

// leadingZero reports whether one of the numbers begins with 0: no name counts from 0, so a
// digit was lost.
func leadingZero(numbers string) bool {
	return numbers[0] == '0' || strings.Contains(numbers, " 0")
}

// inci is the canonical name of the hit, with its numbers put in.
func (h hit) inci() string {
	if h.numbers == "" || !strings.Contains(h.entry.inci, "#") {
		return h.entry.inci
	}
	var b strings.Builder
	numbers := strings.Split(h.numbers, " ")
	for part := range strings.SplitAfterSeq(h.entry.inci, "#") {
		if strings.HasSuffix(part, "#") && len(numbers) > 0 {
			b.WriteString(part[:len(part)-1])
			b.WriteString(numbers[0])
			numbers = numbers[1:]
			continue
		}
		b.WriteString(part)
	}
	return b.String()
}

// kin is what the facts say the hit is.
func (r *Reader) kin(h hit) *kinship {
	if k := h.entry.known.Load(); k != nil {
		return k
	}
	families := r.facts.FamiliesOf(h.inci(), h.entry.given)
	k := &kinship{families: families}
	for _, z := range r.facts.HazardsOf(families) {
		k.hazards = append(k.hazards, skinafter.Hazard(z))
	}
	if h.numbers == "" {
		h.entry.known.Store(k)
	}
	return k
}
