package recovery

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"skinafter"
	"skinafter/knowledge"
)

// planKey is the Derive key of the plan index.
type planKey struct{}

// planIndex is plans/ made ready for questions.
type planIndex struct {
	steps  []indexedStep
	byID   map[string]*indexedStep
	phases []Phase
}

// indexedStep is a step with the sets it is for.
type indexedStep struct {
	plan     *knowledge.Plan
	step     *knowledge.PlanStep
	classes  []skinafter.DepthClass
	modality []skinafter.Modality
	moments  []skinafter.Elapsed
}

func planIndexOf(facts *knowledge.Base) *planIndex {
	return facts.Derive(planKey{}, func() any { return buildPlanIndex(facts) }).(*planIndex)
}

func buildPlanIndex(facts *knowledge.Base) *planIndex {
	ix := &planIndex{byID: map[string]*indexedStep{}}
	for _, p := range facts.PlanSteps() {
		s := indexedStep{plan: p.Plan, step: p.Step, classes: p.Plan.Classes(p.Step), modality: p.Plan.ModalitiesOf(p.Step)}
		for _, h := range p.Step.AtH {
			s.moments = append(s.moments, skinafter.Hours(h))
		}
		ix.steps = append(ix.steps, s)
	}
	for i := range ix.steps {
		ix.byID[ix.steps[i].step.ID] = &ix.steps[i]
	}
	if common := facts.Plans["common"]; common != nil {
		for _, ph := range common.Phases {
			ix.phases = append(ix.phases, Phase{ph.ID, ph.Title, hoursOf(ph.FromH, 0), hoursOf(ph.UntilH, 0)})
		}
	}
	return ix
}

func hoursOf(h *float64, add skinafter.Elapsed) *skinafter.Elapsed {
	if h == nil {
		return nil
	}
	e := skinafter.Hours(*h) + add
	return &e
}

// planner is a question made ready: everything that does not depend on the step.
type planner struct {
	facts      *knowledge.Base
	ix         *planIndex
	course     skinafter.Course
	person     skinafter.Person
	setting    string
	class      skinafter.DepthClass
	at         skinafter.Moment
	newSkin    skinafter.Elapsed
	stated     bool
	open       bool // skin is open or weeping
	reaction   bool
	conditions []string
	medicines  []string
}

func newPlanner(facts *knowledge.Base, in PlanInput) *planner {
	s := in.Situation
	p := &planner{
		facts: facts, ix: planIndexOf(facts), course: s.Course, person: s.Person, setting: s.Setting,
		class: s.Course.DepthClass(), at: s.At, reaction: in.Reaction, open: s.Course.OpenSkin,
		conditions: conditionsOf(facts, s.Person), medicines: facts.Medicines(s.Person.Medicines),
	}
	p.at.Max = max(p.at.Min, p.at.Max)
	if !p.class.Valid() || !s.Course.Modality.Valid() && s.Course.Class == "" {
		p.class = skinafter.ClassG
	}
	if p.class.Ablated() {
		p.newSkin = usualNewSkin(facts, s.Course, p.class)
		if s.Course.Closed != nil {
			p.newSkin, p.stated = *s.Course.Closed, true
		}
	}
	p.look(s)
	return p
}

// usualNewSkin is when new skin has usually closed over after this treatment; the longest
// time of any where the facts hold none for it.
func usualNewSkin(facts *knowledge.Base, c skinafter.Course, class skinafter.DepthClass) skinafter.Elapsed {
	for _, n := range facts.Care.Barrier.NewSkin {
		fits := len(n.Modalities) == 0 || slices.Contains(n.Modalities, string(c.Modality))
		if fits && slices.Contains(n.Classes, string(class)) {
			return skinafter.Hours(n.AtH)
		}
	}
	return skinafter.Hours(facts.Care.Barrier.CourseUntilH)
}

// look reads the latest check-in: open skin, and signs that always mean that skin reacts.
func (p *planner) look(s skinafter.Situation) {
	seen := s.Person.Latest
	if len(s.CheckIns) > 0 {
		last := s.Latest()
		seen = &last
	}
	if seen == nil || seen.At.Max < 0 || p.at.Max < seen.At.Min {
		return
	}
	locks := &p.facts.Care.Locks
	for _, sym := range seen.Symptoms {
		p.open = p.open || slices.Contains(locks.Open, sym.Code)
		fresh := sym.New() && slices.Contains(locks.Always, sym.Code)
		p.reaction = p.reaction || fresh && p.at.Max >= skinafter.Hours(locks.FromH)
	}
}

// fits reports whether the step belongs to this treatment, place and person.
func (p *planner) fits(st *indexedStep) bool {
	if !slices.Contains(st.classes, p.class) {
		return false
	}
	known := p.course.Modality.Valid()
	if known && !slices.Contains(st.modality, p.course.Modality) {
		return false
	}
	s := st.step
	return p.inPlace(s) && p.isMeant(s)
}

// inPlace reports whether the treated area and the place of treatment fit. What nobody said
// is "unknown", which the steps that matter list.
func (p *planner) inPlace(s *knowledge.PlanStep) bool {
	fits := func(list []string, is string) bool {
		return len(list) == 0 || slices.Contains(list, cmp.Or(is, "unknown"))
	}
	return fits(s.Areas, string(p.course.Area)) && fits(s.Settings, p.setting)
}

// isMeant reports whether the step is for this person. What nobody said makes nobody meant:
// steps for all stay, and they ask for it.
func (p *planner) isMeant(s *knowledge.PlanStep) bool {
	if !s.ForPerson() {
		return true
	}
	has := func(mine []string) func(string) bool {
		return func(code string) bool { return slices.Contains(mine, code) }
	}
	age := p.person.Age
	return slices.ContainsFunc(s.Conditions, has(p.conditions)) ||
		slices.ContainsFunc(s.Medicines, has(p.medicines)) ||
		slices.Contains(s.SkinTypes, p.person.SkinType) ||
		age > 0 && s.BelowYears > 0 && age < s.BelowYears ||
		age > 0 && s.FromYears > 0 && age >= s.FromYears
}

// ownAllergy is the condition code of steps for people who react to something they name.
const ownAllergy = "allergy"

// conditionsOf are the person's condition codes with those that medicines mean.
func conditionsOf(facts *knowledge.Base, person skinafter.Person) []string {
	out := slices.Clip(facts.Conditions(person))
	names := func(code string) bool { return strings.HasPrefix(code, ownAllergy+":") }
	if len(person.Allergies) > 0 || slices.ContainsFunc(out, names) {
		out = append(out, ownAllergy)
	}
	return out
}

// step makes one step of the answer.
func (p *planner) step(st *indexedStep, o *Override) Step {
	s := st.step
	out := Step{
		ID: s.ID, Plan: st.plan.ID, Kind: s.Kind, Title: s.Title, Text: s.Text,
		From: hoursOf(s.FromH, p.shift(s.FromNewSkin)), Until: hoursOf(s.UntilH, p.shift(s.UntilNewSkin)),
		Moments: st.moments, Lasts: skinafter.Hours(s.LastsH),
		FromNewSkin: s.FromNewSkin, UntilNewSkin: s.UntilNewSkin, Condition: s.Condition,
		About: s.About, Topics: s.Topics, Fixed: s.Fixed,
		Because: s.Because, Cites: s.Cites, Basis: s.Basis, Conflicts: s.Conflicts, Reviewed: st.plan.ReviewedBy,
	}
	if o != nil {
		out.apply(o, p.shift(s.FromNewSkin), p.shift(s.UntilNewSkin))
	}
	p.judge(&out)
	p.date(&out)
	return out
}

func (p *planner) shift(newSkin bool) skinafter.Elapsed {
	if newSkin {
		return p.newSkin
	}
	return 0
}

// calm is the condition of steps that need skin without a reaction.
const calm = "no-reaction"

// judge finds where the step stands now.
func (p *planner) judge(s *Step) {
	overdue := p.open && p.at.Min >= p.newSkin && p.class.Ablated()
	s.Waits = overdue && (s.FromNewSkin || s.UntilNewSkin)
	s.State = s.standsAt(p.at)
	if s.Waits && s.FromNewSkin {
		// Whether new skin has closed over is asked until it has.
		s.State = Later
		if s.Kind == knowledge.StepCheck && *s.From == p.newSkin {
			s.State = Now
		}
	}
	if s.Waits && !s.FromNewSkin && s.State == Past {
		s.State = Now
	}
	if p.reaction && needsCalm(s.Condition) && s.State != Past {
		s.hold(HeldByReaction)
	}
}

func (s *Step) hold(by string) {
	s.Held, s.HeldBy, s.State = true, by, Later
}

// forbid holds what may start for all but is left by this person: vitamin A in pregnancy.
func (p *planner) forbid(steps []Step) {
	for i := range steps {
		no := &steps[i]
		if no.Kind != knowledge.StepAvoid || no.State != Now || !p.ix.byID[no.ID].step.ForPerson() {
			continue
		}
		for j := range steps {
			s := &steps[j]
			about := slices.ContainsFunc(s.About, func(class string) bool { return slices.Contains(no.About, class) })
			if s.Kind == knowledge.StepGo && s.State != Past && about {
				s.hold(no.ID)
			}
		}
	}
}

func needsCalm(condition string) bool {
	return condition == calm || condition == "new-skin" || condition == "no-reaction-weekly" ||
		condition == "settled-patch-test"
}

// standsAt compares the window with a moment that may be uncertain.
func (s *Step) standsAt(at skinafter.Moment) State {
	if len(s.Moments) > 0 {
		return s.momentsAt(at)
	}
	from, until := forever(s.From, -1), forever(s.Until, 1)
	permits := s.Kind == knowledge.StepDo || s.Kind == knowledge.StepGo
	switch {
	case at.Min >= until:
		return Past
	case permits && at.Min >= from, !permits && at.Max >= from:
		return Now
	}
	return Later
}

func forever(e *skinafter.Elapsed, sign skinafter.Elapsed) skinafter.Elapsed {
	if e == nil {
		return sign * math.MaxInt64
	}
	return *e
}

func (s *Step) momentsAt(at skinafter.Moment) State {
	for _, m := range s.Moments {
		if at.Max >= m && at.Min < m+s.Lasts {
			return Now
		}
	}
	if at.Min >= s.Moments[len(s.Moments)-1]+s.Lasts {
		return Past
	}
	return Later
}

// date puts the step on the calendar where the end of the treatment is known.
func (p *planner) date(s *Step) {
	end := p.course.End
	if end.IsZero() {
		return
	}
	at := func(e *skinafter.Elapsed) time.Time {
		if e == nil {
			return time.Time{}
		}
		return end.Add(e.Duration())
	}
	s.Starts, s.Ends = at(s.From), at(s.Until)
	for i := range s.Moments {
		s.Times = append(s.Times, at(&s.Moments[i]))
	}
}

func (p *planner) phase() Phase {
	for _, ph := range p.ix.phases {
		if p.at.Min >= forever(ph.From, -1) && p.at.Min < forever(ph.Until, 1) {
			return ph
		}
	}
	return Phase{}
}

func (p *planner) notes() []string {
	var out []string
	if !p.at.Exact() {
		out = append(out, "time-uncertain")
	}
	if p.class.Ablated() && !p.stated {
		out = append(out, "new-skin-usual")
	}
	return out
}

// kindOrder is how steps of one hour follow each other: look, ask, leave, do, start.
var kindOrder = []string{
	knowledge.StepCheck, knowledge.StepAsk, knowledge.StepAvoid, knowledge.StepDo, knowledge.StepGo,
}

// orderSteps puts steps in the order of their beginning.
func orderSteps(steps []Step) {
	slices.SortStableFunc(steps, func(a, b Step) int {
		return cmp.Or(
			cmp.Compare(a.start(), b.start()),
			cmp.Compare(slices.Index(kindOrder, a.Kind), slices.Index(kindOrder, b.Kind)),
			cmp.Compare(forever(a.Until, 1), forever(b.Until, 1)),
			cmp.Compare(a.ID, b.ID),
		)
	})
}

// start is when the step begins.
func (s *Step) start() skinafter.Elapsed {
	if len(s.Moments) > 0 {
		return s.Moments[0]
	}
	return forever(s.From, -1)
}
