package ical_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // a bare machine may have no time zones

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/interop/ical"
	"skinafter/knowledge"
	"skinafter/recovery"
)

func facts(t testing.TB) *knowledge.Base {
	t.Helper()
	return testkit.Facts(t)
}

var end = time.Date(2026, 10, 23, 18, 30, 0, 0, time.UTC) // two days before clocks change in Europe

func schedule(t testing.TB, m skinafter.Modality) *recovery.Schedule {
	t.Helper()
	s := recovery.Plan(facts(t), recovery.PlanInput{Situation: skinafter.Situation{
		Course: skinafter.Course{Modality: m, Depth: 1.5, End: end}, At: skinafter.At(skinafter.Hour),
	}})
	return &s
}

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func options(t testing.TB, p ical.Privacy) ical.Options {
	t.Helper()
	return ical.Options{Plan: "7f3a", Stamp: end, Privacy: p, Zone: berlin(t)}
}

func find(t *testing.T, c ical.Calendar, step string) ical.Event {
	t.Helper()
	for _, e := range c.Events {
		if strings.HasPrefix(e.UID, step+"@") {
			return e
		}
	}
	t.Fatalf("no event for %s", step)
	return ical.Event{}
}

func TestEveryPlanMakesACalendarWithoutFault(t *testing.T) {
	t.Parallel()
	for _, m := range skinafter.Modalities() {
		for _, lang := range []string{"", "en", "de"} {
			o := options(t, ical.Open)
			o.Lang, o.Alarms = lang, lang == "de"
			data, err := ical.Write(ical.FromPlan(facts(t), schedule(t, m), o))
			if err != nil {
				t.Fatal(err)
			}
			if faults := ical.Check(data); len(faults) > 0 {
				t.Errorf("%s %s: %v", m, lang, faults)
			}
			if floating := regexp.MustCompile(`DTSTART:\d{8}T\d{6}\r`).FindString(string(data)); floating != "" {
				t.Errorf("%s: %q has no zone", m, floating)
			}
			if strings.Contains(string(data), "METHOD") {
				t.Errorf("%s: a feed without organizer has no METHOD", m)
			}
		}
	}
}

func TestWhatIsLeftIsWholeDaysAndWhatStartsIsAMoment(t *testing.T) {
	t.Parallel()
	c := ical.FromPlan(facts(t), schedule(t, skinafter.Needling), options(t, ical.Open))
	// No sun for seven days: from Friday 20:30 to the next Friday 19:30 in Berlin, whose
	// clocks went back on Sunday.
	sun := find(t, c, "no-sun")
	if sun.Day != (ical.Date{Year: 2026, Month: 10, Day: 23}) || sun.Last != (ical.Date{Year: 2026, Month: 10, Day: 30}) || !sun.Start.IsZero() {
		t.Errorf("no sun from %s to %s", sun.Day, sun.Last)
	}
	cream := find(t, c, "moisturiser")
	if !cream.Start.Equal(end.Add(36*time.Hour)) || !cream.Day.IsZero() || cream.Alarm != nil {
		t.Errorf("cream at %s", cream.Start)
	}
	if looks := find(t, c, "check-in-4"); !looks.Start.Equal(end.Add(48 * time.Hour)) {
		t.Errorf("the fourth check-in is at %s", looks.Start)
	}
}

// TestLawHiddenEventsSayNothingAboutHealth: what a lock screen shows is one of five neutral
// words.
func TestLawHiddenEventsSayNothingAboutHealth(t *testing.T) {
	t.Parallel()
	neutral := map[string]bool{"To do": true, "Leave": true, "Look": true, "Ask": true, "From now": true}
	for _, p := range []ical.Privacy{ical.Hidden, ical.Described} {
		for _, e := range ical.FromPlan(facts(t), schedule(t, skinafter.RFNeedling), options(t, p)).Events {
			if !neutral[e.Summary] {
				t.Errorf("the lock screen shows %q", e.Summary)
			}
			if p == ical.Hidden && e.Text != "" {
				t.Errorf("a hidden event says %q", e.Text)
			}
			if p == ical.Described && e.Text == "" {
				t.Errorf("%s says nothing", e.UID)
			}
		}
	}
	open := find(t, ical.FromPlan(facts(t), schedule(t, skinafter.Needling), options(t, ical.Open)), "moisturiser")
	if open.Summary != "From now: plain moisturiser" {
		t.Errorf("an open event shows %q", open.Summary)
	}
}

func TestAStepThatMovesStaysTheSameEvent(t *testing.T) {
	t.Parallel()
	a, b := schedule(t, skinafter.PeelDeep), schedule(t, skinafter.PeelDeep)
	later := recovery.Plan(facts(t), recovery.PlanInput{Situation: skinafter.Situation{
		Course: skinafter.Course{Modality: skinafter.PeelDeep, End: end.Add(48 * time.Hour)}, At: a.At,
	}})
	o := options(t, ical.Described)
	first, same, moved := ical.FromPlan(facts(t), a, o), ical.FromPlan(facts(t), b, o), ical.FromPlan(facts(t), &later, o)
	if fmt.Sprint(first) != fmt.Sprint(same) {
		t.Error("the same plan gave another calendar")
	}
	for i := range first.Events {
		if first.Events[i].UID != moved.Events[i].UID {
			t.Errorf("%s became %s", first.Events[i].UID, moved.Events[i].UID)
		}
	}
}

func TestHeldStepsHaveNoDate(t *testing.T) {
	t.Parallel()
	s := recovery.Plan(facts(t), recovery.PlanInput{Reaction: true, Situation: skinafter.Situation{
		Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1.5, End: end}, At: skinafter.At(40 * skinafter.Hour),
	}})
	for _, e := range ical.FromPlan(facts(t), &s, options(t, ical.Open)).Events {
		if strings.HasPrefix(e.UID, "moisturiser@") {
			t.Error("a held step stands in the calendar")
		}
	}
}

func TestOldEventsCanBeLeftOut(t *testing.T) {
	t.Parallel()
	o := options(t, ical.Hidden)
	all := ical.FromPlan(facts(t), schedule(t, skinafter.Needling), o)
	o.From = end.Add(100 * time.Hour)
	some := ical.FromPlan(facts(t), schedule(t, skinafter.Needling), o)
	if len(some.Events) == 0 || len(some.Events) >= len(all.Events) {
		t.Errorf("%d of %d events", len(some.Events), len(all.Events))
	}
}

func ExampleFromPlan() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	plan := recovery.Plan(facts, recovery.PlanInput{Situation: skinafter.Situation{
		Course: skinafter.Course{Modality: skinafter.Needling, Depth: 0.25, End: time.Date(2026, 11, 17, 19, 30, 0, 0, time.UTC)},
		At:     skinafter.At(0),
	}})
	calendar := ical.FromPlan(facts, &plan, ical.Options{Plan: "7f3a", Stamp: plan.Course.End, Lang: "de"})
	for _, e := range calendar.Events {
		if strings.HasPrefix(e.UID, "cleanser@") {
			fmt.Println(e.UID, e.Summary, e.Start.Format(time.RFC3339))
		}
	}
	data, err := ical.Write(calendar)
	fmt.Println(len(ical.Check(data)), err)
	// Output:
	// cleanser@7f3a.skinafter Ab jetzt 2026-11-18T19:30:00Z
	// 0 <nil>
}
