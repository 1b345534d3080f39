package narrative

import (
	"cmp"
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/narrative/prose"
)

// Kind says what a piece of text was understood to be.
type Kind string

// Kinds of what may be heard.
const (
	Sign      Kind = "symptom"
	Condition Kind = "condition"
	Exposure  Kind = "exposure"
	Medicine  Kind = "medicine"
	Product   Kind = "product"
	Treatment Kind = "treatment"
	Place     Kind = "setting"
	Depth     Kind = "depth"
	Age       Kind = "age"
)

// Heard is one thing understood from a text, with the place where it stands, so that the
// person can say whether that was meant.
type Heard struct {
	Kind     Kind
	Code     string             // of the vocabulary; the name of a medicine; label words of a product
	Severity skinafter.Severity // empty = not said
	Trend    string             // empty = not said
	Began    *skinafter.Moment  // how long before the writing it began; nil = not said
	Before   bool               // said to have been there before the treatment
	Denied   bool               // said not to be there: shown, never used
	Settled  bool               // said to be over: shown, never used
	Hedged   bool               // "maybe": counts all the same
	Guessed  bool               // a word was misspelled
	During   bool               // products: put on while the skin was opened
	At       *skinafter.Elapsed // products: hours since treatment; nil = not said
	Ago      *skinafter.Moment  // products: how long before the writing; nil = not said
	Spans    []skinafter.Span   // in the text, in order
}

// Stands reports whether what was heard counts: it is neither denied nor over.
func (h Heard) Stands() bool { return !h.Denied && !h.Settled }

// Reading is what was understood from a person's own words. It can only add to what fields
// say; see AddTo. The zero value is a text in which nothing was understood.
type Reading struct {
	Lang    string  // the language that understood most: "en", "de"
	Heard   []Heard // in the order of the text
	Course  skinafter.Course
	At      *skinafter.Moment // time since treatment at the moment of writing; nil = not said
	Setting string
	Age     int // years; 0 = not said
}

// Read finds the findings of the vocabulary in a person's own words.
//
// lang is the language the person writes in ("en", "de"); what reads better in another
// language is read in that one too, because a frightened person writes in their own. Nothing
// in a text lowers an answer: what is denied or over is shown and not used. The answer is
// the same for the same facts and text. Spans always point into text.
func Read(facts *knowledge.Base, text, lang string) Reading {
	words := prose.Split(text)
	if len(words) == 0 || facts == nil {
		return Reading{Lang: lang}
	}
	var scans []*scan
	for _, l := range languages(facts, lang) {
		scans = append(scans, newScan(lexiconOf(facts, l), words))
	}
	r := Reading{Lang: lang}
	owners, most := ownersOf(words, scans), 0
	for i, s := range scans {
		var own Reading
		s.understand(&own)
		r.add(own, words, owners, i)
		if n := howMany(owners, i); n > most {
			r.Lang, most = s.lang, n
		}
	}
	r.sort()
	return r
}

// ownersOf says for every word which scan understands its sentence best: a frightened person
// writes in two languages, and short words mean different things in them. Of equals the
// first.
func ownersOf(words []prose.Word, scans []*scan) []int {
	owners := make([]int, len(words))
	for from := 0; from < len(words); {
		to := from + 1
		for to < len(words) && words[to].Sep < prose.SepSentence {
			to++
		}
		best, most := 0, -1
		for i, s := range scans {
			if n := howMany(s.known[from:to], true); n > most {
				best, most = i, n
			}
		}
		for ; from < to; from++ {
			owners[from] = best
		}
	}
	return owners
}

func howMany[T comparable](list []T, x T) int {
	n := 0
	for _, y := range list {
		if x == y {
			n++
		}
	}
	return n
}

// add takes over what one language understood in the sentences that it understands best.
func (r *Reading) add(own Reading, words []prose.Word, owners []int, i int) {
	heard := false
	for _, h := range own.Heard {
		w, _ := slices.BinarySearchFunc(words, first(h), func(w prose.Word, at int) int { return cmp.Compare(w.From, at) })
		if w < len(owners) && owners[w] == i {
			r.Heard, heard = append(r.Heard, h), true
		}
	}
	if !heard && howMany(owners, i) == 0 {
		return
	}
	if r.Course.Modality == "" {
		r.Course.Modality = own.Course.Modality
	}
	if r.Course.Depth == 0 {
		r.Course.Depth = own.Course.Depth
	}
	r.Course.Area = cmp.Or(r.Course.Area, own.Course.Area)
	r.Setting = cmp.Or(r.Setting, own.Setting)
	r.Age = cmp.Or(r.Age, own.Age)
	if r.At == nil {
		r.At = own.At
	}
}

// languages lists those of the facts, the wanted one first.
func languages(facts *knowledge.Base, lang string) []string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	out := make([]string, 0, len(facts.Phrases))
	for l := range facts.Phrases {
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b string) int {
		if (a == lang) != (b == lang) {
			if a == lang {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	return out
}

func (r *Reading) sort() {
	slices.SortStableFunc(r.Heard, func(a, b Heard) int { return cmp.Compare(first(a), first(b)) })
}

func first(h Heard) int {
	if len(h.Spans) == 0 {
		return 0
	}
	return h.Spans[0].From
}

// understand turns matches into what was heard.
func (s *scan) understand(r *Reading) {
	s.prepare()
	times := s.stretches()
	if at, ok := s.sinceTreatment(times); ok {
		r.At = &at
	}
	s.treatment(r)
	for i := range s.matches {
		m := &s.matches[i]
		switch kind := Kind(s.entries[m.entry].kind); kind {
		case Sign:
			s.sign(r, m, times)
		case Condition, Exposure:
			r.note(s, Heard{Kind: kind, Code: s.entries[m.entry].Code, Denied: s.denied(m)}, m)
		case Medicine:
			r.note(s, Heard{Kind: kind, Code: s.medicineName(m), Denied: s.denied(m)}, m)
		case Product:
			s.product(r, m, times)
		case Treatment, Place, Depth, Age: // read by treatment, for the whole text at once
		}
	}
	s.temperatures(r)
	r.sort()
}

// prepare drops what is covered by idioms or by longer findings and marks the words of the
// rest; then negations can be followed.
func (s *scan) prepare() {
	s.modal = make([]bool, len(s.words))
	s.matches = slices.DeleteFunc(s.matches, func(m match) bool { return s.entries[m.entry].kind == "" })
	slices.SortStableFunc(s.matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.from(), b.from()), cmp.Compare(b.to(), a.to()), cmp.Compare(a.entry, b.entry))
	})
	s.matches = slices.DeleteFunc(s.matches, s.idle())
	for i := range s.matches {
		m := &s.matches[i]
		switch s.entries[m.entry].kind {
		case "modality":
			for _, w := range m.words {
				s.modal[w] = true
			}
		case "exposure":
			for _, w := range m.words {
				s.flags[w] &^= modifiers // "strong sun" says nothing about a sign
			}
		case "symptom":
			for _, w := range m.words {
				s.flags[w] |= isMatched
			}
		}
	}
	s.negate()
	s.matches = slices.DeleteFunc(s.matches, s.covered())
}

// idiom is the code of harmless wordings; entries of kind ignore with the code of a sign
// stand only against that sign.
const idiom = "idiom"

// idle tells which matches something of another kind makes void: an idiom ("dying to go
// out"), or a longer finding ("blood thinner" is no blood).
func (s *scan) idle() func(match) bool {
	all := slices.Clone(s.matches)
	return func(m match) bool {
		e := &s.entries[m.entry]
		for i := range all {
			o := &all[i]
			oe := &s.entries[o.entry]
			if oe.kind == e.kind || o.from() > m.from() || o.to() < m.from() {
				continue
			}
			switch {
			case oe.kind == "ignore":
				if (oe.Code == idiom || oe.Code == e.Code) && (within(m.words, o.words) || m.to() <= o.to()) {
					return true
				}
			case e.kind == "symptom" && oe.kind != "day" && len(o.words) > len(m.words) && within(m.words, o.words):
				return true
			}
		}
		return e.kind == "ignore"
	}
}

// covered tells which matches say less than a longer one of the same kind that has all their
// words. One that is denied covers nothing: redness that does not spread is still redness.
func (s *scan) covered() func(match) bool {
	all := slices.Clone(s.matches)
	return func(m match) bool {
		e := &s.entries[m.entry]
		for i := range all {
			o := &all[i]
			oe := &s.entries[o.entry]
			if oe.kind == e.kind && !oe.Beside && o.entry != m.entry && len(o.words) > len(m.words) &&
				(e.Code != oe.Code || e.Severity == "") && within(m.words, o.words) && !s.denied(o) {
				return true
			}
		}
		return false
	}
}

func within(small, large []int32) bool {
	for _, w := range small {
		if !slices.Contains(large, w) {
			return false
		}
	}
	return true
}

// note adds what was heard with the spans of its match; the same words of the same code only
// once.
func (r *Reading) note(s *scan, h Heard, m *match) {
	h.Spans, h.Guessed = s.spans(m), m.corrected
	for i := range r.Heard {
		o := &r.Heard[i]
		if o.Kind == h.Kind && o.Code == h.Code && o.Stands() == h.Stands() && overlap(o.Spans, h.Spans) {
			o.Severity = worstOf(o.Severity, h.Severity)
			if h.Trend == skinafter.Worsening {
				o.Trend = h.Trend
			}
			return
		}
	}
	r.Heard = append(r.Heard, h)
}

func overlap(a, b []skinafter.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x.From < y.To && y.From < x.To {
				return true
			}
		}
	}
	return false
}

// spans are the places of a match in the text; words in a row are one place.
func (s *scan) spans(m *match) []skinafter.Span {
	var out []skinafter.Span
	last := int32(-2)
	for _, w := range m.words {
		if w == last+1 && len(out) > 0 {
			out[len(out)-1].To = s.words[w].To
		} else {
			out = append(out, skinafter.Span{From: s.words[w].From, To: s.words[w].To})
		}
		last = w
	}
	return out
}
