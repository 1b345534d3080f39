package main

import (
	"errors"
	"path/filepath"
	"strings"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/internal/wire"
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
		err = s.writeJSON(wire.Check(facts, products[0].Label, &answer))
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
		return t, &skinafter.InputError{Field: "--fail-on", Value: intake.Short(c.FailOn), Want: "no, wait or unknown"}
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
	if q.Protocol, err = intake.ParseProtocol("--protocol", c.Protocol); err != nil {
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
	form, err := intake.ParseForm("--form", c.Form)
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

func (c *checkCommand) lines(s *session, failOn threshold) error {
	if len(c.Files)+len(c.Barcode) > 0 {
		return &skinafter.InputError{Field: "--ndjson", Want: "lines on standard input, without FILE or --barcode"}
	}
	now, err := c.now(s)
	if err != nil {
		return err
	}
	desk, err := s.desk()
	if err != nil {
		return err
	}
	o := c.defaults()
	worst := verdict.OK
	err = s.eachLine(func(line []byte) (any, error) {
		var in intake.CheckLine
		if err := intake.Decode(line, &in); err != nil {
			return nil, err
		}
		q, p, err := desk.Question(&in, o, now)
		if err != nil {
			return nil, err
		}
		answer := verdict.Judge(s.base, q, p)
		worst = max(worst, answer.Verdict)
		w := wire.Check(s.base, p.Label, &answer)
		w.ID = wire.OrNull(in.ID)
		return w, nil
	})
	if err != nil {
		return err
	}
	return failOn.judge(worst)
}

// defaults are what the flags say where a line says nothing.
func (c *checkCommand) defaults() intake.Defaults {
	o := intake.Defaults{During: c.During, Prescribed: c.Prescribed, Tolerated: c.Tolerated, Form: c.Form, Protocol: c.Protocol}
	if c.Modality != "" {
		o.Course = c.course
	}
	if c.Since != "" || c.End != "" {
		o.Moment = c.moment
	}
	return o
}
