package ical

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// good is a calendar without a fault, with everything that the faults below break.
const good = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Skinafter//Test//EN
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:one@test
DTSTAMP:20260501T080000Z
DTSTART;TZID=Europe/Paris:20260502T090000
DTEND;TZID="Europe/Paris":20260502T100000
SUMMARY:Rinse\; nothing else
DESCRIPTION:first line that is folded
  here\, done
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
DESCRIPTION:Rinse
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:two@test
DTSTAMP:20260501T080000Z
SEQUENCE:1
DTSTART;VALUE=DATE:20260504
DTEND;VALUE=DATE:20260508
RRULE:FREQ=DAILY;COUNT=3
SUMMARY:Leave
END:VEVENT
END:VCALENDAR
`

func crlf(text string) []byte { return []byte(strings.ReplaceAll(text, "\n", "\r\n")) }

func TestAGoodCalendarHasNoFault(t *testing.T) {
	t.Parallel()
	if faults := Check(crlf(good)); len(faults) > 0 {
		t.Errorf("found %v", faults)
	}
}

func TestEveryFaultIsFound(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, old, new, want string }{
		{"no UID", "UID:two@test\n", "", "line 27: VEVENT has no UID"},
		{"no DTSTAMP", "UID:two@test\nDTSTAMP:20260501T080000Z\n", "UID:two@test\n", "no DTSTAMP"},
		{"no PRODID", "PRODID:-//Skinafter//Test//EN\n", "", "no PRODID"},
		{"DTEND and DURATION", "DTEND;VALUE=DATE:20260508\n", "DTEND;VALUE=DATE:20260508\nDURATION:P1D\n", "not both"},
		{"an unknown frequency", "FREQ=DAILY", "FREQ=SOMETIMES", "FREQ"},
		{"COUNT and UNTIL", "COUNT=3", "COUNT=3;UNTIL=20260601", "COUNT or UNTIL"},
		{"a count of nothing", "COUNT=3", "COUNT=0", "above 0"},
		{"an empty part of a rule", "COUNT=3", "COUNT=", "no part"},
		{"month 13", "DATE:20260504", "DATE:20261304", "no time of the calendar"},
		{"a day without VALUE=DATE", "DTSTART;VALUE=DATE:20260504", "DTSTART:20260504", "needs VALUE=DATE"},
		{"a time with VALUE=DATE", "DATE:20260504", "DATE:20260504T080000", "without a time"},
		{"a trigger that is none", "TRIGGER:-PT15M", "TRIGGER:soon", "neither"},
		{"an event that is never closed", "SUMMARY:Leave\nEND:VEVENT\n", "SUMMARY:Leave\n", "closes nothing"},
		{"a UID twice", "UID:two@test", "UID:one@test", "line 14 too"},
		{"an alarm without a trigger", "TRIGGER:-PT15M\n", "", "VALARM has no TRIGGER"},
		{"an alarm without words", "TRIGGER:-PT15M\nDESCRIPTION:Rinse\n", "TRIGGER:-PT15M\n", "VALARM has no DESCRIPTION"},
		{"an end before the start", "DATE:20260508", "DATE:20260503", "not after"},
		{"a long line", "Leave", strings.Repeat("Leave ", 20), "octets"},
		{"a zone nobody describes", "DTSTART;TZID=Europe/Paris", "DTSTART;TZID=Europe/Rome", "no VTIMEZONE"},
		{"a zone on a time in UTC", "20260502T090000", "20260502T090000Z", "has a TZID"},
		{"an unescaped comma", "SUMMARY:Leave", "SUMMARY:Leave, all", "not escaped"},
		{"a lonely backslash", "SUMMARY:Leave", `SUMMARY:Leave \all`, "not escaped"},
		{"a stamp that is not in UTC", "UID:one@test\nDTSTAMP:20260501T080000Z", "UID:one@test\nDTSTAMP:20260501T080000", "no time in UTC"},
		{"a property twice", "SUMMARY:Leave\n", "SUMMARY:Leave\nSUMMARY:Again\n", "stands twice"},
		{"a sequence that is no number", "SEQUENCE:1", "SEQUENCE:x", "no number"},
		{"a line that is none", "SEQUENCE:1", "SEQUENCE", "want NAME:value"},
		{"a parameter that is none", "DTSTART;VALUE=DATE", "DTSTART;VALUE", "want NAME:value"},
		{"words outside", "END:VCALENDAR\n", "END:VCALENDAR\nX-A:b\n", "outside"},
		{"days and times mixed", "DTEND;VALUE=DATE:20260508", "DTEND:20260508T000000Z", "different types"},
		{"an event inside an event", "UID:two@test", "UID:two@test\nBEGIN:VEVENT\nUID:c", "does not belong here"},
		{"a duration that is none", "VERSION:2.0\n", "VERSION:2.0\nX-PUBLISHED-TTL:12 hours\n", "no duration"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			expectFault(t, crlf(strings.Replace(good, tt.old, tt.new, 1)), tt.want)
		})
	}
	raw := map[string]struct{ old, new, want string }{
		"LF alone":              {"SUMMARY:Leave\r\n", "SUMMARY:Leave\n", "LF alone"},
		"a cut character":       {"first line that is folded\r\n ", "first line \xc3\r\n \xa9", "a character is cut"},
		"a control character":   {"SUMMARY:Leave", "SUMMARY:Le\x07ave", "control character"},
		"an end without a line": {"END:VCALENDAR\r\n", "END:VCALENDAR", "does not end"},
	}
	for name, tt := range raw {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expectFault(t, []byte(strings.Replace(string(crlf(good)), tt.old, tt.new, 1)), tt.want)
		})
	}
	expectFault(t, nil, "there is no VCALENDAR")
}

func expectFault(t *testing.T, data []byte, want string) {
	t.Helper()
	faults := Check(data)
	for _, f := range faults {
		if want != "" && strings.Contains(f.String(), want) {
			return
		}
	}
	if want != "" || len(faults) > 0 {
		t.Errorf("found %v; want %q", faults, want)
	}
}

// TestTheSharedCalendarsAreJudgedByTheirNames looks at ../shared where it is.
func TestTheSharedCalendarsAreJudgedByTheirNames(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "interop", "ics", "*.ics"))
	if err != nil || len(files) == 0 {
		t.Skip("../shared/data/interop/ics is not here: this test reads its calendars where they are")
	}
	whole, err := os.ReadFile(filepath.Join(filepath.Dir(files[0]), "good.ics"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		// One file lost its fault on the way: it is the good one, byte for byte.
		bad := strings.HasPrefix(filepath.Base(file), "bad_") && !bytes.Equal(data, whole)
		if faults := Check(data); bad != (len(faults) > 0) {
			t.Errorf("%s: %v", filepath.Base(file), faults)
		}
	}
}
