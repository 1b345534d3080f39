package ical

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"skinafter"
)

// Calendar is what Write writes.
type Calendar struct {
	Name  string    // shown as the name of the feed; empty = none
	Lang  string    // language of the texts: "en", "de"; empty = not said
	Stamp time.Time // DTSTAMP: when the plan last changed; zero is an error
	// Refresh is how often a subscribed program should look again; 0 = it decides.
	Refresh time.Duration
	Events  []Event
}

// Event is one entry. Exactly one of Start and Day is set.
type Event struct {
	UID     string // the same for the same step for ever; see StepUID
	Summary string // shown on lock screens
	Text    string // the description; empty = none
	URL     string // empty = none

	Start  time.Time     // a moment; written in UTC
	Length time.Duration // of a timed event; 0 = no length

	Day  Date // an all-day event: the first day
	Last Date // and its last day, included; zero = only the first

	Sequence  int       // rises when the event changes
	Changed   time.Time // LAST-MODIFIED; zero = none
	Cancelled bool      // the step is gone; keep the event for a while so that programs drop it
	Alarm     *Alarm    // nil = none
}

// Alarm is a reminder. Subscribed feeds lose it in common programs.
type Alarm struct {
	Before time.Duration // before the start; 0 = at the start
	Text   string
}

// Date is a day without a time.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day of t in the zone of t.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// IsZero reports whether no day is set.
func (d Date) IsZero() bool { return d == Date{} }

// Next is the day after d.
func (d Date) Next() Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+1, 0, 0, 0, 0, time.UTC))
}

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.String() < other.String() }

// String is the day as RFC 5545 writes it: 20261122.
func (d Date) String() string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) }

// productID names the program that wrote a calendar.
const productID = "-//Skinafter//Recovery plan//EN"

// Limits of a calendar: what no plan needs, and parsers choke on.
const (
	maxEvents    = 10_000
	lineOctets   = 75 // without the line break; RFC 5545 section 3.1
	oldestYear   = 1000
	youngestYear = 9999
)

// Write is the calendar as bytes: CRLF, lines of at most 75 octets folded between runes,
// text escaped, times in UTC, days with an exclusive end. There is no METHOD: a feed that
// publishes without an organizer breaks the standard.
//
// The error is an InputError naming the event: without UID, with a UID twice, without a
// start, or with an end before it.
func Write(c Calendar) ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	var w writer
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", productID)
	w.line("CALSCALE", "GREGORIAN")
	if c.Name != "" {
		w.text("NAME", c.Lang, c.Name)
		w.text("X-WR-CALNAME", "", c.Name)
	}
	if c.Refresh > 0 {
		w.line("REFRESH-INTERVAL;VALUE=DURATION", duration(c.Refresh))
		w.line("X-PUBLISHED-TTL", duration(c.Refresh))
	}
	for i := range c.Events {
		w.event(&c.Events[i], c.Stamp, c.Lang)
	}
	w.line("END", "VCALENDAR")
	return []byte(w.out.String()), nil
}

func (c *Calendar) check() error {
	if !inYears(c.Stamp) {
		return &skinafter.InputError{Field: "stamp", Want: "the time of the last change"}
	}
	if len(c.Events) > maxEvents {
		return &skinafter.InputError{Field: "events", Value: fmt.Sprint(len(c.Events)), Want: fmt.Sprintf("at most %d events", maxEvents)}
	}
	seen := make(map[string]bool, len(c.Events))
	for i := range c.Events {
		e := &c.Events[i]
		bad := func(field, want string) error {
			return &skinafter.InputError{Field: fmt.Sprintf("event %d: %s", i+1, field), Value: e.UID, Want: want}
		}
		switch {
		case strings.TrimSpace(e.UID) == "" || strings.ContainsFunc(e.UID, isControl) || !utf8.ValidString(e.UID):
			return bad("uid", "a name that stays the same")
		case seen[e.UID]:
			return bad("uid", "each name once")
		case e.Start.IsZero() == e.Day.IsZero():
			return bad("start", "a start or a day")
		case !e.Start.IsZero() && !inYears(e.Start), !e.Changed.IsZero() && !inYears(e.Changed), !e.Day.IsZero() && !e.Day.valid():
			return bad("start", "a day of the calendar, years 1000 to 9999")
		case e.Length < 0, !e.Last.IsZero() && (!e.Last.valid() || e.Last.Before(e.Day)), e.Sequence < 0:
			return bad("end", "an end after the start")
		}
		seen[e.UID] = true
	}
	return nil
}

func inYears(t time.Time) bool {
	y := t.UTC().Year()
	return !t.IsZero() && y >= oldestYear && y <= youngestYear
}

// valid reports whether the day stands in the calendar, and the day after it can be written.
func (d Date) valid() bool {
	t := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
	return DateOf(t) == d && d.Year >= oldestYear && d.Year < youngestYear
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// writer puts content lines together.
type writer struct{ out strings.Builder }

// line writes one content line, folded.
func (w *writer) line(name, value string) { fold(&w.out, name+":"+value) }

// text writes a property of type TEXT, with its language where one is said.
func (w *writer) text(name, lang, value string) {
	if lang != "" && !strings.ContainsAny(lang, `";:,`) && !strings.ContainsFunc(lang, isControl) {
		name += ";LANGUAGE=" + lang
	}
	w.line(name, escape(value))
}

func (w *writer) event(e *Event, stamp time.Time, lang string) {
	w.line("BEGIN", "VEVENT")
	w.line("UID", escape(e.UID))
	w.line("DTSTAMP", utc(stamp))
	if !e.Changed.IsZero() {
		w.line("LAST-MODIFIED", utc(e.Changed))
	}
	w.line("SEQUENCE", fmt.Sprint(e.Sequence))
	if e.Day.IsZero() {
		w.line("DTSTART", utc(e.Start))
		if e.Length > 0 {
			w.line("DURATION", duration(e.Length))
		}
	} else {
		w.line("DTSTART;VALUE=DATE", e.Day.String())
		last := e.Last
		if last.IsZero() {
			last = e.Day
		}
		w.line("DTEND;VALUE=DATE", last.Next().String())
	}
	w.text("SUMMARY", lang, e.Summary)
	if e.Text != "" {
		w.text("DESCRIPTION", lang, e.Text)
	}
	if e.URL != "" && !strings.ContainsFunc(e.URL, isControl) {
		w.line("URL", strings.ToValidUTF8(e.URL, ""))
	}
	if e.Cancelled {
		w.line("STATUS", "CANCELLED")
	}
	w.line("TRANSP", "TRANSPARENT") // a step keeps nobody from an appointment
	w.line("CLASS", "PRIVATE")
	if e.Alarm != nil && !e.Cancelled {
		w.line("BEGIN", "VALARM")
		w.line("ACTION", "DISPLAY")
		w.line("TRIGGER", "-"+duration(max(e.Alarm.Before, 0)))
		w.text("DESCRIPTION", "", e.Alarm.Text)
		w.line("END", "VALARM")
	}
	w.line("END", "VEVENT")
}

// utc is a moment in UTC, to the second.
func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// duration is a length of time, to the second: PT15M, P1DT2H. Hours, minutes and seconds
// follow each other without a gap: PT1H0M5S.
func duration(d time.Duration) string {
	s := int64(d / time.Second)
	if s == 0 {
		return "PT0S"
	}
	out := "P"
	if days := s / 86400; days > 0 {
		out += fmt.Sprintf("%dD", days)
	}
	h, m, s := s%86400/3600, s%3600/60, s%60
	switch {
	case h > 0 && s > 0:
		out += fmt.Sprintf("T%dH%dM%dS", h, m, s)
	case h > 0 && m > 0:
		out += fmt.Sprintf("T%dH%dM", h, m)
	case h > 0:
		out += fmt.Sprintf("T%dH", h)
	case m > 0 && s > 0:
		out += fmt.Sprintf("T%dM%dS", m, s)
	case m > 0:
		out += fmt.Sprintf("T%dM", m)
	case s > 0:
		out += fmt.Sprintf("T%dS", s)
	}
	return out
}

// escape makes a TEXT value: backslash, semicolon, comma and line breaks are escaped, other
// control characters and what is no UTF-8 are dropped.
func escape(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n")
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			out.WriteString(`\n`)
		case r == '\\' || r == ';' || r == ',':
			out.WriteByte('\\')
			out.WriteRune(r)
		case isControl(r) && r != '\t':
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// fold writes a content line, broken so that no line has more than 75 octets and no rune is
// cut. A folded line begins with one space.
func fold(out *strings.Builder, line string) {
	room := lineOctets
	for len(line) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		out.WriteString(line[:cut])
		out.WriteString("\r\n ")
		line, room = line[cut:], lineOctets-1
	}
	out.WriteString(line)
	out.WriteString("\r\n")
}
