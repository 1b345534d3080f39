package main

import (
	"time"

	"skinafter/internal/intake"
	"skinafter/internal/wire"

	"skinafter"
	"skinafter/internal/speech"
)

// labelCommand reads labels.
type labelCommand struct {
	jsonFlag
	NDJSON bool   `name:"ndjson" help:"Read one {\"id\",\"text\"} a line from standard input, answer each with a line."`
	File   string `arg:"" optional:"" default:"-" help:"Text of a label; - is standard input."`
}

// Run is called by kong.
func (c *labelCommand) Run(s *session) error {
	if c.NDJSON {
		return c.lines(s)
	}
	text, err := s.readText(c.File)
	if err != nil {
		return err
	}
	reader, err := s.labels()
	if err != nil {
		return err
	}
	l := reader.Parse(text)
	if c.JSON {
		return s.writeJSON(wire.Label(s.base, l))
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	page := labelPage{sheet: s.sheet(), Speech: speech.New(texts, s.base).At(s.main.Now(), time.Time{})}
	page.write(l)
	return s.print(page.sheet)
}

func (c *labelCommand) lines(s *session) error {
	if c.File != "-" {
		return &skinafter.InputError{Field: "--ndjson", Want: "lines on standard input, without FILE"}
	}
	reader, err := s.labels()
	if err != nil {
		return err
	}
	return s.eachLine(func(line []byte) (any, error) {
		var in intake.LabelLine
		if err := intake.Decode(line, &in); err != nil {
			return nil, err
		}
		if err := intake.CheckLabel(in.Text); err != nil {
			return nil, err
		}
		w := wire.Label(s.base, reader.Parse(*in.Text))
		w.ID = wire.OrNull(in.ID)
		return w, nil
	})
}
