package main

import (
	"fmt"
	"strings"

	"skinafter"
	"skinafter/internal/paper"
	"skinafter/internal/wire"
	"skinafter/knowledge"
	"skinafter/verdict"
)

// sources says where sources disagree, and lists every source that was named.
func (p *checkPage) sources(a *verdict.Answer, items []*verdict.Item) {
	named := &sourceList{page: p, seen: map[string]bool{}, statements: map[string][]string{}}
	for _, item := range items {
		if item.Verdict != verdict.OK {
			named.add(item.Cites)
		}
	}
	p.dissent(items, named)
	p.conflicts(a, items, named)
	named.write()
}

// dissent is what other protocols answer, once for each rule.
func (p *checkPage) dissent(items []*verdict.Item, named *sourceList) {
	t := p.Texts
	head := true
	seen := map[string]bool{}
	for _, item := range items {
		for _, d := range item.Dissent {
			key := fmt.Sprint(item.ClassRule, d.Protocol, d.Text)
			if seen[key] {
				continue
			}
			if head {
				p.sheet.Heading(t.Text("check.dissent"))
				head = false
			}
			if !seen[item.ClassRule] {
				p.sheet.Item(paper.Plain, "  ", p.shown(item))
				seen[item.ClassRule] = true
			}
			seen[key] = true
			p.sheet.Item(paper.Plain, "    - ", t.Text("check.says", "protocol", d.Protocol,
				"answer", p.Short(d.Verdict, d.Until), "text", p.Say(d.Text), "cites", p.cites(d.Cites)))
			named.add(d.Cites)
		}
	}
}

// conflicts are the points on which sources disagree, both sides and the studies, once each:
// those about the deciding answer, or all on a full page. The others are named.
func (p *checkPage) conflicts(a *verdict.Answer, items []*verdict.Item, named *sourceList) {
	var shown, more []string
	seen := map[string]bool{}
	for _, item := range items {
		if item.Verdict == verdict.OK {
			continue
		}
		decides := verdict.Compare(item.Verdict, item.Until, a.Verdict, a.Until) == 0
		for _, id := range item.Conflicts {
			switch {
			case seen[id] || p.Facts.Conflicts[id] == nil:
			case decides || p.full:
				shown = append(shown, id)
			default:
				more = append(more, id)
			}
			seen[id] = true
		}
	}
	if len(shown)+len(more) > 0 {
		p.sheet.Heading(p.Texts.Text("check.conflicts"))
	}
	for _, id := range shown {
		p.conflict(p.Facts.Conflicts[id], named)
	}
	if len(more) > 0 {
		p.sheet.Para(paper.Plain, 2, p.Texts.Text("check.more_conflicts", "ids", strings.Join(more, ", ")))
	}
}

func (p *checkPage) conflict(c *knowledge.Conflict, named *sourceList) {
	t := p.Texts
	p.sheet.Item(paper.Plain, "  ", p.Say(c.Title)+" ["+c.ID+"]")
	for _, s := range c.Sides {
		p.sheet.Item(paper.Plain, "    - ", p.Say(s.Says)+" ["+p.cites(s.Cites)+"]")
		named.add(s.Cites)
	}
	for _, s := range c.Studies {
		p.sheet.Item(paper.Plain, "    - ", t.Text("check.study", "says", p.Say(s.Says), "cites", p.cites(s.Cites)))
		named.add(s.Cites)
	}
	p.sheet.Item(paper.Plain, "    = ", t.Text("check.decided", "text", p.Say(c.Decided)))
}

// sourceList collects the sources that a page names, in the order they are named.
type sourceList struct {
	page       *checkPage
	order      []skinafter.Source
	seen       map[string]bool
	statements map[string][]string // source -> statement ids
}

func (l *sourceList) add(cites []string) {
	for _, id := range cites {
		src, statement, ok := l.page.Facts.Cite(id)
		if !ok {
			continue
		}
		if !l.seen[src.ID] {
			l.seen[src.ID] = true
			l.order = append(l.order, src)
		}
		if statement != nil && !l.seen[id] {
			l.seen[id] = true
			l.statements[src.ID] = append(l.statements[src.ID], id)
		}
	}
}

// write lists title, year, grade, what was checked, and the commercial interest.
func (l *sourceList) write() {
	if len(l.order) == 0 {
		return
	}
	p := l.page
	t := p.Texts
	p.sheet.Heading(t.Text("check.sources"))
	for _, src := range l.order {
		year := t.Text("check.no_year")
		if src.Year != 0 {
			year = fmt.Sprint(src.Year)
		}
		checked, _, _ := strings.Cut(src.Checked, " (")
		line := t.Text("check.source", "title", p.Say(src.Title), "year", year, "grade", p.Say(src.Grade),
			"checked", t.Text("checked."+checked))
		if ids := l.statements[src.ID]; len(ids) > 0 {
			line += " " + t.Text("check.statements", "ids", strings.Join(ids, ", "))
		}
		if wire.HasInterest(src) {
			line += " " + t.Text("check.interest", "interest", p.Say(src.Interest))
		}
		p.sheet.Item(paper.Plain, "  "+src.ID+": ", line)
	}
	p.sheet.Para(paper.Faint, 2, t.Text("check.explain"))
}
