package main

import (
	"slices"
	"strings"

	"skinafter/internal/paper"
	"skinafter/signal"
	"skinafter/signal/ingredients"
	"skinafter/signal/onset"
)

// maskingWire is a pair with and without the product that most reports of its event name.
type maskingWire struct {
	Dominant string       `json:"dominant"` // "" = no other product names the event
	Share    float64      `json:"share"`    // of the event's reports
	Before   signal.Table `json:"before"`
	After    signal.Table `json:"after"`
	E        *float64     `json:"E_after"`
	IC       *float64     `json:"IC_before"` // without strata
	ICAfter  *float64     `json:"IC_after"`
	IC025    *float64     `json:"IC025_before"`
	ICAfter0 *float64     `json:"IC025_after"`
	Hid      bool         `json:"hid"` // IC025 is above 0 only without the product
}

// jumpWire is a year in which reports of the pair jumped.
type jumpWire struct {
	Year   int      `json:"year"`
	Then   *float64 `json:"per_1000_reports"`
	Before *float64 `json:"per_1000_reports_before"`
	Ratio  *float64 `json:"ratio"`
	Lo     *float64 `json:"ratio_lo"`
	Hi     *float64 `json:"ratio_hi"`
}

// groupWire is an ingredient with what comes along with it.
type groupWire struct {
	Ingredients []string        `json:"ingredients"` // never seen apart
	Products    []holderWire    `json:"products"`    // that hold it
	Companions  []companionWire `json:"companions"`
}

type holderWire struct {
	Product string   `json:"product"`
	N       int64    `json:"N"` // of the product with the same event
	IC      *float64 `json:"IC"`
	IC025   *float64 `json:"IC025"`
}

type companionWire struct {
	Name  string  `json:"name"`
	Share float64 `json:"share"` // of the ingredient's products
	Apart int     `json:"apart"` // products that hold one without the other
}

// explainWire is the answer of signals --explain --json.
type explainWire struct {
	signalsWire
	Product string       `json:"product"`
	Event   string       `json:"event"`
	Table   signal.Table `json:"table"`
	N       int64        `json:"N"`
	Signal  bool         `json:"signal"`
	Values  []formula    `json:"values"`
	Cases   []caseWire   `json:"cases"`
	Small   bool         `json:"small_cell"` // fewer than 3 reports: a person could be recognised
	Masking *maskingWire `json:"masking"`
	Jumps   []jumpWire   `json:"jumps"`
	Onset   *onsetWire   `json:"onset"`
	Years   []yearWire   `json:"years"`
	Group   *groupWire   `json:"group"` // only by ingredient
}

type onsetWire struct {
	N       int           `json:"n"`
	Dropped int           `json:"dropped"`
	Median  *float64      `json:"median_h"`
	Shape   *float64      `json:"shape"`
	ShapeLo *float64      `json:"shape_lo"`
	ShapeHi *float64      `json:"shape_hi"`
	Scale   *float64      `json:"scale_h"`
	ScaleLo *float64      `json:"scale_lo"`
	ScaleHi *float64      `json:"scale_hi"`
	Pattern onset.Pattern `json:"pattern"`
}

func (e *explanation) wire() explainWire {
	w := explainWire{
		signalsWire: e.survey.wire(), Product: e.pair.Product, Event: e.pair.Event, Table: e.pair.Table, N: e.pair.N(), Signal: e.holds,
		Values: e.formulas(), Cases: orNone(e.cases), Small: e.pair.N() < 3, Masking: e.masking, Jumps: orNone(e.jumps), Years: orNone(e.years), Group: e.group,
	}
	if o := e.onset; o != nil {
		w.Onset = &onsetWire{
			o.N, o.Dropped, estimable(o.Median), estimable(o.Shape), estimable(o.ShapeLo), estimable(o.ShapeHi),
			estimable(o.Scale), estimable(o.ScaleLo), estimable(o.ScaleHi), o.Pattern(),
		}
	}
	return w
}

// question asks what else could make or hide the pair.
func (e *explanation) question() {
	r := e.heap.reported
	if r == nil {
		return
	}
	if m, ok := r.Masking(e.pair.Product, e.pair.Event); ok {
		e.masking = &maskingWire{
			Dominant: m.Dominant, Share: m.Share, Before: m.Before, After: m.After, E: estimable(m.After.Expected()),
			IC: estimable(m.IC.Value), ICAfter: estimable(m.ICAfter.Value), IC025: estimable(m.IC.Lo), ICAfter0: estimable(m.ICAfter.Lo),
			Hid: m.ICAfter.Lo > 0 && !(m.IC.Lo > 0) && m.After.A >= 3,
		}
	}
	jumps, _, _ := r.Notoriety(e.pair.Product, e.pair.Event)
	for i := range jumps {
		j := &jumps[i]
		e.jumps = append(e.jumps, jumpWire{j.Year, estimable(j.Then.Per1000), estimable(j.Before.Per1000), estimable(j.Ratio), estimable(j.Lo), estimable(j.Hi)})
	}
}

// companionShare is the share of an ingredient's products from which on another one is said
// to come along.
const companionShare = 0.8

// grouped looks at what an ingredient comes along with, and at the products that hold it.
func (e *explanation) grouped() {
	in := e.heap.ingredients
	if in == nil {
		return
	}
	groups := in.Groups()
	i := slices.IndexFunc(groups, func(g ingredients.Group) bool { return g.Name() == e.pair.Product })
	if i < 0 {
		return
	}
	g := groups[i]
	e.group = &groupWire{Ingredients: g.Ingredients, Products: []holderWire{}, Companions: []companionWire{}}
	for _, product := range g.Products {
		if p, known := signal.ScoreOne(e.heap.products, signal.Options{}, product, e.pair.Event); known {
			e.group.Products = append(e.group.Products, holderWire{product, p.N(), estimable(p.IC.Value), estimable(p.IC.Lo)})
		}
	}
	for _, c := range in.Companions(g.Ingredients[0], companionShare) {
		e.group.Companions = append(e.group.Companions, companionWire{c.Group.Name(), c.Share, c.Apart})
	}
}

// hidden writes what could hide or make the pair.
func (p *signalsPage) hidden(e *explanation) {
	t, m := p.texts, e.masking
	if m == nil {
		return
	}
	p.sheet.Heading(t.Text("signals.masking"))
	if m.Dominant == "" || m.Share < 0.1 {
		p.sheet.Item(paper.Plain, "  - ", t.Text("signals.masking_none"))
	} else {
		p.sheet.Item(paper.Plain, "  - ", t.Text("signals.masking_by", "product", paper.Clean(m.Dominant), "share", p.percent(m.Share),
			"n", p.whole(m.After.A), "e", p.optional(m.E), "ic", p.optional(m.ICAfter), "before", p.optional(m.IC)))
		if m.Hid {
			p.sheet.Item(paper.Yellow, "  - ", t.Text("signals.masking_yes"))
		}
	}
	for i := range e.jumps {
		j := &e.jumps[i]
		p.sheet.Item(paper.Yellow, "  - ", t.Text("signals.notoriety", "year", j.Year, "before", p.optional(j.Before), "after", p.optional(j.Then)))
	}
}

// optional is a figure, or that it cannot be estimated.
func (p *signalsPage) optional(v *float64) string {
	if v == nil {
		return p.texts.Text("signals.not_estimable")
	}
	return p.figure(*v)
}

func (p *signalsPage) percent(share float64) string { return p.whole(int64(100*share + 0.5)) }

// mixture writes what an ingredient comes along with.
func (p *signalsPage) mixture(e *explanation) {
	if e.group == nil {
		return
	}
	t, g := p.texts, e.group
	if len(g.Ingredients) > 1 {
		p.sheet.Gap()
		p.sheet.Para(paper.Yellow, 0, t.Text("signals.group_of", "names", paper.Clean(strings.Join(g.Ingredients, ", "))))
	}
	const most = 12
	if len(g.Products) > 0 {
		p.sheet.Heading(t.Text("signals.holders"))
		for _, h := range g.Products[:min(most, len(g.Products))] {
			p.sheet.Item(paper.Plain, "  - ", t.Text("signals.holder", "product", paper.Clean(h.Product), "n", p.whole(h.N), "ic", p.optional(h.IC)))
		}
	}
	if len(g.Companions) > 0 {
		p.sheet.Heading(t.Text("signals.companions"))
		for _, c := range g.Companions[:min(most, len(g.Companions))] {
			p.sheet.Item(paper.Plain, "  - ", t.Count("signals.companion", c.Apart, "name", paper.Clean(c.Name), "share", p.percent(c.Share)))
		}
	}
}
