package narrative

import (
	"strconv"
	"strings"

	"skinafter"
	"skinafter/narrative/prose"
)

// stretch is a length of time that a text names: "two days", "day six", "yesterday".
type stretch struct {
	from, to int     // words
	lo, hi   float64 // hours
	named    bool    // "day six": a day by its number
	word     bool    // "yesterday": a time ago by itself
	used     bool    // says when the treatment was
}

// count is a number of a text, written in digits or as a word.
type count struct {
	from, to int
	value    float64
	ordinal  bool
}

func (s *scan) has(i int, set string) bool {
	return s.hasTo(i, set) > 0
}

// hasTo is the end of the set's wording that begins at word i; 0 = none begins there.
func (s *scan) hasTo(i int, set string) int {
	sym, ok := s.sets[set]
	if !ok || i < 0 || i >= len(s.at) {
		return 0
	}
	end := 0
	for _, o := range s.at[i] {
		if o.sym == sym {
			end = max(end, int(o.to))
		}
	}
	return end
}

// counts lists the numbers of the text, words and digits, by first word.
func (s *scan) counts() map[int]count {
	out := map[int]count{}
	for i := range s.words {
		w := &s.words[i]
		if w.IsNumber {
			c := count{i, i + 1, w.Number, false}
			if end := s.hasTo(i+1, "NTH"); end > 0 && s.words[i+1].Sep == prose.SepNone {
				c.to, c.ordinal = end, true
			}
			if s.lang == "de" && i+1 < len(s.words) && s.words[i+1].Sep == prose.SepSentence && w.Number < 100 {
				c.ordinal = true // "am 4. Tag"
			}
			out[i] = c
		} else if v, ok := s.joined(w.Text); ok {
			out[i] = count{i, i + 1, v, false}
		}
	}
	for _, m := range s.matches {
		e := &s.entries[m.entry]
		if e.kind != "number" && e.kind != "ordinal" {
			continue
		}
		if v, err := strconv.ParseFloat(e.Code, 64); err == nil {
			if old, ok := out[m.from()]; !ok || old.to < m.to() {
				out[m.from()] = count{m.from(), m.to(), v, e.kind == "ordinal"}
			}
		}
	}
	for i := range s.words { // "thirty eight"
		tens, ok := out[i]
		ones, more := out[i+1]
		if ok && more && !s.words[i].IsNumber && !s.words[i+1].IsNumber && tens.value >= 20 && tens.value < 100 &&
			ones.value >= 1 && ones.value < 10 && s.words[i+1].Sep == prose.SepNone {
			out[i] = count{i, ones.to, tens.value + ones.value, ones.ordinal}
			delete(out, i+1)
		}
	}
	return out
}

// joined reads "achtunddreissig".
func (s *scan) joined(text string) (float64, bool) {
	ones, tens, ok := strings.Cut(text, "und")
	if !ok || s.lang != "de" {
		return 0, false
	}
	a, okA := s.numberWord(ones)
	b, okB := s.numberWord(tens)
	return a + b, okA && okB && a < 10 && b >= 20
}

func (s *scan) numberWord(text string) (float64, bool) {
	sym, ok := s.lexicon.words[text]
	if !ok {
		return 0, false
	}
	v, ok := s.numbers[sym]
	return v, ok
}

// stretches lists what the text says about time.
func (s *scan) stretches() []stretch {
	counts := s.counts()
	var out []stretch
	for _, m := range s.matches {
		e := &s.entries[m.entry]
		switch e.kind {
		case "day":
			out = append(out, stretch{from: m.from(), to: m.to(), lo: e.LastsH, hi: e.UntilH, word: true})
		case "unit":
			if t, ok := s.measured(counts, m.from(), m.to(), e.LastsH); ok {
				out = append(out, t)
			}
		}
	}
	return out
}

// measured reads the number beside a unit: "two days", "2-3 days", "day two", "second day".
func (s *scan) measured(counts map[int]count, from, to int, unit float64) (stretch, bool) {
	for i := from - 1; i >= max(0, from-4); i-- {
		c, ok := counts[i]
		if !ok || c.to > from || !s.onlyFillers(c.to, from) || s.sepIn(c.to-1, from) > s.loosest(c) {
			continue
		}
		t := stretch{from: i, to: to, lo: c.value * unit, hi: c.value * unit}
		if c.ordinal {
			t.named, t.lo = true, max(0, t.hi-min(unit, 24))
			return t, true
		}
		if before, ok := counts[i-1]; ok && before.to == i && s.words[i].Sep <= prose.SepComma && before.value < c.value {
			t.from, t.lo = before.from, before.value*unit // 2-3 days
		} else if before, ok := counts[i-2]; ok && before.to == i-1 && s.has(i-1, "TILL") && before.value < c.value {
			t.from, t.lo = before.from, before.value*unit // two to three days
		} else if before, ok := s.wholeBefore(counts, i); ok && c.value == 0.5 {
			t.from, t.lo, t.hi = before.from, (before.value+0.5)*unit, (before.value+0.5)*unit // two and a half days
		}
		if end := s.hasTo(to, "AND_A_HALF"); end > 0 {
			t.to, t.lo, t.hi = end, t.lo+unit/2, t.hi+unit/2
		}
		return t, true
	}
	c, ok := counts[to]
	if !ok || s.words[to].Sep > prose.SepNone || c.ordinal && s.lang != "de" || s.nextIsUnit(c.to) {
		return stretch{}, false
	}
	t := stretch{from: from, to: c.to, lo: c.value * unit, hi: c.value * unit, named: true}
	if unit >= 24 {
		t.lo = max(0, t.hi-24)
	}
	return t, true
}

// wholeBefore is the number in front of "and a half".
func (s *scan) wholeBefore(counts map[int]count, i int) (count, bool) {
	i--
	if s.is(i, isFiller) {
		i--
	}
	c, ok := counts[i-1]
	return c, ok && s.is(i, isAnd) && c.to == i
}

// loosest is the strongest separator that may stand behind a number: the point of "4. Tag".
func (s *scan) loosest(c count) int {
	if c.ordinal && s.lang == "de" {
		return prose.SepSentence
	}
	return prose.SepNone
}

func (s *scan) nextIsUnit(i int) bool {
	return i < len(s.words) && s.words[i].Sep == prose.SepNone && (s.has(i, "UNIT") || s.has(i, "NOT_A_DAY"))
}

func (s *scan) onlyFillers(from, to int) bool {
	for i := from; i < to; i++ {
		if !s.is(i, isFiller) {
			return false
		}
	}
	return true
}

// treated reports whether word i names a treatment.
func (s *scan) treated(i int) bool { return s.has(i, "TREATMENT") || s.modal[i] }

// treatmentWithin reports whether a treatment is named among words [from, to).
func (s *scan) treatmentWithin(from, to int) bool {
	for i := max(from, 0); i < min(to, len(s.words)); i++ {
		if s.treated(i) {
			return true
		}
	}
	return false
}

// sinceTreatment reads how long ago the treatment was, or, negative, how far ahead it is.
func (s *scan) sinceTreatment(times []stretch) (skinafter.Moment, bool) {
	var best, weak stretch
	found, guess := false, false
	ahead, upcoming := 0.0, false
	for i := range times {
		t := &times[i]
		switch s.tells(t) {
		case tellsNow:
			t.used = true
			if !found || t.hi > best.hi {
				best, found = *t, true
			}
		case tellsPerhaps:
			if !guess || t.hi > weak.hi {
				weak, guess = *t, true
			}
		case tellsAhead:
			t.used = true
			ahead, upcoming = -t.hi, true
		case tellsNothing:
		}
	}
	switch {
	case found:
		return skinafter.Between(skinafter.Hours(best.lo), skinafter.Hours(best.hi)), true
	case upcoming && !s.anySign():
		return skinafter.At(skinafter.Hours(ahead)), true
	case guess:
		return skinafter.Between(skinafter.Hours(weak.lo), skinafter.Hours(weak.hi)), true
	}
	return skinafter.Moment{}, false
}

// anySign reports whether the text names a sign.
func (s *scan) anySign() bool {
	for i := range s.flags {
		if s.is(i, isMatched) && s.negated[i] < 0 {
			return true
		}
	}
	return false
}

// telling is what a stretch of time says about the treatment.
type telling int

const (
	tellsNothing telling = iota
	tellsPerhaps
	tellsNow
	tellsAhead
)

// afterReach is how many words may stand between "two days after" and the treatment.
const afterReach = 7

func (s *scan) tells(t *stretch) telling {
	from, to := s.sentence(t.from)
	next := s.skipFillers(t.to)
	switch {
	case s.has(t.to, "APART"), s.has(t.from-1, "FOR") && !s.has(next, "AFTER"), t.hi > 24*365*40:
		return tellsNothing
	case (s.has(next, "AHEAD") || s.has(t.from-1, "AHEAD_IN")) && s.treatmentWithin(from, to):
		return tellsAhead
	case s.has(next, "POST"):
		return tellsNow
	case s.has(next, "AFTER") && s.treatmentWithin(next+1, min(next+1+afterReach, to)):
		return tellsNow
	case s.has(t.from-1, "AFTER_IN") && s.treatmentWithin(from, to) && !t.named && !t.word:
		return tellsPerhaps
	case t.named && (s.has(t.from-1, "ON_DAY") || s.has(t.to-1, "NIGHT")):
		return tellsPerhaps
	case t.named:
		return tellsNow
	case t.word, s.has(next, "AGO"), s.has(t.from-1, "AGO_IN"), s.has(t.from-1, "AGO_IN") || s.has(t.from-2, "AGO_IN"):
		if s.treatmentWithin(from, to) && !s.has(t.from-1, "SINCE") {
			return tellsNow
		}
	case s.has(t.from-1, "AT_HOUR"):
		return tellsPerhaps
	}
	return tellsNothing
}

// began is how long ago a sign began, where its sentence says so.
func (s *scan) began(m *match, times []stretch) *skinafter.Moment {
	from, to := s.sentence(m.from())
	best, distance := -1, 1<<30
	for i, t := range times {
		if t.used || t.named || t.from < from || t.from >= to {
			continue
		}
		next := s.skipFillers(t.to)
		if !t.word && !s.has(next, "AGO") && !s.has(t.from-1, "AGO_IN") && !s.has(t.from-1, "SINCE") && !s.has(t.from-1, "FOR") {
			continue
		}
		if d := max(t.from-m.to(), m.from()-t.to, 0); d < distance {
			best, distance = i, d
		}
	}
	if best < 0 {
		return nil
	}
	ago := skinafter.Between(skinafter.Hours(times[best].lo), skinafter.Hours(times[best].hi))
	return &ago
}
