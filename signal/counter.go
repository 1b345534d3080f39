package signal

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"skinafter"
)

// Counter counts a collection of reports row by row. The rows of a report may come in any
// order and between those of others, and any row may come twice: counts are of distinct reports.
// It is fastest, and takes least memory, when the rows of a report stand together.
//
// The memory is some two or three bytes for a distinct row and forty for a report. A Counter is not
// for use by several goroutines at once; count parts and Merge them.
type Counter struct {
	reports, products, events, strata *dictionary

	stratum    []uint32 // of each report; nil as long as no row has one
	conflicted marks    // reports whose rows name different strata

	log     runLog
	current uint32   // the report whose rows are in pairs
	pairs   []uint64 // product<<32 | event of the current report
	product uint32   // of the last row
	rows    int64
	again   marks // reports with more than one run
}

// NewCounter is an empty collection.
func NewCounter() *Counter {
	c := &Counter{reports: newDictionary(), products: newDictionary(), events: newDictionary(), strata: newDictionary()}
	_, _, _ = c.strata.number(nil) // "not said" is number 0
	return c
}

// Add counts one row. The stratum may be empty, which is a stratum of its own; if the rows of
// one report disagree, the last in the order of bytes holds for the report (and so one that is
// said before one that is not), and Conflicts counts it. The arguments are not kept. The error is
// an *skinafter.InputError for an empty name.
func (c *Counter) Add(report, product, event, stratum []byte) error {
	if len(report) == 0 || len(product) == 0 || len(event) == 0 {
		return emptyName(report, product)
	}
	if len(c.pairs) == 0 || !c.reports.is(c.current, report) {
		if err := c.turn(report); err != nil {
			return err
		}
	}
	if !c.products.is(c.product, product) {
		var err error
		if c.product, _, err = c.products.number(product); err != nil {
			return err
		}
	}
	e, _, err := c.events.number(event)
	if err != nil {
		return err
	}
	if len(stratum) > 0 {
		if err := c.place(stratum); err != nil {
			return err
		}
	}
	c.pairs = append(c.pairs, uint64(c.product)<<32|uint64(e))
	c.rows++
	return nil
}

func emptyName(report, product []byte) error {
	field := "event"
	if len(report) == 0 {
		field = "report"
	} else if len(product) == 0 {
		field = "product"
	}
	return &skinafter.InputError{Field: field, Want: "a name"}
}

// AddRow counts one row by its Report, Product, Event and Strata.
func (c *Counter) AddRow(r Row) error {
	return c.Add([]byte(r.Report), []byte(r.Product), []byte(r.Event), []byte(r.Strata))
}

// Rows is the number of rows that were added, repeated ones included.
func (c *Counter) Rows() int64 { return c.rows }

// Conflicts is the number of reports whose rows name different strata.
func (c *Counter) Conflicts() int { return c.conflicted.n }

// turn ends the current report and begins with another.
func (c *Counter) turn(report []byte) error {
	c.flush()
	i, added, err := c.reports.number(report)
	if err != nil {
		return err
	}
	if !added {
		c.again.set(i)
	}
	if c.stratum != nil && added {
		c.stratum = append(c.stratum, 0)
	}
	c.current = i
	return nil
}

// place notes the stratum of the current report.
func (c *Counter) place(stratum []byte) error {
	if c.stratum == nil {
		c.stratum = make([]uint32, c.reports.len(), max(2*c.reports.len(), 1024))
	}
	was := c.stratum[c.current]
	if c.strata.is(was, stratum) {
		return nil
	}
	s, _, err := c.strata.number(stratum)
	if err != nil {
		return err
	}
	if was != 0 {
		c.conflicted.set(c.current)
	}
	if string(c.strata.name(was)) < string(stratum) {
		c.stratum[c.current] = s
	}
	return nil
}

// flush writes the rows of the current report to the log.
func (c *Counter) flush() {
	if len(c.pairs) == 0 {
		return
	}
	slices.Sort(c.pairs)
	c.pairs = slices.Compact(c.pairs)
	c.log.add(c.current, c.pairs)
	c.pairs = c.pairs[:0]
}

// each passes every report with its distinct pairs, by groups of one product. A report whose
// rows were scattered is put together first.
func (c *Counter) each(visit func(report uint32, groups groups)) {
	c.flush()
	var scattered []place
	c.log.each(func(report uint32, at place, g groups) {
		if c.again.has(report) {
			at.report = report
			scattered = append(scattered, at)
			return
		}
		visit(report, g)
	})
	slices.SortStableFunc(scattered, func(a, b place) int { return cmp.Compare(a.report, b.report) })
	var pairs []uint64
	var together groups
	for i, at := range scattered {
		pairs = c.log.at(at).appendPairs(pairs)
		if i+1 < len(scattered) && scattered[i+1].report == at.report {
			continue
		}
		slices.Sort(pairs)
		together = appendGroups(together[:0], slices.Compact(pairs))
		visit(at.report, together)
		pairs = pairs[:0]
	}
}

// Reports are all reports, each once with its distinct pairs, in order of their names.
func (c *Counter) Reports() iter.Seq[Report] {
	return func(yield func(Report) bool) {
		var all []place
		c.flush()
		c.log.each(func(report uint32, at place, _ groups) {
			at.report = report
			all = append(all, at)
		})
		_, rank := c.reports.sorted()
		slices.SortStableFunc(all, func(a, b place) int { return cmp.Compare(rank[a.report], rank[b.report]) })
		var pairs []uint64
		for i, at := range all {
			pairs = c.log.at(at).appendPairs(pairs)
			if i+1 < len(all) && all[i+1].report == at.report {
				continue
			}
			if !yield(c.report(at.report, pairs)) {
				return
			}
			pairs = pairs[:0]
		}
	}
}

func (c *Counter) report(i uint32, pairs []uint64) Report {
	slices.Sort(pairs)
	r := Report{Name: string(c.reports.name(i))}
	if c.stratum != nil {
		r.Stratum = string(c.strata.name(c.stratum[i]))
	}
	for _, p := range slices.Compact(pairs) {
		r.Pairs = append(r.Pairs, PairName{string(c.products.name(uint32(p >> 32))), string(c.events.name(uint32(p)))})
	}
	slices.SortFunc(r.Pairs, comparePairs)
	return r
}

func comparePairs(a, b PairName) int {
	return cmp.Or(strings.Compare(a.Product, b.Product), strings.Compare(a.Event, b.Event))
}

// marks are a set of small numbers.
type marks struct {
	bits []uint64
	n    int
}

func (m *marks) set(i uint32) {
	if m.has(i) {
		return
	}
	for int(i/64) >= len(m.bits) {
		m.bits = append(m.bits, 0)
	}
	m.bits[i/64] |= 1 << (i % 64)
	m.n++
}

func (m *marks) has(i uint32) bool {
	return int(i/64) < len(m.bits) && m.bits[i/64]&(1<<(i%64)) != 0
}
