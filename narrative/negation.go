package narrative

import (
	"slices"

	"skinafter/narrative/prose"
)

// How far a negation reaches over words that nobody knows.
const (
	reachNo  = 3 // "no visible sign of pus"
	reachNot = 1 // "not visibly red"
)

// negate notes for every word the negator in whose reach it stands.
func (s *scan) negate() {
	s.negated = make([]int32, len(s.words))
	for i := range s.negated {
		s.negated[i] = -1
	}
	for i := range s.words {
		if s.is(i, isPseudo) || !s.is(i, isNo|isNot) {
			continue
		}
		s.reach(i)
	}
}

// reach follows one negator to the end of what it denies.
func (s *scan) reach(i int) {
	strange, limit := 0, reachNot
	if s.is(i, isNo) {
		limit = reachNo
	}
	for j := i + 1; j < len(s.words); j++ {
		w := s.words[j]
		switch {
		case w.Sep >= prose.SepClause, s.is(j, isStop):
			return
		case w.Sep == prose.SepComma && !s.listGoesOn(j):
			return
		case s.is(j, isAnd) && !s.listEnds(j):
			return
		case s.is(j, isAnd|isOr):
			strange = 0
			continue
		case s.is(j, isMatched):
			strange = 0
		case s.is(j, isVerb) && !(s.is(i, isNot) && s.is(j, isCarry)):
			return
		case s.is(j, isCarry|isFiller|isBody|modifiers):
		default:
			if strange++; strange > limit {
				return
			}
		}
		s.negated[j] = int32(i)
	}
}

// listGoesOn reports whether "or" follows the comma before word j within the same list:
// "no fever, pus or swelling". Without it a comma ends the denial: better one sign too many.
func (s *scan) listGoesOn(j int) bool {
	for k := j; k < len(s.words) && k < j+10; k++ {
		switch {
		case s.words[k].Sep >= prose.SepClause && k > j, s.is(k, isStop|isVerb|isNo|isNot|isAnd):
			return false
		case s.is(k, isOr):
			return true
		}
	}
	return false
}

// listEnds reports whether "and" at word j ties one last sign to the denial, with nothing
// more said of it: "no pain and swelling." but not "no pain and yellow pus on my cheek".
func (s *scan) listEnds(j int) bool {
	if !s.is(j+1, isMatched) || !s.is(j-1, isMatched) || s.words[j+1].Sep > prose.SepNone {
		return false
	}
	return j+2 >= len(s.words) || s.words[j+2].Sep >= prose.SepComma
}

// denied reports whether a match is said not to be there.
func (s *scan) denied(m *match) bool {
	for _, w := range m.words {
		if n := s.negated[w]; n >= 0 && !slices.Contains(m.words, n) {
			return true
		}
	}
	// A negator in a gap inside: "tut überhaupt nicht weh".
	for i := m.from(); i < m.to(); i++ {
		if s.is(i, isNot|isNo) && !s.is(i, isPseudo) && !slices.Contains(m.words, int32(i)) {
			return true
		}
	}
	return s.deniedAfter(m)
}

// deniedAfter finds what stands behind: "juckt nicht", "fever: none".
func (s *scan) deniedAfter(m *match) bool {
	i := s.skipFillers(m.to())
	if i >= len(s.words) || s.is(i, isPseudo) || !s.is(i, isNo|isNot) {
		return false
	}
	next := i + 1
	for s.is(next, isFiller) && s.words[next].Sep == prose.SepNone {
		next++
	}
	ends := next >= len(s.words) || s.words[next].Sep >= prose.SepComma || s.is(next, isAnd|isBut)
	switch s.words[i].Sep {
	case prose.SepClause: // fever: none
		return ends
	case prose.SepNone:
		return s.lang == "de" && s.is(i, isNot) && ends
	}
	return false
}

// settled reports whether a match is said to be over: "the redness has gone".
func (s *scan) settled(m *match) bool {
	if !s.entries[m.entry].Settles {
		return false
	}
	for i, n := m.to(), 0; i < len(s.words) && n < maxModifier; i, n = i+1, n+1 {
		switch {
		case s.words[i].Sep > prose.SepNone, s.is(i, isAnd|isBut|isNearly|isWorse|isNot|isNo|isMatched):
			return false
		case s.is(i, isGone):
			return true
		}
	}
	return false
}
