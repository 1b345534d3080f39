package diary

import (
	"slices"
	"time"
	"unicode/utf8"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/web/frame"
)

// answers is what a draft of a check-in holds, by the names of its fields.
type answers map[string][]string

// Names of what a draft holds; those that end in a point are followed by the code of a sign.
const (
	answerCourse   = "course"  // id of the course; absent = none is kept
	answerDangers  = "danger"  // codes
	answerNotice   = "notice"  // noticeWell, noticeSame, noticeSome
	answerSigns    = "signs"   // codes
	answerText     = "text"    // own words
	answerPhotos   = "photos"  // ids
	answerHeard    = "heard"   // codes that were shown as understood from the words
	answerDenied   = "denied"  // those of them that are wrong
	answerCleared  = "cleared" // "yes": a clinician has looked at it
	answerRead     = "read"    // interruptions that were read
	answerNext     = "next"    // the step that was to come when the journey was interrupted
	answerSeverity = "how."    // mild, moderate, severe
	answerSince    = "since."  // a word of sinceWords, or a date
	answerDay      = "day."    // a date
	answerTrend    = "trend."  // improving, stable, worsening
	answerAsked    = "asked."  // when the sign was answered, RFC 3339: "since yesterday" counts from then
)

// What was noticed, as a whole.
const (
	noticeWell = "well" // nothing; what stood before is gone
	noticeSame = "same" // as last time
	noticeSome = "some" // what was ticked
)

func (a answers) one(name string) string {
	if len(a[name]) == 0 {
		return ""
	}
	return a[name][0]
}

// set replaces an answer; nothing takes it away.
func (a answers) set(name string, values ...string) {
	values = slices.DeleteFunc(values, func(s string) bool { return s == "" })
	if len(values) == 0 {
		delete(a, name)
		return
	}
	a[name] = values
}

// setWords replaces own words, unless they are too long to be kept: then the page that asks again
// still shows them, and what was kept before stays.
func (a answers) setWords(text string) {
	if utf8.RuneCountInString(text) <= frame.NoteMost {
		a.set(answerText, text)
	}
}

// course is the course the draft is about; None where none is kept.
func (a answers) course() clinic.ID {
	id, err := clinic.ParseID(a.one(answerCourse))
	if err != nil {
		return clinic.None
	}
	return id
}

// pages are the codes that have a page of their own: what was noticed and ticked.
func (a answers) pages() []string {
	if a.one(answerNotice) != noticeSome {
		return nil
	}
	return a[answerSigns]
}

// standing is what earlier check-ins say is there.
type standing []skinafter.Symptom

func (s standing) find(code string) *skinafter.Symptom {
	i := slices.IndexFunc(s, func(x skinafter.Symptom) bool { return x.Code == code })
	if i < 0 {
		return nil
	}
	return &s[i]
}

// codes are those that the page of signs asks for.
func (s standing) codes() []string {
	var out []string
	for i := range s {
		if !isDanger(s[i].Code) && !slices.Contains(out, s[i].Code) {
			out = append(out, s[i].Code)
		}
	}
	return out
}

// checkIn is what a draft says. before is what stood at the last check-in, ended when the
// treatment ended. A sign of danger always counts, whatever else is answered.
func (a answers) checkIn(before standing, ended clinic.Span, zone *time.Location) clinic.CheckIn {
	in := clinic.CheckIn{Text: a.one(answerText), Denied: a[answerDenied], Cleared: a.one(answerCleared) != ""}
	for _, code := range a[answerDangers] {
		in.Signs = append(in.Signs, clinic.Sign{Code: code})
	}
	switch a.one(answerNotice) {
	case noticeSame:
		for _, code := range before.codes() {
			in.Signs = append(in.Signs, asBefore(before.find(code), ended))
		}
	case noticeSome:
		for _, code := range a[answerSigns] {
			in.Signs = append(in.Signs, a.sign(code, before.find(code), ended, zone))
		}
	}
	in.Gone = a.gone(before, in.Signs)
	for _, text := range a[answerPhotos] {
		if id, err := clinic.ParseID(text); err == nil {
			in.Photos = append(in.Photos, id)
		}
	}
	return in
}

// gone are the signs that stood before, that were asked for and are not there any more. What
// was not asked yet is not gone.
func (a answers) gone(before standing, now []clinic.Sign) []string {
	var out []string
	for i := range before {
		code := before[i].Code
		asked := a.one(answerNotice) != ""
		if isDanger(code) {
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

// sign is a sign as its page was answered; was is the same sign as it was last told, nil where
// it was not.
func (a answers) sign(code string, was *skinafter.Symptom, ended clinic.Span, zone *time.Location) clinic.Sign {
	out := clinic.Sign{
		Code: code, Severity: skinafter.Severity(a.one(answerSeverity + code)), Trend: a.one(answerTrend + code),
	}
	asked, err := time.Parse(time.RFC3339, a.one(answerAsked+code))
	if err != nil {
		return out
	}
	word := a.one(answerSince + code)
	switch {
	case word == sinceBefore:
		out.Before = true
		return out
	case word == sinceLast && was != nil:
		then := asBefore(was, ended)
		out.Before, out.Since = then.Before, then.Since
		return out
	}
	out.Since = sinceTime(word, a.one(answerDay+code), asked, ended, zone)
	return out
}

// Answers to "since when".
const (
	sinceHours     = "hours"     // a few hours
	sinceDay       = "day"       // a day
	sinceDays      = "days"      // two or three days
	sinceTreatment = "treatment" // since the treatment
	sinceBefore    = "before"    // was there before the treatment
	sinceDate      = "date"      // a day of the calendar
	sinceLast      = "last"      // as it was told last time; not offered alone
)

// sinceWords are the answers to "since when", in the order they are offered; a day of the
// calendar has a field of its own.
func sinceWords() []string {
	return []string{sinceHours, sinceDay, sinceDays, sinceTreatment, sinceBefore, sinceDate}
}

// Hours that words stand for: the shorter reading, because a sign that began late is judged
// more carefully than one from the first hours.
const (
	fewHours = 3 * time.Hour
	oneDay   = 24 * time.Hour
	fewDays  = 48 * time.Hour
)

// sinceTime is when a sign began; nil = not known. What would lie before the treatment began
// with it: that it was there before has an answer of its own.
func sinceTime(word, day string, asked time.Time, ended clinic.Span, zone *time.Location) *time.Time {
	var at time.Time
	switch word {
	case sinceHours:
		at = asked.Add(-fewHours)
	case sinceDay:
		at = asked.Add(-oneDay)
	case sinceDays:
		at = asked.Add(-fewDays)
	case sinceTreatment:
		if !ended.Known() {
			return nil
		}
		at = ended.Last
	case sinceDate:
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
