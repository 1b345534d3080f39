package signal

import (
	"cmp"
	"slices"
	"strings"

	"skinafter"
)

// Together is an event that reports name with two products together.
type Together struct {
	First, Second, Event string // First before Second in the order of their bytes
	Counts               TwoExposures
	Interaction
}

// mostTogether is the most products of a report whose pairs are counted. A longer list tells
// nothing of two of them, and its pairs grow with its square.
const mostTogether = 50

// Interactions computes Omega for every event that at least least reports name with two products
// together, in the order of product, product and event. What counts is that a report names them,
// in whatever rows. Reports with more than 50 products are left out altogether; skipped says how
// many. The error is an *skinafter.InputError for least below 1.
func (c *Counter) Interactions(least int64) (list []Together, skipped int, err error) {
	if least < 1 {
		return nil, 0, &skinafter.InputError{Field: "least reports", Want: "1 or more"}
	}
	m := mentions{least: least, products: map[uint32]int64{}, events: map[uint32]int64{}, both: map[[2]uint32]int64{}}
	m.each(c, m.margins)
	for pair, n := range m.both {
		if n < least {
			delete(m.both, pair)
		}
	}
	m.pairs, m.triples = map[[2]uint32]int64{}, map[[3]uint32]int64{}
	m.each(c, m.named)
	for t, n := range m.triples {
		if n < least {
			continue
		}
		x := Together{First: string(c.products.name(t[0])), Second: string(c.products.name(t[1])), Event: string(c.events.name(t[2]))}
		a, b := t[0], t[1]
		if x.First > x.Second {
			x.First, x.Second, a, b = x.Second, x.First, b, a
		}
		x.Counts = m.groups(a, b, t, n)
		if x.Interaction, err = x.Counts.Omega(); err != nil {
			return nil, 0, err
		}
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b Together) int {
		return cmp.Or(strings.Compare(a.First, b.First), strings.Compare(a.Second, b.Second), strings.Compare(a.Event, b.Event))
	})
	return list, m.skipped, nil
}

// mentions count the reports that name products and events, by their numbers.
type mentions struct {
	least            int64
	reports          int64
	skipped          int
	products, events map[uint32]int64
	both             map[[2]uint32]int64 // two products, the smaller number first
	pairs            map[[2]uint32]int64 // product and event
	triples          map[[3]uint32]int64 // two products and event
}

// each passes every report as its distinct products and events, sorted.
func (m *mentions) each(c *Counter, visit func(products, events []uint32)) {
	var products, events, scratch []uint32
	m.skipped = 0
	c.each(func(_ uint32, g groups) {
		products, events = products[:0], events[:0]
		scratch = g.each(scratch, func(p uint32, list []uint32, fresh bool) {
			products = append(products, p)
			if fresh {
				events = append(events, list...)
			}
		})
		if len(products) > mostTogether {
			m.skipped++
			return
		}
		slices.Sort(products)
		slices.Sort(events)
		visit(products, slices.Compact(events))
	})
}

func (m *mentions) margins(products, events []uint32) {
	m.reports++
	for i, p := range products {
		m.products[p]++
		for _, q := range products[i+1:] {
			m.both[[2]uint32{p, q}]++
		}
	}
	for _, e := range events {
		m.events[e]++
	}
}

// named counts the events of products that come together often enough.
func (m *mentions) named(products, events []uint32) {
	for i, p := range products {
		for _, e := range events {
			m.pairs[[2]uint32{p, e}]++
		}
		for _, q := range products[i+1:] {
			if _, often := m.both[[2]uint32{p, q}]; !often {
				continue
			}
			for _, e := range events {
				m.triples[[3]uint32{p, q, e}]++
			}
		}
	}
}

// groups are the four groups that products a and b make of the reports.
func (m *mentions) groups(a, b uint32, t [3]uint32, n int64) TwoExposures {
	both, e := m.both[[2]uint32{t[0], t[1]}], t[2]
	withA, withB := m.pairs[[2]uint32{a, e}], m.pairs[[2]uint32{b, e}]
	exposure := func(events, reports int64) Exposure { return Exposure{float64(events), float64(reports)} }
	return TwoExposures{
		Both:    exposure(n, both),
		First:   exposure(withA-n, m.products[a]-both),
		Second:  exposure(withB-n, m.products[b]-both),
		Neither: exposure(m.events[e]-withA-withB+n, m.reports-m.products[a]-m.products[b]+both),
	}
}
