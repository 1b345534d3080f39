package record

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/web/frame"
)

// Answers to "When did it end?": so many days ago, another day, one that is still to come.
const (
	whichOther = "other"
	whichAhead = "ahead"
)

// whichDays are the near days, by how many days ago they are.
func whichDays() []string { return []string{"today", "yesterday", "two"} }

// fieldWhich is the field of a near day, other, ahead, or unsure.
const fieldWhich = "which"

// askWhen asks when the treatment ended.
func (p *pages) askWhen(v *frame.Visit, j *journey, form *frame.Form, page *stepPage) {
	page.Heading, page.Lead = v.Text("record.when"), v.Text("record.when_lead")
	which := frame.Choice{Name: fieldWhich, Legend: v.Text("record.which"), Inline: true}
	which.Options = append(v.Options("check_page.when.", whichDays()...), v.Options("record.which.", whichOther, whichAhead, unsure)...)
	chosen, day := p.whichOf(j)
	page.choose(form, which.With(chosen))
	page.write(form, frame.Field{Name: answerDay, Label: v.Text("record.other_day"), Type: "date", Short: true, Value: day})
	hour := frame.Choice{Name: answerPart, Legend: v.Text("check_page.hour"), Inline: true}
	hour.Options = v.Options("check_page.hour.", append(localtime.Parts(), unsure)...)
	page.choose(form, hour.With(j.Answers.One(answerPart)))
	page.write(form, frame.Field{Name: answerClock, Label: v.Text("record.clock"), Hint: v.Text("record.clock_hint"), Type: "time", Short: true, Value: j.Answers.One(answerClock)})
	page.fold(form, v.Text("record.zone_fold"), j.zone.String() != p.Zone.String(), frame.Field{
		Name: answerZone, Label: v.Text("record.zone"), Hint: v.Text("record.zone_hint"), Value: j.zone.String(), Plain: true,
	})
	if form.Failed() {
		zone := p.zoneOf(form, j)
		if before, after, gap := localtime.Neighbours(p.typed(form, zone), zone.String()); gap {
			page.Gap = []string{before[len(before)-len(clockForm):], after[len(after)-len(clockForm):]}
			for _, name := range []string{fieldWhich, answerDay, answerZone} {
				page.GapDay = append(page.GapDay, frame.Row{Name: name, Value: form.Raw(name)})
			}
		}
	}
}

// whichOf is the answer that was given before, and the day where it is not a near one.
func (p *pages) whichOf(j *journey) (which, day string) {
	day = j.Answers.One(answerDay)
	if day == "" {
		if j.of() != clinic.None || slices.Contains(j.Answers[answerPassed], strconv.Itoa(stepWhen)) {
			return unsure, ""
		}
		return "", ""
	}
	now := p.Now().In(j.zone)
	for ago, word := range whichDays() {
		if now.AddDate(0, 0, -ago).Format(time.DateOnly) == day {
			return word, ""
		}
	}
	if day > now.Format(time.DateOnly) {
		return whichAhead, day
	}
	return whichOther, day
}

// zoneOf is the zone of a form: the one that was typed, else that of the journey.
func (p *pages) zoneOf(form *frame.Form, j *journey) *time.Location {
	if zone := strings.TrimSpace(form.Raw(answerZone)); localtime.Known(zone) {
		return localtime.Location(zone)
	}
	return j.zone
}

// dayTyped is the day that a form means; empty = none.
func (p *pages) dayTyped(form *frame.Form, zone *time.Location) string {
	now := p.Now().In(zone)
	for ago, word := range whichDays() {
		if form.Raw(fieldWhich) == word {
			return now.AddDate(0, 0, -ago).Format(time.DateOnly)
		}
	}
	if form.Raw(fieldWhich) == unsure {
		return ""
	}
	return strings.TrimSpace(form.Raw(answerDay))
}

// typed is the clock time that a form means, with its day.
func (p *pages) typed(form *frame.Form, zone *time.Location) string {
	return p.dayTyped(form, zone) + " " + strings.TrimSpace(form.Raw(answerClock))
}

// takeWhen reads when it ended. The clock is surer than the part of the day; a time that the
// clock jumped over is a problem that offers both neighbours; one that it showed twice stays
// open between the two.
func (p *pages) takeWhen(j *journey, form *frame.Form) func(answers) {
	zone := form.Line(answerZone, frame.LineMost)
	if zone != "" && !localtime.Known(zone) {
		form.Fail(answerZone, "record.zone_wrong")
		return func(answers) {}
	}
	loc := p.zoneOf(form, j)
	which := form.Code(fieldWhich, append(whichDays(), whichOther, whichAhead, unsure)...)
	day, clock := p.dayTyped(form, loc), form.Line(answerClock, frame.LineMost)
	form.Line(answerDay, frame.LineMost)
	part := form.Code(answerPart, append(localtime.Parts(), unsure)...)
	switch {
	case which == whichOther || which == whichAhead:
		if day == "" {
			form.Fail(answerDay, "record.day_missing")
		}
	case day == "" && clock != "" && which != unsure:
		form.Fail(fieldWhich, "record.day_missing")
	}
	if day == "" || form.Failed() {
		return func(a answers) { a.when(clinic.Span{}, "", "", "", loc) }
	}
	span := p.read(form, day, clock, part, which, loc)
	return func(a answers) { a.when(span, day, clock, part, loc) }
}

// when keeps when it ended, as it was told and what it means.
func (a answers) when(s clinic.Span, day, clock, part string, zone *time.Location) {
	for _, name := range []string{answerFirst, answerLast, answerDay, answerClock, answerPart} {
		a.Set(name)
	}
	a.Set(answerZone, zone.String())
	if !s.Known() {
		return
	}
	a.told(s, zone)
	a.Set(answerDay, day)
	a.Set(answerClock, clock)
	a.Set(answerPart)
	if clock == "" {
		a.Set(answerPart, part)
	}
}

// longestAgo is how long ago a treatment can be.
const longestAgo = 20 * 365 * 24 * time.Hour

// read is the time that day, clock and part of the day mean. What is not over yet ends now.
func (p *pages) read(form *frame.Form, day, clock, part, which string, zone *time.Location) clinic.Span {
	text, field := day, answerDay
	switch {
	case clock != "":
		text, field = day+" "+clock, answerClock
	case part != "" && part != unsure:
		text, field = day+" "+part, answerPart
	}
	span, err := clinic.ReadLocal(field, text, zone.String())
	now := p.Care.Time()
	switch {
	case err != nil && field == answerClock:
		if before, after, gap := localtime.Neighbours(text, zone.String()); gap {
			form.Fail(field, "form.gap", "before", before[len(before)-len(clockForm):], "after", after[len(after)-len(clockForm):])
		} else if _, err := clinic.ReadLocal(answerDay, day, zone.String()); err != nil {
			form.Fail(answerDay, "form.day")
		} else {
			form.Fail(field, "form.time")
		}
	case err != nil || now.Sub(span.First).Abs() > longestAgo:
		form.Fail(answerDay, "form.day")
	case span.First.After(now) && which != whichAhead:
		if field == answerDay && which == whichOther {
			form.Fail(answerDay, "record.ahead_choose")
		} else {
			form.Fail(field, "record.ahead")
		}
	case span.Last.After(now) && which != whichAhead:
		span.Last = now
	}
	if form.Failed() {
		return clinic.Span{}
	}
	return span
}
