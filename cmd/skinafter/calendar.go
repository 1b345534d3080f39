package main

import (
	"fmt"
	"regexp"
	"strings"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/interop/ical"
	"skinafter/recovery"
)

// calendarFlags say what a calendar shows.
type calendarFlags struct {
	ICS     bool   `name:"ics" help:"Write a calendar (RFC 5545) instead of a page."`
	Privacy string `default:"described" placeholder:"WORD" help:"What the calendar shows: hidden (neutral words), described (a neutral title), open."`
	ID      string `name:"id" default:"course" placeholder:"NAME" help:"Name of this treatment in the calendar; the same for every update of it."`
}

var planID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// privacies are the words of --privacy, least shown first.
const privacies = "hidden described open"

// calendar writes a plan as a calendar.
func (c *planCommand) calendar(s *session, plan *recovery.Schedule) error {
	if err := intake.OneOf("--privacy", c.Privacy, privacies); err != nil {
		return err
	}
	if !planID.MatchString(c.ID) {
		return &skinafter.InputError{Field: "--id", Value: intake.Short(c.ID), Want: "up to 64 letters, digits, dots, dashes"}
	}
	now, err := c.now(s)
	if err != nil {
		return err
	}
	cal := ical.FromPlan(s.base, plan, ical.Options{
		Plan: c.ID, Stamp: now, Lang: s.options.Lang, Zone: now.Location(), Alarms: true,
		Privacy: ical.Privacy(indexOfWord(c.Privacy, privacies)),
	})
	b, err := ical.Write(cal)
	if err != nil {
		return err
	}
	if _, err := s.out.Write(b); err != nil {
		return fmt.Errorf("writing the calendar: %w", err)
	}
	return nil
}

func indexOfWord(word, list string) int {
	for i, w := range strings.Fields(list) {
		if w == word {
			return i
		}
	}
	return 0
}
