package ical

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Fault is something in a calendar that breaks RFC 5545, whether or not parsers notice.
type Fault struct {
	Line int // from 1, of the file; the first line of a folded one
	Text string
}

// String is "line 12: ...".
func (f Fault) String() string { return fmt.Sprintf("line %d: %s", f.Line, f.Text) }

// maxFaults bounds the answer to a stranger's file.
const maxFaults = 1000

// Check lists the faults of a calendar: line ends, folding, nesting, missing and doubled
// properties, dates, durations, rules, alarms, time zones and unescaped text. It finds what
// common parsers let pass. An empty list means that nothing was found; at most 1,000 faults
// are listed.
func Check(data []byte) []Fault {
	c := checker{zones: map[string]bool{}, uids: map[string]int{}}
	lines := c.unfold(string(data))
	for _, l := range lines {
		c.content(l)
	}
	for _, open := range c.open {
		c.say(open.line, "BEGIN:%s is never closed", open.name)
	}
	if c.calendars == 0 {
		c.say(1, "there is no VCALENDAR")
	}
	for _, use := range c.zoneUses {
		if !c.zones[use.value] {
			c.say(use.line, "TZID %q has no VTIMEZONE", use.value)
		}
	}
	slices.SortStableFunc(c.faults, func(a, b Fault) int { return a.Line - b.Line })
	return c.faults
}

// checker walks through a calendar.
type checker struct {
	faults    []Fault
	open      []component
	calendars int
	zones     map[string]bool
	zoneUses  []property
	uids      map[string]int // line of the first event
}

// component is a BEGIN that is still open, with what it holds so far.
type component struct {
	name string
	line int
	has  map[string]property
}

// property is one content line.
type property struct {
	line   int
	name   string
	params map[string]string
	value  string
}

func (c *checker) say(line int, format string, args ...any) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, Fault{line, fmt.Sprintf(format, args...)})
	}
}

// unfolded is a content line before it is taken apart.
type unfolded struct {
	line int
	text string
}

// unfold joins folded lines and looks at each line as it stands in the file.
func (c *checker) unfold(data string) []unfolded {
	var out []unfolded
	n := 0
	for data != "" {
		n++
		raw, rest, found := strings.Cut(data, "\n")
		data = rest
		switch {
		case !found:
			c.say(n, "the last line does not end with CR LF")
		case !strings.HasSuffix(raw, "\r"):
			c.say(n, "the line ends with LF alone; want CR LF")
		}
		raw = strings.TrimSuffix(raw, "\r")
		if len(raw) > lineOctets {
			c.say(n, "the line has %d octets, more than %d", len(raw), lineOctets)
		}
		if !utf8.ValidString(raw) {
			c.say(n, "a character is cut or is no UTF-8")
		}
		if strings.ContainsFunc(raw, func(r rune) bool { return isControl(r) && r != '\t' }) {
			c.say(n, "there is a control character")
		}
		if raw != "" && (raw[0] == ' ' || raw[0] == '\t') && len(out) > 0 {
			out[len(out)-1].text += raw[1:]
			continue
		}
		out = append(out, unfolded{n, raw})
	}
	return out
}

func (c *checker) content(l unfolded) {
	p, ok := parseLine(l)
	if !ok {
		c.say(l.line, "want NAME:value")
		return
	}
	switch p.name {
	case "BEGIN":
		c.begin(p)
		return
	case "END":
		c.end(p)
		return
	}
	if len(c.open) == 0 {
		c.say(p.line, "%s stands outside a calendar", p.name)
		return
	}
	top := &c.open[len(c.open)-1]
	if _, twice := top.has[p.name]; twice && slices.Contains(onlyOnce, p.name) {
		c.say(p.line, "%s stands twice", p.name)
	}
	top.has[p.name] = p
	c.value(p)
}

// onlyOnce are properties that a component has at most once.
var onlyOnce = []string{
	"UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "SEQUENCE", "STATUS", "TRANSP",
	"CLASS", "URL", "LAST-MODIFIED", "VERSION", "PRODID", "CALSCALE", "METHOD", "TRIGGER", "ACTION", "TZID",
}

var nameForm = regexp.MustCompile(`^[A-Za-z0-9-]+$`)

// parseLine takes NAME;PARAM=VALUE:value apart. Quoted parameter values may hold : and ;.
func parseLine(l unfolded) (property, bool) {
	p := property{line: l.line, params: map[string]string{}}
	quoted, start := false, 0
	var head []string
	for i := range len(l.text) {
		switch ch := l.text[i]; {
		case ch == '"':
			quoted = !quoted
		case quoted:
		case ch == ';':
			head = append(head, l.text[start:i])
			start = i + 1
		case ch == ':':
			head = append(head, l.text[start:i])
			p.value = l.text[i+1:]
			p.name = strings.ToUpper(head[0])
			for _, param := range head[1:] {
				name, value, ok := strings.Cut(param, "=")
				if !ok || !nameForm.MatchString(name) {
					return p, false
				}
				p.params[strings.ToUpper(name)] = strings.Trim(value, `"`)
			}
			return p, nameForm.MatchString(p.name)
		}
	}
	return p, false
}

func (c *checker) begin(p property) {
	name := strings.ToUpper(p.value)
	if name == "VCALENDAR" {
		c.calendars++
	}
	if (name == "VCALENDAR") != (len(c.open) == 0) || name == "VEVENT" && len(c.open) > 0 && c.open[len(c.open)-1].name != "VCALENDAR" {
		c.say(p.line, "BEGIN:%s does not belong here", name)
	}
	c.open = append(c.open, component{name, p.line, map[string]property{}})
}

func (c *checker) end(p property) {
	name := strings.ToUpper(p.value)
	if len(c.open) == 0 || c.open[len(c.open)-1].name != name {
		c.say(p.line, "END:%s closes nothing", name)
		return
	}
	top := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	switch name {
	case "VCALENDAR":
		c.needs(top, "VERSION", "PRODID")
	case "VEVENT":
		c.event(top)
	case "VALARM":
		c.alarm(top)
	case "VTIMEZONE":
		c.needs(top, "TZID")
		c.zones[top.has["TZID"].value] = true
	}
}

func (c *checker) needs(top component, names ...string) {
	for _, name := range names {
		if _, ok := top.has[name]; !ok {
			c.say(top.line, "%s has no %s", top.name, name)
		}
	}
}

func (c *checker) event(top component) {
	c.needs(top, "UID", "DTSTAMP", "DTSTART")
	if uid, ok := top.has["UID"]; ok {
		_, again := top.has["RECURRENCE-ID"]
		if first := c.uids[uid.value]; first > 0 && !again {
			c.say(uid.line, "UID %q stands in line %d too", uid.value, first)
		} else if first == 0 {
			c.uids[uid.value] = uid.line
		}
	}
	start, end := top.has["DTSTART"], top.has["DTEND"]
	_, hasEnd := top.has["DTEND"]
	if length, ok := top.has["DURATION"]; ok && hasEnd {
		c.say(length.line, "an event has DTEND or DURATION, not both")
	}
	if !hasEnd || start.name == "" {
		return
	}
	from, ok1 := timeOf(start)
	until, ok2 := timeOf(end)
	if ok1 && ok2 && start.params["TZID"] == end.params["TZID"] && !until.After(from) {
		c.say(end.line, "DTEND is not after DTSTART")
	}
	if (start.params["VALUE"] == "DATE") != (end.params["VALUE"] == "DATE") {
		c.say(end.line, "DTSTART and DTEND are of different types")
	}
}

func (c *checker) alarm(top component) {
	c.needs(top, "ACTION", "TRIGGER")
	if strings.EqualFold(top.has["ACTION"].value, "DISPLAY") {
		c.needs(top, "DESCRIPTION")
	}
}
