package triage

import (
	"slices"
	"strings"

	"skinafter"
)

// Fields that have a closed list.
const (
	fieldSymptom   = "symptoms.code"
	fieldGone      = "gone"
	fieldCondition = "conditions"
	fieldExposure  = "exposures"
	fieldSetting   = "setting"
)

func (e *engine) addKnown() {
	words := &e.facts.Care.Vocabulary
	conditions := map[string]bool{}
	for _, g := range words.Conditions {
		for _, code := range g.Codes {
			conditions[code] = true
		}
	}
	e.known = map[string]map[string]bool{
		fieldCondition: conditions, fieldExposure: setOfWords(words.Exposures), fieldSetting: setOfWords(words.Settings),
	}
}

func setOfWords(list []string) map[string]bool {
	out := map[string]bool{"": true}
	for _, w := range list {
		out[w] = true
	}
	return out
}

// unknowns lists the values that stand in no closed list, each once. They are left out of the
// judgement, except that a symptom nobody understood keeps the level at watch or above.
func (e *engine) unknowns(s *skinafter.Situation) []Unknown {
	var out []Unknown
	note := func(field, value string, ok bool) {
		u := Unknown{field, value}
		if !ok && !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	c := &s.Course
	note("course.modality", string(c.Modality), c.Modality == "" || c.Modality.Valid())
	note("course.class", string(c.Class), c.Class == "" || c.Class.Valid())
	note("course.area", string(c.Area), c.Area == "" || c.Area.Valid())
	note(fieldSetting, s.Setting, e.known[fieldSetting][s.Setting])
	for _, code := range s.Person.Conditions {
		note(fieldCondition, code, e.known[fieldCondition][code] || strings.HasPrefix(code, "allergy:"))
	}
	for _, code := range s.Exposures {
		note(fieldExposure, code, e.known[fieldExposure][code])
	}
	for i := range s.CheckIns {
		at := &s.CheckIns[i]
		for j := range at.Symptoms {
			e.unknownSymptom(&at.Symptoms[j], at.At, note)
		}
		for _, code := range at.Gone {
			_, ok := e.codes[code]
			note(fieldGone, code, ok)
		}
	}
	return out
}

func (e *engine) unknownSymptom(s *skinafter.Symptom, at skinafter.Moment, note func(field, value string, ok bool)) {
	_, ok := e.codes[s.Code]
	note(fieldSymptom, s.Code, ok)
	switch s.Severity {
	case "", skinafter.Mild, skinafter.Moderate, skinafter.Severe:
	default:
		note("symptoms.severity", string(s.Severity), false)
	}
	switch s.Trend {
	case "", skinafter.Improving, skinafter.Stable, skinafter.Worsening:
	default:
		note("symptoms.trend", s.Trend, false)
	}
	if s.Onset != nil && *s.Onset > at.Max {
		note("symptoms.onset_h", s.Onset.String(), false)
	}
}
