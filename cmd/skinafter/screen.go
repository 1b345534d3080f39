package main

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/paper"
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

// screenWire is screening in the machine interface.
type screenWire struct {
	ID         json.RawMessage  `json:"id,omitempty"`
	Answer     string           `json:"answer"` // the most careful of the items; ok = nothing to settle
	Ready      recovery.Session `json:"ready"`  // what that means for the session
	Items      []itemOfScreen   `json:"items"`  // most careful first
	Said       []noteWire       `json:"said"`
	Problems   []problemWire    `json:"problems"`
	Purpose    string           `json:"purpose"`
	ReviewedBy string           `json:"reviewed_by"`
	Knowledge  stamp            `json:"knowledge"`
}

type itemOfScreen struct {
	Rule     string           `json:"rule"`
	Title    string           `json:"title"`
	Answer   string           `json:"answer"`  // note, tell, ask-first, defer, not-today, no
	Decides  string           `json:"decides"` // you, provider, doctor, dermatologist, specialist, prescriber
	Ready    recovery.Session `json:"ready"`
	UntilH   *float64         `json:"until_h"`
	Open     bool             `json:"open"` // nobody has answered yet
	Ask      string           `json:"ask,omitempty"`
	Because  string           `json:"because"`
	Cites    []string         `json:"cites"`
	Interest []string         `json:"interest,omitempty"`
	Basis    string           `json:"basis,omitempty"`
}

// screening is a report with what has to be settled.
type screening struct {
	report *reported
	a      *assessment.Assessment
	items  []recovery.Item
}

// Run is called by kong.
func (c *screenCommand) Run(s *session) error {
	if c.FailOn != "" && slices.Index(knowledge.ScreenWords(), c.FailOn) < 1 {
		return &skinafter.InputError{Field: "--fail-on", Value: short(c.FailOn), Want: strings.Join(knowledge.ScreenWords()[1:], ", ")}
	}
	for i, topic := range c.Answered {
		if err := oneOfWords(index("--answered", i), topic, joinedWords(knowledge.Topics())); err != nil {
			return err
		}
	}
	if _, err := s.labels(); err != nil {
		return err
	}
	if c.NDJSON {
		return c.lines(s)
	}
	in, err := s.readReport(c.File)
	if err != nil {
		return err
	}
	r, err := s.reportOf(in)
	if err != nil {
		return err
	}
	x := c.screen(s, r)
	if c.JSON {
		err = s.writeJSON(screenOnWire(x, s.base))
	} else {
		err = c.page(s, x)
	}
	return cmp.Or(err, flaws(r.problems), c.warned(x.items))
}

// screen settles nothing that the report does not say: each reading is looked at, and what
// any of them has to settle counts.
func (c *screenCommand) screen(s *session, r *reported) *screening {
	o := r.options()
	o.Answered = append(o.Answered, c.Answered...)
	readings := r.readings()
	x := &screening{report: r, a: assessment.Assess(s.base, readings, o)}
	seen := map[string]bool{}
	for _, sit := range readings {
		in := recovery.ScreenInput{Situation: assessment.WithEarly(s.base, sit), Level: x.a.Finding.Level, Answered: o.Answered}
		for _, item := range recovery.Screen(s.base, in) {
			if !seen[item.ID] {
				seen[item.ID] = true
				x.items = append(x.items, item)
			}
		}
	}
	slices.SortStableFunc(x.items, func(a, b recovery.Item) int { return rankOfScreen(b.Answer) - rankOfScreen(a.Answer) })
	return x
}

func rankOfScreen(word string) int { return slices.Index(knowledge.ScreenWords(), word) }

func (c *screenCommand) warned(items []recovery.Item) error {
	if c.FailOn != "" && len(items) > 0 && rankOfScreen(items[0].Answer) >= rankOfScreen(c.FailOn) {
		return errWarned
	}
	return nil
}

func (c *screenCommand) lines(s *session) error {
	if c.File != "-" {
		return &skinafter.InputError{Field: "--ndjson", Want: "lines on standard input, without FILE"}
	}
	var warned error
	err := s.eachReport(func(r *reported) any {
		x := c.screen(s, r)
		if err := c.warned(x.items); err != nil {
			warned = err
		}
		w := screenOnWire(x, s.base)
		return &w
	})
	return cmp.Or(err, warned)
}

func screenOnWire(x *screening, facts *knowledge.Base) screenWire {
	w := screenWire{
		Answer: "ok", Items: []itemOfScreen{}, Said: x.report.saidOnWire(), Problems: problemsOnWire(x.report.problems),
		Purpose: purpose, ReviewedBy: unreviewed, Knowledge: stampOf(facts),
	}
	for i, item := range x.items {
		if i == 0 {
			w.Answer = item.Answer
		}
		w.Ready = max(w.Ready, item.Ready)
		w.Items = append(w.Items, itemOfScreen{
			item.ID, item.Title, item.Answer, item.Decides, item.Ready, hoursOf(item.Until), item.Open, item.Ask,
			item.Because, orEmpty(item.Cites), interests(facts, item.Cites), item.Basis,
		})
	}
	return w
}

// page prints screening for people.
func (c *screenCommand) page(s *session, x *screening) error {
	p, err := s.triagePage(x.report, x.a, true)
	if err != nil {
		return err
	}
	p.screening(x.items)
	return s.print(p.sheet)
}

// screening writes what to settle: first what speaks against the treatment, then what to ask
// and tell, then the questions that are open.
func (p *triagePage) screening(items []recovery.Item) {
	t := p.texts
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
	t := p.texts
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
		return p.texts.Text("plan.before", "span", p.span(e))
	}
	return p.until(e)
}
