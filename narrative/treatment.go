package narrative

import (
	"strings"

	"skinafter"
	"skinafter/narrative/prose"
)

// Limits of numbers in a text: what lies outside is no depth, no age, no temperature.
const (
	maxDepth = 5.0 // mm
	minAge   = 1
	maxAge   = 110
)

// treatment reads what the text says about the treatment itself. The first mention counts:
// what comes later may be about another one.
func (s *scan) treatment(r *Reading) {
	for i := range s.matches {
		m := &s.matches[i]
		e := &s.entries[m.entry]
		switch e.kind {
		case "modality":
			if r.Course.Modality == "" || s.sharper(r, m) {
				r.Course.Modality = skinafter.Modality(e.Code)
				r.note(s, Heard{Kind: Treatment, Code: e.Code}, m)
			}
		case "setting":
			if r.Setting == "" && !s.denied(m) {
				r.Setting = e.Code
				r.note(s, Heard{Kind: Place, Code: e.Code}, m)
			}
		case "area":
			if r.Course.Area == "" {
				r.Course.Area = skinafter.Area(e.Code)
			}
		}
	}
	for i := range s.words {
		s.number(r, i)
	}
}

// sharper reports whether a later mention in the same breath says more: "laser" and then
// "fractional CO2 laser".
func (s *scan) sharper(r *Reading, m *match) bool {
	for i := range r.Heard {
		h := &r.Heard[i]
		if h.Kind == Treatment && len(h.Spans) > 0 {
			return h.vague(s) && len(m.words) > 1
		}
	}
	return false
}

// vague reports whether a treatment was named with one word only.
func (h *Heard) vague(s *scan) bool {
	words := 0
	for _, sp := range h.Spans {
		for _, w := range s.words {
			if w.From >= sp.From && w.To <= sp.To {
				words++
			}
		}
	}
	return words == 1
}

// number reads depth and age where a number stands at word i.
func (s *scan) number(r *Reading, i int) {
	w := &s.words[i]
	if !w.IsNumber {
		return
	}
	whole := func(to int) []skinafter.Span { return []skinafter.Span{{From: w.From, To: s.words[to].To}} }
	switch {
	case s.has(i+1, "MM") && s.words[i+1].Sep == prose.SepNone && w.Number > 0 && w.Number <= maxDepth:
		if r.Course.Depth == 0 {
			r.Course.Depth = skinafter.Millimetres(w.Number)
			r.Heard = append(r.Heard, Heard{Kind: Depth, Code: w.Text, Spans: whole(i + 1)})
		}
	case (s.has(i+1, "YEARS_OLD") && s.words[i+1].Sep == prose.SepNone || (s.hasTo(i-1, "I_AM") == i || s.hasTo(i-2, "I_AM") == i) && s.ends(i+1)) && !strings.ContainsAny(w.Text, ".,") && w.Number >= minAge && w.Number <= maxAge:
		if r.Age == 0 {
			r.Age = int(w.Number)
			r.Heard = append(r.Heard, Heard{Kind: Age, Code: w.Text, Spans: whole(i)})
		}
	}
}

// ends reports whether word i begins something new.
func (s *scan) ends(i int) bool {
	return i >= len(s.words) || s.words[i].Sep > prose.SepNone || s.is(i, isAnd|isBut)
}

// Fever in degrees (design choice for severity; 38.0 C is rules.md 4b).
const (
	feverC, highFeverC, veryHighFeverC, topC = 38.0, 38.6, 39.5, 43.0
)

// fever reads a temperature at word i: "38.9", "39 degrees", "temperature of 102 F".
func (s *scan) fever(i int) (severity skinafter.Severity, isFever, isTemperature bool) {
	w := &s.words[i]
	if !w.IsNumber {
		return "", false, false
	}
	near := false
	from, to := s.sentence(i)
	for j := max(from, i-6); j < min(to, i+4); j++ {
		near = near || s.has(j, "TEMPERATURE")
	}
	c := w.Number
	if c >= 97 && c <= 109 && near {
		c = (c - 32) * 5 / 9
	}
	decimal := strings.ContainsAny(w.Text, ".,")
	if c < 35 || c >= topC || !near && !decimal || s.nextIsUnit(i+1) || s.has(i+1, "MM") {
		return "", false, false
	}
	switch {
	case c < feverC-0.05:
		return "", false, near
	case c < highFeverC:
		return skinafter.Mild, true, true
	case c < veryHighFeverC:
		return skinafter.Moderate, true, true
	}
	return skinafter.Severe, true, true
}
