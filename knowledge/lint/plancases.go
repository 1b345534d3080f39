package lint

import (
	"slices"

	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
)

// planCases checks that each case can be asked and is about a step that exists.
func (l *linter) planCases(list []casebook.Plan) {
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
		l.caseWords(i, &casebook.Case{Modality: c.Modality, Class: c.Class, Area: c.Area, DepthMM: c.DepthMM})
	}
}

func (l *linter) hasStep(id string) bool {
	return slices.ContainsFunc(l.base.PlanSteps(), func(p knowledge.PlannedStep) bool { return p.Step.ID == id })
}

// plansTested demands, for every step, hours at which it is now and hours, or a plan, where it
// is not.
func (l *linter) plansTested() {
	now, not := map[string]bool{}, map[string]bool{}
	for _, f := range l.set.Files {
		list, ok := f.Value.(*[]casebook.Plan)
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
		f := l.set.Files["plans/"+p.Plan.ID+".yaml"]
		if f == nil || f.Doc == nil || f.Doc.Root == nil || now[p.Step.ID] && not[p.Step.ID] {
			continue
		}
		l.doc = f.Doc
		l.note(f.Doc.Root.WithID(p.Step.ID), "step %s needs hours where it is now and where it is not, in %s/%s.yaml", p.Step.ID, casebook.PlanFolder, p.Plan.ID)
	}
}
