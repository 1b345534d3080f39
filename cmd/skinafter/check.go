package main

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"skinafter"
	"skinafter/label"
	"skinafter/verdict"
)

// checkCommand judges products.
type checkCommand struct {
	courseFlags
	jsonFlag
	NDJSON     bool     `name:"ndjson" help:"Read one {\"id\",\"text\",\"course\",\"elapsed_h\",\"person\"} a line from standard input, answer each with a line."`
	Person     string   `placeholder:"FILE" help:"Who asks, as YAML or JSON: see docs/vocabulary.md."`
	Form       string   `placeholder:"FORM" help:"How it is used: leave-on, rinse-off, sunscreen, makeup, heavy-makeup, medicine."`
	Prescribed bool     `help:"The product was prescribed."`
	Tolerated  bool     `help:"This skin had the product before, without trouble."`
	During     bool     `help:"May it be put on while the skin is being opened?"`
	Barcode    []string `placeholder:"DIGITS" help:"Take the label of your own product with this barcode."`
	Full       bool     `help:"Show every conflict of sources on the page, not only those about the deciding answer."`
	FailOn     string   `name:"fail-on" placeholder:"WORD" help:"Exit with 1 when the answer is this careful or more: unknown, wait, no."`
	Files      []string `arg:"" optional:"" name:"file" help:"Texts of labels; - is standard input. Several are a shelf."`
}

// Run is called by kong.
func (c *checkCommand) Run(s *session) error {
	failOn, err := c.threshold()
	if err != nil {
		return err
	}
	if c.NDJSON {
		return c.lines(s, failOn)
	}
	q, err := c.question(s)
	if err != nil {
		return err
	}
	products, err := c.products(s)
	if err != nil {
		return err
	}
	if q.Person, err = s.readPerson(c.Person); err != nil {
		return err
	}
	facts, err := s.facts()
	if err != nil {
		return err
	}
	if len(products) > 1 {
		return c.shelf(s, q, products, failOn)
	}
	answer := verdict.Judge(facts, q, products[0])
	if c.JSON {
		err = s.writeJSON(answerOnWire(products[0].Label, &answer, facts))
	} else {
		err = c.page(s, q, products[0], &answer)
	}
	return errors.Join(err, failOn.judge(answer.Verdict))
}

// threshold is the answer from which on the exit code is 1.
type threshold struct {
	set bool
	at  verdict.Verdict
}

func (c *checkCommand) threshold() (threshold, error) {
	if c.FailOn == "" {
		return threshold{}, nil
	}
	t := threshold{set: true}
	if err := t.at.UnmarshalText([]byte(c.FailOn)); err != nil || t.at == verdict.OK {
		return t, &skinafter.InputError{Field: "--fail-on", Value: short(c.FailOn), Want: "no, wait or unknown"}
	}
	return t, nil
}

func (t threshold) judge(v verdict.Verdict) error {
	if t.set && v >= t.at {
		return errWarned
	}
	return nil
}

// question is what the flags ask, without the person.
func (c *checkCommand) question(s *session) (verdict.Question, error) {
	q := verdict.Question{During: c.During}
	now, err := c.now(s)
	if err != nil {
		return q, err
	}
	if q.Course, err = c.course(); err != nil {
		return q, err
	}
	if q.Protocol, err = parseProtocol("--protocol", c.Protocol); err != nil {
		return q, err
	}
	q.Now = now
	if c.During && c.Since == "" && c.End == "" {
		return q, nil
	}
	q.At, q.Course.End, err = c.moment(now)
	q.Course.End = q.Course.End.In(now.Location())
	return q, err
}

// products are the labels to judge: files, barcodes, or standard input.
func (c *checkCommand) products(s *session) ([]skinafter.Product, error) {
	form, err := parseForm("--form", c.Form)
	if err != nil {
		return nil, err
	}
	files := c.Files
	if len(files)+len(c.Barcode) == 0 {
		files = []string{"-"}
	}
	type kept struct {
		name, text string
		form       skinafter.Form
	}
	var list []kept
	stdin := false
	for _, file := range files {
		if file == "-" && stdin {
			return nil, &skinafter.InputError{Field: "-", Want: "standard input only once"}
		}
		stdin = stdin || file == "-"
		text, err := s.readText(file)
		if err != nil {
			return nil, err
		}
		list = append(list, kept{productName(file), text, form})
	}
	for _, digits := range c.Barcode {
		p, err := s.product(digits)
		if err != nil {
			return nil, err
		}
		if form != "" {
			p.Form = form
		}
		list = append(list, kept{p.Name, p.Text, p.Form})
	}
	reader, err := s.labels()
	if err != nil {
		return nil, err
	}
	products := make([]skinafter.Product, len(list))
	for i, k := range list {
		products[i] = skinafter.Product{Name: k.name, Label: reader.Parse(k.text), Form: k.form, Prescribed: c.Prescribed, Tolerated: c.Tolerated}
	}
	return products, nil
}

// productName is a name for the page: that of the file, without its ending.
func productName(file string) string {
	if file == "-" {
		return ""
	}
	base := filepath.Base(file)
	return strings.ReplaceAll(strings.TrimSuffix(base, filepath.Ext(base)), "-", " ")
}

// checkLine is one line of check --ndjson. What a line leaves out comes from the flags.
type checkLine struct {
	ID         json.RawMessage `json:"id"`
	Text       *string         `json:"text"`
	Name       string          `json:"name"`
	Form       string          `json:"form"`
	Prescribed bool            `json:"prescribed"`
	Tolerated  bool            `json:"tolerated"`
	Course     json.RawMessage `json:"course"`
	ElapsedH   *float64        `json:"elapsed_h"`     // hours since the treatment; negative before
	ElapsedMax *float64        `json:"elapsed_max_h"` // the largest possible, where it is not sure
	During     bool            `json:"during"`
	Protocol   string          `json:"protocol"`
	Person     json.RawMessage `json:"person"`
}

func (c *checkCommand) lines(s *session, failOn threshold) error {
	if len(c.Files)+len(c.Barcode) > 0 {
		return &skinafter.InputError{Field: "--ndjson", Want: "lines on standard input, without FILE or --barcode"}
	}
	now, err := c.now(s)
	if err != nil {
		return err
	}
	reader, err := s.labels()
	if err != nil {
		return err
	}
	worst := verdict.OK
	err = s.eachLine(func(line []byte) (any, error) {
		var in checkLine
		if err := decodeLine(line, &in); err != nil {
			return nil, err
		}
		q, p, err := c.ask(&in, now, reader)
		if err != nil {
			return nil, err
		}
		answer := verdict.Judge(s.base, q, p)
		worst = max(worst, answer.Verdict)
		w := answerOnWire(p.Label, &answer, s.base)
		w.ID = orNull(in.ID)
		return w, nil
	})
	if err != nil {
		return err
	}
	return failOn.judge(worst)
}

// ask is the question and the product of one line.
func (c *checkCommand) ask(in *checkLine, now time.Time, reader *label.Reader) (verdict.Question, skinafter.Product, error) {
	q := verdict.Question{During: in.During || c.During}
	p := skinafter.Product{Name: in.Name, Prescribed: in.Prescribed || c.Prescribed, Tolerated: in.Tolerated || c.Tolerated}
	if err := checkLineText(in.Text); err != nil {
		return q, p, err
	}
	var err error
	if p.Form, err = parseForm("form", orWord(in.Form, c.Form)); err != nil {
		return q, p, err
	}
	if q.Protocol, err = parseProtocol("protocol", orWord(in.Protocol, c.Protocol)); err != nil {
		return q, p, err
	}
	if q.Course, err = c.courseOf(in.Course, now); err != nil {
		return q, p, err
	}
	if err := c.momentOf(in, now, &q); err != nil {
		return q, p, err
	}
	if !isNull(in.Person) {
		var w personWire
		if err := decodeStrictly("person", in.Person, &w); err != nil {
			return q, p, err
		}
		if q.Person, err = w.person(reader); err != nil {
			return q, p, under("person", err)
		}
	}
	p.Label = reader.Parse(*in.Text)
	return q, p, nil
}

// courseOf is the course of a line, or that of the flags.
func (c *checkCommand) courseOf(raw json.RawMessage, now time.Time) (skinafter.Course, error) {
	if !isNull(raw) {
		w, err := decodeCourse(raw)
		if err != nil {
			return skinafter.Course{}, err
		}
		return w.course(now)
	}
	if c.Modality == "" {
		return skinafter.Course{}, &skinafter.InputError{Field: "course", Want: "a treatment, such as {\"modality\":\"needling\",\"depth_mm\":1.5}"}
	}
	return c.course()
}

// momentOf fills the time of the question: of the line, else of its course's end, else of
// the flags. Dates come only where the end is known.
func (c *checkCommand) momentOf(in *checkLine, now time.Time, q *verdict.Question) error {
	switch {
	case in.ElapsedH != nil:
		from, err := hours("elapsed_h", *in.ElapsedH)
		if err != nil {
			return err
		}
		q.At = skinafter.At(from)
		if in.ElapsedMax != nil {
			to, err := hours("elapsed_max_h", *in.ElapsedMax)
			if err != nil {
				return err
			}
			q.At = skinafter.Between(from, to)
		}
	case !q.Course.End.IsZero():
		q.At = skinafter.At(skinafter.Since(q.Course.End, now))
	case c.Since != "" || c.End != "":
		var err error
		q.At, q.Course.End, err = c.moment(now)
		return err
	case !q.During:
		return &skinafter.InputError{Field: "elapsed_h", Want: "hours since the treatment ended; or course.end"}
	}
	return nil
}

func isNull(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

func orWord(word, other string) string {
	if word != "" {
		return word
	}
	return other
}

// under puts an input error's field below another.
func under(field string, err error) error {
	var input *skinafter.InputError
	if errors.As(err, &input) {
		return &skinafter.InputError{Field: field + "." + input.Field, Value: input.Value, Want: input.Want}
	}
	return err
}
