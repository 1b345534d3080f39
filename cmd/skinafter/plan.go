package main

import (
	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/intake"
	"skinafter/internal/wire"
	"skinafter/recovery"
)

// planCommand lays out a treatment's way from two weeks before to a year after.
type planCommand struct {
	courseFlags
	jsonFlag
	calendarFlags
	Setting string `placeholder:"NAME" help:"Where it is done: clinic, salon, spa, home, unlicensed."`
	Person  string `placeholder:"FILE" help:"Who it is about, as YAML or JSON: see docs/vocabulary.md."`
	Clinic  string `placeholder:"FILE" help:"Your clinic's own times and words for some steps, laid on top: see docs/machine-interface.md."`
	Full    bool   `help:"Show what is over too, and every reason."`
}

// Run is called by kong.
func (c *planCommand) Run(s *session) error {
	if c.ICS && c.JSON {
		return &skinafter.InputError{Field: "--ics and --json", Want: "one of the two"}
	}
	in, err := c.input(s)
	if err != nil {
		return err
	}
	facts, err := s.facts()
	if err != nil {
		return err
	}
	in.Reaction = assessment.Reacts(facts, in.Situation)
	plan := recovery.Plan(facts, in)
	switch {
	case c.ICS:
		return c.calendar(s, &plan)
	case c.JSON:
		return s.writeJSON(wire.Plan(facts, &plan))
	default:
		return c.page(s, in.Situation, &plan)
	}
}

// input is what the flags and files say.
func (c *planCommand) input(s *session) (recovery.PlanInput, error) {
	var in recovery.PlanInput
	now, err := c.now(s)
	if err != nil {
		return in, err
	}
	sit := &in.Situation
	if sit.Course, err = c.course(); err != nil {
		return in, err
	}
	if err := intake.OneOf("--setting", c.Setting, intake.Settings); err != nil {
		return in, err
	}
	if _, err := intake.ParseProtocol("--protocol", c.Protocol); err != nil {
		return in, err
	}
	sit.Setting = c.Setting
	if sit.At, sit.Course.End, err = c.moment(now); err != nil {
		return in, err
	}
	sit.Course.End = sit.Course.End.In(now.Location())
	if sit.Person, err = s.readPerson(c.Person); err != nil {
		return in, err
	}
	if sit.Person.Latest != nil {
		sit.CheckIns = []skinafter.CheckIn{*sit.Person.Latest}
	}
	in.Overrides, err = s.readOverrides(c.Clinic)
	return in, err
}

// readOverrides reads a clinic's file; an empty path is no clinic in particular.
func (s *session) readOverrides(path string) ([]recovery.Override, error) {
	if path == "" {
		return nil, nil
	}
	b, err := s.readBytes(path, intake.MaxPersonBytes)
	if err != nil {
		return nil, err
	}
	if _, err := intake.CheckText(inputName(path), b); err != nil {
		return nil, err
	}
	return intake.ReadClinic(path, b)
}
