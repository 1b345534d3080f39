package lint

import (
	"math"
	"slices"

	"skinafter"
	"skinafter/knowledge"
)

// plan checks one file of plans/: every step has a window and people it is for, its words
// are plain, and nothing it asks for is forbidden by another step at the same time.
func (l *linter) plan(v *knowledge.Plan) {
	l.phases(v.Phases)
	l.closed(v.Modalities, skinafter.Modalities(), "modality", "modalities")
	for i := range v.Steps {
		s := &v.Steps[i]
		l.stepWindow(i, s)
		l.stepWords(i, s)
		l.stepPeople(i, s)
		if len(v.Classes(s)) == 0 || len(v.ModalitiesOf(s)) == 0 {
			l.sayf(to("steps", i), "no treatment of this plan gets the step %s", s.ID)
		}
	}
}

// closed reports values that are not in a closed list of the vocabulary.
func (l *linter) closed(list []string, allowed any, what string, at ...any) {
	known := map[string]bool{"unknown": true}
	switch a := allowed.(type) {
	case []skinafter.Modality:
		for _, m := range a {
			known[string(m)] = true
		}
	case []skinafter.Area:
		for _, m := range a {
			known[string(m)] = true
		}
	case []string:
		for _, m := range a {
			known[m] = true
		}
	}
	for i, word := range list {
		if !known[word] {
			l.sayf(append(slices.Clone(at), i), "%q is no %s", word, what)
		}
	}
}

func (l *linter) phases(list []knowledge.PlanPhase) {
	for i := range list {
		if i > 0 && (list[i-1].UntilH == nil || list[i].FromH == nil || *list[i-1].UntilH != *list[i].FromH) {
			l.sayf(to("phases", i), "the phase does not begin where the one before it ends")
		}
	}
}

func (l *linter) stepWindow(i int, s *knowledge.PlanStep) {
	switch {
	case len(s.AtH) > 0 && (s.FromH != nil || s.UntilH != nil || s.FromNewSkin || s.UntilNewSkin):
		l.sayf(to("steps", i, "at_h"), "a step has moments or a window, not both")
	case len(s.AtH) > 0 && s.LastsH <= 0:
		l.sayf(to("steps", i, "at_h"), "say how long each moment lasts: lasts_h")
	case len(s.AtH) == 0 && s.FromH == nil && s.UntilH == nil:
		l.sayf(to("steps", i), "step %s has no window; want from_h, until_h or at_h", s.ID)
	case s.FromNewSkin && s.FromH == nil:
		l.sayf(to("steps", i, "from_new_skin"), "from_new_skin needs from_h; 0 = the moment itself")
	case s.UntilNewSkin && s.UntilH == nil:
		l.sayf(to("steps", i, "until_new_skin"), "until_new_skin needs until_h; 0 = the moment itself")
	case s.FromNewSkin && s.UntilH != nil && !s.UntilNewSkin:
		l.sayf(to("steps", i, "until_h"), "a window from new skin ends by the same clock: until_new_skin")
	case !slices.IsSorted(s.AtH):
		l.sayf(to("steps", i, "at_h"), "the moments are not in order")
	case s.Kind == knowledge.StepGo && s.FromH == nil:
		l.sayf(to("steps", i), "a step of kind go says from when: from_h")
	}
}

func (l *linter) stepWords(i int, s *knowledge.PlanStep) {
	if !oneWord(s.Kind, knowledge.StepDo, knowledge.StepAvoid, knowledge.StepCheck, knowledge.StepAsk, knowledge.StepGo) {
		l.sayf(to("steps", i, "kind"), "%q is no kind of step; want do, avoid, check, ask or go", s.Kind)
	}
	l.plainWords(to("steps", i, "text"), s.Text)
	if knowledge.StopsMedicine(s.Text) || knowledge.StopsMedicine(s.Title) {
		l.sayf(to("steps", i, "text"), "nobody is told to stop a medicine; write: ask the prescriber")
	}
	for _, p := range l.base.PlanSteps() {
		if p.Step != s && p.Step.ID == s.ID {
			l.sayf(to("steps", i, "id"), "the step %q stands in plan %s too", s.ID, p.Plan.ID)
		}
	}
}

func (l *linter) plainWords(at []any, text string) {
	if g := ReadingGrade(text, plainNames(l.base)); g > maxGrade {
		l.sayf(at, "reading grade %.1f is above %.0f; use shorter words and sentences", g, maxGrade)
	}
}

func (l *linter) stepPeople(i int, s *knowledge.PlanStep) {
	l.closed(s.Modalities, skinafter.Modalities(), "modality", "steps", i, "modalities")
	l.closed(s.Areas, skinafter.Areas(), "area", "steps", i, "areas")
	l.closed(s.SkinTypes, []string{"I", "II", "III", "IV", "V", "VI"}, "skin type", "steps", i, "skin_types")
	l.closed(s.Settings, []string{"clinic", "salon", "spa", "home", "unlicensed"}, "setting", "steps", i, "settings")
	var groups []string
	for _, g := range l.base.Care.Medicines.Groups {
		groups = append(groups, g.ID)
	}
	l.closed(s.Medicines, groups, "medicine group", "steps", i, "medicines")
}

// contradictions reports a thing that one step asks for or lets start and another forbids at
// the same hour of the same treatment, unless one of them declares the conflict. Steps for
// some people only may be stricter than those for all.
func (l *linter) contradictions() {
	steps := l.base.PlanSteps()
	for i, yes := range steps {
		if !oneWord(yes.Step.Kind, knowledge.StepDo, knowledge.StepGo) {
			continue
		}
		for _, no := range steps {
			if no.Step.Kind == knowledge.StepAvoid && meet(yes, no) {
				f := l.set.Files["plans/"+steps[i].Plan.ID+".yaml"]
				l.doc = f.Doc
				l.note(f.Doc.Root.WithID(yes.Step.ID), "step %s says %s while step %s says avoid", yes.Step.ID, yes.Step.Kind, no.Step.ID)
			}
		}
	}
}

// meet reports whether two steps speak of the same thing at the same hour.
func meet(a, b knowledge.PlannedStep) bool {
	if !share(a.Step.About, b.Step.About) && !share(a.Step.Topics, b.Step.Topics) {
		return false
	}
	if b.Step.ForPerson() && !a.Step.ForPerson() || share(a.Step.Conflicts, b.Step.Conflicts) {
		return false
	}
	if !share(a.Plan.ModalitiesOf(a.Step), b.Plan.ModalitiesOf(b.Step)) {
		return false
	}
	for _, c := range a.Plan.Classes(a.Step) {
		if slices.Contains(b.Plan.Classes(b.Step), c) && overlap(a.Step, b.Step, c) {
			return true
		}
	}
	return false
}

func share[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// someNewSkin is any hour at which new skin might have closed over; windows on one clock
// overlap at every such hour or at none.
const someNewSkin = 240

func overlap(a, b *knowledge.PlanStep, class skinafter.DepthClass) bool {
	af, au := windowOf(a, class)
	bf, bu := windowOf(b, class)
	return af < bu && bf < au
}

// windowOf is the window as two numbers.
func windowOf(s *knowledge.PlanStep, class skinafter.DepthClass) (from, until float64) {
	from, until = math.Inf(-1), math.Inf(1)
	if s.FromH != nil {
		from = *s.FromH
	}
	if s.UntilH != nil {
		until = *s.UntilH
	}
	if class.Ablated() && s.FromNewSkin {
		from += someNewSkin
	}
	if class.Ablated() && s.UntilNewSkin {
		until += someNewSkin
	}
	if len(s.AtH) > 0 {
		from, until = s.AtH[0], s.AtH[len(s.AtH)-1]+s.LastsH
	}
	return from, until
}
