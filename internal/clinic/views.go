package clinic

import (
	"context"
	"fmt"
	"time"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/clinic/localtime"
	"skinafter/interop/ical"
	"skinafter/knowledge"
	"skinafter/recovery"
	"skinafter/triage"
)

// NowView is where a person stands in a course at this moment.
type NowView struct {
	Course  Record[Course]
	At      time.Time        // the moment, UTC
	Moment  skinafter.Moment // time since the treatment
	Plan    recovery.Schedule
	Do      []recovery.Step // to do or that may start, now
	Avoid   []recovery.Step // to leave, now
	Look    []recovery.Step // to look at or ask, now
	Next    *recovery.Step  // the next step whose time comes; nil = none
	CheckIn *time.Time      // when the next check-in is planned; nil = none, or no date is known
	// Due says that the planned check-in before this moment was not made.
	Due bool
	// Last is the latest check-in; nil = none. Its level is nil where the purpose was record when
	// it was made; with PurposeRecord now, no level is to be shown.
	Last    *Record[CheckIn]
	Numbers knowledge.Emergency // to call; 112 where the country is not known
	Known   bool                // the numbers are those of the person's country
	Purpose Purpose
}

// Now is where the person stands in a course.
func (c *Care) Now(ctx context.Context, course ID) (NowView, error) {
	var v NowView
	r := c.reader()
	v.At = c.Time()
	f, err := c.file(ctx, r, course, v.At)
	if err != nil {
		return v, err
	}
	if v.Course, err = one[Course](ctx, r, KindCourse, course); err != nil {
		return v, err
	}
	v.Plan, v.Moment = c.plan(f)
	for _, step := range v.Plan.Current() {
		switch step.Kind {
		case knowledge.StepAvoid:
			v.Avoid = append(v.Avoid, step)
		case knowledge.StepCheck, knowledge.StepAsk:
			v.Look = append(v.Look, step)
		default:
			v.Do = append(v.Do, step)
		}
	}
	if coming := v.Plan.Coming(); len(coming) > 0 {
		v.Next = &coming[0]
	}
	last, err := c.CheckIns(ctx, course, Page{Limit: 1, Newest: true})
	if err != nil {
		return v, err
	}
	if len(last) > 0 {
		v.Last = &last[0]
	}
	v.checkIns(c.facts)
	v.Numbers, v.Known = triage.Numbers(c.facts, f.Person.Country)
	v.Purpose = f.Person.purpose()
	return v, nil
}

// checkIns finds the next planned check-in, and whether one is due.
func (v *NowView) checkIns(facts *knowledge.Base) {
	ended := v.Course.Body.Ended
	if !ended.Known() {
		return
	}
	now := v.Moment.Min
	if next, ok := triage.NextCheckIn(facts, max(now, 0)); ok {
		at := ended.Last.Add(next.Duration())
		v.CheckIn = &at
	}
	planned := skinafter.Elapsed(-1)
	for _, e := range triage.CheckIns(facts) {
		if e <= now {
			planned = e
		}
	}
	if planned < 0 {
		return
	}
	v.Due = v.Last == nil || v.Last.At.Before(ended.Last.Add(planned.Duration()-time.Hour))
}

// plan lays out the way of a file. Where the purpose is record the plan stands as it is written:
// what was reported holds nothing back.
func (c *Care) plan(f *File) (recovery.Schedule, skinafter.Moment) {
	s := deepest(f.Readings(c.facts, c.Labels()))
	if f.Person.purpose() == PurposeRecord {
		s.CheckIns, s.Person = nil, skinafter.Person{}
		return recovery.Plan(c.facts, recovery.PlanInput{Situation: s}), s.At
	}
	return recovery.Plan(c.facts, recovery.PlanInput{Situation: s, Reaction: assessment.Reacts(c.facts, s)}), s.At
}

// Plan is the plan of a course, as of now.
func (c *Care) Plan(ctx context.Context, course ID) (recovery.Schedule, error) {
	f, err := c.file(ctx, c.reader(), course, c.Time())
	if err != nil {
		return recovery.Schedule{}, err
	}
	s, _ := c.plan(f)
	return s, nil
}

// Calendar is the plan of a course as a calendar (RFC 5545), for one download. privacy says how
// much an event shows. A course whose time nobody knows gives a calendar without events.
func (c *Care) Calendar(ctx context.Context, course ID, lang string, privacy ical.Privacy) ([]byte, error) {
	rec, err := c.Course(ctx, course)
	if err != nil {
		return nil, err
	}
	plan, err := c.Plan(ctx, course)
	if err != nil {
		return nil, err
	}
	cal := ical.FromPlan(c.facts, &plan, ical.Options{
		Plan: course.String(), Stamp: rec.Changed, Lang: lang, Zone: localtime.Location(rec.Body.Zone), Alarms: true, Privacy: privacy,
	})
	b, err := ical.Write(cal)
	if err != nil {
		return nil, fmt.Errorf("writing the calendar: %w", err)
	}
	return b, nil
}
