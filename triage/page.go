package triage

import (
	"cmp"
	"slices"

	"skinafter"
	"skinafter/knowledge"
)

// page is where a pass over the rules writes its reasons; a nil page writes nothing.
type page struct {
	rules []ruleSeen
	rows  []rowSeen
}

type ruleSeen struct {
	rule *levelRule
	seen codeSet // the symptoms that met it
	sign bool    // a rule of 4a to 4d
}

// rowSeen is a symptom with its level by the day limits.
type rowSeen struct {
	mark  mark
	limit *limit
	level skinafter.Level
}

func (p *page) row(v *view, m *mark, level skinafter.Level) {
	if p != nil {
		p.rows = append(p.rows, rowSeen{*m, v.limitOf(m), level})
	}
}

func (p *page) rule(r *levelRule, seen *codeSet) {
	switch {
	case p == nil:
	case seen == nil:
		p.rules = append(p.rules, ruleSeen{rule: r})
	default:
		p.rules = append(p.rules, ruleSeen{r, *seen, true})
	}
}

// write fills in the finding what the pass wrote down.
func (p *page) write(f *Finding, facts *knowledge.Base) {
	for i := range p.rows {
		f.Symptoms = append(f.Symptoms, p.judged(&p.rows[i]))
	}
	for i := range p.rules {
		r := p.rules[i].rule
		f.Fired = append(f.Fired, Fired{
			ID: r.ID, Title: r.Title, Section: r.Section, Level: r.level, Step: r.Step,
			Because: r.Because, Cites: r.Cites, Basis: r.Basis, ReviewedBy: r.group.ReviewedBy,
		})
	}
	f.Fired = append(f.Fired, p.firedRows(facts)...)
	slices.SortStableFunc(f.Fired, func(a, b Fired) int { return cmp.Compare(b.Level, a.Level) })
}

// judged is a symptom with the highest level of its row and of the rules it met.
func (p *page) judged(r *rowSeen) Judged {
	out := Judged{Symptom: r.mark.said, Level: r.level, Carried: r.mark.carried, Before: !r.mark.fresh}
	if r.limit.row != nil {
		out.Row = r.limit.row.ID
		normal, watch := r.limit.normal, r.limit.watch
		out.NormalUntil, out.WatchUntil = &normal, &watch
	}
	for i := range p.rules {
		if s := &p.rules[i]; s.sign && s.seen.has(r.mark.code) {
			out.Level = max(out.Level, s.rule.level)
		}
	}
	return out
}

// firedRows are the rows of the day limits that a symptom has passed, each once: at one moment
// a row has one level.
func (p *page) firedRows(facts *knowledge.Base) []Fired {
	var out []Fired
	normal := &facts.Care.Normal
	for i := range p.rows {
		r := &p.rows[i]
		if r.level == skinafter.Normal {
			continue
		}
		fired := Fired{
			ID: r.limit.row.ID, Section: "4d", Level: r.level, Because: facts.Text(knowledge.DefaultLanguage, rowText(r.level)),
			Cites: normal.Cites, Basis: normal.Basis, ReviewedBy: normal.ReviewedBy,
		}
		if !slices.ContainsFunc(out, func(o Fired) bool { return o.ID == fired.ID }) {
			out = append(out, fired)
		}
	}
	return out
}

// advise fills in what to do: one thing first, then what the rules add, then the safety net.
func (p *page) advise(f *Finding, facts *knowledge.Base) {
	for i := range facts.Care.Followup.Levels {
		l := &facts.Care.Followup.Levels[i]
		if l.Level != f.Level.String() {
			continue
		}
		leads, more := p.advice(f.Level)
		if len(leads) == 0 {
			leads = l.Advice
		}
		for _, key := range append(leads, more...) {
			f.Advice = addLine(f.Advice, facts, knowledge.TriageText(key))
		}
		for _, key := range l.SafetyNet {
			f.SafetyNet = addLine(f.SafetyNet, facts, knowledge.SafetyText(key))
		}
	}
	if f.Held {
		f.SafetyNet = addLine(f.SafetyNet, facts, knowledge.SafetyText("held"))
	}
}

// advice are the texts of the rules: what to do first at this level, and what else to do.
func (p *page) advice(level skinafter.Level) (leads, more []string) {
	for i := range p.rules {
		r := p.rules[i].rule
		if r.Lead != "" && r.level == level && !r.Step {
			leads = append(leads, r.Lead)
		}
		more = append(more, r.Advice...)
	}
	return leads, more
}

func addLine(list []Line, facts *knowledge.Base, key string) []Line {
	if slices.ContainsFunc(list, func(l Line) bool { return l.ID == key }) {
		return list
	}
	return append(list, Line{key, facts.Text(knowledge.DefaultLanguage, key)})
}
