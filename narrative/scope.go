package narrative

import (
	"slices"

	"skinafter"
	"skinafter/narrative/prose"
)

// flag says what part a word plays in a sentence.
type flag uint32

const (
	isFiller  flag = 1 << iota // "my", "very": may stand between the words of a wording
	isBody                     // part of the body
	isVerb                     // "is", "looks"
	isAnd                      // "and", "with"
	isOr                       // "or", "nor"
	isBut                      // divides a sentence: "but"
	isStop                     // ends a denial: "because", "now"
	isNo                       // "no", "without"
	isNot                      // "not", "never"
	isPseudo                   // "no idea", "not only": no negation
	isCarry                    // "have", "any": a negation reaches over it
	isMild                     // "a bit"
	isMedium                   // "quite"
	isSevere                   // "unbearable"
	isWorse                    // "worse"
	isBetter                   // "better"
	isStable                   // "not spreading"
	isGone                     // "gone"
	isNearly                   // "almost"
	isMaybe                    // "perhaps"
	isWarning                  // "they told me to watch for"
	isBefore                   // "before the treatment", "for years"
	isToo                      // "too", "as well"
	isPronoun                  // "it"
	isMatched                  // belongs to a finding
)

// grammar is the sets by which sentences are understood. Their names are part of the format
// of phrases/<language>/grammar.yaml.
type grammar map[symbol]flag

// grammarSets are the sets that this package asks for by name.
var grammarSets = []struct {
	name string
	flag flag
}{
	{"FILLER", isFiller},
	{"BODY", isBody},
	{"VERB", isVerb},
	{"AND", isAnd},
	{"OR", isOr},
	{"BUT", isBut},
	{"STOP", isStop},
	{"NO", isNo},
	{"NOT", isNot},
	{"PSEUDO", isPseudo},
	{"CARRY", isCarry},
	{"MILD", isMild},
	{"MEDIUM", isMedium},
	{"SEVERE", isSevere},
	{"WORSE", isWorse},
	{"BETTER", isBetter},
	{"STABLE", isStable},
	{"GONE", isGone},
	{"NEARLY", isNearly},
	{"MAYBE", isMaybe},
	{"WARNING", isWarning},
	{"BEFORE", isBefore},
	{"TOO", isToo},
	{"IT", isPronoun},
}

func (l *lexicon) grammar() grammar {
	g := grammar{}
	for _, set := range grammarSets {
		if s, ok := l.sets[set.name]; ok {
			g[s] |= set.flag
		}
	}
	return g
}

// overrule are the flags that take a negator inside their words out of play.
const overrule = isPseudo | isMild | isMedium | isBetter

// flag notes the part each word plays, as far as the sets up to a level are known.
func (s *scan) flag(int) {
	for i := range s.at {
		for _, o := range s.at[i] {
			f, ok := s.names[o.sym]
			if !ok {
				continue
			}
			for j := o.from; j < o.to; j++ {
				s.flags[j] |= f
			}
			if f&overrule != 0 && o.to-o.from > 1 {
				for j := o.from; j < o.to; j++ {
					s.flags[j] |= isPseudo
				}
			}
		}
	}
}

func (s *scan) is(i int, f flag) bool { return i >= 0 && i < len(s.flags) && s.flags[i]&f != 0 }

// sepIn is the strongest separator between words from and to: before each of from+1..to.
func (s *scan) sepIn(from, to int) int {
	sep := prose.SepNone
	for i := from + 1; i <= to && i < len(s.words); i++ {
		sep = max(sep, s.words[i].Sep)
	}
	return sep
}

// maxLink is how many words may stand between two parts of a wording.
const maxLink = 9

// linked reports whether two parts are said of each other: "my lips feel funny and swollen",
// but not "my lips are fine, my cheeks are swollen". Of three parts (among) each says so
// much that a comma may stand between them.
func (s *scan) linked(a, b *match, among bool) bool {
	if a.from() > b.from() {
		a, b = b, a
	}
	first, last := a.to(), b.from()
	if last-first > maxLink && !among || last-first > 2*maxLink || !s.sameStatement(a.to()-1, last) {
		return false
	}
	bodyA, bodyB := s.any(a, isBody), s.any(b, isBody)
	crossed := s.sepIn(a.to()-1, last) >= prose.SepComma
	body := -1
	for j := first; j < last; j++ {
		crossed = crossed || s.is(j, isAnd)
		if s.is(j, isBody) {
			body = j
		}
	}
	switch {
	case bodyA && !bodyB:
		if body >= 0 && !s.listLike(first, body) {
			return false
		}
		if s.sepIn(a.to()-1, last) == prose.SepComma && !s.listLike(first, last) && !s.is(first, isVerb) && !s.is(first+1, isVerb) {
			return false // "puffy eyes on both sides, a bit sore"
		}
		return !crossed || !s.is(s.skipFillers(b.to()), isBody) || s.sepIn(b.to()-1, s.skipFillers(b.to())) > prose.SepNone
	case bodyB && !bodyA && crossed:
		return s.listLike(first, last) && !s.newSubject(b.to())
	case !bodyA && !bodyB:
		return among || s.sepIn(a.to()-1, last) < prose.SepComma
	}
	return true
}

// newSubject reports whether a verb follows so soon that what stands before word i is the
// beginning of a new statement: "lip line feels woolly". "Too" ties it to the old one.
func (s *scan) newSubject(i int) bool {
	for j := i; j < min(i+3, len(s.words)); j++ {
		switch {
		case s.words[j].Sep > prose.SepNone, s.is(j, isAnd|isOr):
			return false
		case s.is(j, isVerb):
			return !s.is(j+1, isToo)
		}
	}
	return false
}

// sameStatement reports whether word j still belongs to the statement of word i.
func (s *scan) sameStatement(i, j int) bool {
	for k := i + 1; k <= j && k < len(s.words); k++ {
		switch {
		case s.is(k, isBut):
			return false
		case s.words[k].Sep == prose.SepSentence:
			if !s.is(k, isPronoun) || j-k > 5 || k-i > 5 {
				return false
			}
		case s.words[k].Sep == prose.SepClause && j-i > 4:
			return false
		}
	}
	return true
}

// listLike reports whether nothing but names, little words and "and" stands in [from, to).
func (s *scan) listLike(from, to int) bool {
	for j := from; j < to; j++ {
		if !s.is(j, isFiller|isBody|isAnd|isOr) {
			return false
		}
	}
	return true
}

func (s *scan) skipFillers(i int) int {
	for n := 0; n < maxFillers && s.is(i, isFiller); n++ {
		i++
	}
	return i
}

func (s *scan) any(m *match, f flag) bool {
	return slices.ContainsFunc(m.words, func(w int32) bool { return s.is(int(w), f) })
}

// sentence gives the words [from, to) of the sentence that word i stands in.
func (s *scan) sentence(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && s.words[from].Sep < prose.SepSentence {
		from--
	}
	for to < len(s.words) && s.words[to].Sep < prose.SepSentence {
		to++
	}
	return from, to
}

// maxModifier is how far from a sign a word such as "slightly" may stand.
const maxModifier = 5

// severity is what the sentence says about how bad a match is; empty = nothing.
func (s *scan) severity(m *match) skinafter.Severity {
	var f flag
	for i := m.from(); i < m.to(); i++ {
		f |= s.flags[i]
	}
	f |= s.modifierBefore(m) | s.modifierAfter(m)
	return worstOf(severityOf(f), skinafter.Severity(s.entries[m.entry].Severity))
}

const modifiers = isMild | isMedium | isSevere | isNearly

// modifierBefore looks back over fillers and over other signs of the same list.
func (s *scan) modifierBefore(m *match) flag {
	for i, n := m.from()-1, 0; i >= 0 && n < maxModifier; i, n = i-1, n+1 {
		if sep := s.words[i+1].Sep; sep >= prose.SepClause || sep == prose.SepComma && !s.is(i, isMatched) {
			return 0
		}
		if f := s.flags[i] & modifiers; f != 0 {
			return f
		}
		if !s.is(i, isFiller|isAnd|isOr|isMatched|isBody) {
			return 0
		}
	}
	return 0
}

// modifierAfter looks on to the next sign: "stings a little", "hurts like hell".
func (s *scan) modifierAfter(m *match) flag {
	for i, n := m.to(), 0; i < len(s.words) && n < maxModifier; i, n = i+1, n+1 {
		if s.words[i].Sep >= prose.SepComma || s.is(i, isAnd|isOr|isBut|isMatched) {
			return 0
		}
		if f := s.flags[i] & modifiers; f != 0 {
			for s.is(i, modifiers|isFiller) {
				i++
			}
			if s.is(i, isMatched) && s.words[i].Sep == prose.SepNone {
				return 0 // it says how bad the next sign is
			}
			return f
		}
	}
	return 0
}

func severityOf(f flag) skinafter.Severity {
	switch {
	case f&isSevere != 0:
		return skinafter.Severe
	case f&isMedium != 0:
		return skinafter.Moderate
	case f&(isMild|isNearly) != 0:
		return skinafter.Mild
	}
	return ""
}

var severityRank = map[skinafter.Severity]int{
	skinafter.Mild: 1, skinafter.Moderate: 2, skinafter.Severe: 3,
}

func worstOf(a, b skinafter.Severity) skinafter.Severity {
	if severityRank[a] >= severityRank[b] {
		return a
	}
	return b
}

// trend is what the sentence says about the course of a match: the nearest word decides,
// and of two that are equally near the worse one.
func (s *scan) trend(m *match) string {
	from, to := s.sentence(m.from())
	best, trend := 1<<30, ""
	for i := from; i < to; i++ {
		d := max(m.from()-i, i-m.to()+1, 0)
		var t string
		switch {
		case s.is(i, isWorse) && s.negated[i] < 0 && !s.is(i, isPseudo|isStable):
			t = skinafter.Worsening
			d-- // of equals the worse
		case s.is(i, isWorse|isStable):
			t = skinafter.Stable
		case s.is(i, isBetter|isNearly):
			t = skinafter.Improving
		default:
			continue
		}
		if d < best {
			best, trend = d, t
		}
	}
	if trend == "" && s.worseNext(to) {
		return skinafter.Worsening
	}
	return trend
}

// worseNext reports whether the sentence that begins at word i says "it gets worse" and names
// no sign of its own: it is said of the signs before it.
func (s *scan) worseNext(i int) bool {
	if i >= len(s.words) {
		return false
	}
	from, to := s.sentence(i)
	worse := false
	for j := from; j < to; j++ {
		if s.is(j, isMatched) {
			return false
		}
		worse = worse || s.is(j, isWorse) && s.negated[j] < 0 && !s.is(j, isPseudo|isStable)
	}
	return worse && to-from <= 12
}
