package main

import (
	"fmt"
	"strconv"
	"strings"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/signal"
	"skinafter/signal/onset"
)

// explanation is everything about one pair.
type explanation struct {
	*survey
	pair    signal.Pair
	holds   bool
	cases   []caseWire
	years   []yearWire
	masking *maskingWire
	onset   *onset.Weibull
	hours   []float64
	jumps   []jumpWire
	group   *groupWire
}

// explain finds the pair and looks at it from every side.
func (x *survey) explain(asked pairFlag) (*explanation, error) {
	counts := x.heap.counts
	product, err := findName("--explain PRODUCT", asked.Product, counts.Products())
	if err != nil {
		return nil, err
	}
	event, err := findName("--explain EVENT", asked.Event, counts.Events())
	if err != nil {
		return nil, err
	}
	e := &explanation{survey: x}
	e.pair, _ = signal.ScoreOne(counts, x.options, product, event)
	e.holds = x.threshold.Holds(&e.pair)
	if x.heap.witness != nil {
		e.testimony()
	}
	e.question()
	e.grouped()
	return e, nil
}

// findName is the name as the collection writes it; capitals may differ where that leaves
// one name.
func findName(flag, name string, known []signal.Margin) (string, error) {
	var like []string
	for _, m := range known {
		if m.Name == name {
			return name, nil
		}
		if strings.EqualFold(m.Name, name) {
			like = append(like, m.Name)
		}
	}
	if len(like) == 1 {
		return like[0], nil
	}
	want := "a name of the collection"
	if len(like) == 0 {
		names := make([]string, 0, len(known))
		for _, m := range known {
			if strings.Contains(strings.ToLower(m.Name), strings.ToLower(name)) && len(names) < 5 {
				names = append(names, strconv.Quote(m.Name))
			}
		}
		like = names
	}
	if len(like) > 0 {
		want += ", such as " + strings.Join(like, ", ")
	}
	return "", &skinafter.InputError{Field: flag, Value: intake.Short(name), Want: want}
}

// formula is one figure with the way it was computed.
type formula struct {
	Name    string   `json:"name"`
	Formula string   `json:"formula"`
	Filled  string   `json:"filled"` // with the pair's numbers
	Value   *float64 `json:"value"`  // null: not estimable
	Lo      *float64 `json:"lo,omitempty"`
	Hi      *float64 `json:"hi,omitempty"`
	Source  string   `json:"source"`
}

// formulas are the figures of the pair, each with the place it comes from.
func (e *explanation) formulas() []formula {
	t, p := e.pair.Table, &e.pair
	n := t.Reports()
	q := func(format string, a ...any) string { return fmt.Sprintf(format, a...) }
	const evans, rothman, ic, mgps = "Evans, Waller, Davis 2001", "van Puijenbroek 2002, Rothman 2004", "Norén, Hopstadius, Bate 2013", "DuMouchel 1999"
	list := []formula{
		{Name: "E", Formula: "(a+b)(a+c)/n", Filled: q("%d x %d / %d", t.A+t.B, t.A+t.C, n), Value: estimable(p.E), Source: mgps},
		{Name: "RR", Formula: "N/E", Filled: q("%d / %.4g", t.A, p.E), Value: estimable(p.RR), Source: mgps},
	}
	if k := len(e.heap.counts.Strata()); e.options.Stratified {
		list[0].Formula, list[0].Filled = "sum of (a+b)(a+c)/n", q("k = 1 ... %d", k)
	}
	margins := q("(%d x %d x %d x %d)", t.A+t.B, t.C+t.D, t.A+t.C, t.B+t.D)
	if e.computes("PRR") {
		list = append(list,
			formula{"PRR", "(a/(a+b)) / (c/(c+d))", q("(%d/%d) / (%d/%d)", t.A, t.A+t.B, t.C, t.C+t.D), estimable(p.PRR.Value), estimable(p.PRR.Lo), estimable(p.PRR.Hi), evans},
			formula{Name: "chi2", Formula: "n(ad-bc)^2 / ((a+b)(c+d)(a+c)(b+d))", Filled: q("%d (%d)^2 / ", n, t.A*t.D-t.B*t.C) + margins, Value: estimable(p.Chi2), Source: evans},
			formula{Name: "chi2_yates", Formula: "n(|ad-bc| - n/2)^2 / ((a+b)(c+d)(a+c)(b+d))", Filled: q("%d (%d - %d/2)^2 / ", n, max(t.A*t.D-t.B*t.C, t.B*t.C-t.A*t.D), n) + margins, Value: estimable(p.Chi2Yates), Source: evans})
	}
	if e.computes("ROR") {
		list = append(list, formula{"ROR", "ad/(bc)", q("(%d x %d) / (%d x %d)", t.A, t.D, t.B, t.C), estimable(p.ROR.Value), estimable(p.ROR.Lo), estimable(p.ROR.Hi), rothman})
	}
	if e.computes("IC") {
		gamma := q("G(0.0005; %d.5, %.4g)", t.A, p.E+0.5)
		list = append(list,
			formula{"IC", "log2((N+0.5)/(E+0.5))", q("log2(%d.5 / %.4g)", t.A, p.E+0.5), estimable(p.IC.Value), estimable(p.IC.Lo), estimable(p.IC.Hi), ic},
			formula{Name: "IC0005", Formula: "log2 G(0.0005; N+0.5, E+0.5)", Filled: "log2 " + gamma, Value: estimable(p.IC.Lo999), Source: ic})
	}
	if e.options.Prior != nil {
		list = append(list, formula{
			"EBGM", "exp(E(ln lambda | N, E))", q("N %d, E %.4g", t.A, p.E), estimable(p.Posterior.EBGM), estimable(p.Posterior.EB05), estimable(p.Posterior.EB95), mgps,
		})
	}
	return list
}

// estimable is a figure for JSON: null where it is none.
func estimable(v float64) *float64 {
	if !signal.Estimable(v) {
		return nil
	}
	return &v
}

// explainPage prints everything about one pair.
func (c *signalsDetect) explainPage(s *session, e *explanation) error {
	texts, err := s.texts()
	if err != nil {
		return err
	}
	p := &signalsPage{e.survey, texts, s.sheet()}
	p.explained(e)
	p.counted()
	p.computed()
	p.sheet.Gap()
	p.sheet.Para(paper.Bold, 0, texts.Text("signals.caution"))
	return s.print(p.sheet)
}

func (p *signalsPage) explained(e *explanation) {
	t := p.texts
	p.sheet.Para(paper.Bold, 0, t.Text("signals.pair", "product", paper.Clean(e.pair.Product), "event", paper.Clean(e.pair.Event)))
	p.sheet.Para(paper.Plain, 0, t.Count("signals.pair_counts", int(e.pair.N()), "e", p.figure(e.pair.E)))
	verdict := "signals.pair_no"
	if e.holds {
		verdict = "signals.pair_yes"
	}
	p.sheet.Para(paper.Plain, 0, t.Text(verdict, "rule", p.threshold))
	p.fourFields(e.pair.Table)
	p.sheet.Heading(t.Text("signals.figures"))
	for _, f := range e.formulas() {
		p.sheet.Item(paper.Plain, "  - ", t.Text("signals.formula", "name", f.Name, "formula", f.Formula+" = "+f.Filled, "value", p.limited(&f))+". "+
			t.Text("signals.sourced", "source", f.Source))
	}
	p.testimony(e)
	p.hidden(e)
	p.mixture(e)
}

// limited is a figure with its limits where it has them.
func (p *signalsPage) limited(f *formula) string {
	if f.Value == nil {
		return p.texts.Text("signals.not_estimable")
	}
	if f.Lo == nil || f.Hi == nil {
		return p.figure(*f.Value)
	}
	return p.texts.Text("signals.limits", "value", p.figure(*f.Value), "lo", p.figure(*f.Lo), "hi", p.figure(*f.Hi))
}

// fourFields draws the 2x2 table.
func (p *signalsPage) fourFields(f signal.Table) {
	t := p.texts
	p.sheet.Heading(t.Text("signals.table"))
	const first, other = 24, 17
	row := func(name string, cells ...string) {
		line := "  " + name + strings.Repeat(" ", max(first-2-paper.Columns(name), 1))
		for _, c := range cells {
			line += right(c, other)
		}
		p.sheet.Exact(paper.Plain, line)
	}
	n := p.whole
	row("", t.Text("signals.table_with"), t.Text("signals.table_without"), t.Text("signals.table_all"))
	row(t.Text("signals.table_product"), n(f.A), n(f.B), n(f.A+f.B))
	row(t.Text("signals.table_others"), n(f.C), n(f.D), n(f.C+f.D))
	row(t.Text("signals.table_all"), n(f.A+f.C), n(f.B+f.D), n(f.Reports()))
}
