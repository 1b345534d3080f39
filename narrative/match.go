package narrative

import (
	"slices"
	"strings"

	"skinafter/narrative/prose"
)

// occurrence is a symbol that stands on words [from, to).
type occurrence struct {
	sym       symbol
	from, to  int32
	corrected bool
}

// match is an entry found in a text.
type match struct {
	entry     int
	words     []int32 // words that matched, in order
	corrected bool
}

func (m *match) from() int { return int(m.words[0]) }
func (m *match) to() int   { return int(m.words[len(m.words)-1]) + 1 }

// scan is the state of reading one text in one language.
type scan struct {
	*lexicon
	words   []prose.Word
	at      [][]occurrence // by first word
	present []bool         // by symbol
	queue   []symbol       // symbols that occurred, in order
	matches []match
	flags   []flag
	negated []int32 // by word: the negator in whose reach it stands, else -1
	known   []bool  // by word: the language knows it
	modal   []bool  // by word: names a kind of treatment
}

func newScan(l *lexicon, words []prose.Word) *scan {
	s := &scan{
		lexicon: l, words: words, at: make([][]occurrence, len(words)),
		present: make([]bool, len(l.joins)), flags: make([]flag, len(words)), known: make([]bool, len(words)),
	}
	room := make([]occurrence, 0, 8*len(words))
	for i := range words {
		start := len(room)
		room = s.lookUp(room, i)
		s.at[i] = slices.Clip(room[start:])
	}
	s.flag(0)
	for level := range l.levels {
		s.match(level)
		if level+1 < len(l.levels) {
			s.flag(level + 1)
		}
	}
	return s
}

// lookUp appends the symbols of word i: the word itself, its stems and the sets that hold it.
func (s *scan) lookUp(room []occurrence, i int) []occurrence {
	start := len(room)
	w := &s.words[i]
	add := func(sym symbol, corrected bool) { room = s.addAll(room, start, sym, i, corrected) }
	if sym, ok := s.lexicon.words[w.Text]; ok {
		add(sym, false)
	}
	if w.IsNumber {
		return room
	}
	for n := s.minStem; n <= len(w.Text); n++ {
		if sym, ok := s.begins[w.Text[:n]]; ok {
			add(sym, false)
		}
	}
	for n := 1; n < len(w.Text)-2; n++ {
		if sym, ok := s.tails[w.Text[n:]]; ok {
			add(sym, false)
		}
	}
	for _, in := range s.inside {
		if len(in.text) <= len(w.Text) && strings.Contains(w.Text, in.text) {
			add(in.sym, false)
		}
	}
	if len(room) > start {
		s.known[i] = true
	} else if len(w.Text) >= minSlipWord-1 {
		if sym, ok := s.correct(w.Text); ok {
			add(sym, true)
		}
	}
	return room
}

// addAll adds a symbol and the sets that it belongs to.
func (s *scan) addAll(room []occurrence, start int, sym symbol, i int, corrected bool) []occurrence {
	for _, o := range room[start:] {
		if o.sym == sym {
			return room
		}
	}
	if !s.present[sym] {
		s.present[sym] = true
		s.queue = append(s.queue, sym)
	}
	room = append(room, occurrence{sym, int32(i), int32(i + 1), corrected})
	for _, set := range s.joins[sym] {
		room = s.addAll(room, start, set, i, corrected)
	}
	return room
}

// correct finds the word that was meant. Where several are one slip away the first in
// alphabetical order is taken, so that the answer is always the same.
func (s *scan) correct(text string) (symbol, bool) {
	best := stem{sym: -1}
	try := func(part string) {
		for d := range deletions(part) {
			for _, c := range s.slips[d] {
				if c.cut == (len(part) < len(text)) || c.cut {
					if prose.OneSlip(part, c.text) && sameEnd(part, c.text) && (best.sym < 0 || better(c, best)) {
						best = c
					}
				}
			}
		}
	}
	if short := oneEach(text); short != text {
		if sym, ok := s.lexicon.words[short]; ok {
			return sym, true // "dryyy", "sooore"
		}
	}
	if len(text) < minSlipWord {
		return -1, false
	}
	try(text)
	if best.sym < 0 {
		for n := minSlipStem; n < len(text); n++ {
			try(text[:n])
		}
	}
	return best.sym, best.sym >= 0
}

// oneEach writes letters that are repeated only once: "dryyy" is "dry".
func oneEach(text string) string {
	out := make([]byte, 0, len(text))
	for i := range len(text) {
		if i == 0 || text[i] != text[i-1] {
			out = append(out, text[i])
		}
	}
	return string(out)
}

// sameEnd spares short words that end otherwise: too many of them are words of their own.
func sameEnd(a, b string) bool {
	return len(a) > shortWord || a[len(a)-1] == b[len(b)-1]
}

// shortWord is the length up to which a corrected word must keep its last letter.
const shortWord = 6

func better(a, b stem) bool {
	if len(a.text) != len(b.text) {
		return len(a.text) > len(b.text)
	}
	return a.text < b.text
}

// match finds the wordings of one level and notes what they found.
func (s *scan) match(level int) {
	var tried []bool
	for q := 0; q < len(s.queue); q++ {
		for _, t := range s.waiting[s.queue[q]] {
			if t.level != level {
				continue
			}
			if tried == nil {
				tried = make([]bool, len(s.levels[level]))
			}
			if !tried[t.index] {
				tried[t.index] = true
				s.try(&s.levels[level][t.index])
			}
		}
	}
}

// try looks for a wording everywhere in the text.
func (s *scan) try(w *wording) {
	for _, part := range w.parts {
		for _, e := range part {
			if !e.optional && !slices.ContainsFunc(e.syms, func(x symbol) bool { return s.present[x] }) {
				return
			}
		}
	}
	var found [maxParts][]match
	for p, part := range w.parts {
		if p == maxParts {
			return
		}
		found[p] = s.findPart(part)
		if len(found[p]) == 0 {
			return
		}
	}
	n := min(len(w.parts), maxParts)
	for i := range found[0] {
		s.combine(w.entry, &found[0][i], found[1:n])
	}
}

// maxParts is how many parts a wording may have.
const maxParts = 3

// combine joins a match of the first part with the nearest linked one of each other part.
func (s *scan) combine(entry int, first *match, rest [][]match) {
	m := match{entry: entry, words: first.words, corrected: first.corrected}
	for _, others := range rest {
		best, distance := -1, 1<<30
		for i := range others {
			o := &others[i]
			if d := gapBetween(first, o); d >= 0 && d < distance && s.linked(first, o, len(rest) > 1) {
				best, distance = i, d
			}
		}
		if best < 0 {
			return
		}
		m.words = append(slices.Clip(m.words), others[best].words...)
		m.corrected = m.corrected || others[best].corrected
	}
	if len(rest) > 0 {
		slices.Sort(m.words)
		m.words = slices.Compact(m.words)
	}
	s.found(m)
}

// gapBetween counts the words between two parts; -1 = they overlap.
func gapBetween(a, b *match) int {
	switch {
	case a.to() <= b.from():
		return b.from() - a.to()
	case b.to() <= a.from():
		return a.from() - b.to()
	}
	return -1
}

// found notes a match: a set becomes an occurrence, everything else a finding.
func (s *scan) found(m match) {
	e := &s.entries[m.entry]
	if e.kind != "set" {
		s.matches = append(s.matches, m)
		return
	}
	i := m.from()
	for _, o := range s.at[i] {
		if o.sym == e.set && int(o.to) == m.to() {
			return
		}
	}
	s.at[i] = append(s.at[i], occurrence{e.set, int32(i), int32(m.to()), m.corrected})
	if !s.present[e.set] {
		s.present[e.set] = true
		s.queue = append(s.queue, e.set)
	}
	for _, outer := range s.joins[e.set] {
		s.found(match{entry: s.holder[outer], words: m.words, corrected: m.corrected})
	}
}

// findPart finds all places where the elements of a part stand in a row.
func (s *scan) findPart(part []element) []match {
	var out []match
	for i := range s.at {
		for _, o := range s.at[i] {
			if !slices.Contains(part[0].syms, o.sym) {
				continue
			}
			m := match{words: span(nil, int(o.from), int(o.to)), corrected: o.corrected}
			if s.follow(part[1:], int(o.to), &m, 0) {
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// Little words that may stand between the words of a wording, and other words in a gap.
const (
	maxFillers = 3
	maxGap     = 4
)

// follow matches the elements from word i on.
func (s *scan) follow(rest []element, i int, m *match, gap int) bool {
	if len(rest) == 0 {
		return true
	}
	e := rest[0]
	if e.gap {
		return s.follow(rest[1:], i, m, maxGap)
	}
	fillers := maxFillers
	for j := i; j < len(s.words) && s.words[j].Sep == prose.SepNone; j++ {
		for _, o := range s.at[j] {
			if !slices.Contains(e.syms, o.sym) {
				continue
			}
			next := match{words: span(slices.Clip(m.words), int(o.from), int(o.to)), corrected: m.corrected || o.corrected}
			if s.follow(rest[1:], int(o.to), &next, 0) {
				*m = next
				return true
			}
		}
		if s.flags[j]&isFiller != 0 && fillers > 0 {
			fillers--
		} else if gap--; gap < 0 {
			break
		}
	}
	return e.optional && s.follow(rest[1:], i, m, gap)
}

func span(words []int32, from, to int) []int32 {
	for i := from; i < to; i++ {
		words = append(words, int32(i))
	}
	return words
}
