package report

import (
	"slices"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/web/draft"
)

// Names of what a draft holds; those that end in a point are followed by the code of a sign.
const (
	Course   = "course"  // id of the course; absent = none is kept
	Dangers  = "danger"  // codes
	Notice   = "notice"  // Well, Same, Some
	Signs    = "signs"   // codes
	Text     = "text"    // own words
	Photos   = "photos"  // ids
	Heard    = "heard"   // codes that were shown as understood from the words
	Denied   = "denied"  // those of them that are wrong
	Cleared  = "cleared" // "yes": a clinician has looked at it
	Read     = "read"    // interruptions that were read
	Next     = "next"    // the step that was to come when the journey was interrupted
	Severity = "how."    // mild, moderate, severe
	Since    = "since."  // a word of SinceWords, or a date
	Day      = "day."    // a date
	Trend    = "trend."  // improving, stable, worsening
	Asked    = "asked."  // when the sign was answered, RFC 3339: "since yesterday" counts from then
)

// What was noticed, as a whole.
const (
	Well = "well" // nothing; what stood before is gone
	Same = "same" // as last time
	Some = "some" // what was ticked
)

// CourseOf is the course the draft is about; None where none is kept.
func CourseOf(a draft.Answers) clinic.ID {
	id, err := clinic.ParseID(a.One(Course))
	if err != nil {
		return clinic.None
	}
	return id
}

// Ticked are the codes that have a page of their own: what was noticed and ticked.
func Ticked(a draft.Answers) []string {
	if a.One(Notice) != Some {
		return nil
	}
	return a[Signs]
}

// Standing is what earlier check-ins say is there.
type Standing []skinafter.Symptom

// Find is a sign by its code; nil where it is not there.
func (s Standing) Find(code string) *skinafter.Symptom {
	i := slices.IndexFunc(s, func(x skinafter.Symptom) bool { return x.Code == code })
	if i < 0 {
		return nil
	}
	return &s[i]
}

// Codes are those that the page of signs asks for.
func (s Standing) Codes() []string {
	var out []string
	for i := range s {
		if !IsDanger(s[i].Code) && !slices.Contains(out, s[i].Code) {
			out = append(out, s[i].Code)
		}
	}
	return out
}

// CheckIn is what a draft says. before is what stood at the last check-in, ended when the
// treatment ended. A sign of danger always counts, whatever else is answered.
func CheckIn(a draft.Answers, before Standing, ended clinic.Span, zone *time.Location) clinic.CheckIn {
	in := clinic.CheckIn{Text: a.One(Text), Denied: a[Denied], Cleared: a.One(Cleared) != ""}
	for _, code := range a[Dangers] {
		in.Signs = append(in.Signs, clinic.Sign{Code: code})
	}
	switch a.One(Notice) {
	case Same:
		for _, code := range before.Codes() {
			in.Signs = append(in.Signs, asBefore(before.Find(code), ended))
		}
	case Some:
		for _, code := range a[Signs] {
			in.Signs = append(in.Signs, signOf(a, code, before.Find(code), ended, zone))
		}
	}
	in.Gone = gone(a, before, in.Signs)
	for _, text := range a[Photos] {
		if id, err := clinic.ParseID(text); err == nil {
			in.Photos = append(in.Photos, id)
		}
	}
	return in
}

// gone are the signs that stood before, that were asked for and are not there any more. What
// was not asked yet is not gone.
func gone(a draft.Answers, before Standing, now []clinic.Sign) []string {
	var out []string
	for i := range before {
		code := before[i].Code
		asked := a.One(Notice) != ""
		if IsDanger(code) {
			asked = a != nil // the first page asks for each of them
		}
		still := slices.ContainsFunc(now, func(s clinic.Sign) bool { return s.Code == code })
		if asked && !still && !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

// asBefore is a sign as it was last told.
func asBefore(s *skinafter.Symptom, ended clinic.Span) clinic.Sign {
	out := clinic.Sign{Code: s.Code, Severity: s.Severity, Trend: "stable"}
	switch {
	case s.Onset == nil:
	case *s.Onset < 0:
		out.Before = true
	case ended.Known():
		since := ended.Last.Add(s.Onset.Duration())
		out.Since = &since
	}
	return out
}

// signOf is a sign as its page was answered; was is the same sign as it was last told, nil where
// it was not.
func signOf(a draft.Answers, code string, was *skinafter.Symptom, ended clinic.Span, zone *time.Location) clinic.Sign {
	out := clinic.Sign{
		Code: code, Severity: skinafter.Severity(a.One(Severity + code)), Trend: a.One(Trend + code),
	}
	asked, err := time.Parse(time.RFC3339, a.One(Asked+code))
	if err != nil {
		return out
	}
	word := a.One(Since + code)
	switch {
	case word == SinceBefore:
		out.Before = true
		return out
	case word == SinceLast && was != nil:
		then := asBefore(was, ended)
		out.Before, out.Since = then.Before, then.Since
		return out
	}
	out.Since = sinceTime(word, a.One(Day+code), asked, ended, zone)
	return out
}

// Answers to "since when".
const (
	SinceHours     = "hours"     // a few hours
	SinceDay       = "day"       // a day
	SinceDays      = "days"      // two or three days
	SinceTreatment = "treatment" // since the treatment
	SinceBefore    = "before"    // was there before the treatment
	SinceDate      = "date"      // a day of the calendar
	SinceLast      = "last"      // as it was told last time; not offered alone
)

// SinceWords are the answers to "since when", in the order they are offered; a day of the
// calendar has a field of its own.
func SinceWords() []string {
	return []string{SinceHours, SinceDay, SinceDays, SinceTreatment, SinceBefore, SinceDate}
}

// Hours that words stand for: the shorter reading, because a sign that began late is judged
// more carefully than one from the first hours.
const (
	fewHours = 3 * time.Hour
	OneDay   = 24 * time.Hour
	FewDays  = 48 * time.Hour
)

// sinceTime is when a sign began; nil = not known. What would lie before the treatment began
// with it: that it was there before has an answer of its own.
func sinceTime(word, day string, asked time.Time, ended clinic.Span, zone *time.Location) *time.Time {
	var at time.Time
	switch word {
	case SinceHours:
		at = asked.Add(-fewHours)
	case SinceDay:
		at = asked.Add(-OneDay)
	case SinceDays:
		at = asked.Add(-FewDays)
	case SinceTreatment:
		if !ended.Known() {
			return nil
		}
		at = ended.Last
	case SinceDate:
		d, err := time.ParseInLocation(time.DateOnly, day, zone)
		if err != nil || d.After(asked) {
			return nil
		}
		at = d
	default:
		return nil
	}
	if ended.Known() && at.Before(ended.Last) {
		at = ended.Last
	}
	if at.After(asked) {
		at = asked
	}
	return &at
}
