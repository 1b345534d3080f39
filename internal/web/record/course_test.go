package record_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/testkit/house"
)

// tell answers the first page and skips to the summary.
func (h *app) tell(done string) house.Answer {
	h.T.Helper()
	a := h.Post("/course/new", "done", done)
	return h.Get(a.Step(10))
}

func TestATreatmentIsToldPageByPageAndEndsOnNow(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.Post("/course/new", "done", "needling")
	h.Says(a, "When did it end?")
	a = h.Post(a.At, "which", "yesterday", "clock", "14:30", "zone", house.Zone)
	h.Says(a, "How deep did the needles go?")
	a = h.Post(a.At, "deep", "medium", "mm", "0,75")
	h.Says(a, "Where on the body?")
	a = h.Post(a.At, "area", "face")
	a = h.Post(a.At, "setting", "salon", "name", "Studio Nord", "phone", "+49 30 1")
	a = h.Post(a.At, "device", "Pen 3", "needle", "12 pins", "batch", "L-7", "note", "It hurt\non the chin")
	a = h.Post(a.At, "session", "3", "next", "2026-12-24")
	a = h.Post(a.At, "happened", "sun", "happened", "occluded")
	h.Says(a, "Is this right?", "21 November 2026, 14:30", "0.75 mm", "Studio Nord", "Pen 3", "24 December 2026", "Sun without cover since")
	if a = h.Post(a.At); a.At != "/" {
		t.Errorf("ends at %s", a.At)
	}
	want := time.Date(2026, 11, 21, 13, 30, 0, 0, time.UTC)
	c := h.Course().Body
	if c.Modality != skinafter.Needling || c.DepthMM != 0.75 || c.Class != "" || c.Area != "face" || !c.Ended.First.Equal(want) || !c.Ended.Last.Equal(want) || c.Zone != house.Zone {
		t.Errorf("kept %+v", c)
	}
	if c.Provider != (clinic.Provider{Name: "Studio Nord", Phone: "+49 30 1", Setting: "salon"}) || c.Device != "Pen 3" || c.Session != 3 || !c.Occluded || fmt.Sprint(c.Exposures) != "[sun]" || c.Note != "It hurt\non the chin" {
		t.Errorf("kept %+v", c)
	}
	if c.Next == nil || c.Next.Format(time.RFC3339) != "2026-12-23T23:00:00Z" {
		t.Errorf("next %v", c.Next)
	}
}

func TestEveryQuestionCanBeSkippedAndNothingIsAskedTwice(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.Post("/course/new", "skip", "yes", "done", "needling")
	for range 6 {
		a = h.Post(a.At, "skip", "yes", "session", "not a number", "area", "nowhere")
	}
	h.Says(a, "Is this right?")
	// Back to one page: from there straight to the summary.
	a = h.Post(a.Step(4), "area", "neck")
	h.Says(a, "Is this right?", "Neck")
	// A kind with a page of its own asks that page only.
	a = h.Post(a.Step(1), "done", "peel_deep")
	h.Says(a, "Has new skin grown over it?")
	a = h.Post(a.At, "skin", "open")
	h.Says(a, "It is still open or wet")
	h.Post(a.At)
	if c := h.Course().Body; !c.OpenSkin || c.Ended.Known() || c.Area != "neck" || c.Modality != skinafter.PeelDeep {
		t.Errorf("kept %+v", c)
	}
}

func TestWhenItEndedIsReadAsItWasMeant(t *testing.T) {
	t.Parallel()
	utc := func(text string) time.Time {
		at, err := time.Parse("2006-01-02 15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for name, c := range map[string]struct {
		form        []string
		first, last time.Time
	}{
		"today, with a time":                       {[]string{"which", "today", "clock", "08:00"}, utc("2026-11-22 07:00"), utc("2026-11-22 07:00")},
		"a part of yesterday":                      {[]string{"which", "yesterday", "part", "evening"}, utc("2026-11-21 17:00"), utc("2026-11-21 22:59")},
		"a day":                                    {[]string{"which", "other", "day", "2026-11-10"}, utc("2026-11-09 23:00"), utc("2026-11-10 22:59")},
		"a day without a mark":                     {[]string{"day", "2026-11-10", "part", "unsure"}, utc("2026-11-09 23:00"), utc("2026-11-10 22:59")},
		"a day that is not over ends now":          {[]string{"which", "today"}, utc("2026-11-21 23:00"), house.Start()},
		"the clock counts more than the part":      {[]string{"which", "yesterday", "part", "night", "clock", "14:00"}, utc("2026-11-21 13:00"), utc("2026-11-21 13:00")},
		"a near day counts more than a stale date": {[]string{"which", "today", "day", "2026-11-10", "clock", "07:00"}, utc("2026-11-22 06:00"), utc("2026-11-22 06:00")},
		"an hour that came twice is a span":        {[]string{"which", "other", "day", "2026-10-25", "clock", "02:30"}, utc("2026-10-25 00:30"), utc("2026-10-25 01:30")},
		"in another zone":                          {[]string{"which", "other", "day", "2026-11-20", "clock", "10:00", "zone", "America/New_York"}, utc("2026-11-20 15:00"), utc("2026-11-20 15:00")},
		"still to come":                            {[]string{"which", "ahead", "day", "2026-12-01", "clock", "10:00"}, utc("2026-12-01 09:00"), utc("2026-12-01 09:00")},
		"not sure":                                 {[]string{"which", "unsure", "clock", "10:00"}, time.Time{}, time.Time{}},
		"nothing":                                  {nil, time.Time{}, time.Time{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			a := h.tell("needling")
			got := h.Post(a.Step(2), c.form...)
			if got.Status != http.StatusOK {
				t.Fatalf("%d %s", got.Status, got.Text)
			}
			h.Post(a.Step(10))
			ended := h.Course().Body.Ended
			if !ended.First.Equal(c.first) || !ended.Last.Equal(c.last) {
				t.Errorf("kept %v to %v, want %v to %v", ended.First, ended.Last, c.first, c.last)
			}
			// Whoever changes something else changes nothing here.
			edit := "/course/" + h.Course().ID.String() + "/edit"
			a = h.Post(edit, "step", "4", "once", "x"+name)
			h.Post(a.At, "area", "neck")
			h.Post(a.Step(10))
			if again := h.Course().Body.Ended; again != ended {
				t.Errorf("after a change elsewhere: %v, was %v", again, ended)
			}
		})
	}
}

func TestATimeThatNeverWasOffersBothNeighbours(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.tell("needling")
	bad := h.Post(a.Step(2), "which", "other", "day", "2026-03-29", "clock", "02:30", "zone", house.Zone)
	if bad.Status != http.StatusUnprocessableEntity {
		t.Errorf("status %d", bad.Status)
	}
	h.Says(bad, "This time did not exist", "It was 01:59", "It was 03:00")
	for name, want := range map[string]string{"which": "other", "day": "2026-03-29", "zone": house.Zone} {
		if got := h.Field(bad, name); name != "which" && got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	good := h.Post(bad.At, "which", "other", "day", "2026-03-29", "zone", house.Zone, "clock", "03:00")
	if good.Status != http.StatusOK {
		t.Errorf("a neighbour: %d", good.Status)
	}
	h.Says(h.Get(a.Step(10)), "29 March 2026, 03:00")
}

func TestAnHourThatCameTwiceIsSaid(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.tell("needling")
	h.Post(a.Step(2), "which", "other", "day", "2026-10-25", "clock", "02:30")
	h.Says(h.Get(a.Step(10)), "this time came twice")
}

func TestAWrongAnswerStandsBesideItsFieldAndIsKept(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		step  int
		form  []string
		says  string
		keeps string
	}{
		"a depth of 99 mm":           {3, []string{"mm", "99"}, "number from 0.05 to 10", `value="99"`},
		"a depth in words":           {3, []string{"mm", "deep"}, "number from", `value="deep"`},
		"a depth that is a hex":      {3, []string{"mm", "0x1p-2"}, "number from", `value="0x1p-2"`},
		"a place twice":              {4, []string{"area", "face", "area", "neck"}, "came twice", ""},
		"a place nobody knows":       {4, []string{"area", "moon"}, "Please choose", ""},
		"a name that is too long":    {5, []string{"name", strings.Repeat("ü", 150)}, "too long", strings.Repeat("ü", 150)},
		"a note that is too long":    {6, []string{"note", strings.Repeat("word ", 400)}, "too long", "word word"},
		"session 0":                  {7, []string{"session", "0"}, "whole number from 1 to", `value="0"`},
		"session 1.5":                {7, []string{"session", "1.5"}, "whole number", `value="1.5"`},
		"no day":                     {7, []string{"next", "2026-02-31"}, "Please write a day", "2026-02-31"},
		"a day long before":          {2, []string{"which", "other", "day", "1850-01-01"}, "Please write a day", "1850-01-01"},
		"a day 30 years ago":         {2, []string{"which", "other", "day", "1996-01-01"}, "Please write a day", "1996-01-01"},
		"another day without a day":  {2, []string{"which", "other"}, "Which day was it?", ""},
		"a time without a day":       {2, []string{"clock", "10:00"}, "Which day was it?", "10:00"},
		"a time that is to come":     {2, []string{"which", "today", "clock", "23:00"}, "still to come", "23:00"},
		"a part that is to come":     {2, []string{"which", "today", "part", "evening"}, "still to come", ""},
		"a day to come by mistake":   {2, []string{"which", "other", "day", "2027-01-01"}, "choose: It is still to come", "2027-01-01"},
		"25 o'clock":                 {2, []string{"which", "today", "clock", "25:00"}, "Please write a time", "25:00"},
		"a zone nobody knows":        {2, []string{"which", "today", "zone", "Mars/Olympus"}, "time zone is not known", "Mars/Olympus"},
		"what happened nobody knows": {8, []string{"happened", "flood"}, "Please choose", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			a := h.tell("needling")
			got := h.Post(a.Step(c.step), c.form...)
			if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, c.keeps) {
				t.Errorf("status %d, kept %t: %s", got.Status, strings.Contains(got.Body, c.keeps), got.Text)
			}
			h.Says(got, c.says, "What you wrote is still here")
		})
	}
}

func TestTwoTabsBothKeepTheirAnswersAndOneTreatment(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.Post("/course/new", "done", "roller", "once", "one")
	again := h.Post("/course/new", "done", "stamp", "once", "one")
	if first.At[:50] != again.At[:50] {
		t.Errorf("two journeys: %s and %s", first.At, again.At)
	}
	h.Post(first.Step(4), "area", "legs")
	h.Post(again.Step(6), "device", "Roller 9")
	sum := h.Get(first.Step(10))
	h.Says(sum, "Needling with a stamp", "Legs", "Roller 9")
	h.Post(sum.At)
	if a := h.Post(sum.At); a.At != "/" {
		t.Errorf("the second tap ends at %s", a.At)
	}
	if a := h.Get(first.Step(3)); a.At != "/" {
		t.Errorf("a journey that is over shows %s", a.At)
	}
	list, err := h.Care.Courses(context.Background(), clinic.Page{})
	h.Must(err)
	if len(list) != 1 {
		t.Errorf("%d treatments", len(list))
	}
}

func TestAJourneyThatWasBegunIsOfferedAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.SaysNot(h.Get("/course/new"), "Go on with it")
	h.Post("/course/new", "done", "roller")
	h.Says(h.Get("/course/new"), "Go on with it")
	h.Later(30 * time.Hour)
	h.SaysNot(h.Get("/course/new"), "Go on with it")
}

func TestAChangeKeepsWhatNoPageAsksFor(t *testing.T) {
	t.Parallel()
	h := open(t)
	ended := house.Start().Add(-30 * time.Hour)
	closed, next := house.Start().Add(-2*time.Hour), house.Start().Add(40*24*time.Hour+13*time.Minute)
	was := clinic.Course{
		Modality: skinafter.LaserFractionalAblative, Area: "neck", Ended: clinic.Span{First: ended.Add(-90 * time.Minute), Last: ended}, Zone: house.Zone,
		Protocol: skinafter.Conservative, Exposures: []string{"time_unknown", "sun"}, Closed: &closed, Next: &next, Note: "a note", Session: 4, Occluded: true,
	}
	saved, err := h.Care.StartCourse(context.Background(), h.Key(), was)
	h.Must(err)
	edit := "/course/" + saved.ID.String() + "/edit"
	h.Says(h.Get(edit), "Closed over on 22 November 2026", "Fractional laser")
	a := h.Post(edit, "step", "6")
	h.Post(a.At, "device", "Laser 5", "note", "a note")
	h.Says(h.Get(a.Step(10)), "Keep the change", "Laser 5")
	h.Post(a.Step(10))
	now := h.Course().Body
	was.Device = "Laser 5"
	if fmt.Sprintf("%+v %v %v", now, *now.Closed, *now.Next) != fmt.Sprintf("%+v %v %v", withPointers(was, now), closed, next) {
		t.Errorf("now %+v\nwas %+v", now, was)
	}
}

// withPointers is a course with the pointers of another, so that both print alike.
func withPointers(c, of clinic.Course) clinic.Course {
	c.Closed, c.Next = of.Closed, of.Next
	return c
}

func TestAChangeThatCameLateShowsBoth(t *testing.T) {
	t.Parallel()
	h := open(t)
	edit := "/course/" + h.Needled(20*time.Hour).String() + "/edit"
	one, two := h.Post(edit, "step", "4"), h.Post(edit, "step", "6")
	h.Post(one.At, "area", "back")
	h.Post(one.Step(10))
	h.Post(two.At, "device", "Pen 7")
	late := h.Post(two.Step(10))
	if late.Status != http.StatusConflict {
		t.Errorf("status %d", late.Status)
	}
	h.Says(late, "What you wrote", "Pen 7", "What is kept now", "Back")
	if h.Course().Body.Area != "back" {
		t.Error("the late change won")
	}
}

func TestRemovingATreatmentAsksOnceMoreAndSaysWhatGoes(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Needled(20 * time.Hour)
	_, err := h.Care.AddCheckIn(context.Background(), h.Key(), id, clinic.CheckIn{Signs: []clinic.Sign{{Code: "itch"}}}, time.Time{})
	h.Must(err)
	remove := "/course/" + id.String() + "/remove"
	page := h.Get(remove)
	h.Says(page, "Remove this treatment?", "1 check-in")
	version := h.Field(page, "version")
	if a := h.Post(remove, "version", version); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("without the tick: %d", a.Status)
	}
	if a := h.Post(remove, "sure", "yes"); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("without a version: %d", a.Status)
	}
	if a := h.Post(remove, "sure", "yes", "version", "7"); a.Status != http.StatusConflict {
		t.Errorf("with another version: %d", a.Status)
	}
	if a := h.Post(remove, "sure", "yes", "version", version, "once", "gone"); a.At != "/courses" {
		t.Errorf("at %s: %s", a.At, a.Text)
	}
	if a := h.Post(remove, "sure", "yes", "version", version, "once", "gone"); a.At != "/courses" {
		t.Errorf("again: at %s", a.At)
	}
	if _, there, err := h.Care.Current(context.Background()); there || err != nil {
		t.Error("it is still there")
	}
}
