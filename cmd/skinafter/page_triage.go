package main

import (
	"cmp"
	"strings"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/internal/speech"
	"skinafter/internal/wire"
	"skinafter/narrative"
	"skinafter/triage"
	"skinafter/verdict"
)

// triagePage writes a finding for people: one action first, then why, what it fits with,
// what to expect and when to act.
type triagePage struct {
	checkPage
	report  *intake.Report
	a       *assessment.Assessment
	finding triage.Finding // in the page's language
}

// page prints a finding.
func (c *triageCommand) page(s *session, r *intake.Report, a *assessment.Assessment) error {
	p, err := s.triagePage(r, a, c.Full)
	if err != nil {
		return err
	}
	p.write(c.Country)
	return s.print(p.sheet)
}

func (s *session) triagePage(r *intake.Report, a *assessment.Assessment, full bool) (*triagePage, error) {
	inner, err := s.checkPage(verdict.Question{Course: a.Situation.Course, Now: s.main.Now()}, full)
	if err != nil {
		return nil, err
	}
	return &triagePage{*inner, r, a, a.Finding.In(s.base, inner.Texts.Lang())}, nil
}

func (p *triagePage) write(country string) {
	p.lead()
	p.numbers(country)
	p.readCarefully()
	p.because()
	p.fits()
	p.suspects()
	p.understood()
	p.whatElse()
	p.cited()
	p.ending()
}

// levelStyle is how a level is set off; the words say the same.
func levelStyle(l skinafter.Level) paper.Style {
	switch l {
	case skinafter.Normal:
		return paper.Green
	case skinafter.Watch, skinafter.Contact:
		return paper.Yellow
	case skinafter.SameDay, skinafter.Emergency:
		return paper.Red
	}
	return paper.Bold
}

// lead is the one action, and the level in words.
func (p *triagePage) lead() {
	style := levelStyle(p.finding.Level)
	if len(p.finding.Advice) > 0 {
		p.sheet.Para(style, 0, p.finding.Advice[0].Text)
	}
	p.sheet.Para(style, 0, p.Texts.Text("level."+p.finding.Level.String()))
	if p.finding.Held {
		p.sheet.Para(paper.Plain, 0, p.Texts.Text("triage.held"))
	}
}

// numbers are the telephone numbers of a country, and for an emergency the number in any case.
func (p *triagePage) numbers(country string) {
	if country == "" && p.finding.Level < skinafter.SameDay {
		return
	}
	t := p.Texts
	n, known := triage.Numbers(p.Facts, country)
	p.sheet.Gap()
	if !known {
		if p.finding.Level == skinafter.Emergency {
			p.sheet.Para(paper.Bold, 0, t.Text("triage.number_any", "number", n.Number))
		}
		return
	}
	numbers := strings.Join(append([]string{n.Number}, n.Also...), ", ")
	p.sheet.Para(paper.Bold, 0, t.Text("triage.number", "country", n.Country, "number", numbers))
	for _, more := range []struct{ key, number string }{
		{"triage.poison", n.Poison}, {"triage.crisis", n.Crisis}, {"triage.doctor", n.Doctor},
	} {
		if more.number != "" {
			p.sheet.Para(paper.Plain, 2, t.Text(more.key, "number", more.number))
		}
	}
}

// readCarefully says what could not be read and how it was taken instead.
func (p *triagePage) readCarefully() {
	if len(p.report.Said)+len(p.report.Problems) == 0 {
		return
	}
	p.sheet.Heading(p.Texts.Text("triage.carefully"))
	for _, id := range p.report.Said {
		p.sheet.Item(paper.Yellow, "  - ", p.Texts.Text("fields."+id))
	}
	for _, problem := range p.report.Problems {
		p.sheet.Item(paper.Plain, "  - ", paper.Clean(problem.Error()))
	}
}

// because lists the rules that decided; with --full all that took part.
func (p *triagePage) because() {
	t := p.Texts
	head := true
	for i := range p.finding.Fired {
		f := &p.finding.Fired[i]
		if !p.full && f.Level < p.finding.Level {
			continue
		}
		if head {
			p.sheet.Heading(t.Text("check.why"))
			head = false
		}
		line := f.Because
		if name := p.signOf(f.ID); name != "" {
			line = speech.Sentence(name) + ": " + line
		}
		p.sheet.Item(paper.Plain, "  - ", line+" "+p.sourced(f.ID, f.Cites, f.Basis))
	}
	if head {
		p.sheet.Heading(t.Text("check.why"))
		key := "triage.nothing"
		if len(p.finding.Symptoms) > 0 {
			key = "triage.within"
		}
		p.sheet.Item(paper.Plain, "  - ", t.Text(key))
	}
	for i := range p.finding.Symptoms {
		s := &p.finding.Symptoms[i]
		if p.full || s.NormalUntil != nil && s.Level < skinafter.Contact && *s.NormalUntil > 0 {
			p.sheet.Item(paper.Plain, "  - ", p.sign(s))
		}
	}
}

// signOf names the symptoms whose row of the day limits this is.
func (p *triagePage) signOf(row string) string {
	var names []string
	for i := range p.finding.Symptoms {
		if s := &p.finding.Symptoms[i]; s.Row == row {
			names = append(names, p.signName(s.Code))
		}
	}
	return strings.Join(names, ", ")
}

// sign is one symptom with its own level and limits.
func (p *triagePage) sign(s *triage.Judged) string {
	t := p.Texts
	line := t.Text("triage.sign", "name", speech.Sentence(p.signName(s.Code)), "severity", t.Text("grade."+string(graded(s.Graded()))), "level", t.Text("short."+s.Level.String()))
	switch {
	case s.Before:
		line += " " + t.Text("triage.before")
	case s.NormalUntil != nil && s.WatchUntil != nil && *s.NormalUntil > 0:
		line += " " + t.Text("triage.limits", "normal", p.Span(*s.NormalUntil), "watch", p.Span(*s.WatchUntil))
	}
	if s.Carried {
		line += " " + t.Text("triage.carried")
	}
	return line
}

// graded is a severity that has a text.
func graded(s skinafter.Severity) skinafter.Severity {
	if s == skinafter.Mild || s == skinafter.Severe {
		return s
	}
	return skinafter.Moderate
}

// signName is a symptom in words; a code that no list holds is shown as it was written.
func (p *triagePage) signName(code string) string {
	if key := "symptom." + code; p.Texts.Has(key) {
		return p.Texts.Text(key)
	}
	return paper.Clean(strings.ReplaceAll(code, "_", " "))
}

// fits lists what it fits with, for and against; never more than that.
func (p *triagePage) fits() {
	t := p.Texts
	if len(p.a.Causes) == 0 {
		return
	}
	p.sheet.Heading(t.Text("triage.fits"))
	for i := range p.a.Causes {
		c := &p.a.Causes[i]
		p.sheet.Item(paper.Plain, "  - ", p.translated(triage.CauseTitleKey(c.ID), c.Title))
		most := 2
		if p.full {
			most = len(c.For) + len(c.Against)
		}
		for j, r := range c.For {
			if j < most {
				p.sheet.Item(paper.Plain, "      + ", p.reasonLine(&r))
			}
		}
		for j, r := range c.Against {
			if j < most {
				p.sheet.Item(paper.Plain, "      - ", p.reasonLine(&r))
			}
		}
	}
	p.sheet.Para(paper.Faint, 2, t.Text("triage.no_examination"))
}

func (p *triagePage) reasonLine(r *triage.CauseReason) string {
	return p.translated(triage.CauseReasonKey(r.ID), r.Because) + " " + p.sourced(r.ID, r.Cites, r.Basis)
}

// translated is a sentence of the facts in the page's language.
func (p *checkPage) translated(key, english string) string {
	if text := p.Facts.Text(p.Texts.Lang(), key); text != key {
		return text
	}
	return english
}

// suspects are the products that were on the skin before the first sign.
func (p *triagePage) suspects() {
	t := p.Texts
	if p.a.Reacts {
		p.sheet.Gap()
		p.sheet.Para(paper.Yellow, 0, t.Text("triage.reacts"))
	}
	if len(p.a.Suspects) == 0 {
		return
	}
	p.sheet.Heading(t.Text("triage.suspects"))
	for i := range p.a.Suspects {
		s := &p.a.Suspects[i]
		when := t.Text("triage.hour_unknown")
		switch {
		case s.Use.During:
			when = t.Text("check.during")
		case s.Use.Unknown:
		case s.Use.At < 0:
			when = t.Text("check.before", "span", p.Span(s.Use.At))
		default:
			when = t.Text("check.after", "span", p.Span(s.Use.At))
		}
		name := cmp.Or(paper.Clean(wire.ProductTitle(&s.Use.Product)), t.Text("check.product"))
		p.sheet.Item(paper.Plain, "  - ", t.Text("triage.suspect", "name", name, "when", when, "answer", p.then(&s.Answer)))
	}
}

// then is a verdict at the hour of use in a few words.
func (p *triagePage) then(a *verdict.Answer) string {
	t := p.Texts
	switch {
	case a.Verdict == verdict.OK:
		return t.Text("then.ok")
	case a.Verdict == verdict.Unknown:
		return t.Text("then.unknown")
	case a.Verdict == verdict.Wait && a.Until != nil:
		return t.Text("then.wait", "span", p.Span(*a.Until))
	case a.Verdict == verdict.Wait:
		return t.Text("then.open")
	}
	return t.Text("then.no")
}

// understood shows what was read from words, so that it can be put right.
func (p *triagePage) understood() {
	t := p.Texts
	head := true
	for _, h := range p.report.Heard.Heard {
		if h.Kind != narrative.Sign {
			continue
		}
		if head {
			p.sheet.Heading(t.Text("triage.understood"))
			head = false
		}
		line := p.signName(h.Code)
		switch {
		case h.Denied:
			line = t.Text("triage.denied", "name", line)
		case h.Settled:
			line = t.Text("triage.settled", "name", line)
		case h.Severity != "":
			line += " (" + t.Text("grade."+string(graded(h.Severity))) + ")"
		}
		p.sheet.Item(paper.Plain, "  - ", line)
	}
	if !head {
		p.sheet.Para(paper.Faint, 2, t.Text("triage.put_right"))
	}
}

// whatElse is the further advice, and when to look again.
func (p *triagePage) whatElse() {
	t := p.Texts
	more := p.finding.Advice[min(1, len(p.finding.Advice)):]
	if len(more) > 0 {
		p.sheet.Heading(t.Text("triage.also"))
	}
	for _, l := range more {
		p.sheet.Item(paper.Plain, "  - ", l.Text)
	}
	if h := p.finding.RecheckH; h > 0 {
		p.sheet.Gap()
		p.sheet.Para(paper.Bold, 0, t.Text("triage.recheck", "span", p.Span(skinafter.Hours(h))))
	}
}

// cited lists the sources that the page named.
func (p *triagePage) cited() {
	named := &sourceList{page: &p.checkPage, seen: map[string]bool{}, statements: map[string][]string{}}
	for i := range p.finding.Fired {
		if f := &p.finding.Fired[i]; p.full || f.Level == p.finding.Level {
			named.add(f.Cites)
		}
	}
	if p.full {
		named.add(p.a.Cites())
	}
	if !p.full && p.finding.Level >= skinafter.SameDay {
		p.sheet.Gap()
		p.sheet.Para(paper.Faint, 0, p.Texts.Text("triage.sources_full"))
		return
	}
	named.write()
}

// ending is what every finding ends with: purpose, review, knowledge, safety netting.
func (p *triagePage) ending() {
	t := p.Texts
	p.sheet.Gap()
	p.sheet.Para(paper.Faint, 0, t.Text("check.purpose"))
	p.sheet.Para(paper.Faint, 0, t.Text("check.not_reviewed"))
	p.sheet.Para(paper.Faint, 0, knowledgeLine(t, p.Facts))
	p.sheet.Gap()
	for _, l := range p.finding.SafetyNet {
		p.sheet.Para(paper.Bold, 0, l.Text)
	}
}
