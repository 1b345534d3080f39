package frame

import (
	"fmt"
	"os"
	"strings"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
)

// LocalZone is the time zone of this machine under its IANA name, which records keep. Where the
// machine does not say its name it is UTC or a zone with the same offset all year.
func LocalZone() *time.Location {
	names := []string{strings.TrimPrefix(os.Getenv("TZ"), ":")}
	if target, err := os.Readlink("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(target, "zoneinfo/"); ok {
			names = append(names, name)
		}
	}
	if b, err := os.ReadFile("/etc/timezone"); err == nil {
		names = append(names, strings.TrimSpace(string(b)))
	}
	for _, name := range names {
		if zone, err := time.LoadLocation(name); err == nil && name != "" && name != "Local" {
			return zone
		}
	}
	_, offset := time.Now().Zone() //nolint:forbidigo // only its offset counts
	if hours := offset / int(time.Hour/time.Second); hours != 0 {
		// Etc/GMT-2 is two hours ahead of Greenwich: the sign is turned round.
		if zone, err := time.LoadLocation(fmt.Sprintf("Etc/GMT%+d", -hours)); err == nil {
			return zone
		}
	}
	return time.UTC
}

// Moment is a time as the person's clock showed it (clinic.ReadLocal), of one field
// ("2026-11-19T13:00") or of a day and an hour ("2026-11-19", then "13:00" or "evening"); clock
// may be empty. False where nothing was told, or it cannot be: then the form says why, and
// offers both neighbours of a time that the clock jumped over.
func (fm *Form) Moment(day, clock string, zone *time.Location) (clinic.Span, bool) {
	text := fm.Line(day, LineMost)
	if text == "" {
		return clinic.Span{}, false
	}
	if clock != "" {
		if hour := fm.Line(clock, LineMost); hour != "" {
			text += " " + hour
		}
	}
	span, err := clinic.ReadLocal(day, text, zone.String())
	if err == nil {
		if year := span.First.Year(); year >= firstYear && year <= lastYear {
			return span, true
		}
		fm.Fail(day, "form.day")
		return clinic.Span{}, false
	}
	field, key := day, "form.day"
	if clock != "" && fm.Raw(clock) != "" {
		field, key = clock, "form.time"
	}
	if before, after, gap := localtime.Neighbours(text, zone.String()); gap {
		_, before, _ = strings.Cut(before, "T")
		_, after, _ = strings.Cut(after, "T")
		fm.Fail(field, "form.gap", "before", before, "after", after)
	} else {
		fm.Fail(field, key)
	}
	return clinic.Span{}, false
}
