package ical

import (
	"fmt"
	"strings"
	"time"

	"skinafter/knowledge"
	"skinafter/recovery"
)

// Privacy says how much of a plan an event shows. Phones show events on the lock screen, and
// shared calendars to other people.
type Privacy int

// How much is shown; the zero value shows least.
const (
	Hidden    Privacy = iota // neutral words only: "Step 7". The plan itself is elsewhere
	Described                // a neutral title; what to do stands in the description
	Open                     // the title of the step too
)

// Options of a calendar made from a plan.
type Options struct {
	// Plan names the course; it goes into every UID and must stay the same and say nothing
	// about the person (a random id). Empty = "course".
	Plan    string
	Stamp   time.Time // when the plan last changed
	Lang    string    // empty = English
	Zone    *time.Location
	Privacy Privacy
	Name    string    // of the calendar; empty = neutral words
	URL     string    // of the plan; empty = none
	Alarms  bool      // remind at the start of timed events; for one-shot files only
	From    time.Time // leave out what ended before; zero = keep all
}

// Lengths of events: how long a moment looks in a calendar, and from which length on a step
// to leave is shown as whole days.
const (
	momentLength = 15 * time.Minute
	wholeDays    = 24 * time.Hour
	refreshEvery = 12 * time.Hour
	farAway      = 370 * 24 * time.Hour
)

// FromPlan makes a calendar from a plan whose times are known (Course.End); a plan without
// times gives a calendar without events. Days to leave something are whole days and include
// the day on which the wait ends. Everything else is a moment at the start of its window, in
// UTC, so that nothing looks allowed before it is. Steps that are held or wait for new skin
// are left out: their date is not known.
func FromPlan(facts *knowledge.Base, s *recovery.Schedule, o Options) Calendar {
	c := Calendar{Name: o.Name, Lang: o.Lang, Stamp: o.Stamp, Refresh: refreshEvery}
	m := maker{facts: facts, o: o}
	if c.Name == "" {
		c.Name = m.word("calendar.name")
	}
	if m.o.Plan == "" {
		m.o.Plan = "course"
	}
	if m.o.Zone == nil {
		m.o.Zone = time.UTC
	}
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Held || step.Waits {
			continue
		}
		c.Events = append(c.Events, m.events(step)...)
	}
	return c
}

// maker makes events.
type maker struct {
	facts *knowledge.Base
	o     Options
}

func (m *maker) word(key string) string { return m.facts.Text(m.o.Lang, key) }

// StepUID is the UID of a step of a course: the same for the same step for ever. Moment is the
// number of the check-in, 0 for other steps.
func StepUID(plan, step string, moment int) string {
	if moment > 0 {
		step = fmt.Sprintf("%s-%d", step, moment)
	}
	return step + "@" + plan + ".skinafter"
}

func (m *maker) events(s *recovery.Step) []Event {
	var out []Event
	for i, t := range s.Times {
		out = append(out, m.moment(s, t, i+1))
	}
	if len(s.Times) == 0 && !s.Starts.IsZero() {
		out = append(out, m.window(s))
	}
	if len(s.Times) == 0 && s.Starts.IsZero() && !s.Ends.IsZero() {
		out = append(out, m.untilOnly(s))
	}
	kept := out[:0]
	for _, e := range out {
		if m.o.From.IsZero() || e.ends(m.o.Zone).After(m.o.From) {
			kept = append(kept, e)
		}
	}
	return kept
}

// ends is when the event is over.
func (e *Event) ends(zone *time.Location) time.Time {
	if e.Day.IsZero() {
		return e.Start.Add(e.Length)
	}
	last := e.Last
	if last.IsZero() {
		last = e.Day
	}
	return time.Date(last.Year, last.Month, last.Day+1, 0, 0, 0, 0, zone)
}

func (m *maker) moment(s *recovery.Step, t time.Time, number int) Event {
	e := m.event(s, number)
	e.Start, e.Length = t, momentLength
	if m.o.Alarms {
		e.Alarm = &Alarm{Text: e.Summary}
	}
	return e
}

// window is whole days for what is left for a day or more, and a moment at the start for
// everything else.
func (m *maker) window(s *recovery.Step) Event {
	long := !s.Ends.IsZero() && s.Ends.Sub(s.Starts) >= wholeDays && s.Ends.Sub(s.Starts) < farAway
	if s.Kind != knowledge.StepAvoid || !long {
		return m.moment(s, s.Starts, 0)
	}
	e := m.event(s, 0)
	e.Day = DateOf(s.Starts.In(m.o.Zone))
	// The day on which the wait ends belongs to it, unless it ends at midnight.
	e.Last = DateOf(s.Ends.Add(-time.Minute).In(m.o.Zone))
	return e
}

func (m *maker) untilOnly(s *recovery.Step) Event {
	e := m.event(s, 0)
	e.Day = DateOf(s.Ends.Add(-time.Minute).In(m.o.Zone))
	return e
}

// event fills in the words.
func (m *maker) event(s *recovery.Step, number int) Event {
	e := Event{UID: StepUID(m.o.Plan, s.ID, number), URL: m.o.URL}
	say := func(field, english string) string {
		return m.facts.PlanSentence(m.o.Lang, s.ID, field, english)
	}
	e.Summary = m.word("calendar." + s.Kind)
	text := s.Text
	if s.Override == nil || s.Text == s.Override.WasText {
		text = say("text", s.Text)
	}
	switch m.o.Privacy {
	case Open:
		e.Summary += ": " + say("title", s.Title)
		e.Text = m.body(s, text, say("because", s.Because))
	case Described:
		e.Text = m.body(s, text, say("because", s.Because))
	case Hidden:
	}
	return e
}

// body is the description: what to do, why, who says so.
func (m *maker) body(s *recovery.Step, text, because string) string {
	lines := []string{text, because}
	if s.Override != nil {
		lines = append(lines, m.word("calendar.clinic")+" "+s.Override.Clinic)
	}
	if len(s.Cites) > 0 {
		lines = append(lines, strings.Join(s.Cites, " "))
	}
	return strings.Join(lines, "\n")
}
