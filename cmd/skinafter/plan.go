package main

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"skinafter"
	"skinafter/internal/clinic/assessment"
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
		return s.writeJSON(planOnWire(&plan, facts))
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
	if err := oneOfWords("--setting", c.Setting, settings); err != nil {
		return in, err
	}
	if _, err := parseProtocol("--protocol", c.Protocol); err != nil {
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

// clinicWire is a clinic's file: its name, and what it says instead.
type clinicWire struct {
	Clinic    string         `json:"clinic"    yaml:"clinic"`
	Overrides []overrideWire `json:"overrides" yaml:"overrides"`
}

type overrideWire struct {
	Step   string   `json:"step"    yaml:"step"`
	FromH  *float64 `json:"from_h"  yaml:"from_h"`
	UntilH *float64 `json:"until_h" yaml:"until_h"`
	Text   string   `json:"text"    yaml:"text"`
}

// readOverrides reads a clinic's file; an empty path is no clinic in particular.
func (s *session) readOverrides(path string) ([]recovery.Override, error) {
	if path == "" {
		return nil, nil
	}
	b, err := s.readBytes(path, maxPersonBytes)
	if err != nil {
		return nil, err
	}
	if _, err := checkText(inputName(path), b); err != nil {
		return nil, err
	}
	var w clinicWire
	if err := unmarshalYAML(b, &w); err != nil {
		return nil, &skinafter.InputError{Field: path, Want: "a clinic with overrides; [line:column] " + firstLine(yaml.FormatError(err, false, false))}
	}
	var out []recovery.Override
	for i, o := range w.Overrides {
		for _, h := range []*float64{o.FromH, o.UntilH} {
			if h == nil {
				continue
			}
			if _, err := hours(fmt.Sprintf("%s: overrides[%d]", path, i), *h); err != nil {
				return nil, err
			}
		}
		out = append(out, recovery.Override{Step: o.Step, Clinic: w.Clinic, FromH: o.FromH, UntilH: o.UntilH, Text: o.Text})
	}
	return out, nil
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
