package knowledge

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// PlanCase is one question about a plan with the answer we stand by: at which hours a step is
// now for this treatment and person, and at which it is not. A file cases/plans/<plan>.yaml
// is a list of cases about the steps of that plan; every step has hours on both sides.
//
//   - name: on needled skin the moisturiser waits 36 hours
//     step: moisturiser
//     modality: needling
//     depth_mm: 1.5
//     now_h: [36, 100]
//     not_now_h: [0, 35.9]
type PlanCase struct {
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

// planCasesDir mirrors plans/.
const planCasesDir = "cases/plans"

// LoadPlanCases reads cases/plans/ in path order. The error, if any, is Problems.
func LoadPlanCases(fsys fs.FS) ([]PlanCase, error) {
	mine := func(name string) bool { return path.Dir(name) == planCasesDir }
	return loadCases(fsys, mine, func(c *PlanCase, name string) { c.Plan = strings.TrimSuffix(path.Base(name), ".yaml") })
}

// planCases checks that each case can be asked and is about a step that exists.
func (l *linter) planCases(list []PlanCase) {
	names := map[string]bool{}
	for i := range list {
		c := &list[i]
		if names[c.Name] {
			l.sayf(to(i, "name"), "a case of this file has the same name")
		}
		names[c.Name] = true
		if !l.hasStep(c.Step) {
			l.sayf(to(i, "step"), "no plan has the step %q", c.Step)
		}
		if c.Absent == (len(c.NowH)+len(c.NotNowH) > 0) {
			l.sayf(to(i), "want hours (now_h, not_now_h), or absent")
		}
		l.caseWords(i, &Case{Modality: c.Modality, Class: c.Class, Area: c.Area, DepthMM: c.DepthMM})
	}
}

func (l *linter) hasStep(id string) bool {
	return slices.ContainsFunc(l.base.PlanSteps(), func(p PlannedStep) bool { return p.Step.ID == id })
}

// plansTested demands, for every step, hours at which it is now and hours, or a plan, where it
// is not.
func (l *linter) plansTested() {
	now, not := map[string]bool{}, map[string]bool{}
	for _, f := range l.set.files {
		list, ok := f.value.(*[]PlanCase)
		if !ok {
			continue
		}
		for i := range *list {
			c := &(*list)[i]
			now[c.Step] = now[c.Step] || len(c.NowH) > 0
			not[c.Step] = not[c.Step] || len(c.NotNowH) > 0 || c.Absent
		}
	}
	for _, p := range l.base.PlanSteps() {
		f := l.set.files["plans/"+p.Plan.ID+".yaml"]
		if f == nil || f.doc == nil || f.doc.root == nil || now[p.Step.ID] && not[p.Step.ID] {
			continue
		}
		l.doc = f.doc
		l.note(f.doc.root.withID(p.Step.ID), "step %s needs hours where it is now and where it is not, in %s/%s.yaml", p.Step.ID, planCasesDir, p.Plan.ID)
	}
}
