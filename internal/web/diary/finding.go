package diary

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
	"skinafter/knowledge"
	"skinafter/narrative"
	"skinafter/triage"
	"skinafter/verdict"
)

// reason is one sentence of "why", with what it rests on.
type reason struct {
	Text    string
	Rule    string // its id; empty = it has none
	Sources []frame.Link
	Choice  bool // no source dictates it
}

// cause is what a report fits with.
type cause struct {
	Title        string
	For, Against []reason
}

// answerView is the part of an answer that pages share.
type answerView struct {
	Card     frame.Card
	Held     bool
	Recheck  string // when to look again
	Also     []string
	Fits     []cause
	Reacts   bool
	Suspects []string
	Why      []reason
	Signs    []string // each sign with its own level and limits
	Net      []string // safety netting
	Calm     bool     // no sign at all was told
}

// answerOf puts an assessment into words.
func (p *pages) answerOf(v *frame.Visit, a *assessment.Assessment) answerView {
	f := a.Finding.In(p.Facts, v.Lang)
	out := answerView{Held: f.Held, Reacts: a.Reacts, Calm: len(f.Symptoms) == 0}
	out.Card = frame.Card{Level: f.Level.String(), Main: true, Heading: v.Text("level." + f.Level.String())}
	said, off := p.advice(v, a, &f)
	if off != "" {
		out.Card.Lines = append(out.Card.Lines, off)
	}
	if len(said) > 0 {
		first, rest := action(said[0])
		out.Card.Heading = first
		if rest != "" {
			out.Card.Lines = append(out.Card.Lines, rest)
		}
		out.Card.Lines = append(out.Card.Lines, v.Text("level."+f.Level.String()))
		out.Also = said[1:]
	}
	if f.Held {
		out.Card.Lines = append(out.Card.Lines, v.Text("triage.held"))
	}
	n := p.numbers(v)
	switch {
	case f.Level == skinafter.Emergency:
		out.Card.Links = append(out.Card.Links, n.call(v))
	case f.Level == skinafter.SameDay && n.Doctor != "":
		out.Card.Links = append(out.Card.Links, frame.Link{Href: tel(n.Doctor), Text: v.Text("diary.call.doctor", "number", n.Doctor), Kind: "call"})
	}
	if f.RecheckH > 0 {
		out.Recheck = v.Text("triage.recheck", "span", v.Speech.Span(skinafter.Hours(f.RecheckH)))
	}
	for i := range a.Causes {
		out.Fits = append(out.Fits, p.cause(v, &a.Causes[i]))
	}
	for i := range a.Suspects {
		out.Suspects = append(out.Suspects, p.suspect(v, &a.Suspects[i]))
	}
	out.Why = p.reasons(v, &f, f.Level)
	for i := range f.Symptoms {
		out.Signs = append(out.Signs, p.judged(v, &f.Symptoms[i]))
	}
	for _, l := range f.SafetyNet {
		out.Net = append(out.Net, v.Speech.Say(l.Text))
	}
	return out
}

// mostNames is how many products the advice to leave them off names; with more it says less.
const mostNames = 5

// advice is what to do, in order. Where the products to leave off are known, off names them
// instead of the general sentence.
func (p *pages) advice(v *frame.Visit, a *assessment.Assessment, f *triage.Finding) (out []string, off string) {
	names := a.LeaveOff(p.Facts)
	for _, l := range f.Advice {
		if l.ID == knowledge.TriageText(assessment.StopNew) && len(names) > 0 && len(names) <= mostNames {
			off = v.Text("diary.result.leave_off", "names", strings.Join(names, ", "))
			continue
		}
		out = append(out, v.Speech.Say(l.Text))
	}
	return out, off
}

// reasons are the rules that gave a level.
func (p *pages) reasons(v *frame.Visit, f *triage.Finding, level skinafter.Level) []reason {
	var out []reason
	for i := range f.Fired {
		x := &f.Fired[i]
		if x.Level < level {
			continue
		}
		text := v.Speech.Say(x.Because)
		var names []string
		for j := range f.Symptoms {
			if f.Symptoms[j].Row == x.ID {
				names = append(names, p.sign(v, f.Symptoms[j].Code))
			}
		}
		if len(names) > 0 {
			text = strings.Join(names, ", ") + ": " + text
		}
		out = append(out, reason{text, x.ID, p.Sources(v, x.Cites), x.Basis == "choice"})
	}
	return out
}

// mostReasons is how many reasons for and against a cause are shown.
const mostReasons = 3

func (p *pages) cause(v *frame.Visit, c *triage.Cause) cause {
	say := func(list []triage.CauseReason) []reason {
		var out []reason
		for i, r := range list {
			if i < mostReasons {
				out = append(out, reason{Text: p.fact(v, triage.CauseReasonKey(r.ID), r.Because), Sources: p.Sources(v, r.Cites), Choice: r.Basis == "choice"})
			}
		}
		return out
	}
	return cause{speech.Sentence(p.fact(v, triage.CauseTitleKey(c.ID), c.Title)), say(c.For), say(c.Against)}
}

// fact is a sentence of the facts in the visitor's language.
func (p *pages) fact(v *frame.Visit, key, english string) string {
	if text := p.Facts.Text(v.Lang, key); text != key {
		return text
	}
	return v.Speech.Say(english)
}

func (p *pages) suspect(v *frame.Visit, s *assessment.Suspect) string {
	when := v.Text("triage.hour_unknown")
	switch {
	case s.Use.During:
		when = v.Text("check.during")
	case s.Use.Unknown:
	case s.Use.At < 0:
		when = v.Text("check.before", "span", v.Speech.Span(s.Use.At))
	default:
		when = v.Text("check.after", "span", v.Speech.Span(s.Use.At))
	}
	name := s.Use.Product.Name
	if name == "" {
		name = v.Text("check.product")
	}
	return v.Text("triage.suspect", "name", name, "when", when, "answer", then(v, &s.Answer))
}

// then is a verdict at the hour of use in a few words.
func then(v *frame.Visit, a *verdict.Answer) string {
	switch {
	case a.Verdict == verdict.OK:
		return v.Text("then.ok")
	case a.Verdict == verdict.Unknown:
		return v.Text("then.unknown")
	case a.Verdict == verdict.Wait && a.Until != nil:
		return v.Text("then.wait", "span", v.Speech.Span(*a.Until))
	case a.Verdict == verdict.Wait:
		return v.Text("then.open")
	}
	return v.Text("then.no")
}

// judged is one sign with its own level and limits.
func (p *pages) judged(v *frame.Visit, s *triage.Judged) string {
	line := v.Text("triage.sign", "name", p.sign(v, s.Code), "severity", v.Text("grade."+string(s.Graded())), "level", v.Text("short."+s.Level.String()))
	switch {
	case s.Before:
		line += " " + v.Text("triage.before")
	case s.NormalUntil != nil && s.WatchUntil != nil && *s.NormalUntil > 0:
		line += " " + v.Text("triage.limits", "normal", v.Speech.Span(*s.NormalUntil), "watch", v.Speech.Span(*s.WatchUntil))
	}
	if s.Carried {
		line += " " + v.Text("triage.carried")
	}
	return line
}

// heard is a sign that was understood from words.
type heardSign struct {
	Code, Name string
	Wrong      bool // the person said so
}

// heard lists the signs that were understood from words, none twice; those that were called
// wrong stay in the list, so that this can be undone.
func (p *pages) heard(v *frame.Visit, r *narrative.Reading, denied []string) []heardSign {
	var out []heardSign
	add := func(code string, wrong bool) {
		if !slices.ContainsFunc(out, func(h heardSign) bool { return h.Code == code }) {
			out = append(out, heardSign{code, p.sign(v, code), wrong})
		}
	}
	for _, code := range r.Said(narrative.Sign) {
		add(code, false)
	}
	for _, code := range denied {
		add(code, true)
	}
	return out
}
