package localtime

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // zones are known also where the machine has no files of them

	"skinafter"
)

// Location is a time zone by its IANA name; UTC where nobody knows it.
func Location(zone string) *time.Location {
	if l, err := time.LoadLocation(zone); err == nil {
		return l
	}
	return time.UTC
}

// parts are the parts of a day that a person may name instead of an hour, local time.
var parts = map[string][2]int{"night": {0, 6}, "morning": {6, 12}, "afternoon": {12, 18}, "evening": {18, 24}}

// Parts lists the words for parts of a day that Read takes, in the order of the day.
func Parts() []string { return []string{"night", "morning", "afternoon", "evening"} }

const (
	localDay    = "2006-01-02"
	localMinute = "2006-01-02T15:04"
	localSecond = "2006-01-02T15:04:05"
	wantLocal   = "a date and time such as 2026-11-19T13:00, a date and a part of the day such as 2026-11-19 evening, or a date"
)

// Read reads a time as the clock on the wall of a zone (IANA name) showed it:
// "2026-11-19T13:00", "2026-11-19 evening", "2026-11-19", or a time with its own offset
// (RFC 3339).
//
// The answer is the first and the last moment it may be, in UTC: a minute has no length, a doubled hour (the clock
// was put back) is a span over both, a part of a day or a day is as long as it was. A time that
// never was (the clock was put forward) is a *skinafter.InputError whose Want offers the last
// time before and the first after; Neighbours has them for buttons. field names the input.
func Read(field, text, zone string) (first, last time.Time, err error) {
	text = strings.TrimSpace(text)
	if !Known(zone) {
		return first, last, input("zone", zone, "the name of a time zone such as Europe/Berlin")
	}
	loc := Location(zone)
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC(), t.UTC(), nil
	}
	if t, ok := wall(text); ok {
		first, last, real := instants(t, loc)
		if !real {
			before, after, _ := Neighbours(text, zone)
			return first, last, input(field, text, fmt.Sprintf("%s or %s: the clock was put forward, so this time never was", before, after))
		}
		return first.UTC(), last.UTC(), nil
	}
	day, word, _ := strings.Cut(text, " ")
	t, err := time.Parse(localDay, day)
	if err != nil {
		return first, last, input(field, text, wantLocal)
	}
	hours, named := parts[strings.TrimSpace(word)]
	switch {
	case word == "":
		hours = [2]int{0, 24}
	case !named:
		return first, last, input(field, text, wantLocal)
	}
	first, last = stretch(t, hours, loc)
	return first, last, nil
}

// Known reports whether a zone is the name of one.
func Known(zone string) bool {
	_, err := time.LoadLocation(zone)
	return err == nil && zone != "" && zone != "Local"
}

func input(field, value, want string) error {
	if r := []rune(value); len(r) > len(localSecond)+10 {
		value = string(r[:len(localSecond)+10]) + "..."
	}
	return &skinafter.InputError{Field: field, Value: value, Want: want}
}

// wall reads a clock time without a zone.
func wall(text string) (time.Time, bool) {
	for _, form := range []string{localMinute, "2006-01-02 15:04", localSecond, "2006-01-02 15:04:05"} {
		if t, err := time.Parse(form, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// stretch is a part of a local day, its last minute included. Where the clock was put forward
// over its first hour time.Date moves that to the nearest time that was.
func stretch(day time.Time, hours [2]int, loc *time.Location) (first, last time.Time) {
	y, m, d := day.Date()
	first = time.Date(y, m, d, hours[0], 0, 0, 0, loc)
	last = time.Date(y, m, d, hours[1], 0, 0, 0, loc).Add(-time.Minute)
	return first.UTC(), last.UTC()
}

// instants are the first and the last moment at which the clock of a zone showed a time; false
// where it never did.
func instants(wall time.Time, loc *time.Location) (first, last time.Time, real bool) {
	asUTC := wall.UTC()
	const widest = 26 * time.Hour // of all zones on either side
	seen := map[int]bool{}
	for at := asUTC.Add(-widest); !at.After(asUTC.Add(widest)); at = at.Add(time.Hour) {
		_, offset := at.In(loc).Zone()
		if seen[offset] {
			continue
		}
		seen[offset] = true
		t := asUTC.Add(-time.Duration(offset) * time.Second)
		if _, own := t.In(loc).Zone(); own != offset {
			continue
		}
		if !real || t.Before(first) {
			first = t
		}
		if !real || t.After(last) {
			last = t
		}
		real = true
	}
	return first, last, real
}

// Neighbours are, for a local time that never was, the last minute before the gap and the first
// after it, as the clock showed them; false where the time was, or cannot be read.
func Neighbours(text, zone string) (before, after string, gap bool) {
	t, ok := wall(strings.TrimSpace(text))
	loc := Location(zone)
	if !ok {
		return "", "", false
	}
	if _, _, real := instants(t, loc); real {
		return "", "", false
	}
	const longestGap = 26 * 60 // minutes; a zone that changed its day left one out
	low, high := t, t
	for range longestGap {
		low = low.Add(-time.Minute)
		if _, _, real := instants(low, loc); real {
			break
		}
	}
	for range longestGap {
		high = high.Add(time.Minute)
		if _, _, real := instants(high, loc); real {
			break
		}
	}
	return low.Format(localMinute), high.Truncate(time.Minute).Format(localMinute), true
}
