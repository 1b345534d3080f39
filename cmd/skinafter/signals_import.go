package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/interop/caers"
	"skinafter/interop/openfda"
	"skinafter/signal"
)

// signalsImport turns the files of authorities into rows.
type signalsImport struct {
	jsonFlag
	Output   string   `short:"o" placeholder:"FILE" help:"Write the rows here and not to standard output."`
	From     string   `placeholder:"KIND" help:"caers (CSV) or openfda (JSON: food, cosmetic and device events); without it the file itself tells."`
	Industry []string `placeholder:"CODE,..." help:"Only products of these FDA industry codes: 53 is cosmetics, 54 supplements."`
	Problems bool     `name:"device-problems" help:"Count what went wrong with a device as events too."`
	File     string   `arg:"" help:"The file as the FDA gives it, also gzipped; - is standard input."`
}

// rowReader is what the readers of foreign files have in common.
type rowReader interface {
	Read() (signal.Row, error)
	Tally() signal.Intake
}

// intakeWire is the answer of signals import --json.
type intakeWire struct {
	From      string    `json:"from"`
	Hash      string    `json:"sha256"` // of the file as it lies on the disk
	Program   string    `json:"program"`
	Read      int64     `json:"read"` // lines of CAERS, reports of openFDA
	Used      int64     `json:"used"`
	Rows      int64     `json:"rows_written"`
	Refused   []refusal `json:"refused"`
	LeftOut   []refusal `json:"left_out"`
	Noted     []refusal `json:"noted"` // used, with something that could not be read or must be known
	Converted int64     `json:"converted"`
}

// rowColumns are the columns that import writes and signals reads.
const rowColumns = "report,product,event,role,sex,age,year,date,modality,depth_class,onset_h,serious\n"

// Run is called by kong.
func (c *signalsImport) Run(s *session) (err error) {
	if err := intake.OneOf("--from", c.From, "caers openfda"); err != nil {
		return err
	}
	if c.JSON && c.Output == "" {
		return &skinafter.InputError{Field: "--json", Want: "together with --output FILE: the rows go to standard output"}
	}
	src, err := s.open(c.File)
	if err != nil {
		return err
	}
	defer src.close()
	kind, reader, err := c.reader(src)
	if err != nil {
		return src.wrong(err)
	}
	out, done, err := c.target(s)
	if err != nil {
		return err
	}
	err = c.copy(s, reader, out)
	if err = errors.Join(err, done(err)); err != nil {
		return src.wrong(err)
	}
	w := intakeOnWire(kind, reader.Tally())
	if w.Hash, err = src.finish(); err != nil {
		return err
	}
	if c.JSON {
		return s.writeJSON(w)
	}
	return w.report(s.err)
}

// reader opens the file's reader. JSON starts with a bracket, CSV does not.
func (c *signalsImport) reader(src *source) (kind string, r rowReader, err error) {
	in := bufio.NewReaderSize(src.in, 64<<10)
	if kind = c.From; kind == "" {
		kind = "caers"
		start, err := in.Peek(512)
		if err != nil && !errors.Is(err, io.EOF) {
			return "", nil, err
		}
		if start = bytes.TrimSpace(bytes.TrimPrefix(start, []byte("\ufeff"))); len(start) > 0 && (start[0] == '{' || start[0] == '[') {
			kind = "openfda"
		}
	}
	if kind == "openfda" {
		r, err = openfda.NewReader(in, openfda.Options{Industries: c.Industry, DeviceProblems: c.Problems})
		return kind, r, err
	}
	r, err = caers.NewReader(in, caers.Options{Industries: c.Industry})
	return kind, r, err
}

// target is where the rows go. A file appears whole or not at all.
func (c *signalsImport) target(s *session) (out io.Writer, done func(error) error, err error) {
	if c.Output == "" {
		return s.out, func(error) error { return nil }, nil
	}
	f, err := os.CreateTemp(filepath.Dir(c.Output), ".signals-*")
	if err != nil {
		return nil, nil, &skinafter.InputError{Field: "--output", Value: c.Output, Want: "a file that can be written: " + cause(err)}
	}
	return f, func(failed error) error {
		err := f.Close()
		if failed == nil && err == nil {
			err = os.Rename(f.Name(), c.Output)
		}
		if failed != nil || err != nil {
			_ = os.Remove(f.Name())
		}
		return err
	}, nil
}

// copy writes every row.
func (c *signalsImport) copy(s *session, in rowReader, to io.Writer) error {
	out := bufio.NewWriterSize(to, 1<<18)
	_, err := out.WriteString(rowColumns)
	var line []byte
	for n := 0; err == nil; n++ {
		if n%4096 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		row, readErr := in.Read()
		if errors.Is(readErr, io.EOF) {
			break
		}
		if readErr != nil {
			return readErr
		}
		line = appendRow(line[:0], &row)
		_, err = out.Write(line)
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("writing rows: %w", err)
	}
	return nil
}

// appendRow writes a row as longrows reads it; what is not said is empty.
func appendRow(b []byte, r *signal.Row) []byte {
	text := func(s string) {
		if s != "" {
			b = appendCell(b, s)
		}
		b = append(b, ',')
	}
	number := func(n signal.Number) {
		if n.Known {
			b = strconv.AppendFloat(b, n.Value, 'g', -1, 64)
		}
		b = append(b, ',')
	}
	text(r.Report)
	text(r.Product)
	text(r.Event)
	if r.Role != signal.RoleUnknown {
		b = append(b, r.Role.String()...)
	}
	b = append(b, ',')
	text(r.Sex)
	number(r.Age)
	if r.Year != 0 {
		b = strconv.AppendInt(b, int64(r.Year), 10)
	}
	b = append(b, ',')
	text(r.Date)
	text(r.Modality)
	text(r.Depth)
	number(r.OnsetH)
	switch r.Serious {
	case signal.Yes:
		b = append(b, "yes"...)
	case signal.No:
		b = append(b, "no"...)
	case signal.NotSaid:
	}
	return append(b, '\n')
}

func intakeOnWire(kind string, t signal.Intake) intakeWire {
	w := intakeWire{From: kind, Program: version, Read: t.Read, Used: t.Used, Rows: t.Rows, Converted: t.Converted}
	for _, list := range []struct {
		from []signal.Remark
		to   *[]refusal
	}{{t.Refused, &w.Refused}, {t.LeftOut, &w.LeftOut}, {t.Noted, &w.Noted}} {
		*list.to = []refusal{}
		for _, r := range list.from {
			*list.to = append(*list.to, refusal{Reason: r.Text, Rows: r.Count, Lines: r.Lines})
		}
	}
	return w
}

// report writes the ledger as lines; the rows may stand on standard output.
func (w *intakeWire) report(to io.Writer) error {
	var b bytes.Buffer
	what := map[string]string{"caers": "lines", "openfda": "reports"}[w.From]
	line := func(format string, a ...any) { fmt.Fprintf(&b, "skinafter: "+format+"\n", a...) }
	line("%s read as %s: %d, used: %d; rows written: %d", what, w.From, w.Read, w.Used, w.Rows)
	for _, list := range []struct {
		what string
		of   []refusal
	}{{"refused", w.Refused}, {"left out", w.LeftOut}, {"careful", w.Noted}} {
		for i := range list.of {
			line("%s: %d: %s (first on line %d)", list.what, list.of[i].Rows, paper.Clean(list.of[i].Reason), list.of[i].first())
		}
	}
	if w.Converted > 0 {
		line("%s that are not UTF-8 and were read as Windows-1252: %d", what, w.Converted)
	}
	line("skinafter %s, sha256 %s", version, w.Hash)
	_, err := to.Write(b.Bytes())
	return err
}
