package recovery

import (
	"cmp"
	"strings"

	"skinafter"
	"skinafter/knowledge"
)

// Override is a clinic's own window or words for one step. It lies on top of the step and is
// shown with the difference to what the sources say; it never replaces it in silence.
type Override struct {
	Step   string   // id of the step
	Clinic string   // who says so; shown with the step
	FromH  *float64 // new beginning in hours since the treatment (or new skin, where the step runs from it); nil = as it is
	UntilH *float64 // new end, by the same clock; nil = as it is
	Text   string   // new words; empty = as they are
}

// Change is an override that was laid on top of a step.
type Change struct {
	Clinic string
	// WasFrom, WasUntil and WasText are what the sources say.
	WasFrom, WasUntil *skinafter.Elapsed
	WasText           string
	// EarlierBy is by how much something may start earlier, or is left for a shorter time, than
	// the sources say; negative = later or longer, the careful side. 0 = the same time.
	EarlierBy skinafter.Elapsed
	// LessCareful says that the clinic's window is less careful than the sources.
	LessCareful bool
}

// Refusal is an override that was not laid on top.
type Refusal struct {
	Override Override
	Because  string // id of a text: "refusal." + id
}

// Reasons to refuse an override.
const (
	RefusedUnknown  = "no-such-step"   // no plan has the step
	RefusedFixed    = "fixed"          // the omission list and signs of an emergency stand
	RefusedMedicine = "stops-medicine" // nobody is told to stop a medicine
	RefusedWindow   = "no-window"      // the window would end before it begins
	RefusedUnnamed  = "no-clinic"      // nobody stands behind it
	RefusedTwice    = "twice"          // another override of the same step came first
)

// sortOverrides splits overrides into those that may lie on top and those that may not.
func (p *planner) sortOverrides(list []Override) (map[string]*Override, []Refusal) {
	taken := map[string]*Override{}
	var refused []Refusal
	for i := range list {
		o := &list[i]
		reason := p.refuse(o)
		if reason == "" && taken[o.Step] != nil {
			reason = RefusedTwice
		}
		if reason != "" {
			refused = append(refused, Refusal{*o, reason})
			continue
		}
		taken[o.Step] = o
	}
	return taken, refused
}

func (p *planner) refuse(o *Override) string {
	st := p.ix.byID[o.Step]
	switch {
	case st == nil:
		return RefusedUnknown
	case st.step.Fixed:
		return RefusedFixed
	case strings.TrimSpace(o.Clinic) == "":
		return RefusedUnnamed
	case knowledge.StopsMedicine(o.Text):
		return RefusedMedicine
	}
	moves := o.FromH != nil || o.UntilH != nil
	from, until := hoursOf(st.step.FromH, 0), hoursOf(st.step.UntilH, 0)
	if o.FromH != nil {
		from = hoursOf(o.FromH, 0)
	}
	if o.UntilH != nil {
		until = hoursOf(o.UntilH, 0)
	}
	oneClock := st.step.FromNewSkin == st.step.UntilNewSkin
	if moves && (len(st.moments) > 0 || oneClock && forever(from, -1) >= forever(until, 1)) {
		return RefusedWindow
	}
	return ""
}

// apply lays an override on top and keeps what was below it. The clock of each end stays:
// what ran from new skin (from, until: when that is) still does.
func (s *Step) apply(o *Override, from, until skinafter.Elapsed) {
	c := &Change{Clinic: o.Clinic, WasFrom: s.From, WasUntil: s.Until, WasText: s.Text}
	if o.FromH != nil {
		s.From = hoursOf(o.FromH, from)
	}
	if o.UntilH != nil {
		s.Until = hoursOf(o.UntilH, until)
	}
	if o.Text != "" {
		s.Text = o.Text
	}
	later, sooner := compareEnds(s.From, c.WasFrom, -1), -compareEnds(s.Until, c.WasUntil, 1)
	switch s.Kind {
	case knowledge.StepDo, knowledge.StepGo:
		c.LessCareful = later < 0
		c.EarlierBy = between(s.From, c.WasFrom)
	case knowledge.StepAvoid:
		c.LessCareful = sooner > 0 || later > 0
		c.EarlierBy = between(s.Until, c.WasUntil)
	default:
		c.LessCareful = sooner > 0 || later > 0
	}
	s.Override = c
}

// compareEnds compares two ends of windows; nil is without end in the direction of sign.
func compareEnds(a, b *skinafter.Elapsed, sign skinafter.Elapsed) int {
	return cmp.Compare(forever(a, sign), forever(b, sign))
}

// between is how much earlier a is than b; 0 where one of them has no end.
func between(a, b *skinafter.Elapsed) skinafter.Elapsed {
	if a == nil || b == nil {
		return 0
	}
	return *b - *a
}
