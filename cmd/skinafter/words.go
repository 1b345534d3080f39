package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/knowledge"
	"skinafter/verdict"
)

// speech puts answers into words of one language: those of the catalogue around those of
// the knowledge.
type speech struct {
	verdict.Speaker
	texts *catalogue.Catalogue
	facts *knowledge.Base
	now   time.Time
	end   time.Time // end of the treatment; zero = not known
}

func newSpeech(texts *catalogue.Catalogue, facts *knowledge.Base, now, end time.Time) speech {
	return speech{Speaker: verdict.Speak(facts, texts.Lang()), texts: texts, facts: facts, now: now, end: end}
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

// until is when a wait is over: as a date with the span behind it, or the span alone.
func (p *speech) until(e skinafter.Elapsed) string {
	if p.end.IsZero() {
		return p.texts.Text("until.span", "span", p.span(e))
	}
	return p.texts.Text("until.date", "date", p.When(e, p.end, p.now), "span", p.span(e))
}

// say is a sentence of the knowledge in the page's language.
func (p *speech) say(english string) string {
	if said := p.Sentence(english); said != english {
		return said
	}
	return p.texts.Sentence(english)
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
	condition := p.Condition(a.Condition)
	switch {
	case a.Verdict == verdict.No && p.Personal(a.Condition):
		head = p.texts.Text("action.no_you")
	case a.Verdict == verdict.Unknown && !a.During && len(a.UnknownAllergies)+len(a.UnknownAvoid) > 0:
		head = p.texts.Text("action.unknown_you")
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
	case a.Verdict == verdict.OK && slices.Contains(a.Notes, verdict.NoteIfCalm):
		detail = p.Note(verdict.NoteIfCalm)
		if condition != "" {
			detail += " " + p.texts.Text("action.condition", "condition", sentence(condition))
		}
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
