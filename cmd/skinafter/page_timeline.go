package main

import (
	"strings"

	"skinafter"
	"skinafter/internal/paper"
	"skinafter/verdict"
)

// Columns of the timeline: name, bar, answer, two spaces between them; 80 in all.
const (
	nameColumns   = 30
	barColumns    = 28
	answerColumns = paper.MaxWidth - nameColumns - barColumns - 4
)

// marks are the signs a bar is drawn with. They differ in shape, not only in shade.
type marks struct{ ok, unknown, wait, no, now rune }

func (p *checkPage) marks() marks {
	if p.ascii {
		return marks{'.', '?', '#', 'X', 'v'}
	}
	return marks{'·', '?', '▒', '█', '▼'}
}

func (m marks) of(v verdict.Verdict) rune {
	switch v {
	case verdict.OK:
		return m.ok
	case verdict.Unknown:
		return m.unknown
	case verdict.Wait:
		return m.wait
	case verdict.No:
		return m.no
	}
	return m.no
}

// timeline draws one bar for each ingredient over the course.
func (p *checkPage) timeline(a *verdict.Answer, items []*verdict.Item) {
	if len(items) == 0 || a.During {
		return
	}
	names := make([]string, len(items))
	for i, item := range items {
		names[i] = p.shown(item)
	}
	p.sheet.Heading(p.Texts.Text("check.timeline"))
	p.draw(a, items, names)
}

// draw draws bars below one ruler.
func (p *checkPage) draw(a *verdict.Answer, items []*verdict.Item, names []string) {
	t := p.Texts
	bar := scale(a, items)
	m := p.marks()
	indent := strings.Repeat(" ", nameColumns+2)
	p.sheet.Exact(paper.Faint, indent+p.ruler(bar))
	p.sheet.Exact(paper.Faint, indent+strings.Repeat(" ", bar.Caret())+string(m.now)+" "+t.Text("check.now"))
	for i, item := range items {
		name := paper.Cut(names[i], nameColumns)
		answer := paper.Cut(p.Short(item.Verdict, item.Until), answerColumns)
		space := strings.Repeat(" ", nameColumns+2-paper.Columns(name))
		p.sheet.Exact(paper.Plain, name+space+bar.Draw(stretches(a, item, m, bar), m.ok)+"  "+answer)
	}
	p.sheet.Para(paper.Faint, 0, t.Text("check.legend", "wait", string(m.wait), "no", string(m.no), "ok", string(m.ok), "unknown", string(m.unknown)))
}

// scale is the stretch of time that all bars share: the course, and what lies outside it.
func scale(a *verdict.Answer, items []*verdict.Item) paper.Bar {
	from, to := skinafter.Elapsed(0), 14*skinafter.Day
	if a.At.Min < 0 {
		from = min(a.At.Min, -7*skinafter.Day)
	}
	for _, item := range items {
		if item.Until != nil {
			to = max(to, *item.Until)
		}
	}
	return paper.Bar{From: from.Hours(), To: to.Hours(), Now: a.At.Min.Hours(), Width: barColumns}
}

// ruler writes the two ends of the time above the bars.
func (p *checkPage) ruler(bar paper.Bar) string {
	left, right := p.signed(bar.From), p.signed(bar.To)
	space := bar.Width - paper.Columns(left) - paper.Columns(right)
	return left + strings.Repeat(" ", max(space, 1)) + right
}

func (p *checkPage) signed(h float64) string {
	if h < 0 {
		return "-" + p.Span(skinafter.Hours(-h))
	}
	return p.Span(skinafter.Hours(h))
}

// stretches are the parts of an item's bar: what holds now, then the rule's windows.
func stretches(a *verdict.Answer, item *verdict.Item, m marks, bar paper.Bar) []paper.Stretch {
	var out []paper.Stretch
	if item.Verdict != verdict.OK {
		until := bar.To + 1
		if item.Until != nil {
			until = item.Until.Hours()
		}
		out = append(out, paper.Stretch{From: a.At.Min.Hours(), To: until, Mark: m.of(item.Verdict)})
	}
	for _, w := range item.Windows {
		until := bar.To + 1
		if w.Until != nil {
			until = w.Until.Hours()
		}
		out = append(out, paper.Stretch{From: w.From.Hours(), To: until, Mark: m.of(w.Verdict)})
	}
	return out
}
