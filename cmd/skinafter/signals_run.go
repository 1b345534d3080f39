package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"skinafter"
	"skinafter/signal"
	"skinafter/signal/mgps"
)

// Run is called by kong.
func (c *signalsDetect) Run(s *session) error {
	a, err := c.read()
	if err != nil {
		return err
	}
	kind, err := c.check()
	if err != nil {
		return err
	}
	h, err := c.collect(s, c.Files, c.Explain)
	if err != nil {
		return err
	}
	if err := c.save(h); err != nil {
		return err
	}
	x, err := c.survey(a, h)
	if err != nil {
		return err
	}
	var e *explanation
	if c.Explain.set() {
		if e, err = x.explain(c.Explain); err != nil {
			return err
		}
		if err := e.drawable(kind); err != nil {
			return err
		}
	}
	return errors.Join(c.answer(s, x, e, kind), c.picture(s, kind, x, e))
}

// check looks at what the flags ask to be printed.
func (c *signalsDetect) check() (kind string, err error) {
	if c.CSV && c.JSON {
		return "", &skinafter.InputError{Field: "--csv", Want: "one of --csv and --json"}
	}
	if c.CSV && c.Explain.set() {
		return "", &skinafter.InputError{Field: "--explain", Want: "the page or --json, not --csv"}
	}
	if c.Explain.set() && (c.Explain.Product == "" || c.Explain.Event == "") {
		return "", &skinafter.InputError{Field: "--explain", Want: "a product and an event"}
	}
	if c.Save != "" && (c.By != "product" || c.Explain.set()) {
		return "", &skinafter.InputError{Field: "--save", Want: "the counts of all products, without --by ingredient and --explain"}
	}
	if c.Top < 0 || c.Top > 10000 {
		return "", &skinafter.InputError{Field: "--top", Value: fmt.Sprint(c.Top), Want: "a number from 0 to 10000"}
	}
	return c.figureKind()
}

// answer prints as asked.
func (c *signalsDetect) answer(s *session, x *survey, e *explanation, kind string) error {
	x.all = kind == "volcano"
	if kind == "forest" {
		x.room = min(max(c.Top, 1), 60)
	}
	switch {
	case e != nil && c.JSON:
		return s.writeJSON(e.wire())
	case e != nil:
		return c.explainPage(s, e)
	case c.CSV:
		return c.csv(s, x)
	case c.JSON:
		return c.json(s, x)
	}
	x.room, x.compare = max(x.room, c.Top, 1), true
	if err := x.each(nil); err != nil {
		return err
	}
	return c.page(s, x)
}

// picture draws what was asked for, and says so where the answer is a page.
func (c *signalsDetect) picture(s *session, kind string, x *survey, e *explanation) error {
	if kind == "" {
		return nil
	}
	if err := c.draw(s, kind, x, e); err != nil {
		return err
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	c.said(s, texts)
	return nil
}

// csv writes every pair, and the ledger on standard error.
func (c *signalsDetect) csv(s *session, x *survey) error {
	row := newPairRow(x.columns, s.out)
	if err := row.header(); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	if err := x.each(func(p *signal.Pair, _ bool) error { return row.csv(p) }); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	if err := row.flush(); err != nil {
		return err
	}
	return x.report(s.err)
}

// signalsWire is the answer of signals --json, without its pairs.
type signalsWire struct {
	Method    string         `json:"method"`
	Program   string         `json:"program"`
	Wording   string         `json:"wording"`
	Figures   []string       `json:"figures"` // ic, prr, ror, mgps
	By        string         `json:"by"`
	Role      string         `json:"role"`
	Events    string         `json:"events"`
	Stratify  []string       `json:"stratify"`
	Strata    []strataWire   `json:"strata"` // only where --stratify asks
	MinN      int            `json:"min_n"`
	Threshold ruleWire       `json:"threshold"`
	Prior     *priorWire     `json:"prior"` // null: no MGPS, or nothing to fit it to
	Data      *ledger        `json:"data"`
	Size      sizeWire       `json:"size"`
	Groups    []groupedNames `json:"groups,omitempty"` // ingredients never seen apart
}

type ruleWire struct {
	Name string `json:"name"` // "" for one's own
	Rule string `json:"rule"`
}

type strataWire struct {
	Name    string `json:"name"`
	Reports int64  `json:"reports"`
	Thin    bool   `json:"thin"` // fewer than 50 reports
}

type sizeWire struct {
	Reports  int64 `json:"reports"`
	Products int   `json:"products"`
	Events   int   `json:"events"`
	Pairs    int   `json:"pairs"`
}

// groupedNames are ingredients that no product of the collection tells apart.
type groupedNames struct {
	Name        string   `json:"name"`
	Ingredients []string `json:"ingredients"`
	Products    []string `json:"products"`
}

// priorWire is the prior of MGPS and how it was found.
type priorWire struct {
	Alpha1     float64  `json:"alpha1"`
	Beta1      float64  `json:"beta1"`
	Alpha2     float64  `json:"alpha2"`
	Beta2      float64  `json:"beta2"`
	P          float64  `json:"P"`
	Given      bool     `json:"given"` // by --hyper
	Likelihood string   `json:"likelihood,omitempty"`
	Fit        *fitWire `json:"fit,omitempty"`
}

type fitWire struct {
	NegLogLik *float64    `json:"neg_log_lik"`
	Gradient  *float64    `json:"gradient"`
	Interior  bool        `json:"interior"`
	Boundary  []string    `json:"boundary"`
	Warnings  []string    `json:"warnings"`
	Best      int         `json:"best_start"` // place in starts, from 0
	Starts    []startWire `json:"starts"`
	Cells     int64       `json:"cells"`
	Terms     int         `json:"terms"`
}

type startWire struct {
	From      string   `json:"from"` // as --hyper takes it
	To        string   `json:"to"`
	NegLogLik *float64 `json:"neg_log_lik"`
	Gradient  *float64 `json:"gradient"`
}

// wire is the head of an answer.
func (x *survey) wire() signalsWire {
	h, c := x.heap, x.command
	w := signalsWire{
		Method: signal.Method, Program: version, Wording: signal.Wording, Figures: x.method, By: c.By, Role: c.Role, Events: c.Events,
		Stratify: orNone(c.Stratify), Strata: []strataWire{}, MinN: c.MinN, Threshold: ruleWire{x.threshold.Name, x.threshold.String()}, Data: &h.ledger,
		Size: sizeWire{h.counts.Reports(), len(h.counts.Products()), len(h.counts.Events()), h.counts.Pairs()},
	}
	if len(c.Stratify) > 0 {
		for _, m := range h.counts.Strata() {
			w.Strata = append(w.Strata, strataWire{m.Name, m.Reports, m.Reports < thinStratum})
		}
	}
	if h.ingredients != nil {
		for _, g := range h.ingredients.Groups() {
			if len(g.Ingredients) > 1 {
				w.Groups = append(w.Groups, groupedNames{g.Name(), g.Ingredients, g.Products})
			}
		}
	}
	if p := x.options.Prior; p != nil {
		w.Prior = &priorWire{Alpha1: p.Alpha1, Beta1: p.Beta1, Alpha2: p.Alpha2, Beta2: p.Beta2, P: p.P, Given: x.fitted == nil}
		if x.fitted != nil {
			w.Prior.Likelihood, w.Prior.Fit = x.fitted.Diagnostic.Likelihood.String(), fitOnWire(&x.fitted.Diagnostic)
		}
	}
	return w
}

func fitOnWire(d *mgps.Diagnostic) *fitWire {
	w := &fitWire{
		NegLogLik: estimable(d.NegLogLik), Gradient: estimable(d.Gradient), Interior: d.Interior(), Boundary: orNone(d.Boundary),
		Warnings: orNone(d.Warnings), Best: d.Best, Starts: []startWire{}, Cells: d.Cells, Terms: d.Points,
	}
	for i := range d.Attempts {
		a := &d.Attempts[i]
		w.Starts = append(w.Starts, startWire{a.Start.String(), a.End.String(), estimable(a.NegLogLik), estimable(a.Gradient)})
	}
	return w
}

// json writes the answer as one object: its head, then the pairs as they come, then how many
// meet the rules.
func (c *signalsDetect) json(s *session, x *survey) error {
	x.compare = true
	head, err := indented(x.wire())
	if err != nil {
		return err
	}
	row := newPairRow(x.columns, s.out)
	put := func(text string) {
		if err == nil {
			_, err = row.out.WriteString(text)
		}
	}
	put(strings.TrimSuffix(head, "\n}")) // the answer goes on
	put(",\n  \"pairs\": [")
	between := "\n    "
	if err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	err = x.each(func(p *signal.Pair, isSignal bool) error {
		if _, err := row.out.WriteString(between); err != nil {
			return err
		}
		between = ",\n    "
		return row.json(p, isSignal)
	})
	put("\n  ],\n")
	tail, err2 := indented(map[string]any{"listed": x.pairs, "signals": x.signals, "rules": x.rules})
	put(strings.TrimPrefix(tail, "{\n") + "\n")
	if err = errors.Join(err, err2); err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	return row.flush()
}

// indented is a value as JSON, without a line end.
func indented(v any) (string, error) {
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return "", fmt.Errorf("answer: %w", err)
	}
	return strings.TrimSuffix(out.String(), "\n"), nil
}
