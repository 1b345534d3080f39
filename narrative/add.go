package narrative

import (
	"slices"

	"skinafter"
)

// AddTo adds what was understood to a situation. It only adds: answers that were given in
// fields stay; a sign counts at the worst that fields and text say; what the text denies, or
// calls over, changes nothing. The situation itself is not touched.
//
// Where neither fields nor text say when the treatment was, the time stays open: the
// exposure time_unknown is added, and At runs from 0 to UnknownUntil.
func (r Reading) AddTo(s skinafter.Situation) skinafter.Situation {
	r.addTreatment(&s)
	s.Person.Conditions = join(s.Person.Conditions, r.Said(Condition))
	s.Person.Medicines = join(s.Person.Medicines, r.Said(Medicine))
	s.Exposures = join(s.Exposures, r.Said(Exposure))
	r.addSymptoms(&s)
	r.addProducts(&s)
	return s
}

// Situation is what the text alone says.
func (r Reading) Situation() skinafter.Situation { return r.AddTo(skinafter.Situation{}) }

// UnknownUntil is the largest time since treatment that is assumed when nobody said it
// (choice: the end of the first week; the exposure time_unknown keeps the answer at watch
// or above).
const UnknownUntil = 7 * skinafter.Day

const timeUnknown = "time_unknown"

// addTreatment fills what the fields leave open. A situation without a modality, without a
// class and at time zero has no treatment fields.
func (r Reading) addTreatment(s *skinafter.Situation) {
	open := s.Course.Modality == "" && s.Course.Class == ""
	if open {
		s.Course.Modality = r.Course.Modality
		if s.Course.Depth == 0 {
			s.Course.Depth = r.Course.Depth
		}
		switch {
		case s.At != (skinafter.Moment{}) || len(s.CheckIns) > 0:
		case r.At != nil:
			s.At = *r.At
		default:
			s.At = skinafter.Between(0, UnknownUntil)
			s.Exposures = join(s.Exposures, []string{timeUnknown})
		}
	}
	if s.Course.Area == "" {
		s.Course.Area = r.Course.Area
	}
	if s.Setting == "" || s.Setting == "unknown" {
		s.Setting = r.Setting
	}
	if s.Person.Age == 0 {
		s.Person.Age = r.Age
	}
}

// join appends what is not there yet; the first list is not written to.
func join(have, more []string) []string {
	out := slices.Clip(have)
	for _, x := range more {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// addSymptoms adds each sign to the latest check-in. A sign that the fields hold is added
// only where the text says it is worse; the engine judges each and takes the worst.
func (r Reading) addSymptoms(s *skinafter.Situation) {
	now := s.Latest()
	if len(s.CheckIns) == 0 {
		now.At = s.At
	}
	symptoms := slices.Clip(now.Symptoms)
	known := len(symptoms)
	for _, h := range r.Heard {
		if h.Kind != Sign || !h.Stands() {
			continue
		}
		add := skinafter.Symptom{Code: h.Code, Severity: h.Severity, Trend: h.Trend, Onset: h.onset(now.At)}
		if i := slices.IndexFunc(symptoms[:known], func(x skinafter.Symptom) bool { return x.Code == h.Code }); i >= 0 {
			field := symptoms[i]
			worse := h.Severity != "" && severityRank[h.Severity] > severityRank[field.Graded()]
			if !worse && (h.Trend != skinafter.Worsening || field.Trend == skinafter.Worsening) {
				continue
			}
			add.Onset = field.Onset
			add.Severity = worstOf(h.Severity, field.Graded())
		}
		if !slices.ContainsFunc(symptoms, func(x skinafter.Symptom) bool { return same(x, add) }) {
			symptoms = append(symptoms, add)
		}
	}
	if len(symptoms) == known && len(s.CheckIns) > 0 {
		return
	}
	now.Symptoms = symptoms
	s.CheckIns = append(slices.Clone(s.CheckIns[:max(0, len(s.CheckIns)-1)]), now)
}

func same(a, b skinafter.Symptom) bool {
	onset := a.Onset == nil && b.Onset == nil || a.Onset != nil && b.Onset != nil && *a.Onset == *b.Onset
	return a.Code == b.Code && a.Severity == b.Severity && a.Trend == b.Trend && onset
}

// onset turns "three hours ago" into hours since treatment. Only words such as "before the
// treatment" make a sign older than the treatment; an inexact time never does.
func (h Heard) onset(now skinafter.Moment) *skinafter.Elapsed {
	var e skinafter.Elapsed
	switch {
	case h.Before:
		e = -skinafter.Hour
	case h.Began == nil:
		return nil
	default:
		e = max(0, now.Max-h.Began.Max)
	}
	return &e
}

// addProducts adds the uses. An hour that is not said is not known.
func (r Reading) addProducts(s *skinafter.Situation) {
	uses := slices.Clip(s.Person.Uses)
	for _, h := range r.Heard {
		if h.Kind != Product || !h.Stands() {
			continue
		}
		if slices.ContainsFunc(uses, func(u skinafter.Use) bool { return u.Product.Name == h.Code }) {
			continue
		}
		use := skinafter.Use{Product: skinafter.Product{Name: h.Code}, During: h.During}
		switch {
		case h.At != nil:
			use.At = *h.At
		case h.Ago != nil && s.At.Max > 0:
			use.At = max(0, s.At.Min-h.Ago.Max)
		default:
			use.Unknown = !h.During
		}
		uses = append(uses, use)
	}
	s.Person.Uses = uses
}
