package ical

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// anyCalendar draws a calendar that can be written.
func anyCalendar(t *rapid.T) Calendar {
	text := rapid.String()
	c := Calendar{Name: text.Draw(t, "name"), Lang: rapid.SampledFrom([]string{"", "de", "en"}).Draw(t, "lang"), Stamp: stamp}
	n := rapid.IntRange(0, 5).Draw(t, "events")
	for i := range n {
		e := Event{UID: StepUID("plan", "step", i+1), Summary: text.Draw(t, "summary"), Text: text.Draw(t, "text")}
		at := stamp.Add(time.Duration(rapid.Int64Range(-1e6, 1e6).Draw(t, "minute")) * time.Minute)
		if rapid.Bool().Draw(t, "timed") {
			e.Start, e.Length = at, time.Duration(rapid.Int64Range(0, 1e6).Draw(t, "length"))*time.Second
		} else {
			e.Day = DateOf(at)
			e.Last = DateOf(at.AddDate(0, 0, rapid.IntRange(0, 400).Draw(t, "days")))
		}
		if rapid.Bool().Draw(t, "alarm") {
			e.Alarm = &Alarm{Text: text.Draw(t, "alarm text")}
		}
		c.Events = append(c.Events, e)
	}
	return c
}

func TestLawWhatWeWriteHasNoFault(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		data, err := Write(anyCalendar(t))
		if err != nil {
			t.Fatal(err)
		}
		if faults := Check(data); len(faults) > 0 {
			t.Fatalf("%v in\n%s", faults, data)
		}
		for line := range bytes.SplitSeq(data, []byte("\r\n")) {
			if len(line) > 75 || !utf8.Valid(line) || bytes.ContainsAny(line, "\r\n") {
				t.Fatalf("bad line %q", line)
			}
		}
	})
}

// TestLawTextIsReadBackAsItWas unfolds and unescapes as RFC 5545 says, written anew here.
func TestLawTextIsReadBackAsItWas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("aü漢😀 ;,\\:\"\n"))).Draw(t, "text")
		data, err := Write(Calendar{Stamp: stamp, Events: []Event{{UID: "a", Summary: text, Start: stamp}}})
		if err != nil {
			t.Fatal(err)
		}
		whole := strings.ReplaceAll(string(data), "\r\n ", "")
		_, after, _ := strings.Cut(whole, "SUMMARY:")
		value, _, _ := strings.Cut(after, "\r\n")
		back := strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\;`, ";", `\,`, ",").Replace(value)
		if back != text {
			t.Fatalf("%q came back as %q", text, back)
		}
	})
}

func TestLawTheSameCalendarGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := anyCalendar(t)
		first, err1 := Write(c)
		second, err2 := Write(c)
		if err1 != nil || err2 != nil || !bytes.Equal(first, second) {
			t.Fatalf("%v %v: two writings differ", err1, err2)
		}
	})
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte(good))
	f.Add(crlf(good))
	f.Add([]byte("BEGIN:VCALENDAR\r\n X\r\nA;B=\"c:d\":e\r\nEND:VEVENT\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := bytes.Count(data, []byte("\n")) + 1
		for _, fault := range Check(data) {
			if fault.Line < 1 || fault.Line > lines || fault.Text == "" {
				t.Fatalf("%d lines, fault %v", lines, fault)
			}
		}
	})
}
