package triage

import (
	"skinafter"
)

// ruling is the outcome of one pass over the rules.
type ruling struct {
	level skinafter.Level // by everything
	signs skinafter.Level // by what is seen and felt alone
}

// judge passes over the rules in the order of section 4: the level of the symptoms is the
// highest of 4a to 4d; then the floors of 4e; then the steps, which start from the level of
// the symptoms and count once. Nothing lowers. With a page the reasons are written down.
func (e *engine) judge(v *view, p *page) ruling {
	var by ruling
	v.worst = skinafter.Normal
	for i := range v.marks {
		level := v.byDay(&v.marks[i])
		v.worst = max(v.worst, level)
		p.row(v, &v.marks[i], level)
	}
	by.level, by.signs = v.worst, v.worst
	e.pass(v, p, e.signs, &by)
	e.pass(v, p, e.later, &by)

	floor := by
	for i := range e.risks {
		r := &e.risks[i]
		var seen codeSet
		if !r.when.holds(v, &seen) {
			continue
		}
		p.rule(r, nil)
		floor.level = max(floor.level, raised(r, by.level))
		if !seen.empty() {
			floor.signs = max(floor.signs, raised(r, by.signs))
		}
	}
	return floor
}

// raised is the level that a rule of 4e gives to signs of a level.
func raised(r *levelRule, from skinafter.Level) skinafter.Level {
	if r.Step {
		return min(from+1, r.level)
	}
	return r.level
}

func (e *engine) pass(v *view, p *page, rules []levelRule, by *ruling) {
	for i := range rules {
		r := &rules[i]
		var seen codeSet
		if !r.when.holds(v, &seen) {
			continue
		}
		by.level = max(by.level, r.level)
		if !seen.empty() || r.when.looksBack() {
			by.signs = max(by.signs, r.level)
			v.worst = max(v.worst, r.level)
		}
		p.rule(r, &seen)
	}
}
