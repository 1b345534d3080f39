package casebook

import (
	"io/fs"
	"path"
	"strings"
)

// Plan is one question about a plan with the answer we stand by: at which hours a step is
// now for this treatment and person, and at which it is not. A file cases/plans/<plan>.yaml
// is a list of cases about the steps of that plan; every step has hours on both sides.
//
//   - name: on needled skin the moisturiser waits 36 hours
//     step: moisturiser
//     modality: needling
//     depth_mm: 1.5
//     now_h: [36, 100]
//     not_now_h: [0, 35.9]
type Plan struct {
	Name string `yaml:"name"` // a sentence
	Step string `yaml:"step"` // id of a step of the plan

	Modality   string   `yaml:"modality"`
	DepthMM    float64  `yaml:"depth_mm,omitempty"` // absent = not known
	Class      string   `yaml:"class,omitempty"`    // overrides modality and depth
	Area       string   `yaml:"area,omitempty"`
	Setting    string   `yaml:"setting,omitempty"`
	Age        int      `yaml:"age_years,omitempty"`
	SkinType   string   `yaml:"skin_type,omitempty"`
	Conditions []string `yaml:"conditions,omitempty"`
	Medicines  []string `yaml:"medicines,omitempty"` // in the person's words
	ClosedH    *float64 `yaml:"closed_h,omitempty"`
	OpenSkin   bool     `yaml:"open_skin,omitempty"`
	Reaction   bool     `yaml:"reaction,omitempty"` // the reaction lock holds

	NowH    []float64 `yaml:"now_h,omitempty"`
	NotNowH []float64 `yaml:"not_now_h,omitempty"`
	Absent  bool      `yaml:"absent,omitempty"` // the step is not in this plan at all

	Plan string `yaml:"-"` // id of the plan by file name
}

// PlanFolder mirrors plans/.
const PlanFolder = "cases/plans"

// LoadPlans reads cases/plans/ in path order. The error, if any, is plain.Problems.
func LoadPlans(fsys fs.FS) ([]Plan, error) {
	mine := func(name string) bool { return path.Dir(name) == PlanFolder }
	return loadCases(fsys, mine, func(c *Plan, name string) { c.Plan = strings.TrimSuffix(path.Base(name), ".yaml") })
}
