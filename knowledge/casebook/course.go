package casebook

import (
	"io/fs"
	"path"
	"strings"

	"skinafter"
	"skinafter/knowledge/plain"
)

// Course is a situation with what we stand by: a list in cases/causes/, cases/readiness/
// or cases/screening/, each file named for the rule it is about.
type Course struct {
	Name       string       `yaml:"name"`
	Modality   string       `yaml:"modality,omitempty"`
	DepthMM    float64      `yaml:"depth_mm,omitempty"`
	Class      string       `yaml:"class,omitempty"`
	Area       string       `yaml:"area,omitempty"`
	Setting    string       `yaml:"setting,omitempty"`
	AtH        float64      `yaml:"at_h"`
	AtMaxH     *float64     `yaml:"at_max_h,omitempty"`
	Age        int          `yaml:"age_years,omitempty"`
	SkinType   string       `yaml:"skin_type,omitempty"`
	Sessions   *int         `yaml:"sessions,omitempty"`
	Conditions []string     `yaml:"conditions,omitempty"`
	Medicines  []string     `yaml:"medicines,omitempty"`
	Exposures  []string     `yaml:"exposures,omitempty"`
	Used       []CourseUse  `yaml:"used,omitempty"`
	Symptoms   []Symptom    `yaml:"symptoms,omitempty"`
	Level      string       `yaml:"level,omitempty"`     // passed in; absent = normal
	Missing    []string     `yaml:"missing,omitempty"`   // questions nobody has answered
	Fires      []string     `yaml:"fires,omitempty"`     // ids of rules or points that must fire
	NotFires   []string     `yaml:"not_fires,omitempty"` // ids that must not
	Expect     CourseExpect `yaml:"expect"`

	Rule string      `yaml:"-"` // kind/id by file name: "causes/burn"
	At   plain.Place `yaml:"-"`
}

// CourseUse is a product by the classes it holds.
type CourseUse struct {
	Classes []string `yaml:"classes"`
	AtH     *float64 `yaml:"at_h,omitempty"` // absent and not during = hour not known
	During  bool     `yaml:"during,omitempty"`
	Early   bool     `yaml:"early,omitempty"` // inside its waiting time
}

// CourseExpect is the answer of a course case; absent fields are not compared.
type CourseExpect struct {
	First  string   `yaml:"first,omitempty"`   // the cause that must stand first
	Among  []string `yaml:"among,omitempty"`   // causes that must be listed
	NoneOf []string `yaml:"none_of,omitempty"` // causes that must not be listed
	Ready  string   `yaml:"ready,omitempty"`   // the answer about the next session
	UntilH *float64 `yaml:"until_h,omitempty"`
	Answer string   `yaml:"answer,omitempty"` // the most cautious answer of screening
}

// CourseKinds are the folders of rules whose cases are course cases.
func CourseKinds() []string { return []string{"causes", "readiness", "screening"} }

func isCourseCase(name string) bool {
	for _, kind := range CourseKinds() {
		if path.Dir(name) == "cases/"+kind {
			return true
		}
	}
	return false
}

// LoadCourses reads the cases of one kind (causes, readiness, screening) in path order.
// The error, if any, is plain.Problems.
func LoadCourses(fsys fs.FS, kind string) ([]Course, error) {
	mine := func(name string) bool { return path.Dir(name) == "cases/"+kind }
	return loadCases(fsys, mine, func(c *Course, name string) {
		c.Rule = strings.TrimPrefix(strings.TrimSuffix(name, ".yaml"), "cases/")
	})
}

// Situation is the case as the library takes it. The classes of products stand where a label
// verdict would have put them.
func (c *Course) Situation() skinafter.Situation {
	s := skinafter.Situation{
		Course: skinafter.Course{
			Modality: skinafter.Modality(c.Modality), Depth: skinafter.Millimetres(c.DepthMM),
			Class: skinafter.DepthClass(c.Class), Area: skinafter.Area(c.Area),
		},
		At:       skinafter.At(skinafter.Hours(c.AtH)),
		Setting:  c.Setting,
		Person:   skinafter.Person{Age: c.Age, SkinType: c.SkinType, Conditions: c.Conditions, Medicines: c.Medicines},
		Sessions: c.Sessions, Exposures: c.Exposures,
	}
	if c.AtMaxH != nil {
		s.At = skinafter.Between(s.At.Min, skinafter.Hours(*c.AtMaxH))
	}
	seen := skinafter.CheckIn{At: s.At}
	for _, x := range c.Symptoms {
		sym := skinafter.Symptom{Code: x.Code, Severity: skinafter.Severity(x.Severity), Trend: x.Trend}
		if x.OnsetH != nil {
			onset := skinafter.Hours(*x.OnsetH)
			sym.Onset = &onset
		}
		seen.Symptoms = append(seen.Symptoms, sym)
	}
	s.CheckIns = []skinafter.CheckIn{seen}
	for _, u := range c.Used {
		use := skinafter.Use{
			During: u.During, Unknown: u.AtH == nil && !u.During,
			Early: skinafter.Early{Judged: true, Inside: u.Early, Classes: u.Classes},
		}
		if u.AtH != nil {
			use.At = skinafter.Hours(*u.AtH)
		}
		s.Person.Uses = append(s.Person.Uses, use)
	}
	return s
}
