package signal

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"sort"
	"strings"

	"skinafter"
	"skinafter/signal/mgps"
)

// Counts are the distinct reports of a collection by product, event, pair and stratum. Two
// collections of the same reports have equal Counts, whatever the order of their rows; names
// stand in the order of their bytes. The zero value is a collection without reports.
type Counts struct {
	reports  int64
	products axis
	events   axis
	strata   []Margin // at least one unless there are no reports; "" is "not said"
	starts   []int    // where the pairs of each product begin, and the end
	event    []uint32 // of each pair, rising within a product
	n        []uint32 // reports of each pair
}

// axis is the products or the events.
type axis struct {
	names []string
	n     []uint32
	// strata are the reports of each name by stratum, name by name. Nil with a single stratum.
	strata []uint32
}

// Margin is a name and the number of distinct reports that have it.
type Margin struct {
	Name    string
	Reports int64
}

// maxStrataCells bounds the table of names by strata: 256 MB.
const maxStrataCells = 1 << 26

// Reports is the number of distinct reports.
func (c *Counts) Reports() int64 { return c.reports }

// Pairs is the number of pairs that at least one report names.
func (c *Counts) Pairs() int { return len(c.event) }

// Products are all products in the order of their bytes.
func (c *Counts) Products() []Margin { return c.products.margins() }

// Events are all events in the order of their bytes.
func (c *Counts) Events() []Margin { return c.events.margins() }

// Strata are all strata in the order of their bytes; a collection without strata has the one "".
func (c *Counts) Strata() []Margin { return slices.Clone(c.strata) }

func (a *axis) margins() []Margin {
	out := make([]Margin, len(a.names))
	for i, name := range a.names {
		out[i] = Margin{name, int64(a.n[i])}
	}
	return out
}

func (a *axis) find(name string) (int, bool) { return slices.BinarySearch(a.names, name) }

// Names are the pairs that at least one report names, with their number of distinct reports, by
// product and event in the order of their bytes.
func (c *Counts) Names() iter.Seq2[PairName, int64] {
	return func(yield func(PairName, int64) bool) {
		for p, name := range c.products.names {
			for i := c.starts[p]; i < c.starts[p+1]; i++ {
				if !yield(PairName{name, c.events.names[c.event[i]]}, int64(c.n[i])) {
					return
				}
			}
		}
	}
}

// Table is the 2x2 table of a product and an event, also of a pair that no report names. ok is
// false where the collection does not have the product or the event.
func (c *Counts) Table(product, event string) (t Table, ok bool) {
	p, knownProduct := c.products.find(product)
	e, knownEvent := c.events.find(event)
	if !knownProduct || !knownEvent {
		return Table{}, false
	}
	row := c.event[c.starts[p]:c.starts[p+1]]
	a := uint32(0)
	if i, named := slices.BinarySearch(row, uint32(e)); named {
		a = c.n[c.starts[p]+i]
	}
	return c.table(p, e, a), true
}

func (c *Counts) table(p, e int, n uint32) Table {
	a, n1, n2 := int64(n), int64(c.products.n[p]), int64(c.events.n[e])
	return Table{A: a, B: n1 - a, C: n2 - a, D: c.reports - n1 - n2 + a}
}

// Expected is the number of reports of the pair if product and event were independent: n1 n2 / n,
// or the sum of n1s n2s / ns over the strata. ok is as in Table.
func (c *Counts) Expected(product, event string, stratified bool) (e float64, ok bool) {
	p, knownProduct := c.products.find(product)
	i, knownEvent := c.events.find(event)
	if !knownProduct || !knownEvent {
		return 0, false
	}
	return c.expectations(stratified).of(p)(i), true
}

// expectations compute expected counts, one product at a time.
type expectations struct {
	c       *Counts
	weights []float64 // of the product: its reports in a stratum by the stratum's
}

func (c *Counts) expectations(stratified bool) *expectations {
	x := &expectations{c: c}
	if stratified && len(c.strata) > 1 {
		x.weights = make([]float64, len(c.strata))
	}
	return x
}

// of is the expectation of a product with each event, until of is called again.
func (x *expectations) of(product int) func(event int) float64 {
	c := x.c
	if x.weights == nil {
		n1, n := float64(c.products.n[product]), float64(c.reports)
		return func(event int) float64 { return n1 * float64(c.events.n[event]) / n }
	}
	k := len(c.strata)
	for s, n := range c.products.strata[product*k : (product+1)*k] {
		x.weights[s] = float64(n) / float64(c.strata[s].Reports)
	}
	return func(event int) float64 {
		sum := 0.0
		for s, n := range c.events.strata[event*k : (event+1)*k] {
			sum += x.weights[s] * float64(n)
		}
		return sum
	}
}

// Cells are the counts as the prior of MGPS is fitted to them, with expectations as in Expected.
func (c *Counts) Cells(stratified bool) mgps.Cells {
	x := c.expectations(stratified)
	return mgps.Cells{
		Reports: c.reports, Products: c.products.n, Events: c.events.n, Expected: x.of, Stratified: x.weights != nil,
		Row: func(p int) (events, reports []uint32) {
			from, to := c.starts[p], c.starts[p+1]
			return c.event[from:to], c.n[from:to]
		},
	}
}

// Merge adds the counts of two collections that share no report. It cannot see whether they do:
// split by report. The error says what does not fit into a number.
func Merge(a, b *Counts) (*Counts, error) {
	if a.reports+b.reports > math.MaxUint32 {
		return nil, fmt.Errorf("adding %d and %d reports: more than a count holds", a.reports, b.reports)
	}
	out := &Counts{reports: a.reports + b.reports}
	var ofA, ofB, strataA, strataB []uint32
	strata, strataA, strataB := mergeMargins(a.strata, b.strata)
	out.strata = strata
	if (len(a.products.names)+len(b.products.names)+len(a.events.names)+len(b.events.names))*len(strata) > maxStrataCells {
		return nil, tooManyStrata(len(strata))
	}
	out.products, _, _ = mergeAxes(&a.products, &b.products, strataA, strataB, len(strata))
	out.events, ofA, ofB = mergeAxes(&a.events, &b.events, strataA, strataB, len(strata))
	out.starts = append(make([]int, 0, len(out.products.names)+1), 0)
	for _, name := range out.products.names {
		rowA, rowB := a.row(name), b.row(name)
		for len(rowA.event) > 0 || len(rowB.event) > 0 {
			switch {
			case len(rowB.event) == 0 || (len(rowA.event) > 0 && ofA[rowA.event[0]] < ofB[rowB.event[0]]):
				out.event, out.n = append(out.event, ofA[rowA.event[0]]), append(out.n, rowA.n[0])
				rowA = rowA.rest()
			case len(rowA.event) == 0 || ofA[rowA.event[0]] > ofB[rowB.event[0]]:
				out.event, out.n = append(out.event, ofB[rowB.event[0]]), append(out.n, rowB.n[0])
				rowB = rowB.rest()
			default:
				out.event, out.n = append(out.event, ofA[rowA.event[0]]), append(out.n, rowA.n[0]+rowB.n[0])
				rowA, rowB = rowA.rest(), rowB.rest()
			}
		}
		out.starts = append(out.starts, len(out.event))
	}
	return out, nil
}

func tooManyStrata(n int) error {
	return &skinafter.InputError{Field: "stratify", Value: fmt.Sprintf("%d strata", n), Want: "fewer strata: with so many, expected counts have no meaning"}
}

// row is what the collection has of one product.
type row struct{ event, n []uint32 }

func (r row) rest() row { return row{r.event[1:], r.n[1:]} }

func (c *Counts) row(product string) row {
	p, known := c.products.find(product)
	if !known {
		return row{}
	}
	from, to := c.starts[p], c.starts[p+1]
	return row{c.event[from:to], c.n[from:to]}
}

// mergeMargins adds two sorted lists, and says where each old place went.
func mergeMargins(a, b []Margin) (sum []Margin, ofA, ofB []uint32) {
	for len(a) > 0 || len(b) > 0 {
		order := 0
		switch {
		case len(b) == 0:
			order = -1
		case len(a) == 0:
			order = 1
		default:
			order = strings.Compare(a[0].Name, b[0].Name)
		}
		at := uint32(len(sum))
		var m Margin
		if order <= 0 {
			m, a, ofA = a[0], a[1:], append(ofA, at)
		}
		if order >= 0 {
			m, b, ofB = Margin{b[0].Name, m.Reports + b[0].Reports}, b[1:], append(ofB, at)
		}
		sum = append(sum, m)
	}
	return sum, ofA, ofB
}

// mergeAxes adds two axes.
func mergeAxes(a, b *axis, strataA, strataB []uint32, strata int) (sum axis, ofA, ofB []uint32) {
	margins, ofA, ofB := mergeMargins(a.margins(), b.margins())
	for _, m := range margins {
		sum.names, sum.n = append(sum.names, m.Name), append(sum.n, uint32(m.Reports))
	}
	if strata > 1 {
		sum.strata = make([]uint32, len(margins)*strata)
		addStrata(sum.strata, strata, a, ofA, strataA)
		addStrata(sum.strata, strata, b, ofB, strataB)
	}
	return sum, ofA, ofB
}

func addStrata(sum []uint32, strata int, a *axis, place, stratum []uint32) {
	for i, n := range a.n {
		if a.strata == nil {
			sum[int(place[i])*strata+int(stratum[0])] += n
			continue
		}
		for s, n := range a.strata[i*len(stratum) : (i+1)*len(stratum)] {
			sum[int(place[i])*strata+int(stratum[s])] += n
		}
	}
}

// sortedOrder are the places of names in the order of their bytes.
func sortedOrder(names []string) []int {
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return names[order[i]] < names[order[j]] })
	return order
}
