package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/term"

	"skinafter/internal/cabinet"
	"skinafter/internal/catalogue"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/knowledge"
	"skinafter/label"
)

// session is one run of the program: what a command may use.
type session struct {
	ctx     context.Context
	main    *Main
	in      io.Reader
	out     io.Writer
	err     io.Writer
	options options

	factsOnce sync.Once
	base      *knowledge.Base
	factsErr  error
	reader    *label.Reader
}

// facts loads the knowledge, with the names that the user imported, once.
func (s *session) facts() (*knowledge.Base, error) {
	s.factsOnce.Do(func() {
		own, err := s.cabinet().Names()
		if err == nil && len(own) == 0 {
			s.base, s.factsErr = s.plainFacts()
			return
		}
		files, err2 := s.files()
		if s.factsErr = errors.Join(err, err2); s.factsErr != nil {
			return
		}
		if s.base, s.factsErr = knowledge.Load(files); s.factsErr == nil {
			s.base.Names = append(s.base.Names, own...)
		}
	})
	return s.base, s.factsErr
}

// embedded is the knowledge that the program came with. It is shared and never changed.
var embedded = sync.OnceValues(func() (*knowledge.Base, error) { return knowledge.Load(knowledge.Embedded()) })

// plainFacts are the knowledge of the run without imported names.
func (s *session) plainFacts() (*knowledge.Base, error) {
	if s.options.Facts == "" {
		return embedded()
	}
	files, err := s.files()
	if err != nil {
		return nil, err
	}
	return knowledge.Load(files)
}

// labels is the reader of labels.
func (s *session) labels() (*label.Reader, error) {
	facts, err := s.facts()
	if err != nil {
		return nil, err
	}
	if s.reader == nil {
		s.reader = label.NewReader(facts)
	}
	return s.reader, nil
}

// desk takes reports and questions and answers them.
func (s *session) desk() (intake.Desk, error) {
	reader, err := s.labels()
	return intake.Desk{Facts: s.base, Labels: reader, Lang: s.options.Lang}, err
}

// cabinet is the folder that holds the user's own names and products.
func (s *session) cabinet() *cabinet.Cabinet { return cabinet.At(cabinet.Folder(s.main.Getenv)) }

// texts is the catalogue of the language asked for.
func (s *session) texts() (*catalogue.Catalogue, error) { return catalogue.Load(s.options.Lang) }

// sheet is an empty page for standard output: coloured and as wide as the terminal where
// it is one, else plain and of full width.
func (s *session) sheet() *paper.Sheet {
	sheet := &paper.Sheet{Colour: wantsColour(isTerminal(s.out), s.options.NoColor, s.main.Getenv)}
	if f, ok := s.out.(*os.File); ok && isTerminal(f) {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil {
			sheet.Width = columns
		}
	}
	return sheet
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// wantsColour decides about colour (no-color.org): only on a terminal that can show it, and
// not where the user said no.
func wantsColour(terminal, never bool, getenv func(string) string) bool {
	return terminal && !never && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

// print writes a finished page.
func (s *session) print(sheet *paper.Sheet) error {
	if _, err := s.out.Write(sheet.Bytes()); err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	return nil
}
