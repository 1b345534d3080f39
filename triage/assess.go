package triage

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
)

// Assess says how soon someone should look at the skin or the person, and why.
//
// The level is the highest that any rule gives; reporting more never lowers it, and what is
// not known never does. From check-in to check-in it goes down only when a later one reports
// that something is better and nothing worse, and for a day after same-day or emergency only
// with a clinician's note. A symptom that is not mentioned again keeps its last severity.
//
// Uses carry in Use.Early what the label verdict said about them; one that nobody judged, and
// that came with or after the treatment, counts as an unknown product used too early. Text and
// photos are not looked at: what Read understood is put into the situation by the caller, and
// a photo changes no level. Where several treatments were done on one day, Course is the
// deepest.
func Assess(facts *knowledge.Base, s skinafter.Situation) Finding {
	e := engineOf(facts)
	v := e.newView(&s)
	h := e.follow(v)
	v.now, v.missed = h.now, e.isMissed(&h)
	p := &page{}
	by := e.judge(v, p)
	h.step(by.signs, h.now, h.later, h.cleared, e.hold())
	f := Finding{
		Level: max(by.level, h.held), Signs: by.signs, Held: h.held > by.level, At: h.now,
		Unknowns: e.unknowns(&s), Version: facts.Version, Hash: facts.Hash,
	}
	p.write(&f, facts)
	p.advise(&f, facts)
	f.RecheckH = e.recheck(f.Level, max(by.signs, h.held), h.now)
	return f
}

// hold is how long same-day and emergency stand without a clinician's note.
func (e *engine) hold() skinafter.Elapsed { return skinafter.Hours(e.facts.Care.Followup.HoldH) }

// history is what the check-ins before now left behind.
type history struct {
	now     skinafter.Moment
	last    *skinafter.CheckIn // nil = none
	level   skinafter.Level    // of the last check-in, where now is later than it
	later   bool               // now is a check-in, later than the one before
	cleared bool               // by a clinician, now

	held   skinafter.Level   // by signs; it stands
	high   skinafter.Elapsed // when the signs were last same-day or more
	raised bool              // they were at all
	better bool              // something got better since the level was reached
}

// follow goes through the check-ins up to now. The last one is left to be judged by the
// caller where it is now.
func (e *engine) follow(v *view) history {
	list := v.s.CheckIns
	if !slices.IsSortedFunc(list, byTime) {
		list = slices.Clone(list)
		slices.SortStableFunc(list, byTime)
	}
	h := history{now: v.s.At}
	var before *skinafter.CheckIn
	for i := range list {
		c := &list[i]
		later := before == nil || c.At.Max > before.At.Max
		better := v.take(c, later)
		h.better = h.better || better
		h.last, before = c, c
		if i == len(list)-1 && c.At.Max >= v.s.At.Max {
			h.now, h.later, h.cleared = c.At, later, c.Cleared
			return h
		}
		v.now = c.At
		by := e.judge(v, nil)
		h.step(by.signs, c.At, later, c.Cleared, e.hold())
		h.level = max(by.level, h.held)
	}
	return h
}

func byTime(a, b skinafter.CheckIn) int {
	switch {
	case a.At.Max < b.At.Max:
		return -1
	case a.At.Max > b.At.Max:
		return 1
	}
	return 0
}

// step takes the level by signs at one moment and keeps or lowers what stands.
func (h *history) step(signs skinafter.Level, at skinafter.Moment, later, cleared bool, hold skinafter.Elapsed) {
	waited := !h.raised || cleared || at.Min-h.high >= hold
	switch {
	case signs >= h.held:
		h.held, h.better = signs, false
	case later && h.better && waited:
		h.held = signs
	}
	if signs >= skinafter.SameDay {
		h.high, h.raised = at.Max, true
	}
}

// isMissed reports whether a check-in is overdue after a level of contact or more.
func (e *engine) isMissed(h *history) bool {
	if h.last == nil || h.later || h.level < skinafter.Contact {
		return false
	}
	due := h.last.At.Min + skinafter.Hours(e.recheckH(h.level)+e.facts.Care.Followup.GraceH)
	return h.now.Max >= due
}

func (e *engine) recheckH(level skinafter.Level) float64 {
	for i := range e.facts.Care.Followup.Levels {
		if l := &e.facts.Care.Followup.Levels[i]; l.Level == level.String() {
			return l.RecheckH
		}
	}
	return 0
}

// recheck is when to look again. What stands only by history is looked at again at the
// planned check-ins.
func (e *engine) recheck(level, signs skinafter.Level, now skinafter.Moment) float64 {
	h := e.recheckH(level)
	if h > 0 && !(level == skinafter.Watch && signs < skinafter.Watch) {
		return h
	}
	if next, ok := e.nextCheckIn(now.Max); ok {
		return (next - now.Max).Hours()
	}
	return 0
}
