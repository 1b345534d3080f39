package main

import (
	"cmp"
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/internal/wire"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// screenCommand lists what has to be settled before a treatment.
type screenCommand struct {
	jsonFlag
	NDJSON   bool     `name:"ndjson" help:"Read one {\"id\",\"fields\",\"text\"} a line from standard input, answer each with a line."`
	Answered []string `placeholder:"TOPIC" help:"What was settled: place, needles, products, conditions, medicines, allergies, pregnancy, age."`
	FailOn   string   `name:"fail-on" placeholder:"WORD" help:"Exit with 1 when an answer is this careful or more: tell, ask-first, defer, not-today, no."`
	File     string   `arg:"" optional:"" default:"-" help:"Who, and what is planned, as YAML or JSON: see docs/machine-interface.md; - is standard input."`
}

// Run is called by kong.
func (c *screenCommand) Run(s *session) error {
	if c.FailOn != "" && slices.Index(knowledge.ScreenWords(), c.FailOn) < 1 {
		return &skinafter.InputError{Field: "--fail-on", Value: intake.Short(c.FailOn), Want: strings.Join(knowledge.ScreenWords()[1:], ", ")}
	}
	for i, topic := range c.Answered {
		if err := intake.OneOf(intake.Index("--answered", i), topic, intake.Joined(knowledge.Topics())); err != nil {
			return err
		}
	}
	desk, err := s.desk()
	if err != nil {
		return err
	}
	if c.NDJSON {
		return c.lines(s, desk)
	}
	in, err := s.readReport(c.File)
	if err != nil {
		return err
	}
	r, err := desk.Report(in)
	if err != nil {
		return err
	}
	x := desk.Screen(r, c.Answered...)
	if c.JSON {
		err = s.writeJSON(wire.Screen(s.base, x))
	} else {
		err = c.page(s, x)
	}
	return cmp.Or(err, flaws(r.Problems), c.warned(x.Items))
}

func (c *screenCommand) warned(items []recovery.Item) error {
	if c.FailOn != "" && len(items) > 0 && intake.RankOfScreen(items[0].Answer) >= intake.RankOfScreen(c.FailOn) {
		return errWarned
	}
	return nil
}

func (c *screenCommand) lines(s *session, desk intake.Desk) error {
	if c.File != "-" {
		return &skinafter.InputError{Field: "--ndjson", Want: "lines on standard input, without FILE"}
	}
	var warned error
	err := s.eachReport(func(r *intake.Report) any {
		x := desk.Screen(r, c.Answered...)
		if err := c.warned(x.Items); err != nil {
			warned = err
		}
		w := wire.Screen(s.base, x)
		return &w
	})
	return cmp.Or(err, warned)
}

// page prints screening for people.
func (c *screenCommand) page(s *session, x *intake.Screening) error {
	p, err := s.triagePage(x.Report, x.Assessment, true)
	if err != nil {
		return err
	}
	p.screening(x.Items)
	return s.print(p.sheet)
}

// screening writes what to settle: first what speaks against the treatment, then what to ask
// and tell, then the questions that are open.
func (p *triagePage) screening(items []recovery.Item) {
	t := p.Texts
	switch {
	case len(items) == 0:
		p.sheet.Para(paper.Green, 0, t.Text("screen.nothing"))
	default:
		p.sheet.Para(screenStyle(items[0].Answer), 0, t.Text("screen.first."+items[0].Answer))
	}
	if p.finding.Level >= skinafter.SameDay && len(p.finding.Advice) > 0 {
		p.sheet.Gap()
		p.sheet.Para(paper.Red, 0, p.finding.Advice[0].Text)
	}
	p.readCarefully()
	named := &sourceList{page: &p.checkPage, seen: map[string]bool{}, statements: map[string][]string{}}
	for _, open := range []bool{false, true} {
		last := ""
		for _, item := range items {
			if item.Open != open {
				continue
			}
			heading := "screen.answer." + item.Answer
			if open {
				heading = "screen.open"
			}
			if heading != last {
				p.sheet.Heading(t.Text(heading))
				last = heading
			}
			p.screenItem(&item, named)
		}
	}
	named.write()
	p.ending()
}

func screenStyle(answer string) paper.Style {
	switch answer {
	case "no", "not-today", "defer":
		return paper.Red
	case "note", "tell":
		return paper.Plain
	}
	return paper.Yellow
}

func (p *triagePage) screenItem(item *recovery.Item, named *sourceList) {
	t := p.Texts
	line := p.translated(recovery.ScreenKey(item.ID, "because"), item.Because) + " " + p.sourced(item.ID, item.Cites, item.Basis)
	named.add(item.Cites)
	if item.Ask != "" {
		p.sheet.Item(paper.Plain, "  - ", p.translated(recovery.ScreenKey(item.ID, "ask"), item.Ask))
		p.sheet.Para(paper.Plain, 4, line)
	} else {
		p.sheet.Item(paper.Plain, "  - ", line)
	}
	if !item.Open {
		p.sheet.Para(paper.Plain, 4, t.Text("screen.decides", "who", t.Text("who."+item.Decides)))
	}
	if item.Until != nil {
		p.sheet.Para(paper.Plain, 4, t.Text("screen.not_before", "until", p.moment(*item.Until)))
	}
}

// moment is a time before or after the treatment in words.
func (p *checkPage) moment(e skinafter.Elapsed) string {
	if e < 0 {
		return p.Texts.Text("plan.before", "span", p.Span(e))
	}
	return p.Until(e)
}
