package verdict

import (
	"math"
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict/words"
)

// forever is later than any hour of a rule; the compiled form of "no end".
const forever = skinafter.Elapsed(math.MaxInt64 / 4)

// Ids of the rules for what stands in no row and for what nobody recognised.
const (
	unlistedRule     = "unlisted"
	unrecognisedRule = "unrecognised"
)

// Classes that a rule of section 0 or 1 of the rule matrix names by itself.
const (
	classWater       = "I1"
	classHyaluronate = "I2"  // of high weight
	classCleanser    = "I29" // gentle
	classMedicine    = "I37" // by mouth, injection, eye drop
)

// indexKey is the Derive key of the compiled rules.
type indexKey struct{}

// index is the rules of a Base in the form that answers quickly. Read-only.
type index struct {
	facts    *knowledge.Base
	classes  map[string]*classRule // by class
	members  map[string]*classRule // names that a rule takes whatever their families
	families map[string]*classRule
	things   []thing
	rank     map[string]int // place of a class in the order; lower wins

	placesByName   map[string][]*placed
	placesByFamily map[string][]*placed
	placesByGlob   []*placed

	unlisted, unrecognised *classRule

	course [2]skinafter.Elapsed // begin and end of the course
	check  skinafter.Elapsed    // the checkpoint from which the reaction lock holds
}

// classRule is a compiled knowledge.ClassRule.
type classRule struct {
	*knowledge.ClassRule
	before, after []window
	during        Verdict
	rank          int
	active        bool // held by the actives lock
	exempt        bool // let through by the reaction lock
	notes         []note
	says          []says
}

type window struct {
	classes     classSet
	only        []string
	from, until skinafter.Elapsed
	newSkin     bool // until runs from new skin
	fromSkin    bool // and so does from
	barrier     bool
	verdict     Verdict
	condition   string
	cites       []string
	basis       string
}

type note struct {
	key         string
	phase       string
	classes     classSet
	from, until skinafter.Elapsed
}

type says struct {
	*knowledge.Says
	protocol    skinafter.Protocol
	phase       string
	verdict     Verdict
	from, until skinafter.Elapsed
}

// thing is a plain word that leads to a class: "sauna".
type thing struct {
	words  string
	rule   *classRule
	inside bool // counts inside a longer text too
}

// placed is a compiled knowledge.Placed with its place in the file.
type placed struct {
	*knowledge.Placed
	order int
	globs []string
	to    *classRule
}

// classSet is a set of depth classes; one bit each, in the order of skinafter.DepthClasses.
type classSet uint16

func setOf(ids []string) classSet {
	if len(ids) == 0 {
		return ^classSet(0)
	}
	var s classSet
	for _, id := range ids {
		s |= bit(skinafter.DepthClass(id))
	}
	return s
}

// bit is the set of one class; empty for a class that is none.
func bit(c skinafter.DepthClass) classSet {
	if n := slices.Index(skinafter.DepthClasses(), c); n >= 0 {
		return 1 << n
	}
	return 0
}

func (s classSet) has(c classSet) bool { return s&c != 0 }

// indexOf compiles the rules of facts, once for each Base.
func indexOf(facts *knowledge.Base) *index {
	return facts.Derive(indexKey{}, func() any { return compile(facts) }).(*index)
}

func compile(facts *knowledge.Base) *index {
	ix := &index{
		facts: facts, classes: map[string]*classRule{}, members: map[string]*classRule{},
		families: map[string]*classRule{}, rank: map[string]int{},
		placesByName: map[string][]*placed{}, placesByFamily: map[string][]*placed{},
		course: [2]skinafter.Elapsed{skinafter.Hours(facts.Care.Barrier.CourseFromH), skinafter.Hours(facts.Care.Barrier.CourseUntilH)},
		check:  skinafter.Hours(facts.Care.Locks.FromH),
	}
	for i, class := range facts.Care.Placing.Order {
		ix.rank[class] = i
	}
	ids := make([]string, 0, len(facts.Rules))
	for id := range facts.Rules {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		ix.addRule(facts.Rules[id])
	}
	ix.unlisted, ix.unrecognised = ix.standIn(unlistedRule), ix.standIn(unrecognisedRule)
	for id, f := range facts.Families {
		if ix.families[id] == nil {
			ix.families[id] = ix.classes[f.Class]
		}
	}
	slices.SortStableFunc(ix.things, func(a, b thing) int { return a.rule.rank - b.rule.rank })
	ix.addPlaces()
	return ix
}

// standIn is the rule with this id. Facts without it are broken, and refused elsewhere; here
// everything it would judge is No.
func (ix *index) standIn(id string) *classRule {
	if r := ix.facts.Rules[id]; r != nil && ix.classes[r.Class] != nil {
		return ix.classes[r.Class]
	}
	never := []window{{classes: ^classSet(0), from: -forever, until: forever, verdict: No}}
	return &classRule{ClassRule: &knowledge.ClassRule{ID: id, Class: id}, before: never, after: never, during: No}
}

func (ix *index) addRule(r *knowledge.ClassRule) {
	locks := ix.facts.Care.Locks
	c := &classRule{
		ClassRule: r,
		before:    compileWindows(r.Before, -forever, 0),
		after:     compileWindows(r.After, 0, forever),
		during:    word(r.During.Verdict),
		rank:      ix.rankOf(r.Class),
		active:    slices.Contains(locks.Actives.Classes, r.Class),
		exempt:    slices.Contains(locks.Reaction.Exempt, r.Class),
	}
	for _, n := range r.Notes {
		c.notes = append(c.notes, note{n.Key, n.Phase, setOf(n.Applies), orElse(n.FromH, -forever), orElse(n.UntilH, forever)})
	}
	for i := range r.Says {
		s := &r.Says[i]
		c.says = append(c.says, says{s, skinafter.Protocol(s.Protocol), s.Phase, word(s.Verdict), orElse(s.FromH, -forever), orElse(s.UntilH, forever)})
	}
	ix.classes[r.Class] = c
	for _, m := range r.Members {
		ix.members[m] = c
	}
	for _, f := range r.Families {
		ix.families[f] = c
	}
	inside := slices.Contains(ix.facts.Care.Placing.Inside, r.Class)
	for _, t := range r.Things {
		ix.things = append(ix.things, thing{words.Plain(t), c, inside})
	}
}

// rankOf is the place of a class in the order; classes that stand nowhere come last.
func (ix *index) rankOf(class string) int {
	if n, ok := ix.rank[class]; ok {
		return n
	}
	return len(ix.rank)
}

func compileWindows(list []knowledge.Window, from, until skinafter.Elapsed) []window {
	out := make([]window, len(list))
	for i, w := range list {
		out[i] = window{
			classes: setOf(w.Applies), only: w.Only, newSkin: w.FromNewSkin, fromSkin: w.FromNewSkin && w.FromH != nil, barrier: w.Barrier,
			from: orElse(w.FromH, from), until: orElse(w.UntilH, until),
			verdict: word(w.Verdict), condition: w.Condition, cites: w.Cites, basis: w.Basis,
		}
	}
	return out
}

func orElse(h *float64, other skinafter.Elapsed) skinafter.Elapsed {
	if h == nil {
		return other
	}
	return skinafter.Hours(*h)
}

func (ix *index) addPlaces() {
	list := ix.facts.Care.Placing.Places
	for i := range list {
		p := &placed{Placed: &list[i], order: i, to: ix.classes[list[i].To]}
		if p.to == nil {
			continue
		}
		for _, m := range p.Members {
			if strings.ContainsAny(m, "*#") {
				p.globs = append(p.globs, m)
				continue
			}
			ix.placesByName[m] = append(ix.placesByName[m], p)
		}
		if len(p.globs) > 0 {
			ix.placesByGlob = append(ix.placesByGlob, p)
		}
		for _, f := range p.Families {
			ix.placesByFamily[f] = append(ix.placesByFamily[f], p)
		}
	}
}
