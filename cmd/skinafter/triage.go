package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/term"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/triage"
)

// triageCommand says how soon someone should look.
type triageCommand struct {
	jsonFlag
	NDJSON  bool   `name:"ndjson" help:"Read one {\"id\",\"fields\",\"text\"} a line from standard input, answer each with a line."`
	Ask     bool   `help:"Ask one question at a time, also where standard input is no terminal."`
	Text    string `placeholder:"WORDS" help:"Your own words, beside FILE or without one."`
	Country string `placeholder:"CODE" help:"Show the emergency numbers of this country: de, us ..."`
	Full    bool   `help:"Show everything that took part, and every source."`
	FailOn  string `name:"fail-on" placeholder:"LEVEL" help:"Exit with 1 at this level or above: watch, contact, same-day, emergency."`
	File    string `arg:"" optional:"" help:"What was reported, as YAML or JSON: see docs/machine-interface.md; - is standard input. Without it you are asked."`
}

// triageLine is one line of triage --ndjson, and a whole file.
type triageLine struct {
	ID      json.RawMessage `json:"id"`
	Fields  json.RawMessage `json:"fields"`
	Text    *string         `json:"text"`
	Country string          `json:"country"`
}

// Run is called by kong.
func (c *triageCommand) Run(s *session) error {
	failOn, err := levelThreshold(c.FailOn)
	if err != nil {
		return err
	}
	if _, err := s.labels(); err != nil {
		return err
	}
	if err := s.checkCountry("--country", c.Country); err != nil {
		return err
	}
	if c.NDJSON {
		return c.lines(s, failOn)
	}
	r, err := c.report(s)
	if err != nil {
		return err
	}
	a := s.assess(r)
	if c.JSON {
		err = s.writeJSON(triageOnWire(s.base, r, a, c.Country))
	} else {
		err = c.page(s, r, a)
	}
	return cmp.Or(err, flaws(r.problems), failOn.judge(a.Finding.Level))
}

// report is what the person says: in a file, in words, or asked for.
func (c *triageCommand) report(s *session) (*reported, error) {
	switch {
	case c.Ask && c.File != "":
		return nil, &skinafter.InputError{Field: "--ask", Want: "questions or FILE, not both"}
	case c.Ask, c.File == "" && c.Text == "" && s.isTerminal():
		return c.interview(s)
	case c.File == "" && c.Text != "":
		if err := checkWords("--text", c.Text); err != nil {
			return nil, err
		}
		return s.wordsOnly(c.Text), nil
	}
	in, err := s.readReport(c.File)
	if err != nil {
		return nil, err
	}
	if c.Text != "" {
		in.Text = &c.Text
	}
	return s.reportOf(in)
}

func (s *session) isTerminal() bool {
	f, ok := s.in.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// maxReportBytes bounds a file of one report: years of check-ins fit in.
const maxReportBytes = 16 << 20

// readReport reads a file, YAML or JSON: the fields, or a line of the machine interface.
func (s *session) readReport(path string) (*triageLine, error) {
	b, err := s.readBytes(path, maxReportBytes)
	if err != nil {
		return nil, err
	}
	name := inputName(path)
	if _, err := checkText(name, b); err != nil {
		return nil, err
	}
	if !json.Valid(b) {
		if b, err = yamlToJSON(name, b); err != nil {
			return nil, err
		}
	}
	var in triageLine
	if err := decodeLine(b, &in); err != nil {
		return nil, under(name, err)
	}
	if isNull(in.Fields) && in.Text == nil {
		in.Fields = b
	}
	return &in, nil
}

// yamlToJSON rewrites a report in YAML.
func yamlToJSON(name string, b []byte) ([]byte, error) {
	if n := strings.Count(string(b), "\n"); n > maxPersonLines {
		return nil, &skinafter.InputError{Field: name, Want: fmt.Sprintf("at most %d lines of YAML, there are %d; write JSON", maxPersonLines, n)}
	}
	var v map[string]any
	if err := unmarshalYAML(b, &v); err != nil {
		return nil, &skinafter.InputError{Field: name, Want: "a report as in docs/machine-interface.md; [line:column] " + firstLine(yaml.FormatError(err, false, false))}
	}
	out, err := json.Marshal(v)
	if err != nil {
		return nil, &skinafter.InputError{Field: name, Want: "a report as in docs/machine-interface.md"}
	}
	return out, nil
}

// reportOf reads fields and words of a line.
func (s *session) reportOf(in *triageLine) (*reported, error) {
	if err := s.checkCountry("country", in.Country); err != nil {
		return nil, err
	}
	if in.Text != nil {
		if err := checkWords("text", *in.Text); err != nil {
			return nil, err
		}
	}
	if isNull(in.Fields) {
		if in.Text == nil {
			return nil, &skinafter.InputError{Field: "fields", Want: "the fields of a report, or text"}
		}
		return s.wordsOnly(*in.Text), nil
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(in.Fields, &object) != nil {
		return nil, &skinafter.InputError{Field: "fields", Value: short(string(in.Fields)), Want: "an object"}
	}
	r := readFields(in.Fields, s.reader)
	if in.Text != nil {
		r.situation.Text = strings.TrimSpace(r.situation.Text + "\n" + *in.Text)
	}
	r.complete(s.base, s.options.Lang, s.reader)
	return r, nil
}

// wordsOnly is a report of somebody's own words.
func (s *session) wordsOnly(words string) *reported {
	r := &reported{}
	r.situation.Text = words
	r.heard = triage.Read(s.base, words, s.options.Lang)
	r.labels = s.reader
	r.words = true
	return r
}

// checkWords holds words to the bounds of a file.
func checkWords(field, words string) error {
	if err := checkLineText(&words); err != nil {
		var input *skinafter.InputError
		if errors.As(err, &input) {
			return &skinafter.InputError{Field: field, Want: strings.Replace(input.Want, "the text of a label", "text", 1)}
		}
		return err
	}
	return nil
}

// assess judges a report.
func (s *session) assess(r *reported) *assessment.Assessment {
	return assessment.Assess(s.base, r.readings(), r.options())
}

func (c *triageCommand) lines(s *session, failOn levels) error {
	if c.File != "" || c.Ask || c.Text != "" {
		return &skinafter.InputError{Field: "--ndjson", Want: "lines on standard input, without FILE, --text or --ask"}
	}
	worst := skinafter.Normal
	err := s.eachReport(func(r *reported) any {
		a := s.assess(r)
		worst = max(worst, a.Finding.Level)
		w := triageOnWire(s.base, r, a, orWord(r.country, c.Country))
		return &w
	})
	return cmp.Or(err, failOn.judge(worst))
}

// flaws is the error for a report that was judged although a part of it could not be read.
func flaws(list []*skinafter.InputError) error {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	first := list[0]
	return &skinafter.InputError{Field: first.Field, Value: first.Value, Want: fmt.Sprintf("%s (%d problems in all; the rest was judged)", first.Want, len(list))}
}

// levels is the level from which on the exit code is 1.
type levels struct {
	set bool
	at  skinafter.Level
}

func levelThreshold(word string) (levels, error) {
	if word == "" {
		return levels{}, nil
	}
	at, err := skinafter.ParseLevel(word)
	if err != nil || at == skinafter.Normal {
		return levels{}, &skinafter.InputError{Field: "--fail-on", Value: short(word), Want: "watch, contact, same-day or emergency"}
	}
	return levels{true, at}, nil
}

func (l levels) judge(level skinafter.Level) error {
	if l.set && level >= l.at {
		return errWarned
	}
	return nil
}

// checkCountry refuses a country whose numbers are not known.
func (s *session) checkCountry(field, code string) error {
	if code == "" {
		return nil
	}
	if _, known := triage.Numbers(s.base, code); !known {
		return &skinafter.InputError{Field: field, Value: short(code), Want: "one of " + strings.Join(keysOf(s.base.Emergency), ", ")}
	}
	return nil
}

func keysOf[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
