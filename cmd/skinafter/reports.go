package main

import (
	"encoding/json"
	"fmt"

	"skinafter/internal/intake"
	"skinafter/internal/wire"

	"skinafter"
)

// eachReport answers reports on standard input, one a line. A line whose values could be read
// only in part is answered, names its problems, and makes the exit code 2 at the end.
func (s *session) eachReport(answer func(*intake.Report) any) error {
	desk, err := s.desk()
	if err != nil {
		return err
	}
	flawed := 0
	err = s.eachLine(func(line []byte) (any, error) {
		var in intake.ReportLine
		if err := intake.Decode(line, &in); err != nil {
			return nil, err
		}
		r, err := desk.Report(&in)
		if err != nil {
			return nil, err
		}
		if len(r.Problems) > 0 {
			flawed++
		}
		return withID(answer(r), in.ID), nil
	})
	if err == nil && flawed > 0 {
		err = &skinafter.InputError{
			Field: fmt.Sprintf("%d lines", flawed),
			Want:  "values of docs/vocabulary.md; their answers name under problems what is none, and judge the rest",
		}
	}
	return err
}

// withID puts the id of a line into its answer.
func withID(answer any, id json.RawMessage) any {
	switch w := answer.(type) {
	case *wire.TriageAnswer:
		w.ID = wire.OrNull(id)
	case *wire.ReadyAnswer:
		w.ID = wire.OrNull(id)
	case *wire.ScreenAnswer:
		w.ID = wire.OrNull(id)
	}
	return answer
}

// readReport reads a file, YAML or JSON: the fields, or a line of the machine interface.
func (s *session) readReport(path string) (*intake.ReportLine, error) {
	b, err := s.readBytes(path, intake.MaxReportBytes)
	if err != nil {
		return nil, err
	}
	return intake.ReadReport(inputName(path), b)
}
