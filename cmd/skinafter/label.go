package main

import (
	"encoding/json"
	"time"

	"skinafter"
	"skinafter/label"
)

// labelCommand reads labels.
type labelCommand struct {
	jsonFlag
	NDJSON bool   `name:"ndjson" help:"Read one {\"id\",\"text\"} a line from standard input, answer each with a line."`
	File   string `arg:"" optional:"" default:"-" help:"Text of a label; - is standard input."`
}

// labelLine is one line of label --ndjson.
type labelLine struct {
	ID   json.RawMessage `json:"id"`
	Text *string         `json:"text"`
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
		return s.writeJSON(labelOnWire(l, s.base))
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	page := labelPage{sheet: s.sheet(), speech: newSpeech(texts, s.base, s.main.Now(), time.Time{})}
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
		var in labelLine
		if err := decodeLine(line, &in); err != nil {
			return nil, err
		}
		if err := checkLineText(in.Text); err != nil {
			return nil, err
		}
		w := labelOnWire(reader.Parse(*in.Text), s.base)
		w.ID = orNull(in.ID)
		return w, nil
	})
}

// checkLineText holds the text of a line to the bounds of a file.
func checkLineText(text *string) error {
	switch {
	case text == nil:
		return &skinafter.InputError{Field: "text", Want: "the text of a label"}
	case len(*text) > label.MaxBytes:
		return &skinafter.InputError{Field: "text", Want: "at most 64 KiB of text, there is more"}
	}
	_, err := checkText("text", []byte(*text))
	return err
}

func orNull(id json.RawMessage) json.RawMessage {
	if len(id) == 0 {
		return json.RawMessage("null")
	}
	return id
}
