package signal

import (
	"slices"

	"skinafter"
)

// Index holds the counts of a collection while reports arrive, change and are withdrawn. Its
// Counts are those of a Counter that was given the same reports. One report costs as much as it
// has pairs, whatever the size of the collection. It is not for use by several goroutines at
// once.
type Index struct {
	products, events, strata map[string]*heading
	reports                  map[string]*filed
	pairs                    int
}

// heading is a product, event or stratum and the reports that have it.
type heading struct {
	name    string
	n       uint32
	strata  map[*heading]uint32 // of a product or event
	reports map[*heading]uint32 // of a product: reports by event
}

// filed is a report as it was put.
type filed struct {
	stratum *heading
	pairs   []filedPair
}

type filedPair struct{ product, event *heading }

// Change is what happened to the count of one pair.
type Change struct {
	Pair          PairName
	Before, After int64 // distinct reports
}

// NewIndex is an empty collection.
func NewIndex() *Index {
	return &Index{
		products: map[string]*heading{}, events: map[string]*heading{}, strata: map[string]*heading{},
		reports: map[string]*filed{},
	}
}

// Reports is the number of reports.
func (x *Index) Reports() int64 { return int64(len(x.reports)) }

// Pairs is the number of pairs that at least one report names.
func (x *Index) Pairs() int { return x.pairs }

// Put takes a new report, or takes one of the same name in place of the old. The changes are the
// pairs whose own count changed, by product and event; the expectations of other pairs of the
// same products, events or stratum move with the margins. The error is an *skinafter.InputError for
// an empty name or a report without pairs, and then nothing has changed.
func (x *Index) Put(r Report) ([]Change, error) {
	if r.Name == "" {
		return nil, &skinafter.InputError{Field: "report", Want: "a name"}
	}
	if len(r.Pairs) == 0 {
		return nil, &skinafter.InputError{Field: "report", Value: r.Name, Want: "at least one product and event; Withdraw takes a report back"}
	}
	for _, p := range r.Pairs {
		if p.Product == "" || p.Event == "" {
			return nil, emptyName([]byte(r.Name), []byte(p.Product))
		}
	}
	touched := x.touched(r)
	x.remove(r.Name)
	f := &filed{stratum: find(x.strata, r.Stratum)}
	pairs := slices.Clone(r.Pairs)
	slices.SortFunc(pairs, comparePairs)
	for _, p := range slices.Compact(pairs) {
		f.pairs = append(f.pairs, filedPair{find(x.products, p.Product), find(x.events, p.Event)})
	}
	x.reports[r.Name] = f
	x.count(f, 1)
	return x.changes(touched), nil
}

// Withdraw takes a report back. A report that is not there changes nothing.
func (x *Index) Withdraw(name string) []Change {
	touched := x.touched(Report{Name: name})
	x.remove(name)
	return x.changes(touched)
}

// Table is the 2x2 table of a product and an event. ok is false where the collection does not
// have the product or the event.
func (x *Index) Table(product, event string) (t Table, ok bool) {
	p, e := x.products[product], x.events[event]
	if p == nil || e == nil {
		return Table{}, false
	}
	a := int64(p.reports[e])
	return Table{A: a, B: int64(p.n) - a, C: int64(e.n) - a, D: x.Reports() - int64(p.n) - int64(e.n) + a}, true
}

// Expected is as Counts.Expected.
func (x *Index) Expected(product, event string, stratified bool) (e float64, ok bool) {
	t, ok := x.Table(product, event)
	if !ok || !stratified || len(x.strata) < 2 {
		return t.Expected(), ok
	}
	sum := 0.0
	p, q := x.products[product], x.events[event]
	strata := make([]string, 0, len(p.strata))
	for s := range p.strata {
		strata = append(strata, s.name)
	}
	slices.Sort(strata) // the sum does not depend on the order of a map
	for _, name := range strata {
		s := x.strata[name]
		sum += float64(p.strata[s]) / float64(s.n) * float64(q.strata[s]) // as Counts does
	}
	return sum, true
}

// Score computes the figures of all pairs of one product, in the order of the events, without
// counting anything again.
func (x *Index) Score(o Options, product string) []Pair {
	p := x.products[product]
	if p == nil {
		return nil
	}
	events := make([]string, 0, len(p.reports))
	for e := range p.reports {
		events = append(events, e.name)
	}
	slices.Sort(events)
	s := newScorer(o)
	var out []Pair
	for _, event := range events {
		t, _ := x.Table(product, event)
		if t.A < o.MinN {
			continue
		}
		expected, _ := x.Expected(product, event, o.Stratified)
		s.fill(product, event, t, expected)
		out = append(out, s.pair)
	}
	return out
}

func find(all map[string]*heading, name string) *heading {
	h := all[name]
	if h == nil {
		h = &heading{name: name, strata: map[*heading]uint32{}, reports: map[*heading]uint32{}}
		all[name] = h
	}
	return h
}

func (x *Index) remove(name string) {
	if f := x.reports[name]; f != nil {
		x.count(f, ^uint32(0)) // minus one
		delete(x.reports, name)
	}
}

// count adds a report to all counts, or takes it away.
func (x *Index) count(f *filed, by uint32) {
	step(x.strata, f.stratum, by)
	products, events := f.distinct()
	for _, h := range products {
		add(h.strata, f.stratum, by)
		step(x.products, h, by)
	}
	for _, h := range events {
		add(h.strata, f.stratum, by)
		step(x.events, h, by)
	}
	for _, p := range f.pairs {
		before := len(p.product.reports)
		add(p.product.reports, p.event, by)
		x.pairs += len(p.product.reports) - before
	}
}

// distinct are the products and events of a report, each once.
func (f *filed) distinct() (products, events []*heading) {
	for i, p := range f.pairs { // by product and event
		if i == 0 || f.pairs[i-1].product != p.product {
			products = append(products, p.product)
		}
	}
	seen := make(map[*heading]bool, len(f.pairs))
	for _, p := range f.pairs {
		if !seen[p.event] {
			seen[p.event] = true
			events = append(events, p.event)
		}
	}
	return products, events
}

func add(counts map[*heading]uint32, h *heading, by uint32) {
	if counts[h] += by; counts[h] == 0 {
		delete(counts, h)
	}
}

func step(all map[string]*heading, h *heading, by uint32) {
	if h.n += by; h.n == 0 {
		delete(all, h.name)
	}
}

// touched are the pairs of the report as it is and as it will be, with their counts now.
func (x *Index) touched(r Report) []Change {
	names := slices.Clone(r.Pairs)
	if f := x.reports[r.Name]; f != nil {
		for _, p := range f.pairs {
			names = append(names, PairName{p.product.name, p.event.name})
		}
	}
	slices.SortFunc(names, comparePairs)
	var out []Change
	for _, name := range slices.Compact(names) {
		out = append(out, Change{Pair: name, Before: x.of(name)})
	}
	return out
}

func (x *Index) of(name PairName) int64 {
	p, e := x.products[name.Product], x.events[name.Event]
	if p == nil || e == nil {
		return 0
	}
	return int64(p.reports[e])
}

func (x *Index) changes(touched []Change) []Change {
	for i := range touched {
		touched[i].After = x.of(touched[i].Pair)
	}
	return slices.DeleteFunc(touched, func(c Change) bool { return c.Before == c.After })
}
