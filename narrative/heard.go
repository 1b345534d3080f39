package narrative

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/narrative/prose"
)

// sign notes a symptom with what its sentence says about it.
func (s *scan) sign(r *Reading, m *match, times []stretch) {
	e := &s.entries[m.entry]
	from, to := s.sentence(m.from())
	for i := from; i < m.from(); i++ {
		if s.is(i, isWarning) && e.Code != selfHarm {
			return // "they told me to watch for pus"
		}
	}
	for i := m.to(); i < min(m.to()+4, to); i++ {
		if s.has(i, "LATER") && e.Code != selfHarm {
			return // "lumps might come later"
		}
	}
	h := Heard{Kind: Sign, Code: e.Code, Severity: s.severity(m), Trend: s.trend(m), Began: s.began(m, times)}
	for i := from; i < to; i++ {
		h.Hedged = h.Hedged || s.is(i, isMaybe)
		h.Before = h.Before || s.is(i, isBefore) && h.Trend != skinafter.Worsening && s.sameClause(i, m)
	}
	h.Denied = e.Code != selfHarm && s.denied(m) || e.Code == selfHarm && s.deniedSelfHarm(m)
	h.Settled = !h.Denied && s.settled(m)
	if e.Code == feverCode && s.measuredNormal(m) {
		h.Denied = true
	}
	r.note(s, h, m)
}

const (
	selfHarm  = "self_harm_thoughts"
	feverCode = "fever"
)

// deniedSelfHarm is stricter than other denials: only a negator right before the words
// counts, and doubt is no denial.
func (s *scan) deniedSelfHarm(m *match) bool {
	for i := m.from() - 1; i >= max(0, m.from()-4) && s.words[i+1].Sep == prose.SepNone; i-- {
		if s.is(i, isNo|isNot) && !s.is(i, isPseudo) {
			return true
		}
		if !s.is(i, isFiller|isCarry) {
			return false
		}
	}
	return false
}

// sameClause reports whether word i belongs to the part of the sentence that m stands in.
func (s *scan) sameClause(i int, m *match) bool {
	a, b := min(i, m.from()), max(i, m.to()-1)
	for j := a + 1; j <= b; j++ {
		if s.words[j].Sep >= prose.SepComma || s.is(j, isBut) {
			return false
		}
	}
	return true
}

// temperatures adds fever where a number says so.
func (s *scan) temperatures(r *Reading) {
	for i := range s.words {
		severity, isFever, _ := s.fever(i)
		if !isFever || s.negated[i] >= 0 {
			continue
		}
		m := match{words: []int32{int32(i)}, entry: -1}
		h := Heard{Kind: Sign, Code: feverCode, Severity: severity, Trend: ""}
		for k := range r.Heard {
			if o := &r.Heard[k]; o.Code == feverCode && o.Stands() && s.sameSentence(o.Spans, i) {
				o.Severity = worstOf(o.Severity, severity)
				h.Code = ""
			}
		}
		if h.Code != "" {
			h.Spans = s.spans(&m)
			r.Heard = append(r.Heard, h)
		}
	}
}

func (s *scan) sameSentence(spans []skinafter.Span, i int) bool {
	from, to := s.sentence(i)
	return len(spans) > 0 && spans[0].From >= s.words[from].From && spans[0].From < s.words[to-1].To
}

// measuredNormal reports "a temperature of 37.1".
func (s *scan) measuredNormal(m *match) bool {
	normal := false
	_, to := s.sentence(m.from())
	for i := m.to(); i < min(to, m.to()+5); i++ {
		_, isFever, isTemperature := s.fever(i)
		if isFever {
			return false
		}
		normal = normal || isTemperature
	}
	return normal
}

// medicineName is what the person wrote: the name and the two words behind it, because
// "hydrocortisone cream" is another medicine than "hydrocortisone tablets".
func (s *scan) medicineName(m *match) string {
	e := &s.entries[m.entry]
	if e.Note != "" {
		return e.Note
	}
	var out []string
	for i := m.from(); i < min(m.to()+2, len(s.words)); i++ {
		if i >= m.to() && s.words[i].Sep > prose.SepNone {
			break
		}
		out = append(out, s.words[i].Text)
	}
	return strings.Join(out, " ")
}

// product notes a product that was used. A product that is only asked about was not.
func (s *scan) product(r *Reading, m *match, times []stretch) {
	from, to := s.sentence(m.from())
	used, during := false, false
	for i := from; i < to; i++ {
		if s.has(i, "ASKS") && s.sameClauseBut(i, m) {
			return
		}
		used = used || s.has(i, "USED")
		during = during || s.has(i, "DURING")
	}
	if !used && !during || s.negatedUse(from, to) || s.denied(m) {
		return
	}
	e := &s.entries[m.entry]
	h := Heard{Kind: Product, Code: e.Code, During: during}
	if e.Note != "" {
		h.Code = e.Note
	}
	for _, t := range times {
		if t.from < from || t.from >= to || during {
			continue
		}
		next := s.skipFillers(t.to)
		switch {
		case s.has(next, "AFTER") && s.treatmentWithin(next, to), t.named:
			at := skinafter.Hours(t.lo)
			h.At = &at
		case t.word, s.has(next, "AGO"), s.has(t.from-1, "AGO_IN"):
			ago := skinafter.Between(skinafter.Hours(t.lo), skinafter.Hours(t.hi))
			h.Ago = &ago
		}
	}
	r.note(s, h, m)
}

func (s *scan) sameClauseBut(i int, m *match) bool {
	for j := min(i, m.from()) + 1; j <= max(i, m.from()); j++ {
		if s.is(j, isBut) {
			return false
		}
	}
	return true
}

// negatedUse reports "I did not use".
func (s *scan) negatedUse(from, to int) bool {
	for i := from; i < to; i++ {
		if s.has(i, "USED") && s.negated[i] >= 0 {
			return true
		}
	}
	return false
}

// Said lists the codes of a kind that stand, none twice, in the order of the text.
func (r Reading) Said(kind Kind) []string {
	var out []string
	for _, h := range r.Heard {
		if h.Kind == kind && h.Stands() && !slices.Contains(out, h.Code) {
			out = append(out, h.Code)
		}
	}
	return out
}

// Denied lists what the text says is not there, or is over.
func (r Reading) Denied() []Heard {
	var out []Heard
	for _, h := range r.Heard {
		if !h.Stands() {
			out = append(out, h)
		}
	}
	return out
}
