package main

import (
	"encoding/json"
	"fmt"

	"skinafter"
)

// eachReport answers reports on standard input, one a line. A line whose values could be read
// only in part is answered, names its problems, and makes the exit code 2 at the end.
func (s *session) eachReport(answer func(*reported) any) error {
	flawed := 0
	err := s.eachLine(func(line []byte) (any, error) {
		var in triageLine
		if err := decodeLine(line, &in); err != nil {
			return nil, err
		}
		r, err := s.reportOf(&in)
		if err != nil {
			return nil, err
		}
		if len(r.problems) > 0 {
			flawed++
		}
		r.country = in.Country
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
	case *triageWire:
		w.ID = orNull(id)
	case *readyWire:
		w.ID = orNull(id)
	case *screenWire:
		w.ID = orNull(id)
	}
	return answer
}
