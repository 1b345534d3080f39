package main

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/internal/speech"
	"skinafter/knowledge"
	"skinafter/recovery"
	"skinafter/verdict"
)

// planPage writes a plan for people: the one thing that matters now, then what to do and
// leave now, then what comes.
type planPage struct {
	checkPage
	plan *recovery.Schedule
}

// page prints a plan.
func (c *planCommand) page(s *session, sit skinafter.Situation, plan *recovery.Schedule) error {
	now, err := c.now(s)
	if err != nil {
		return err
	}
	inner, err := s.checkPage(verdict.Question{Course: sit.Course, Now: now}, c.Full)
	if err != nil {
		return err
	}
	p := planPage{*inner, plan}
	p.write(sit)
	return s.print(p.sheet)
}

func (p *planPage) write(sit skinafter.Situation) {
	p.head(sit)
	named := &sourceList{page: &p.checkPage, seen: map[string]bool{}, statements: map[string][]string{}}
	current, coming := p.plan.Current(), p.plan.Coming()
	p.byKind(current, named)
	p.later(coming, named)
	if p.full {
		p.past(named)
	}
	p.disputed(current, named)
	p.changes()
	p.remarks(&verdict.Answer{Notes: p.plan.Notes}, nil)
	named.write()
	p.closing(&verdict.Answer{})
}

// head is the one thing that matters now, and where the person stands.
func (p *planPage) head(sit skinafter.Situation) {
	t := p.Texts
	if first := p.first(); first != nil {
		p.sheet.Para(paper.Bold, 0, p.words(first, "text", first.Text))
	} else {
		p.sheet.Para(paper.Bold, 0, t.Text("plan.nothing_now"))
	}
	if p.plan.Reaction {
		p.sheet.Para(paper.Red, 0, t.Text("plan.reaction"))
	}
	p.sheet.Gap()
	treatment := t.Text("modality." + string(sit.Course.Modality))
	if sit.Course.Depth > 0 {
		treatment += ", " + p.number(float64(sit.Course.Depth)) + " mm"
	}
	when := t.Text("check.after", "span", p.Span(p.plan.At.Min))
	switch {
	case p.plan.At.Min < 0:
		when = t.Text("check.before", "span", p.Span(p.plan.At.Min))
	case !p.plan.At.Exact():
		when = t.Text("check.at_least", "span", p.Span(p.plan.At.Min))
	}
	phase := t.Text("plan.over")
	if p.plan.Phase.ID != "" {
		phase = p.Facts.PlanSentence(t.Lang(), p.plan.Phase.ID, "title", p.plan.Phase.Title)
	}
	p.sheet.Para(paper.Plain, 0, t.Text("plan.here", "phase", phase, "when", when, "treatment", treatment, "class", p.plan.Class))
	p.warnings(&verdict.Answer{SkinOpen: p.plan.SkinOpen, NewSkin: p.plan.NewSkin, NewSkinStated: p.plan.NewSkinStated})
	if next, ok := p.plan.NextCheckIn(); ok {
		p.sheet.Para(paper.Plain, 0, t.Text("plan.next_look", "until", p.Until(next)))
	}
}

// first is the step that matters most now: the one that began last among those to do, else
// to leave, else any.
func (p *planPage) first() *recovery.Step {
	var best *recovery.Step
	rank := []string{knowledge.StepDo, knowledge.StepAvoid, knowledge.StepAsk, knowledge.StepCheck, knowledge.StepGo}
	for i := range p.plan.Steps {
		s := &p.plan.Steps[i]
		if s.State != recovery.Now {
			continue
		}
		if best == nil || slices.Index(rank, s.Kind) < slices.Index(rank, best.Kind) ||
			s.Kind == best.Kind && s.From != nil && (best.From == nil || *s.From > *best.From) {
			best = s
		}
	}
	return best
}

// words is a sentence of a step in the page's language; a clinic's words stay as they are.
func (p *planPage) words(s *recovery.Step, field, english string) string {
	if s.Override != nil && field == "text" && s.Override.WasText != s.Text {
		return paper.Clean(english)
	}
	return p.Facts.PlanSentence(p.Texts.Lang(), s.ID, field, english)
}

// byKind lists the steps of now: do, leave, may start, look, ask.
func (p *planPage) byKind(steps []recovery.Step, named *sourceList) {
	for _, kind := range []string{knowledge.StepDo, knowledge.StepAvoid, knowledge.StepGo, knowledge.StepCheck, knowledge.StepAsk} {
		head := true
		for i := range steps {
			if steps[i].Kind != kind {
				continue
			}
			if head {
				p.sheet.Heading(p.Texts.Text("plan.now." + kind))
				head = false
			}
			p.step(&steps[i], "", named)
		}
	}
}

// later lists what comes, soonest first.
func (p *planPage) later(steps []recovery.Step, named *sourceList) {
	head, left := true, 0
	for i := range steps {
		s := &steps[i]
		if head {
			p.sheet.Heading(p.Texts.Text("plan.later"))
			head = false
		}
		if start := p.nextStart(s); !p.full && i >= laterSteps && (start == nil || *start > p.plan.At.Min+laterWithin) {
			left++
			continue
		}
		when := ""
		switch start := p.nextStart(s); {
		case s.Held:
			when = p.Texts.Text("plan.held")
		case s.Waits:
			when = p.Texts.Text("plan.waits")
		case start != nil:
			when = p.at(*start)
		}
		p.step(s, when, named)
	}
	if left > 0 {
		p.sheet.Para(paper.Plain, 2, p.Texts.Count("plan.more_later", left))
	}
}

// A page that is not full shows this many later steps, and all within this time.
const (
	laterSteps  = 6
	laterWithin = 3 * skinafter.Day
)

// at is a moment in few words: the date, or where the end of the treatment is not known the
// hours from it.
func (p *planPage) at(e skinafter.Elapsed) string {
	switch {
	case !p.End.IsZero():
		return p.When(e, p.End, p.Now)
	case e < 0:
		return p.Texts.Text("plan.before", "span", p.Span(e))
	}
	return p.Until(e)
}

func (p *planPage) nextStart(s *recovery.Step) *skinafter.Elapsed {
	for i := range s.Moments {
		if s.Moments[i] > p.plan.At.Max {
			return &s.Moments[i]
		}
	}
	return s.From
}

func (p *planPage) past(named *sourceList) {
	head := true
	for i := range p.plan.Steps {
		if p.plan.Steps[i].State != recovery.Past {
			continue
		}
		if head {
			p.sheet.Heading(p.Texts.Text("plan.past"))
			head = false
		}
		p.step(&p.plan.Steps[i], "", named)
	}
}

// step writes one step: when, what, under which condition, until when, by which rule.
func (p *planPage) step(s *recovery.Step, when string, named *sourceList) {
	t := p.Texts
	line := p.words(s, "text", s.Text)
	if when != "" {
		line = speech.Sentence(when) + ": " + line
	}
	if c := p.Condition(s.Condition); c != "" {
		line += " " + speech.Sentence(c) + "."
	}
	if s.State == recovery.Now && s.Until != nil && *s.Until != 0 && !s.Waits {
		line += " " + t.Text("plan.until", "until", p.at(*s.Until))
	}
	p.sheet.Item(paper.Plain, "  - ", line)
	if p.full {
		p.sheet.Para(paper.Plain, 4, p.words(s, "because", s.Because)+" "+p.sourced(s.ID, s.Cites, s.Basis))
		named.add(s.Cites)
	}
	if o := s.Override; o != nil {
		p.sheet.Para(paper.Yellow, 4, p.overridden(s, o))
	}
}

// sourced points at a rule and its sources: "[cold-pack: S31, S32]".
func (p *checkPage) sourced(rule string, cites []string, basis string) string {
	return p.basis(&verdict.Item{Rule: rule, Cites: cites, Basis: basis})
}

// overridden is a clinic's own window, with what the sources say.
func (p *planPage) overridden(s *recovery.Step, o *recovery.Change) string {
	t := p.Texts
	text := t.Text("plan.clinic_says", "clinic", paper.Clean(o.Clinic))
	if o.WasText != s.Text {
		text += " " + t.Text("plan.was_text", "was", p.Facts.PlanSentence(t.Lang(), s.ID, "text", o.WasText))
	}
	if moved(o.WasFrom, s.From) && o.WasFrom != nil {
		text += " " + t.Text("plan.was_from", "span", p.Span(*o.WasFrom))
	}
	if moved(o.WasUntil, s.Until) && o.WasUntil != nil {
		text += " " + t.Text("plan.was_until", "span", p.Span(*o.WasUntil))
	}
	if o.LessCareful {
		text += " " + t.Text("plan.less_careful")
	}
	return text
}

// moved reports whether an end of a window is not where it was.
func moved(was, is *skinafter.Elapsed) bool {
	return (was == nil) != (is == nil) || was != nil && *was != *is
}

// disputed are the points on which sources disagree about what holds now.
func (p *planPage) disputed(steps []recovery.Step, named *sourceList) {
	var ids []string
	for i := range steps {
		for _, id := range steps[i].Conflicts {
			if !slices.Contains(ids, id) && p.Facts.Conflicts[id] != nil {
				ids = append(ids, id)
			}
		}
	}
	if len(ids) == 0 {
		return
	}
	p.sheet.Heading(p.Texts.Text("check.conflicts"))
	if !p.full {
		points := make([]string, len(ids))
		for i, id := range ids {
			points[i] = p.Say(p.Facts.Conflicts[id].Title) + " [" + id + "]"
		}
		p.sheet.Para(paper.Plain, 2, strings.Join(points, "; ")+".")
		p.sheet.Para(paper.Plain, 2, p.Texts.Text("plan.more"))
		return
	}
	for _, id := range ids {
		p.conflict(p.Facts.Conflicts[id], named)
	}
}

// changes lists a clinic's wishes that were not laid on top.
func (p *planPage) changes() {
	head := true
	for _, r := range p.plan.Refused {
		if head {
			p.sheet.Heading(p.Texts.Text("plan.refused"))
			head = false
		}
		p.sheet.Item(paper.Yellow, "  - ", paper.Clean(intake.Short(r.Override.Step))+": "+p.Texts.Text("refusal."+r.Because))
	}
}
