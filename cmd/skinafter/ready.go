package main

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/internal/wire"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// readyCommand says whether the next session may go ahead.
type readyCommand struct {
	jsonFlag
	NDJSON   bool     `name:"ndjson" help:"Read one {\"id\",\"fields\",\"text\"} a line from standard input, answer each with a line."`
	Answered []string `placeholder:"TOPIC" help:"What was settled: passport (every product of the last session is written down), agreed (the next products), screening (the questions before it)."`
	End      string   `name:"end" placeholder:"TIME" help:"When the last treatment ended, for dates."`
	FailOn   string   `name:"fail-on" placeholder:"WORD" help:"Exit with 1 when the answer is this careful or more: screening, not-yet, hold-until-reviewed, no."`
	File     string   `arg:"" optional:"" default:"-" help:"What was reported, as YAML or JSON: see docs/machine-interface.md; - is standard input."`
}

// Run is called by kong.
func (c *readyCommand) Run(s *session) error {
	failOn, err := sessionThreshold(c.FailOn)
	if err != nil {
		return err
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
		return c.lines(s, desk, failOn)
	}
	in, err := s.readReport(c.File)
	if err != nil {
		return err
	}
	r, err := desk.Report(in)
	if err != nil {
		return err
	}
	now := s.main.Now()
	if c.End != "" {
		if r.Situation.Course.End, err = intake.ParseEnd("--end", c.End, now); err != nil {
			return err
		}
	}
	a := desk.Assess(r, c.Answered...)
	if c.JSON {
		err = s.writeJSON(wire.Ready(s.base, r, a))
	} else {
		err = c.page(s, r, a, now)
	}
	return cmp.Or(err, flaws(r.Problems), failOn.judge(a.Ready.Answer))
}

func (c *readyCommand) lines(s *session, desk intake.Desk, failOn sessions) error {
	if c.File != "-" {
		return &skinafter.InputError{Field: "--ndjson", Want: "lines on standard input, without FILE"}
	}
	worst := recovery.Go
	err := s.eachReport(func(r *intake.Report) any {
		a := desk.Assess(r, c.Answered...)
		worst = max(worst, a.Ready.Answer)
		w := wire.Ready(s.base, r, a)
		return &w
	})
	return cmp.Or(err, failOn.judge(worst))
}

// sessions is the answer from which on the exit code is 1.
type sessions struct {
	set bool
	at  recovery.Session
}

func sessionThreshold(word string) (sessions, error) {
	if word == "" {
		return sessions{}, nil
	}
	at := slices.Index(knowledge.ReadyWords(), word)
	if at < 1 {
		return sessions{}, &skinafter.InputError{Field: "--fail-on", Value: intake.Short(word), Want: strings.Join(knowledge.ReadyWords()[1:], ", ")}
	}
	return sessions{true, recovery.Session(at)}, nil
}

func (t sessions) judge(answer recovery.Session) error {
	if t.set && answer >= t.at {
		return errWarned
	}
	return nil
}

// page prints readiness for people.
func (c *readyCommand) page(s *session, r *intake.Report, a *assessment.Assessment, now time.Time) error {
	p, err := s.triagePage(r, a, true)
	if err != nil {
		return err
	}
	p.Now = now
	p.ready()
	return s.print(p.sheet)
}

// ready writes the answer about the next session: the answer, its date, the reasons and what
// would change each.
func (p *triagePage) ready() {
	t, y := p.Texts, &p.a.Ready
	style := paper.Yellow
	switch y.Answer {
	case recovery.Go:
		style = paper.Green
	case recovery.Hold, recovery.Never:
		style = paper.Red
	case recovery.Screening, recovery.NotYet:
	}
	p.sheet.Para(style, 0, t.Text("ready."+y.Answer.String()))
	switch {
	case y.Answer == recovery.NotYet && y.Until != nil && y.Undated:
		p.sheet.Para(style, 0, t.Text("ready.earliest_open", "until", p.Until(*y.Until)))
	case y.Answer == recovery.NotYet && y.Until != nil:
		p.sheet.Para(style, 0, t.Text("ready.earliest", "until", p.Until(*y.Until)))
	}
	if p.finding.Level >= skinafter.SameDay && len(p.finding.Advice) > 0 {
		p.sheet.Gap()
		p.sheet.Para(paper.Red, 0, p.finding.Advice[0].Text)
	}
	p.readCarefully()
	named := &sourceList{page: &p.checkPage, seen: map[string]bool{}, statements: map[string][]string{}}
	if len(y.Reasons) > 0 {
		p.sheet.Heading(t.Text("check.why"))
	}
	for _, x := range y.Reasons {
		key := recovery.ReadyKey
		if x.Screening {
			key = recovery.ScreenKey
		}
		p.sheet.Item(paper.Plain, "  - ", t.Text("ready.reason", "answer", t.Text("ready.short."+x.Answer.String()),
			"because", p.translated(key(x.ID, "because"), x.Because))+" "+p.sourced(x.ID, x.Cites, x.Basis))
		field := "change"
		if x.Screening {
			field = "ask"
		}
		if x.Change != "" {
			p.sheet.Para(paper.Plain, 4, t.Text("ready.change", "change", p.translated(key(x.ID, field), x.Change)))
		}
		named.add(x.Cites)
	}
	if y.Reacted {
		p.sheet.Gap()
		p.sheet.Para(paper.Yellow, 0, t.Text("ready.reacted"))
	}
	named.write()
	p.ending()
}
