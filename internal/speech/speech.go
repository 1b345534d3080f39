package speech

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/knowledge"
	"skinafter/verdict"
	"skinafter/verdict/wording"
)

// Speech says answers in one language. Now and End are those of the question, in the time zone
// that dates are told in; a zero End is a treatment whose time nobody knows: then waits are told
// as spans. The zero Speech says nothing; make one with New.
type Speech struct {
	wording.Speaker
	Texts *catalogue.Catalogue
	Facts *knowledge.Base
	Now   time.Time
	End   time.Time
}

// New is a Speech without dates. At gives it dates.
func New(texts *catalogue.Catalogue, facts *knowledge.Base) *Speech {
	return &Speech{Speaker: wording.Speak(facts, texts.Lang()), Texts: texts, Facts: facts}
}

// At is a Speech that tells dates as seen from now, after a treatment that ended at end.
func (p *Speech) At(now, end time.Time) *Speech {
	there := *p
	there.Now, there.End = now, end
	return &there
}

// Span is a length of time: "36 h", "5 days". The sign is left out.
func (p *Speech) Span(e skinafter.Elapsed) string {
	if e < 0 {
		e = -e
	}
	switch {
	case e%skinafter.Hour != 0:
		return p.Texts.Text("span.minutes", "h", int(e/skinafter.Hour), "min", fmt.Sprintf("%02d", e%skinafter.Hour))
	case e > 3*skinafter.Day && e%skinafter.Day == 0:
		return p.Texts.Count("span.days", int(e/skinafter.Day))
	default:
		return p.Texts.Count("span.hours", int(e/skinafter.Hour))
	}
}

// Until is when a wait is over: as a date with the span behind it, or the span alone.
func (p *Speech) Until(e skinafter.Elapsed) string {
	if p.End.IsZero() {
		return p.Texts.Text("until.span", "span", p.Span(e))
	}
	return p.Texts.Text("until.date", "date", p.When(e, p.End, p.Now), "span", p.Span(e))
}

// Say is a sentence of the knowledge in this language; the English one where nobody has
// translated it.
func (p *Speech) Say(english string) string {
	if said := p.Sentence(english); said != english {
		return said
	}
	return p.Texts.Sentence(english)
}

// Short is an answer in a few words, for a column.
func (p *Speech) Short(v verdict.Verdict, until *skinafter.Elapsed) string {
	switch {
	case v == verdict.OK:
		return p.Texts.Text("short.ok")
	case v == verdict.Unknown:
		return p.Texts.Text("short.unknown")
	case v == verdict.No && until == nil:
		return p.Texts.Text("short.no")
	case v == verdict.No:
		return p.Texts.Text("short.no_until", "span", p.Span(*until))
	case until == nil:
		return p.Texts.Text("short.open")
	default:
		return p.Texts.Text("short.wait", "span", p.Span(*until))
	}
}

// Action is what to do first, and one line on when or under which condition.
func (p *Speech) Action(a *verdict.Answer) (head, detail string) {
	return p.Texts.Text(p.headKey(a)), p.detail(a)
}

func (p *Speech) headKey(a *verdict.Answer) string {
	before := !a.During && a.At.Min < 0
	switch {
	case a.Verdict == verdict.No && p.Personal(a.Condition):
		return "action.no_you"
	case a.Verdict == verdict.Unknown && !a.During && len(a.UnknownAllergies)+len(a.UnknownAvoid) > 0:
		return "action.unknown_you"
	case a.During && a.Verdict == verdict.OK:
		return "action.during_ok"
	case a.During:
		return "action.during_no"
	case a.Verdict == verdict.OK && before:
		return "action.before_ok"
	case a.Verdict == verdict.OK:
		return "action.ok"
	case a.Verdict == verdict.Unknown:
		return "action.unknown"
	case before:
		return "action.before_no"
	case a.Verdict == verdict.No:
		return "action.no"
	default:
		return "action.wait"
	}
}

func (p *Speech) detail(a *verdict.Answer) string {
	condition := p.Condition(a.Condition)
	switch {
	case a.Verdict == verdict.Wait && a.Until != nil && condition != "":
		return p.Texts.Text("action.earliest_if", "until", p.Until(*a.Until), "condition", condition)
	case a.Verdict == verdict.Wait && a.Until != nil:
		return p.Texts.Text("action.earliest", "until", p.Until(*a.Until))
	case a.Verdict == verdict.OK && slices.Contains(a.Notes, verdict.NoteIfCalm):
		detail := p.Note(verdict.NoteIfCalm)
		if condition != "" {
			detail += " " + p.Texts.Text("action.condition", "condition", Sentence(condition))
		}
		return detail
	case condition != "":
		return p.Texts.Text("action.condition", "condition", Sentence(condition))
	case a.Verdict == verdict.Wait:
		return p.Texts.Text("action.no_end")
	}
	return ""
}

// Number is a number as the language writes it.
func (p *Speech) Number(v float64) string {
	return strings.Replace(fmt.Sprint(v), ".", p.Texts.Text("number.point"), 1)
}

// Sentence is a text that begins with a capital letter.
func Sentence(s string) string {
	for _, r := range s {
		return strings.ToUpper(string(r)) + s[len(string(r)):]
	}
	return s
}
