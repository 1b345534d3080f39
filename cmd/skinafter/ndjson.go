package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"skinafter"
)

// maxLine bounds one line of NDJSON: a label of full size whose every byte is written as
// \u00XX, and room for course and person.
const maxLine = 1 << 20

// badLines ends a run that answered everything but had to refuse some lines.
type badLines struct{ n, first int }

// Error says how many lines were refused.
func (b *badLines) Error() string {
	if b.n == 1 {
		return fmt.Sprintf("line %d could not be used; its answer line says why", b.first)
	}
	return fmt.Sprintf("%d lines could not be used, the first is line %d; their answer lines say why", b.n, b.first)
}

// lineError is what stands in the place of an answer to a line that cannot be used.
type lineError struct {
	ID    json.RawMessage `json:"id"`
	Error lineProblem     `json:"error"`
}

type lineProblem struct {
	Line    int    `json:"line"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

// eachLine reads NDJSON from standard input and writes one line for each, in order, as it
// goes: what answer returns, or what is wrong with the line. Lines of white space alone
// are passed over. An answer is written whole or not at all.
func (s *session) eachLine(answer func(line []byte) (any, error)) error {
	in := bufio.NewReaderSize(s.in, 64<<10)
	bad := &badLines{}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for n := 1; s.ctx.Err() == nil; n++ {
		line, err := readLine(in)
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err != nil && !errors.Is(err, errLongLine) {
			return fmt.Errorf("reading line %d: %w", n, err)
		}
		var a any
		if err == nil {
			a, err = answer(line)
		}
		if err != nil {
			a = refuse(line, n, err)
			if bad.n++; bad.n == 1 {
				bad.first = n
			}
		}
		out.Reset()
		if err := enc.Encode(a); err != nil {
			return fmt.Errorf("answer to line %d: %w", n, err)
		}
		if _, err := s.out.Write(out.Bytes()); err != nil {
			return fmt.Errorf("writing the answer to line %d: %w", n, err)
		}
	}
	if bad.n > 0 {
		return bad
	}
	return s.ctx.Err()
}

// errLongLine is a line over maxLine; the rest of it has been skipped.
var errLongLine = &skinafter.InputError{Want: fmt.Sprintf("a line of at most %d KiB", maxLine>>10)}

// readLine reads one line without its end. io.EOF comes only when nothing is left.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		piece, err := in.ReadSlice('\n')
		if len(line) <= maxLine {
			line = append(line, piece...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(line) == 0:
			return nil, io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) > maxLine {
			return nil, errLongLine
		}
		return line, nil
	}
}

// refuse is the answer to a line that cannot be used. The id comes along where it can be
// read.
func refuse(line []byte, n int, err error) lineError {
	var known struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(line, &known) != nil || len(known.ID) == 0 {
		known.ID = json.RawMessage("null")
	}
	p := lineProblem{Line: n, Message: err.Error()}
	var input *skinafter.InputError
	if errors.As(err, &input) {
		p.Field = input.Field
		p.Message = (&skinafter.InputError{Value: input.Value, Want: input.Want, Field: orLine(input.Field)}).Error()
	}
	return lineError{ID: known.ID, Error: p}
}

func orLine(field string) string {
	if field == "" {
		return "line"
	}
	return field
}

// writeJSON writes one indented JSON value, the answer of a command that answers once.
func (s *session) writeJSON(v any) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	if _, err := s.out.Write(out.Bytes()); err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	return nil
}
