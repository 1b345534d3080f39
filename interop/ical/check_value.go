package ical

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Kinds of properties by the type of their value.
var (
	textProperties = []string{"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "UID", "NAME", "X-WR-CALNAME"}
	timeProperties = []string{"DTSTART", "DTEND", "RECURRENCE-ID", "DUE"}
	utcProperties  = []string{"DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED", "ACKNOWLEDGED"}
	durations      = []string{"DURATION", "X-PUBLISHED-TTL", "REFRESH-INTERVAL"}
)

var (
	dateForm     = regexp.MustCompile(`^[0-9]{8}$`)
	dateTimeForm = regexp.MustCompile(`^[0-9]{8}T[0-9]{6}Z?$`)
	durationForm = regexp.MustCompile(`^[+-]?P([0-9]+W|[0-9]+D(T[0-9]+H([0-9]+M([0-9]+S)?)?|T[0-9]+M([0-9]+S)?|T[0-9]+S)?|` +
		`T([0-9]+H([0-9]+M([0-9]+S)?)?|[0-9]+M([0-9]+S)?|[0-9]+S))$`)
	frequencies = []string{"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
)

// value checks the value of one property by its type.
func (c *checker) value(p property) {
	switch {
	case slices.Contains(textProperties, p.name):
		if bad := unescaped(p.value); bad != "" {
			c.say(p.line, "%s holds %s that is not escaped", p.name, bad)
		}
	case slices.Contains(timeProperties, p.name):
		c.timeValue(p)
	case slices.Contains(utcProperties, p.name):
		if _, ok := timeOf(p); !ok || !strings.HasSuffix(p.value, "Z") {
			c.say(p.line, "%s: %q is no time in UTC", p.name, p.value)
		}
	case slices.Contains(durations, p.name):
		if !durationForm.MatchString(p.value) {
			c.say(p.line, "%s: %q is no duration", p.name, p.value)
		}
	case p.name == "TRIGGER":
		_, isTime := timeOf(p)
		if !durationForm.MatchString(p.value) && (p.params["VALUE"] != "DATE-TIME" || !isTime) {
			c.say(p.line, "TRIGGER: %q is neither a duration nor a time", p.value)
		}
	case p.name == "RRULE":
		c.rule(p)
	case p.name == "SEQUENCE":
		if n, err := strconv.Atoi(p.value); err != nil || n < 0 {
			c.say(p.line, "SEQUENCE: %q is no number", p.value)
		}
	}
}

func (c *checker) timeValue(p property) {
	if zone := p.params["TZID"]; zone != "" {
		c.zoneUses = append(c.zoneUses, property{line: p.line, value: zone})
		if strings.HasSuffix(p.value, "Z") {
			c.say(p.line, "%s is in UTC and has a TZID", p.name)
		}
	}
	isDate := dateForm.MatchString(p.value)
	switch _, ok := timeOf(p); {
	case !ok:
		c.say(p.line, "%s: %q is no time of the calendar", p.name, p.value)
	case isDate && p.params["VALUE"] != "DATE":
		c.say(p.line, "%s: a day needs VALUE=DATE", p.name)
	case !isDate && p.params["VALUE"] == "DATE":
		c.say(p.line, "%s: VALUE=DATE needs a day without a time", p.name)
	}
}

// timeOf reads a day or a time; its zone is not looked at.
func timeOf(p property) (time.Time, bool) {
	layout := ""
	switch {
	case dateForm.MatchString(p.value):
		layout = "20060102"
	case dateTimeForm.MatchString(p.value):
		layout = "20060102T150405"
	default:
		return time.Time{}, false
	}
	t, err := time.Parse(layout, strings.TrimSuffix(p.value, "Z"))
	return t, err == nil
}

func (c *checker) rule(p property) {
	parts := map[string]string{}
	for part := range strings.SplitSeq(p.value, ";") {
		name, value, ok := strings.Cut(part, "=")
		if !ok || value == "" {
			c.say(p.line, "RRULE: %q is no part of a rule", part)
		}
		parts[strings.ToUpper(name)] = value
	}
	if !slices.Contains(frequencies, strings.ToUpper(parts["FREQ"])) {
		c.say(p.line, "RRULE: FREQ %q is none of %s", parts["FREQ"], strings.Join(frequencies, " "))
	}
	if parts["COUNT"] != "" && parts["UNTIL"] != "" {
		c.say(p.line, "RRULE has COUNT or UNTIL, not both")
	}
	for _, name := range []string{"COUNT", "INTERVAL"} {
		if n, err := strconv.Atoi(parts[name]); parts[name] != "" && (err != nil || n < 1) {
			c.say(p.line, "RRULE: %s %q is no number above 0", name, parts[name])
		}
	}
}

// unescaped names the first character of a TEXT value that should be escaped; empty = none.
func unescaped(text string) string {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			if i+1 >= len(text) || !strings.ContainsRune(`\;,nN`, rune(text[i+1])) {
				return "a backslash"
			}
			i++
		case ';', ',':
			return "a " + string(text[i])
		}
	}
	return ""
}
