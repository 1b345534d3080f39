package inci

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/label/spelling"
)

// entry is one name of the dictionary as the index uses it.
type entry struct {
	inci  string   // canonical name; for a shape with "#" where numbers go
	given []string // families of its table
	known atomic.Pointer[Kinship]
}

// Kinship is what follows from a name: its families and public hazards.
type Kinship struct {
	Families []string
	Hazards  []skinafter.Hazard
}

// Hit is an answer of the index; the zero value is a name that was not found.
type Hit struct {
	entry   *entry
	numbers string // numbers for an entry with "#"
	Status  skinafter.Status
}

// Found reports whether a name was found at all.
func (h Hit) Found() bool { return h.entry != nil }

// Index knows which ingredient a printed name means. It is read-only after NewIndex and may
// be used by many goroutines at once.
type Index struct {
	facts       *knowledge.Base
	names       map[string]Hit // key -> entry, numbers in the key
	shapes      map[string]Hit // template -> entry whose name has "#"
	plants      map[string]*plant
	words       spelling.Vocabulary       // every word that some name is made of; synonyms teach none, misprints stand among them
	parts       map[string]string         // folded word -> part, all languages
	preps       map[string]string         // folded word -> preparation, all languages
	english     map[string]bool           // parts and preparations in INCI's own words
	morphs      map[string]string         // Hangul -> INCI words
	longest     int                       // runes of the longest morpheme
	printed     []spelling.Printed        // names that misreadings are compared with
	misreadings func() *spelling.Nearness // made of them when the first misreading is met
}

// NewIndex makes the index of all names of the facts.
func NewIndex(facts *knowledge.Base) *Index {
	n := len(facts.Names)*2 + len(facts.Plants)*6 + len(facts.Foreign)
	x := &Index{
		facts:   facts,
		names:   make(map[string]Hit, n),
		shapes:  make(map[string]Hit, 512),
		plants:  make(map[string]*plant, len(facts.Plants)*4),
		words:   make(spelling.Vocabulary, n),
		parts:   wordTable(facts.Parts),
		preps:   wordTable(facts.Preps),
		english: englishWords(facts.Parts, facts.Preps),
		morphs:  make(map[string]string, len(facts.Morphemes)),
	}
	x.addNames()
	x.addPlants()
	x.addSynonyms()
	x.addForeign()
	x.addMembers()
	for _, m := range facts.Morphemes {
		x.morphs[m.Foreign] = m.INCI
		x.longest = max(x.longest, len([]rune(m.Foreign)))
	}
	x.misreadings = sync.OnceValue(func() *spelling.Nearness { return spelling.NewNearness(x.printed) })
	return x
}

func wordTable(words []knowledge.Word) map[string]string {
	t := make(map[string]string, len(words)*5)
	for _, w := range words {
		for _, s := range append([]string{w.INCI}, w.Also...) {
			if k := spelling.Key(s); t[k] == "" {
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
			set[spelling.Key(w.INCI)] = true
		}
	}
	return set
}

func (x *Index) addNames() {
	for i := range x.facts.Names {
		n := &x.facts.Names[i]
		x.add(n.INCI, Hit{entry: &entry{inci: n.INCI, given: n.Families}, Status: skinafter.Exact})
		x.words.Learn(n.INCI)
	}
}

// addMembers adds the names that a family's file lists and no table holds: what has a hazard
// is always recognised.
func (x *Index) addMembers() {
	for _, id := range slices.Sorted(maps.Keys(x.facts.Families)) {
		for _, n := range x.facts.Families[id].Members {
			x.add(n, Hit{entry: &entry{inci: n, given: []string{id}}, Status: skinafter.Exact})
			x.words.Learn(n)
		}
	}
}

// addSynonyms comes after all names of tables and plants: a name always wins over a synonym.
func (x *Index) addSynonyms() {
	for i := range x.facts.Names {
		n := &x.facts.Names[i]
		for _, s := range n.Also {
			h := x.Find(n.INCI)
			if h.entry == nil {
				continue
			}
			h.Status = skinafter.Synonym
			x.add(s, h)
		}
	}
}

func (x *Index) addForeign() {
	for i := range x.facts.Foreign {
		a := &x.facts.Foreign[i]
		h := x.Find(a.INCI)
		if h.entry == nil {
			if g, ok := x.PlantName(a.INCI); ok {
				h = g
			} else {
				h = Hit{entry: &entry{inci: a.INCI}}
			}
		}
		h.Status = skinafter.Synonym
		x.addName(a.Foreign, h, minForeign)
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
func (x *Index) add(name string, h Hit) { x.addName(name, h, minSynonym) }

// addName is add with the shortest synonym that misreadings are compared with.
func (x *Index) addName(name string, h Hit, shortest int) {
	if !strings.Contains(name, "#") {
		k := spelling.Key(name)
		if _, taken := x.names[k]; !taken && k != "" {
			x.names[k] = h
			if h.Status == skinafter.Exact || len(k) >= shortest && k[0] < 0x80 {
				x.printed = append(x.printed, spelling.Printed{Key: k, Name: name})
			}
		}
		return
	}
	shape, _ := spelling.Template(spelling.Key(strings.ReplaceAll(name, "#", "0")))
	if _, taken := x.shapes[shape]; !taken {
		x.shapes[shape] = h
		x.printed = append(x.printed, spelling.Printed{Key: shape, Name: name, Any: true})
	}
}

// Find looks the text up exactly, as a name or as a name with other numbers.
func (x *Index) Find(text string) Hit {
	var buf [96]byte
	k := spelling.AppendKey(buf[:0], text)
	if len(k) == 0 {
		return Hit{}
	}
	return x.findKey(k)
}

func (x *Index) findKey(k []byte) Hit {
	if h, ok := x.names[string(k)]; ok {
		return h
	}
	shape, numbers := spelling.Template(string(k))
	if numbers == "" {
		return Hit{}
	}
	if h, ok := x.shapes[shape]; ok && !spelling.LeadingZero(numbers) {
		h.numbers = numbers
		return h
	}
	return Hit{}
}

// INCI is the canonical name of a hit that was found, with its numbers put in.
func (h Hit) INCI() string {
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

// Kin is what the facts say a hit that was found is.
func (x *Index) Kin(h Hit) *Kinship {
	if k := h.entry.known.Load(); k != nil {
		return k
	}
	families := x.facts.FamiliesOf(h.INCI(), h.entry.given)
	k := &Kinship{Families: families}
	for _, z := range x.facts.HazardsOf(families) {
		k.Hazards = append(k.Hazards, skinafter.Hazard(z))
	}
	if h.numbers == "" {
		h.entry.known.Store(k)
	}
	return k
}
