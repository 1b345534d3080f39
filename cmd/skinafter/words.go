package main

import (
	"fmt"
	"strings"
	"time"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/knowledge"
	"skinafter/verdict"
)

// speech puts answers into words of one language.
type speech struct {
	texts *catalogue.Catalogue
	facts *knowledge.Base
	now   time.Time
	end   time.Time // end of the treatment; zero = not known
}

// span is a length of time: "36 h", "5 d".
func (p *speech) span(e skinafter.Elapsed) string {
	if e < 0 {
		e = -e
	}
	switch {
	case e%skinafter.Hour != 0:
		return p.texts.Text("span.minutes", "h", int(e/skinafter.Hour), "min", fmt.Sprintf("%02d", e%skinafter.Hour))
	case e > 3*skinafter.Day && e%skinafter.Day == 0:
		return p.texts.Count("span.days", int(e/skinafter.Day))
	default:
		return p.texts.Count("span.hours", int(e/skinafter.Hour))
	}
}

// clock is a moment as people say it: the weekday within the next six days, the date beyond.
func (p *speech) clock(t time.Time) string {
	t = t.In(p.now.Location())
	args := []any{
		"weekday", p.texts.Text("weekday." + fmt.Sprint(int(t.Weekday()))), "time", t.Format("15:04"),
		"day", t.Day(), "month", p.texts.Text("month." + fmt.Sprint(int(t.Month()))), "year", t.Year(),
	}
	ahead := t.Sub(p.now)
	switch {
	case ahead >= 0 && ahead < 6*24*time.Hour:
		return p.texts.Text("date.near", args...)
	case t.Year() == p.now.Year():
		return p.texts.Text("date.day", args...)
	default:
		return p.texts.Text("date.year", args...)
	}
}

// until is when a wait is over: as a date with the span behind it, or the span alone.
func (p *speech) until(e skinafter.Elapsed) string {
	if p.end.IsZero() {
		return p.texts.Text("until.span", "span", p.span(e))
	}
	return p.texts.Text("until.date", "date", p.clock(p.end.Add(e.Duration())), "span", p.span(e))
}

// condition is the text of a condition; empty where there is none.
func (p *speech) condition(id string) string {
	if id == "" {
		return ""
	}
	return p.facts.Text(p.texts.Lang(), knowledge.ConditionText(id))
}

// note is the text of a remark.
func (p *speech) note(id string) string {
	return p.facts.Text(p.texts.Lang(), knowledge.NoteText(id))
}

// short is an answer in a few words, for a column.
func (p *speech) short(v verdict.Verdict, until *skinafter.Elapsed) string {
	switch {
	case v == verdict.OK:
		return p.texts.Text("short.ok")
	case v == verdict.Unknown:
		return p.texts.Text("short.unknown")
	case v == verdict.No && until == nil:
		return p.texts.Text("short.no")
	case v == verdict.No:
		return p.texts.Text("short.no_until", "span", p.span(*until))
	case until == nil:
		return p.texts.Text("short.open")
	default:
		return p.texts.Text("short.wait", "span", p.span(*until))
	}
}

// action is what to do first.
func (p *speech) action(a *verdict.Answer) (head, detail string) {
	before := !a.During && a.At.Min < 0
	condition := p.condition(a.Condition)
	switch {
	case a.During && a.Verdict == verdict.OK:
		head = p.texts.Text("action.during_ok")
	case a.During:
		head = p.texts.Text("action.during_no")
	case a.Verdict == verdict.OK && before:
		head = p.texts.Text("action.before_ok")
	case a.Verdict == verdict.OK:
		head = p.texts.Text("action.ok")
	case a.Verdict == verdict.Unknown:
		head = p.texts.Text("action.unknown")
	case before:
		head = p.texts.Text("action.before_no")
	case a.Verdict == verdict.No:
		head = p.texts.Text("action.no")
	default:
		head = p.texts.Text("action.wait")
	}
	switch {
	case a.Verdict == verdict.Wait && a.Until != nil && condition != "":
		detail = p.texts.Text("action.earliest_if", "until", p.until(*a.Until), "condition", condition)
	case a.Verdict == verdict.Wait && a.Until != nil:
		detail = p.texts.Text("action.earliest", "until", p.until(*a.Until))
	case condition != "":
		detail = p.texts.Text("action.condition", "condition", sentence(condition))
	case a.Verdict == verdict.Wait:
		detail = p.texts.Text("action.no_end")
	}
	return head, detail
}

// sentence begins with a capital letter.
func sentence(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}
