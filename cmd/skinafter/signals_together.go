package main

import (
	"cmp"
	"slices"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/internal/paper"
	"skinafter/signal"
)

// signalsTogether asks about two products in one report.
type signalsTogether struct {
	jsonFlag
	MinN  int      `name:"min-n" default:"3" placeholder:"N" help:"Leave out what fewer reports name."`
	Role  string   `default:"suspect" placeholder:"suspect" help:"Rows to use: suspect (all but concomitant products), named-suspect, any."`
	Top   int      `default:"20" placeholder:"N" help:"How many the page shows."`
	Files []string `arg:"" name:"reports" help:"Rows report,product,event as CSV or NDJSON, also gzipped; several add up; - is standard input."`
}

// togetherWire is the answer of signals together --json.
type togetherWire struct {
	Program string      `json:"program"`
	Method  string      `json:"method"`
	Wording string      `json:"wording"`
	Role    string      `json:"role"`
	MinN    int         `json:"min_n"`
	Data    *ledger     `json:"data"`
	Reports int64       `json:"reports"`
	Skipped int         `json:"reports_with_too_many_products"` // more than 50; left out
	Signals int         `json:"signals"`
	Pairs   []omegaWire `json:"together"` // by product, product and event
}

// omegaWire is one event with two products; what cannot be estimated is null.
type omegaWire struct {
	First    string   `json:"first"`
	Second   string   `json:"second"`
	Event    string   `json:"event"`
	N        int64    `json:"N"`
	Both     groupOf  `json:"with_both"`
	One      groupOf  `json:"with_first_only"`
	Two      groupOf  `json:"with_second_only"`
	Neither  groupOf  `json:"with_neither"`
	Expected *float64 `json:"E"`
	Omega    *float64 `json:"omega"`
	Lo       *float64 `json:"omega025"`
	Hi       *float64 `json:"omega975"`
	Signal   bool     `json:"signal"` // omega025 > 0
}

type groupOf struct {
	Events  int64 `json:"events"`
	Reports int64 `json:"reports"`
}

// Run is called by kong.
func (c *signalsTogether) Run(s *session) error {
	if c.MinN < 1 || c.Top < 0 || c.Top > 10000 {
		return &skinafter.InputError{Field: "--min-n, --top", Want: "a number from 1, and one from 0 to 10000"}
	}
	method := signalsMethod{Role: c.Role, By: "product", Events: "reported"}
	h, err := method.collect(s, c.Files, pairFlag{})
	if err != nil {
		return err
	}
	if slices.ContainsFunc(h.files, func(f fileWire) bool { return f.Saved }) {
		return &skinafter.InputError{Field: "signals together", Want: "rows: saved counts do not say which products came together"}
	}
	list, skipped, err := h.counter.Interactions(int64(c.MinN))
	if err != nil {
		return err
	}
	w := togetherWire{Program: version, Method: signal.Method, Wording: signal.Wording, Role: c.Role, MinN: c.MinN, Data: &h.ledger, Reports: h.counts.Reports(), Skipped: skipped, Pairs: []omegaWire{}}
	for i := range list {
		w.Pairs = append(w.Pairs, omegaOnWire(&list[i]))
		if w.Pairs[i].Signal {
			w.Signals++
		}
	}
	if c.JSON {
		return s.writeJSON(w)
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	return c.page(s, texts, h, &w)
}

func omegaOnWire(t *signal.Together) omegaWire {
	group := func(e signal.Exposure) groupOf { return groupOf{int64(e.Events), int64(e.Reports)} }
	return omegaWire{
		First: t.First, Second: t.Second, Event: t.Event, N: int64(t.N),
		Both: group(t.Counts.Both), One: group(t.Counts.First), Two: group(t.Counts.Second), Neither: group(t.Counts.Neither),
		Expected: estimable(t.Expected), Omega: estimable(t.Omega), Lo: estimable(t.Omega025), Hi: estimable(t.Omega975), Signal: t.Omega025 > 0,
	}
}

// page prints what is most above expectation first.
func (c *signalsTogether) page(s *session, texts *catalogue.Catalogue, h *collection, w *togetherWire) error {
	p := &signalsPage{survey: &survey{heap: h, command: &signalsMethod{By: "product"}}, texts: texts, sheet: s.sheet()}
	first := slices.DeleteFunc(slices.Clone(w.Pairs), func(o omegaWire) bool { return o.Lo == nil })
	slices.SortStableFunc(first, func(a, b omegaWire) int { return cmp.Compare(*b.Lo, *a.Lo) })
	p.sheet.Para(paper.Bold, 0, texts.Count("signals.together.found", w.Signals, "all", p.whole(int64(len(w.Pairs)))))
	p.sheet.Para(paper.Plain, 0, texts.Text("signals.rule", "rule", "Omega025 > 0"))
	for i := range first[:min(c.Top, len(first))] {
		o := &first[i]
		p.sheet.Item(paper.Bold, "  - ", paper.Clean(o.First)+" + "+paper.Clean(o.Second)+" / "+paper.Clean(o.Event))
		p.sheet.Para(paper.Plain, 6, texts.Text("signals.together.line", "n", p.whole(o.N), "both", p.whole(o.Both.Reports),
			"e", p.optional(o.Expected), "omega", p.limits(o.Omega, o.Lo, o.Hi)))
	}
	p.counted()
	if w.Skipped > 0 {
		p.sheet.Item(paper.Yellow, "  - ", texts.Count("signals.together.skipped", w.Skipped))
	}
	p.sheet.Heading(texts.Text("signals.how"))
	p.sheet.Item(paper.Plain, "  - ", texts.Text("signals.together.how", "least", w.MinN))
	p.sheet.Item(paper.Plain, "  - ", texts.Text("signals.data", "hash", h.ledger.Hash))
	p.sheet.Gap()
	p.sheet.Para(paper.Bold, 0, texts.Text("signals.caution"))
	return s.print(p.sheet)
}
