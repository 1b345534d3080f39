package main

import (
	"cmp"
	"fmt"
	"os"

	"skinafter/internal/intake"
	"skinafter/internal/wire"

	"golang.org/x/term"

	"skinafter"
)

// triageCommand says how soon someone should look.
type triageCommand struct {
	jsonFlag
	NDJSON  bool   `name:"ndjson" help:"Read one {\"id\",\"fields\",\"text\"} a line from standard input, answer each with a line."`
	Ask     bool   `help:"Ask one question at a time, also where standard input is no terminal."`
	Text    string `placeholder:"WORDS" help:"Your own words, beside FILE or without one."`
	Country string `placeholder:"CODE" help:"Show the emergency numbers of this country: de, us ..."`
	Full    bool   `help:"Show everything that took part, and every source."`
	FailOn  string `name:"fail-on" placeholder:"LEVEL" help:"Exit with 1 at this level or above: watch, contact, same-day, emergency."`
	File    string `arg:"" optional:"" help:"What was reported, as YAML or JSON: see docs/machine-interface.md; - is standard input. Without it you are asked."`
}

// Run is called by kong.
func (c *triageCommand) Run(s *session) error {
	failOn, err := levelThreshold(c.FailOn)
	if err != nil {
		return err
	}
	desk, err := s.desk()
	if err != nil {
		return err
	}
	if err := desk.CheckCountry("--country", c.Country); err != nil {
		return err
	}
	if c.NDJSON {
		return c.lines(s, desk, failOn)
	}
	r, err := c.report(s, desk)
	if err != nil {
		return err
	}
	a := desk.Assess(r)
	if c.JSON {
		err = s.writeJSON(wire.Triage(s.base, r, a, c.Country))
	} else {
		err = c.page(s, r, a)
	}
	return cmp.Or(err, flaws(r.Problems), failOn.judge(a.Finding.Level))
}

// report is what the person says: in a file, in words, or asked for.
func (c *triageCommand) report(s *session, desk intake.Desk) (*intake.Report, error) {
	switch {
	case c.Ask && c.File != "":
		return nil, &skinafter.InputError{Field: "--ask", Want: "questions or FILE, not both"}
	case c.Ask, c.File == "" && c.Text == "" && s.isTerminal():
		return c.interview(s, desk)
	case c.File == "" && c.Text != "":
		if err := intake.CheckWords("--text", c.Text); err != nil {
			return nil, err
		}
		return desk.Words(c.Text), nil
	}
	in, err := s.readReport(c.File)
	if err != nil {
		return nil, err
	}
	if c.Text != "" {
		in.Text = &c.Text
	}
	return desk.Report(in)
}

func (s *session) isTerminal() bool {
	f, ok := s.in.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (c *triageCommand) lines(s *session, desk intake.Desk, failOn levels) error {
	if c.File != "" || c.Ask || c.Text != "" {
		return &skinafter.InputError{Field: "--ndjson", Want: "lines on standard input, without FILE, --text or --ask"}
	}
	worst := skinafter.Normal
	err := s.eachReport(func(r *intake.Report) any {
		a := desk.Assess(r)
		worst = max(worst, a.Finding.Level)
		w := wire.Triage(s.base, r, a, cmp.Or(r.Country, c.Country))
		return &w
	})
	return cmp.Or(err, failOn.judge(worst))
}

// flaws is the error for a report that was judged although a part of it could not be read.
func flaws(list []*skinafter.InputError) error {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	first := list[0]
	return &skinafter.InputError{Field: first.Field, Value: first.Value, Want: fmt.Sprintf("%s (%d problems in all; the rest was judged)", first.Want, len(list))}
}

// levels is the level from which on the exit code is 1.
type levels struct {
	set bool
	at  skinafter.Level
}

func levelThreshold(word string) (levels, error) {
	if word == "" {
		return levels{}, nil
	}
	at, err := skinafter.ParseLevel(word)
	if err != nil || at == skinafter.Normal {
		return levels{}, &skinafter.InputError{Field: "--fail-on", Value: intake.Short(word), Want: "watch, contact, same-day or emergency"}
	}
	return levels{true, at}, nil
}

func (l levels) judge(level skinafter.Level) error {
	if l.set && level >= l.at {
		return errWarned
	}
	return nil
}
