package main

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"skinafter/internal/catalogue"
	"skinafter/internal/paper"
	"skinafter/signal"
)

// signalsDiff compares the signals of two collections.
type signalsDiff struct {
	signalsMethod
	jsonFlag
	Old string `arg:"" help:"The earlier collection."`
	New string `arg:"" help:"The later one."`
}

// signalsDiffWire is the answer of signals diff --json.
type signalsDiffWire struct {
	Method    string           `json:"method"`
	Program   string           `json:"program"`
	Wording   string           `json:"wording"`
	Threshold ruleWire         `json:"threshold"`
	Old       signalsWire      `json:"old"`
	New       signalsWire      `json:"new"`
	Became    []pairChangeWire `json:"became"`  // signals of the later collection alone
	Stopped   []pairChangeWire `json:"stopped"` // of the earlier one alone
	Kept      int              `json:"kept"`
}

// pairChangeWire is a pair that is a signal in one collection only.
type pairChangeWire struct {
	Product string    `json:"product"`
	Event   string    `json:"event"`
	Old     *sideWire `json:"old"` // null: no report names the pair
	New     *sideWire `json:"new"`
	Why     []string  `json:"why"`
}

// sideWire is a pair in one of the collections.
type sideWire struct {
	N      int64    `json:"N"`
	E      *float64 `json:"E"`
	Column string   `json:"column"` // the figure the rule looks at
	Value  *float64 `json:"value"`
	IC025  *float64 `json:"IC025"`
}

// Run is called by kong.
func (c *signalsDiff) Run(s *session) error {
	a, err := c.read()
	if err != nil {
		return err
	}
	var sides [2]*survey
	var found [2]map[signal.PairName]bool
	for i, file := range []string{c.Old, c.New} {
		h, err := c.collect(s, []string{file}, pairFlag{})
		if err != nil {
			return err
		}
		if sides[i], err = c.survey(a, h); err != nil {
			return err
		}
		found[i] = map[signal.PairName]bool{}
		err = sides[i].each(func(p *signal.Pair, isSignal bool) error {
			if isSignal {
				found[i][signal.PairName{Product: p.Product, Event: p.Event}] = true
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	w := c.compare(sides, found)
	if c.JSON {
		return s.writeJSON(w)
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	return c.page(s, texts, sides, &w)
}

// compare lists what changed, the strongest in the collection that has it first.
func (c *signalsDiff) compare(sides [2]*survey, found [2]map[signal.PairName]bool) signalsDiffWire {
	x := sides[1]
	w := signalsDiffWire{
		Method: signal.Method, Program: version, Wording: signal.Wording, Threshold: ruleWire{x.threshold.Name, x.threshold.String()},
		Old: sides[0].wire(), New: sides[1].wire(), Became: []pairChangeWire{}, Stopped: []pairChangeWire{},
	}
	for name := range found[1] {
		if found[0][name] {
			w.Kept++
			continue
		}
		w.Became = append(w.Became, changeOf(sides, name, true))
	}
	for name := range found[0] {
		if !found[1][name] {
			w.Stopped = append(w.Stopped, changeOf(sides, name, false))
		}
	}
	for _, list := range []struct {
		of   []pairChangeWire
		side func(*pairChangeWire) *sideWire
	}{{w.Became, func(c *pairChangeWire) *sideWire { return c.New }}, {w.Stopped, func(c *pairChangeWire) *sideWire { return c.Old }}} {
		slices.SortFunc(list.of, func(a, b pairChangeWire) int {
			return cmp.Or(cmp.Compare(list.side(&b).sorted(), list.side(&a).sorted()), strings.Compare(a.Product, b.Product), strings.Compare(a.Event, b.Event))
		})
	}
	return w
}

func (s *sideWire) sorted() float64 {
	if s == nil || s.Value == nil {
		return math.Inf(-1)
	}
	return *s.Value
}

// changeOf says what a pair was and is, and what moved it.
func changeOf(sides [2]*survey, name signal.PairName, became bool) pairChangeWire {
	w := pairChangeWire{Product: name.Product, Event: name.Event}
	var pairs [2]*signal.Pair
	for i, x := range sides {
		p, known := signal.ScoreOne(x.heap.counts, x.options, name.Product, name.Event)
		if !known || p.N() == 0 {
			continue
		}
		pairs[i] = &p
		v, _ := p.Figure(x.ranked)
		side := &sideWire{p.N(), estimable(p.E), x.ranked, estimable(v), estimable(p.IC.Lo)}
		if i == 0 {
			w.Old = side
		} else {
			w.New = side
		}
	}
	w.Why = reasonsOf(pairs[0], pairs[1], became)
	return w
}

// reasonsOf are the parts that moved the pair the way it went.
func reasonsOf(before, after *signal.Pair, became bool) []string {
	switch {
	case before == nil:
		return []string{"new-pair"}
	case after == nil:
		return []string{"gone-pair"}
	}
	from, to, more, less := before, after, "more-reports", "less-expected"
	if !became {
		from, to, more, less = after, before, "fewer-reports", "more-expected"
	}
	var why []string
	if to.N() > from.N() {
		why = append(why, more)
	}
	if to.E < from.E {
		why = append(why, less)
	}
	if len(why) == 0 {
		why = append(why, "prior")
	}
	return why
}

// page prints the comparison for people.
func (c *signalsDiff) page(s *session, texts *catalogue.Catalogue, sides [2]*survey, w *signalsDiffWire) error {
	p := &signalsPage{sides[1], texts, s.sheet()}
	if len(w.Became)+len(w.Stopped) == 0 {
		p.sheet.Para(paper.Bold, 0, texts.Text("signals.diff.nothing"))
	}
	p.changes("signals.diff.new", w.Became)
	p.changes("signals.diff.gone", w.Stopped)
	p.sheet.Gap()
	p.sheet.Para(paper.Plain, 0, texts.Count("signals.diff.kept", w.Kept))
	p.sheet.Para(paper.Plain, 0, texts.Text("signals.rule", "rule", w.Threshold.Rule))
	for i, file := range []string{c.Old, c.New} {
		p.sheet.Heading(paper.Clean(inputName(file)))
		p.survey = sides[i]
		p.lines()
		p.sheet.Item(paper.Plain, "  - ", texts.Text("signals.data", "hash", p.heap.ledger.Hash))
	}
	p.sheet.Gap()
	p.sheet.Para(paper.Bold, 0, texts.Text("signals.caution"))
	return s.print(p.sheet)
}

func (p *signalsPage) changes(heading string, list []pairChangeWire) {
	if len(list) == 0 {
		return
	}
	t := p.texts
	p.sheet.Heading(t.Count(heading, len(list)))
	for i := range list {
		c := &list[i]
		p.sheet.Item(paper.Plain, "  - ", paper.Clean(c.Product)+" / "+paper.Clean(c.Event))
		p.side("signals.diff.was", "signals.diff.absent", c.Old)
		p.side("signals.diff.now", "signals.diff.vanished", c.New)
		var why []string
		for _, id := range c.Why {
			why = append(why, t.Text("signals.diff.why."+id))
		}
		p.sheet.Para(paper.Plain, 6, strings.Join(why, "; "))
	}
}

// side writes a pair as it stands in one collection.
func (p *signalsPage) side(key, absent string, s *sideWire) {
	if s == nil {
		p.sheet.Para(paper.Plain, 6, p.texts.Text(absent))
		return
	}
	value := p.texts.Text("signals.not_estimable")
	if s.Value != nil {
		value = p.figure(*s.Value)
	}
	p.sheet.Para(paper.Plain, 6, p.texts.Text(key, "n", p.whole(s.N), "e", p.figure(*s.E), "column", s.Column, "value", value))
}
