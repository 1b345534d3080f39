package main

import (
	"fmt"
	"strings"

	"skinafter/internal/paper"
	"skinafter/internal/speech"
	"skinafter/internal/wire"
	"skinafter/verdict"
)

// shelf writes what now, what when, in which order.
func (p *checkPage) shelf(q verdict.Question, answers []*verdict.Answer, sc *verdict.Schedule) {
	t := p.Texts
	p.help(answers[0])
	p.shelfAction(sc)
	p.sheet.Gap()
	p.sheet.Para(paper.Plain, 0, p.situationLine(q, t.Count("shelf.products", len(answers)), answers[0]))
	p.warnings(answers[0])
	p.slots(sc)
	for _, group := range []struct {
		key  string
		list []verdict.Entry
	}{
		{"shelf.now", sc.Now}, {"shelf.later", sc.Later}, {"shelf.held", sc.Held}, {"shelf.ask", sc.Ask}, {"shelf.never", sc.Never},
	} {
		p.entries(t.Text(group.key), group.list)
	}
	p.bars(answers)
	named := &sourceList{page: p, seen: map[string]bool{}, statements: map[string][]string{}}
	for _, a := range answers {
		if d := a.Deciding(); d != nil && a.Verdict != verdict.OK {
			named.add(d.Cites)
		}
	}
	named.add(sc.Cites)
	named.write()
	p.shelfAsks(answers)
	p.sheet.Gap()
	p.sheet.Para(paper.Faint, 0, t.Text("shelf.single"))
	p.closing(answers[0])
}

// shelfAction is the one thing to do first.
func (p *checkPage) shelfAction(sc *verdict.Schedule) {
	t := p.Texts
	lines := p.Schedule(sc, p.End, p.Now)
	switch {
	case sc.Stopped && len(lines) > 0:
		p.sheet.Para(paper.Red, 0, lines[0])
	case len(sc.Slots) > 0 && sc.Slots[0].From <= sc.Slots[0].Answer.At.Min:
		p.sheet.Para(paper.Green, 0, t.Text("shelf.first_now", "name", speech.Sentence(paper.Clean(sc.Slots[0].Name))))
	case len(sc.Slots) > 0:
		p.sheet.Para(paper.Yellow, 0, t.Text("shelf.first_later", "name", speech.Sentence(paper.Clean(sc.Slots[0].Name)), "until", p.Until(sc.Slots[0].From)))
	case len(sc.Now) > 0:
		p.sheet.Para(paper.Green, 0, t.Text("shelf.only_now"))
	default:
		p.sheet.Para(paper.Yellow, 0, t.Text("shelf.nothing"))
	}
}

// slots lists the new products, one at a time.
func (p *checkPage) slots(sc *verdict.Schedule) {
	if len(sc.Slots) == 0 {
		return
	}
	t := p.Texts
	p.sheet.Heading(t.Text("shelf.slots"))
	for i := range sc.Slots {
		slot := &sc.Slots[i]
		when := p.Until(slot.From)
		if slot.From <= slot.Answer.At.Min {
			when = t.Text("check.now")
		}
		p.sheet.Item(paper.Plain, fmt.Sprintf("  %d. ", i+1), speech.Sentence(paper.Clean(slot.Name))+": "+when)
		p.sheet.Para(paper.Plain, 5, p.entryReason(&slot.Entry))
	}
	p.sheet.Gap()
	p.sheet.Para(paper.Bold, 2, t.Text("shelf.spacing", "span", p.Span(sc.Spacing)))
	p.sheet.Para(paper.Bold, 2, t.Text("shelf.stop", "span", p.Span(sc.Settled)))
}

func (p *checkPage) entries(title string, list []verdict.Entry) {
	if len(list) == 0 {
		return
	}
	p.sheet.Heading(title)
	for i := range list {
		e := &list[i]
		line := speech.Sentence(paper.Clean(e.Name))
		if e.At != nil && *e.At > e.Answer.At.Min {
			line += ": " + p.Until(*e.At)
		}
		if condition := p.Condition(e.Condition); condition != "" {
			line += ", " + condition
		}
		p.sheet.Item(paper.Plain, "  - ", line)
		p.sheet.Para(paper.Plain, 4, p.entryReason(e))
	}
}

// entryReason is which ingredient decides about a product, and why.
func (p *checkPage) entryReason(e *verdict.Entry) string {
	d := e.Answer.Deciding()
	if d == nil || e.Answer.Verdict == verdict.OK {
		return p.Texts.Text("shelf.no_objection")
	}
	reason := p.Texts.Text("check.because", "name", p.shown(d), "because", p.reason(d)) + " " + p.basis(d)
	if e.Answer.Items != nil && wire.Nameless(d) {
		reason = p.reason(d) + " " + p.basis(d)
	}
	return reason
}

// bars draws one line of time for each product: its deciding ingredient's.
func (p *checkPage) bars(answers []*verdict.Answer) {
	t := p.Texts
	if answers[0].During {
		return
	}
	var deciding []*verdict.Item
	var names []string
	for _, a := range answers {
		if d := a.Deciding(); d != nil {
			deciding = append(deciding, d)
			names = append(names, speech.Sentence(paper.Clean(a.Product)))
		}
	}
	if len(deciding) == 0 {
		return
	}
	p.sheet.Heading(t.Text("check.timeline"))
	p.draw(answers[0], deciding, names)
}

// shelfAsks are the questions of all products, each once.
func (p *checkPage) shelfAsks(answers []*verdict.Answer) {
	head := true
	seen := map[string]bool{}
	for _, a := range answers {
		for _, id := range a.Asks {
			question := p.Ask(id)
			if question == "" || seen[id] {
				continue
			}
			seen[id] = true
			if head {
				p.sheet.Heading(p.Texts.Text("check.ask"))
				head = false
			}
			p.sheet.Item(paper.Plain, "  - ", strings.TrimSpace(speech.Sentence(paper.Clean(a.Product)))+": "+question)
		}
	}
}
