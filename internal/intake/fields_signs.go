package intake

import (
	"encoding/json"
	"slices"
	"strings"

	"skinafter"
)

// checkIns reads what was reported: symptoms now, and earlier check-ins where there are any.
func (r *Report) checkIns(o *object) {
	s := &r.Situation
	for i, raw := range o.raws("check_ins", "a list of check-ins") {
		co := newObject(Index(o.field("check_ins"), i)+".", raw, o.problems)
		c := skinafter.CheckIn{At: s.At}
		from, to := co.hours("at_h"), co.hours("at_max_h")
		switch {
		case from == nil:
			co.problems.add(co.field("at_h"), "", "hours since the treatment ended")
		case to == nil:
			c.At = skinafter.At(*from)
		default:
			c.At = skinafter.Between(*from, *to)
		}
		c.Symptoms = r.symptoms(co, c.At)
		c.Gone, c.Cleared = codes(co, "gone", Symptoms), co.flag("cleared")
		co.rest(checkInNames)
		if c.At.Max > s.At.Max {
			co.problems.add(co.field("at_h"), "", "a time that is not after hours_since")
			s.At.Max = c.At.Max
			r.say("report_is_later")
		}
		s.CheckIns = append(s.CheckIns, c)
	}
	slices.SortStableFunc(s.CheckIns, func(a, b skinafter.CheckIn) int { return int(a.At.Max - b.At.Max) })
	if o.has("symptoms") || len(s.CheckIns) == 0 {
		now := skinafter.CheckIn{At: s.At, Symptoms: r.symptoms(o, s.At)}
		now.Gone, now.Cleared = codes(o, "gone", Symptoms), o.flag("cleared")
		s.CheckIns = append(s.CheckIns, now)
	}
	if s.At.Max < 0 && slices.Contains(r.Said, "onset_after_report") {
		r.say("treatment_to_come")
	}
	if slices.ContainsFunc(s.CheckIns, contradictory) {
		r.say("contradictory")
	}
}

// contradictory reports whether a check-in says two things about one sign.
func contradictory(c skinafter.CheckIn) bool {
	for i := range c.Symptoms {
		a := &c.Symptoms[i]
		if slices.Contains(c.Gone, a.Code) {
			return true
		}
		for j := range c.Symptoms[:i] {
			if b := &c.Symptoms[j]; a.Code == b.Code && (a.Graded() != b.Graded() || a.Trend != b.Trend) {
				return true
			}
		}
	}
	return false
}

// codes are the texts of a list that stand in a closed list; others are noted.
func codes(o *object, name, list string) []string {
	var out []string
	for i, code := range o.texts(name) {
		if o.problems.take(OneOf(Index(o.field(name), i), code, list)) {
			out = append(out, code)
		}
	}
	return out
}

// symptoms reads a list of symptoms reported at a moment.
func (r *Report) symptoms(o *object, at skinafter.Moment) []skinafter.Symptom {
	var out []skinafter.Symptom
	for i, raw := range o.raws("symptoms", "a list of symptoms") {
		field := Index(o.field("symptoms"), i)
		var code string
		if json.Unmarshal(raw, &code) == nil { // a code alone is a symptom of moderate severity
			raw = json.RawMessage(`{"code":` + string(raw) + `}`)
		}
		so := newObject(field+".", raw, o.problems)
		if sym, ok := r.symptom(so, at); ok {
			out = append(out, sym)
		}
		so.rest(symptomNames)
	}
	return out
}

// symptom reads one symptom. A code that no list holds stays, because a symptom without a
// rule is judged by its severity; an unreadable severity is taken as severe, an unreadable
// trend as getting worse, and an impossible start as not known.
func (r *Report) symptom(o *object, at skinafter.Moment) (skinafter.Symptom, bool) {
	code, unread := o.code("code", Symptoms)
	if unread != "" {
		r.unread = append(r.unread, unread)
		r.say("symptom_unknown")
		code = plainCode(unread)
	}
	sym := skinafter.Symptom{Code: code}
	if o.spoilt("severity", Severities) {
		sym.Severity = skinafter.Severe
		r.say("severity_unreadable")
	} else {
		severity, _ := o.code("severity", Severities)
		sym.Severity = skinafter.Severity(severity)
	}
	if o.spoilt("trend", Trends) {
		sym.Trend = "worsening"
		r.say("trend_unreadable")
	} else {
		sym.Trend, _ = o.code("trend", Trends)
	}
	onset := o.hours("onset_h")
	if onset != nil && *onset > at.Max {
		o.problems.add(o.field("onset_h"), jsonNumber(onset.Hours()), "hours that are not after the report, or null where nobody knows")
		r.say("onset_after_report")
		onset = nil
	}
	sym.Onset = onset
	if code == "" {
		o.problems.add(o.field("code"), "", "a code of docs/vocabulary.md")
	}
	return sym, code != ""
}

// spoilt notes and reports a member that stands there and is no word of the list.
func (o *object) spoilt(name, list string) bool {
	if !o.has(name) {
		return false
	}
	before := len(o.problems.list)
	word := o.text(name)
	if len(o.problems.list) == before {
		o.problems.take(OneOf(o.field(name), word, list))
	}
	return len(o.problems.list) > before
}

// plainCode makes somebody's word a code that no rule knows by accident of its spelling.
func plainCode(word string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(Short(word)), func(r rune) bool {
		return r == ' ' || r == '_' || r == '-'
	}), "_")
}

// Readings are the situations that the report may mean; the first is the one it says.
func (r *Report) Readings() []skinafter.Situation {
	s := r.Heard.AddTo(r.Situation)
	for i := range s.Person.Uses {
		if p := &s.Person.Uses[i].Product; p.Label.Kind == "" && p.Name != "" { // from words: only what it was called
			*p = ProductOf(p.Name, r.labels)
		}
	}
	out := []skinafter.Situation{s}
	for _, c := range r.courses {
		other := s
		other.Course = c
		out = append(out, other)
	}
	for _, c := range r.others {
		other := s
		other.Course, other.At = c.course, c.at
		other.CheckIns = shifted(s.CheckIns, s.At, c.at)
		other.Person.Uses = shiftedUses(s.Person.Uses, c.at.Min-s.At.Min)
		out = append(out, other)
	}
	return out
}

// unreadWords are the words of codes that no list holds.
func (r *Report) unreadWords() string {
	var out []string
	for _, code := range r.unread {
		out = append(out, strings.Map(func(c rune) rune {
			if c == '_' || c == '-' {
				return ' '
			}
			return c
		}, code)+".")
	}
	return strings.Join(out, " ")
}

// shifted are check-ins by the clock of another treatment.
func shifted(list []skinafter.CheckIn, from, to skinafter.Moment) []skinafter.CheckIn {
	byMin, byMax := to.Min-from.Min, to.Max-from.Max
	out := make([]skinafter.CheckIn, len(list))
	for i, c := range list {
		out[i].At = skinafter.Between(c.At.Min+byMin, c.At.Max+byMax)
		for _, sym := range c.Symptoms {
			if sym.Onset != nil {
				onset := *sym.Onset + byMax
				sym.Onset = &onset
			}
			out[i].Symptoms = append(out[i].Symptoms, sym)
		}
	}
	return out
}

func shiftedUses(list []skinafter.Use, by skinafter.Elapsed) []skinafter.Use {
	out := slices.Clone(list)
	for i := range out {
		if out[i].During {
			out[i].During, out[i].At = false, 0
		}
		out[i].At += by
	}
	return out
}
