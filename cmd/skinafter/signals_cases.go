package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"skinafter/internal/paper"
	"skinafter/signal"
	"skinafter/signal/onset"
)

// witness keeps, while rows are read, what the explanation of one pair needs of each report.
type witness struct {
	product, event func(name string) bool
	reports        map[string]*testimony
}

// testimony is what one report says.
type testimony struct {
	year           int
	product, event bool       // named in any row
	pair           bool       // named in one row together
	row            signal.Row // of the pair, else of the product or event
	others         []string   // other products
}

// caseWire is a report behind a pair.
type caseWire struct {
	Report   string   `json:"report"`
	Product  string   `json:"product"` // as reported
	Event    string   `json:"event"`
	Year     *int     `json:"year"`
	Sex      string   `json:"sex,omitempty"`
	Age      *float64 `json:"age"`
	AgeBand  string   `json:"age_band,omitempty"`
	Role     string   `json:"role,omitempty"`
	OnsetH   *float64 `json:"onset_h"`
	Serious  *bool    `json:"serious"`
	Modality string   `json:"modality,omitempty"`
	Depth    string   `json:"depth,omitempty"`
	Others   []string `json:"other_products"`
}

// yearWire is the pair as it stood at the end of a year.
type yearWire struct {
	Year     int      `json:"year"`
	Reports  int64    `json:"reports"`
	N        int64    `json:"N"`
	E        *float64 `json:"E"`
	IC       *float64 `json:"IC"`
	IC025    *float64 `json:"IC025"`
	IC975    *float64 `json:"IC975"`
	Products int64    `json:"product_reports"` // that name the product, in this year alone
}

// see notes a row. Rows of one report may come in any order.
func (w *witness) see(r *signal.Row) {
	t := w.reports[r.Report]
	if t == nil {
		t = &testimony{}
		w.reports[r.Report] = t
	}
	t.year = max(t.year, r.Year)
	product, event := w.product(r.Product), w.event(r.Event)
	switch {
	case product && event && !t.pair, (product || event) && !t.pair && t.row.Report == "":
		t.row = *r
	}
	t.product, t.event, t.pair = t.product || product, t.event || event, t.pair || product && event
	if !product && len(t.others) < 50 && !slices.Contains(t.others, r.Product) {
		t.others = append(t.others, r.Product)
	}
}

// testimony reads the cases, the years and the times to onset out of the witness.
func (e *explanation) testimony() {
	w := e.heap.witness
	years := map[int]*[4]int64{} // reports, product, event, pair
	for id, t := range w.reports {
		if t.pair {
			e.cases = append(e.cases, t.wire(id))
			if t.row.OnsetH.Known {
				e.hours = append(e.hours, t.row.OnsetH.Value)
			}
		}
		if t.year == 0 {
			continue
		}
		y := years[t.year]
		if y == nil {
			y = &[4]int64{}
			years[t.year] = y
		}
		for i, has := range []bool{true, t.product, t.event, t.pair} {
			if has {
				y[i]++
			}
		}
	}
	slices.SortFunc(e.cases, func(a, b caseWire) int {
		if len(a.Report) != len(b.Report) { // numbers in their order
			return len(a.Report) - len(b.Report)
		}
		return strings.Compare(a.Report, b.Report)
	})
	slices.Sort(e.hours)
	e.trend(years)
	if len(e.hours) > 0 {
		if o, err := onset.Of(e.hours, 1); err == nil {
			e.onset = &o
		}
	}
}

// trend is the pair at the end of every year, without strata.
func (e *explanation) trend(years map[int]*[4]int64) {
	var list []int
	for y := range years {
		list = append(list, y)
	}
	slices.Sort(list)
	var sum [4]int64
	for _, y := range list {
		for i, n := range years[y] {
			sum[i] += n
		}
		t := signal.Table{A: sum[3], B: sum[1] - sum[3], C: sum[2] - sum[3], D: sum[0] - sum[1] - sum[2] + sum[3]}
		expected := t.Expected()
		c := signal.InformationComponent(t.A, expected)
		e.years = append(e.years, yearWire{y, sum[0], sum[3], estimable(expected), estimable(c.Value), estimable(c.Lo), estimable(c.Hi), years[y][1]})
	}
}

func (t *testimony) wire(id string) caseWire {
	r := &t.row
	w := caseWire{Report: id, Product: r.Product, Event: r.Event, Sex: r.Sex, AgeBand: r.AgeBand, Modality: r.Modality, Depth: r.Depth, Others: orNone(t.others)}
	if t.year != 0 {
		w.Year = &t.year
	}
	if r.Age.Known {
		w.Age = &r.Age.Value
	}
	if r.OnsetH.Known {
		w.OnsetH = &r.OnsetH.Value
	}
	if r.Role != signal.RoleUnknown {
		w.Role = r.Role.String()
	}
	if r.Serious != signal.NotSaid {
		serious := r.Serious == signal.Yes
		w.Serious = &serious
	}
	slices.Sort(w.Others)
	return w
}

// orNone is the list, never null in JSON.
func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// casesShown is how many reports a page lists.
const casesShown = 15

// testimony writes the reports behind a pair, the years and the time to onset.
func (p *signalsPage) testimony(e *explanation) {
	t := p.texts
	if len(e.cases) > 0 {
		p.sheet.Heading(t.Text("signals.cases"))
		for i := range e.cases[:min(casesShown, len(e.cases))] {
			p.sheet.Item(paper.Plain, "  - ", p.caseLine(&e.cases[i]))
		}
		if more := len(e.cases) - casesShown; more > 0 {
			p.sheet.Para(paper.Plain, 4, t.Count("signals.case_more", more))
		}
		if len(e.cases) < 3 {
			p.sheet.Para(paper.Yellow, 2, t.Text("signals.case_small"))
		}
	}
	if len(e.years) > 1 {
		p.sheet.Heading(t.Text("signals.trend"))
		for _, y := range e.since() {
			ic := t.Text("signals.not_estimable")
			if y.IC != nil && y.IC025 != nil && y.IC975 != nil {
				ic = t.Text("signals.limits", "value", p.figure(*y.IC), "lo", p.figure(*y.IC025), "hi", p.figure(*y.IC975))
			}
			p.sheet.Item(paper.Plain, "  - ", t.Text("signals.trend_line", "year", y.Year, "n", p.whole(y.N), "ic", ic))
		}
	}
	p.onset(e)
}

// since are the years from the first with a report of the pair.
func (e *explanation) since() []yearWire {
	first := slices.IndexFunc(e.years, func(y yearWire) bool { return y.N > 0 })
	return e.years[max(first, 0):]
}

// caseLine is one report in a line.
func (p *signalsPage) caseLine(c *caseWire) string {
	t := p.texts
	var facts []string
	add := func(ok bool, text string) {
		if ok {
			facts = append(facts, text)
		}
	}
	if c.Year != nil {
		add(true, strconv.Itoa(*c.Year))
	}
	add(c.Sex != "", paper.Clean(c.Sex))
	if c.Age != nil {
		add(true, t.Text("signals.case_age", "age", p.point(fmt.Sprint(*c.Age))))
	}
	add(c.AgeBand != "", paper.Clean(c.AgeBand))
	add(c.Modality != "", paper.Clean(c.Modality))
	add(c.Depth != "", paper.Clean(c.Depth))
	if c.OnsetH != nil {
		add(true, t.Text("signals.case_onset", "hours", p.figure(*c.OnsetH)))
	}
	if c.Serious != nil {
		add(true, t.Text(map[bool]string{true: "signals.case_serious", false: "signals.case_not_serious"}[*c.Serious]))
	}
	add(c.Role != "", t.Text("signals.case_role", "role", c.Role))
	add(len(c.Others) > 0, t.Text("signals.case_with", "products", paper.Cut(paper.Clean(strings.Join(c.Others, "; ")), 120)))
	if len(facts) == 0 {
		facts = []string{t.Text("signals.case_bare")}
	}
	return t.Text("signals.case", "id", paper.Clean(c.Report), "facts", strings.Join(facts, ", "))
}

func (p *signalsPage) onset(e *explanation) {
	if e.onset == nil || e.onset.N == 0 {
		return
	}
	t := p.texts
	p.sheet.Heading(t.Text("signals.onset"))
	line := t.Text("signals.onset_said", "n", e.onset.N, "median", p.figure(e.onset.Median))
	o := e.onset
	pattern := map[onset.Pattern]string{
		onset.Early: "signals.onset_early", onset.AnyTime: "signals.onset_any",
		onset.Late: "signals.onset_late", onset.Unclear: "signals.onset_unclear",
	}[o.Pattern()]
	if signal.Estimable(o.Shape) {
		limits := func(v, lo, hi float64) string {
			return t.Text("signals.limits", "value", p.figure(v), "lo", p.figure(lo), "hi", p.figure(hi))
		}
		line += " " + t.Text("signals.onset_shape", "shape", limits(o.Shape, o.ShapeLo, o.ShapeHi), "scale", limits(o.Scale, o.ScaleLo, o.ScaleHi))
	}
	p.sheet.Item(paper.Plain, "  - ", line+" "+t.Text(pattern))
}
