package ical

import (
	"errors"
	"strings"
	"testing"
	"time"

	"skinafter"
)

var stamp = time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)

func event(uid string) Event {
	return Event{UID: uid, Summary: "To do", Start: stamp.Add(time.Hour), Length: 15 * time.Minute}
}

func write(t testing.TB, c Calendar) string {
	t.Helper()
	data, err := Write(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestACalendarIsWrittenLineByLine(t *testing.T) {
	t.Parallel()
	got := write(t, Calendar{
		Name: "Mein Plan", Lang: "de", Stamp: stamp, Refresh: 12 * time.Hour,
		Events: []Event{
			{
				UID: "cold-pack@p1.skinafter", Summary: "Zu tun; kühlen, 10 min", Text: "Eins\nZwei \\ drei", Start: stamp, Length: 90 * time.Minute,
				URL: "https://example.org/p/1", Sequence: 2, Changed: stamp, Alarm: &Alarm{Before: 10 * time.Minute, Text: "Jetzt"},
			},
			{UID: "no-sun@p1.skinafter", Summary: "Weglassen", Day: Date{2026, 12, 31}, Last: Date{2027, 1, 2}, Cancelled: true},
		},
	})
	want := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Skinafter//Recovery plan//EN
CALSCALE:GREGORIAN
NAME;LANGUAGE=de:Mein Plan
X-WR-CALNAME:Mein Plan
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VEVENT
UID:cold-pack@p1.skinafter
DTSTAMP:20261120T080000Z
LAST-MODIFIED:20261120T080000Z
SEQUENCE:2
DTSTART:20261120T080000Z
DURATION:PT1H30M
SUMMARY;LANGUAGE=de:Zu tun\; kühlen\, 10 min
DESCRIPTION;LANGUAGE=de:Eins\nZwei \\ drei
URL:https://example.org/p/1
TRANSP:TRANSPARENT
CLASS:PRIVATE
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT10M
DESCRIPTION:Jetzt
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:no-sun@p1.skinafter
DTSTAMP:20261120T080000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270103
SUMMARY;LANGUAGE=de:Weglassen
STATUS:CANCELLED
TRANSP:TRANSPARENT
CLASS:PRIVATE
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if faults := Check([]byte(got)); len(faults) > 0 {
		t.Errorf("our own check finds %v", faults)
	}
}

func TestWhatCannotBeWrittenIsRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		cal  Calendar
	}{
		{"a calendar without the time of its last change", Calendar{Events: []Event{event("a")}}},
		{"an event without a name", Calendar{Stamp: stamp, Events: []Event{{Summary: "x", Start: stamp}}}},
		{"a name with a line break", Calendar{Stamp: stamp, Events: []Event{event("a\r\nATTENDEE:b")}}},
		{"two events of one name", Calendar{Stamp: stamp, Events: []Event{event("a"), event("a")}}},
		{"an event without a start", Calendar{Stamp: stamp, Events: []Event{{UID: "a"}}}},
		{"an event with a moment and a day", Calendar{Stamp: stamp, Events: []Event{{UID: "a", Start: stamp, Day: Date{2026, 1, 1}}}}},
		{"month 13", Calendar{Stamp: stamp, Events: []Event{{UID: "a", Day: Date{2026, 13, 1}}}}},
		{"the 31st of June as the last day", Calendar{Stamp: stamp, Events: []Event{{UID: "a", Day: Date{2026, 6, 1}, Last: Date{2026, 6, 31}}}}},
		{"an end before the start", Calendar{Stamp: stamp, Events: []Event{{UID: "a", Day: Date{2026, 6, 2}, Last: Date{2026, 6, 1}}}}},
		{"a negative length", Calendar{Stamp: stamp, Events: []Event{{UID: "a", Start: stamp, Length: -time.Minute}}}},
		{"a year that four digits cannot hold", Calendar{Stamp: stamp, Events: []Event{{UID: "a", Start: stamp.AddDate(9000, 0, 0)}}}},
		{"more events than any plan has", Calendar{Stamp: stamp, Events: make([]Event, maxEvents+1)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			data, err := Write(tt.cal)
			var input *skinafter.InputError
			if !errors.As(err, &input) || data != nil {
				t.Errorf("got %q, %v; want an input error", data, err)
			}
		})
	}
}

func TestDurationsHaveNoGap(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		0: "PT0S", 5 * time.Second: "PT5S", 15 * time.Minute: "PT15M", 90 * time.Second: "PT1M30S", time.Hour: "PT1H",
		time.Hour + 5*time.Second: "PT1H0M5S", 26 * time.Hour: "P1DT2H", 48 * time.Hour: "P2D", 61 * time.Minute: "PT1H1M",
	} {
		if got := duration(d); got != want || !durationForm.MatchString(got) {
			t.Errorf("%s is %s; want %s", d, got, want)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c := Calendar{Stamp: stamp}
		for i := range 100 {
			e := event(StepUID("p", "step", i+1))
			e.Summary = "Zu tun; kühlen, 10 Minuten"
			e.Text = strings.Repeat("Wörter über die Haut, und mehr; ", 6) + "\nEnde"
			c.Events = append(c.Events, e)
		}
		if _, err := Write(c); err != nil {
			b.Fatal(err)
		}
	}
}
