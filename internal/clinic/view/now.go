package view

import (
	"context"
	"fmt"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/clinic/localtime"
	"skinafter/interop/ical"
	"skinafter/knowledge"
	"skinafter/recovery"
	"skinafter/triage"
)

// Stand is where a person stands in a course at this moment.
type Stand struct {
	Course  clinic.Record[clinic.Course]
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
	// it was made; with clinic.PurposeRecord now, no level is to be shown.
	Last    *clinic.Record[clinic.CheckIn]
	Numbers knowledge.Emergency // to call; 112 where the country is not known
	Known   bool                // the numbers are those of the person's country
	Purpose clinic.Purpose
}

// Now is where the person stands in a course.
func Now(ctx context.Context, care *clinic.Care, course clinic.ID) (Stand, error) {
	v := Stand{At: care.Time()}
	f, err := care.File(ctx, course, v.At)
	if err != nil {
		return v, err
	}
	if v.Course, err = care.Course(ctx, course); err != nil {
		return v, err
	}
	v.Plan, v.Moment = plan(care, f)
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
	last, err := care.CheckIns(ctx, course, clinic.Page{Limit: 1, Newest: true})
	if err != nil {
		return v, err
	}
	if len(last) > 0 {
		v.Last = &last[0]
	}
	v.checkIns(care.Facts())
	v.Numbers, v.Known = triage.Numbers(care.Facts(), f.Person.Country)
	v.Purpose = f.Person.Purpose.OrGuidance()
	return v, nil
}

// checkIns finds the next planned check-in, and whether one is due.
func (v *Stand) checkIns(facts *knowledge.Base) {
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
func plan(care *clinic.Care, f *clinic.File) (recovery.Schedule, skinafter.Moment) {
	facts := care.Facts()
	s := deepest(f.Readings(facts, care.Labels()))
	if f.Person.Purpose.OrGuidance() == clinic.PurposeRecord {
		s.CheckIns, s.Person = nil, skinafter.Person{}
		return recovery.Plan(facts, recovery.PlanInput{Situation: s}), s.At
	}
	return recovery.Plan(facts, recovery.PlanInput{Situation: s, Reaction: assessment.Reacts(facts, s)}), s.At
}

// Plan is the plan of a course, as of now.
func Plan(ctx context.Context, care *clinic.Care, course clinic.ID) (recovery.Schedule, error) {
	f, err := care.File(ctx, course, care.Time())
	if err != nil {
		return recovery.Schedule{}, err
	}
	s, _ := plan(care, f)
	return s, nil
}

// Calendar is the plan of a course as a calendar (RFC 5545), for one download. privacy says how
// much an event shows. A course whose time nobody knows gives a calendar without events.
func Calendar(ctx context.Context, care *clinic.Care, course clinic.ID, lang string, privacy ical.Privacy) ([]byte, error) {
	rec, err := care.Course(ctx, course)
	if err != nil {
		return nil, err
	}
	steps, err := Plan(ctx, care, course)
	if err != nil {
		return nil, err
	}
	cal := ical.FromPlan(care.Facts(), &steps, ical.Options{
		Plan: course.String(), Stamp: rec.Changed, Lang: lang, Zone: localtime.Location(rec.Body.Zone), Alarms: true, Privacy: privacy,
	})
	b, err := ical.Write(cal)
	if err != nil {
		return nil, fmt.Errorf("writing the calendar: %w", err)
	}
	return b, nil
}
