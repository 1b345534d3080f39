package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/intake"
	"skinafter/label"
	"skinafter/verdict"
)

// vignettesCommand runs a file of vignettes and counts what is right.
type vignettesCommand struct {
	jsonFlag
	Text bool   `help:"Judge the narrative alone, without the fields."`
	File string `arg:"" help:"Vignettes, one JSON object a line, as in rules.md section 9; - is standard input."`
}

// vignette is one line of the file.
type vignette struct {
	ID        string          `json:"id"`
	Narrative string          `json:"narrative"`
	Fields    json.RawMessage `json:"fields"`
	Expected  struct {
		Triage      skinafter.Level   `json:"triage"`
		Acceptable  []skinafter.Level `json:"acceptable"`
		Causes      []string          `json:"causes"`
		Ingredients []struct {
			Ingredient string   `json:"ingredient"`
			Class      string   `json:"class"`
			AtH        any      `json:"at_h"` // a number, or "during"
			Verdict    string   `json:"verdict"`
			UntilH     *float64 `json:"until_h"`
		} `json:"ingredients"`
		NextSession *string `json:"next_session"`
	} `json:"expected"`
}

// Run is called by kong.
func (c *vignettesCommand) Run(s *session) error {
	labels, err := s.labels()
	if err != nil {
		return err
	}
	score := newScore(c.Text)
	err = s.eachVignette(c.File, func(v *vignette) { score.add(s, v, labels) })
	if err != nil {
		return err
	}
	if c.JSON {
		return s.writeJSON(score.wire(s.base))
	}
	return score.page(s)
}

// maxVignettes bounds the bytes of a file of vignettes.
const maxVignettes = 64 << 20

// eachVignette decodes the lines of a file; the first that is none ends the run.
func (s *session) eachVignette(path string, visit func(*vignette)) error {
	b, err := s.readBytes(path, maxVignettes)
	if err != nil {
		return err
	}
	in := bufio.NewReaderSize(bytes.NewReader(b), 64<<10)
	n := 0
	for at := 1; ; at++ {
		line, err := readLine(in)
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var v vignette
		if err == nil {
			err = intake.Decode(line, &v)
		}
		if err == nil && v.ID == "" {
			err = &skinafter.InputError{Field: "id", Want: "the name of the vignette"}
		}
		if err != nil {
			return intake.Under(fmt.Sprintf("%s line %d", inputName(path), at), err)
		}
		visit(&v)
		n++
	}
	if n == 0 {
		return &skinafter.InputError{Field: inputName(path), Want: "vignettes, one JSON object a line"}
	}
	return nil
}

// verdictOf is the answer about one ingredient of a vignette.
func verdictOf(s *session, situation skinafter.Situation, name string, at any, labels *label.Reader) verdict.Answer {
	q := assessment.Question(situation)
	if h, isHour := at.(float64); isHour {
		q.At = skinafter.At(skinafter.Hours(h))
	} else {
		q.During = true
	}
	return verdict.Judge(s.base, q, intake.ProductOf(name, labels))
}

// answer judges a vignette by its fields, or by its words alone.
func (c *score) answer(s *session, v *vignette) (*assessment.Assessment, []*skinafter.InputError) {
	desk := intake.Desk{Facts: s.base, Labels: s.reader, Lang: s.options.Lang}
	if c.text {
		return desk.Assess(desk.Words(v.Narrative)), nil
	}
	r := desk.Fields(v.Fields)
	// A vignette has no field for what was agreed for the next session.
	return desk.Assess(r, intake.TopicAgreed), r.Problems
}
