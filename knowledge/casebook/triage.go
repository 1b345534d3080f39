package casebook

import (
	"io/fs"
	"path"
	"strings"

	"skinafter"
)

// Triage is a situation with the level we stand by. A file cases/triage/<group>.yaml is a
// list of cases about the rules of that group: each rule fires in one and is silent in another.
//
//   - name: pus, B at 120 h
//     class: B
//     at_h: 120
//     check_ins:
//   - at_h: 120
//     symptoms:
//   - {code: pus, severity: mild}
//     fires: pus
//     expect: {level: same-day}
type Triage struct {
	Name       string      `yaml:"name"`
	Modality   string      `yaml:"modality,omitempty"`
	DepthMM    float64     `yaml:"depth_mm,omitempty"`
	Class      string      `yaml:"class,omitempty"`
	Area       string      `yaml:"area,omitempty"`
	Setting    string      `yaml:"setting,omitempty"`
	AtH        float64     `yaml:"at_h"`
	AtMaxH     *float64    `yaml:"at_max_h,omitempty"`
	Age        int         `yaml:"age_years,omitempty"`
	Conditions []string    `yaml:"conditions,omitempty"`
	Medicines  []string    `yaml:"medicines,omitempty"`
	Exposures  []string    `yaml:"exposures,omitempty"`
	NextH      *float64    `yaml:"next_h,omitempty"` // when the next session is planned
	Used       []TriageUse `yaml:"used,omitempty"`
	CheckIns   []Seen      `yaml:"check_ins,omitempty"`

	Fires    string       `yaml:"fires,omitempty"`
	NotFires string       `yaml:"not_fires,omitempty"`
	Expect   TriageExpect `yaml:"expect"`

	Group string `yaml:"-"` // id of the group by file name
}

// TriageUse is a product by the classes it holds.
type TriageUse struct {
	Label  string   `yaml:"label"`
	AtH    *float64 `yaml:"at_h,omitempty"` // absent and not during = hour not known
	During bool     `yaml:"during,omitempty"`
	Holds  []string `yaml:"holds,omitempty"` // ingredient classes; unknown
	Early  []string `yaml:"early,omitempty"` // those whose waiting time was still running
}

// TriageExpect is the answer of a triage case.
type TriageExpect struct {
	Level string `yaml:"level"`
}

// TriageFolder mirrors rules/triage/.
const TriageFolder = "cases/triage"

// LoadTriage reads cases/triage/ in path order. The error, if any, is plain.Problems.
func LoadTriage(fsys fs.FS) ([]Triage, error) {
	mine := func(name string) bool { return path.Dir(name) == TriageFolder }
	return loadCases(fsys, mine, func(c *Triage, name string) { c.Group = strings.TrimSuffix(path.Base(name), ".yaml") })
}

// Situation is the case as the library takes it. The classes of products stand where a label
// verdict would have put them.
func (c *Triage) Situation() skinafter.Situation {
	s := skinafter.Situation{
		Course: skinafter.Course{
			Modality: skinafter.Modality(c.Modality), Depth: skinafter.Millimetres(c.DepthMM),
			Class: skinafter.DepthClass(c.Class), Area: skinafter.Area(c.Area),
		},
		At:        skinafter.At(skinafter.Hours(c.AtH)),
		Setting:   c.Setting,
		Person:    skinafter.Person{Age: c.Age, Conditions: c.Conditions, Medicines: c.Medicines},
		Exposures: c.Exposures,
		Next:      elapsedOf(c.NextH),
	}
	if c.AtMaxH != nil {
		s.At = skinafter.Between(s.At.Min, skinafter.Hours(*c.AtMaxH))
	}
	for i := range c.CheckIns {
		s.CheckIns = append(s.CheckIns, c.CheckIns[i].checkIn(s.At, c.AtH))
	}
	for _, u := range c.Used {
		use := skinafter.Use{
			Product: skinafter.Product{Name: u.Label}, During: u.During, Unknown: u.AtH == nil && !u.During,
			Early: skinafter.Early{Judged: true, Inside: len(u.Early) > 0, Classes: u.Early, Holds: u.Holds},
		}
		if u.AtH != nil {
			use.At = skinafter.Hours(*u.AtH)
		}
		s.Person.Uses = append(s.Person.Uses, use)
	}
	return s
}

// checkIn is a check-in of a case. One at the hour of the case has the case's own time,
// uncertain as it may be.
func (c *Seen) checkIn(now skinafter.Moment, nowH float64) skinafter.CheckIn {
	seen := skinafter.CheckIn{At: skinafter.At(skinafter.Hours(c.AtH)), Gone: c.Gone, Cleared: c.Cleared}
	if c.AtH == nowH {
		seen.At = now
	}
	for _, x := range c.Symptoms {
		seen.Symptoms = append(seen.Symptoms, skinafter.Symptom{
			Code: x.Code, Severity: skinafter.Severity(x.Severity), Trend: x.Trend, Onset: elapsedOf(x.OnsetH),
		})
	}
	return seen
}

func elapsedOf(h *float64) *skinafter.Elapsed {
	if h == nil {
		return nil
	}
	e := skinafter.Hours(*h)
	return &e
}
