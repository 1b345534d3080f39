package signal

import (
	"fmt"
	"math"
	"slices"
)

// Counts are the counts of the rows so far; more may be added afterwards.
//
// It takes two or more passes over the log: one for the margins, then as many as are needed to
// sort the rows by product in bounded memory and to count each product's events in one row of
// counters. No table of products by events is ever built, so the cost grows with rows, pairs
// and names and not with their product. The error says which limit was met.
func (c *Counter) Counts() (*Counts, error) { return c.count(nil) }

// Without are the counts of the reports that do not name the product, for seeing what a
// dominant product hides.
func (c *Counter) Without(product string) (*Counts, error) {
	p, known := c.products.find([]byte(product))
	if !known {
		return c.count(nil)
	}
	var named marks
	c.each(func(report uint32, g groups) {
		g.each(nil, func(i uint32, _ []uint32, _ bool) {
			if i == p {
				named.set(report)
			}
		})
	})
	return c.count(&named)
}

// tally is one counting of a Counter.
type tally struct {
	c        *Counter
	without  *marks // reports left out, or nil
	out      *Counts
	product  []uint32 // place of each number among the sorted names
	event    []uint32
	stratum  []uint32
	strata   int
	rows     []int    // distinct rows of each product, by place
	lastSeen []uint32 // report after the last one that named an event, by place
	events   []uint32 // scratch
}

func (c *Counter) count(without *marks) (*Counts, error) {
	c.flush()
	t := &tally{c: c, without: without, out: &Counts{}}
	t.out.products.names, t.product = c.products.sorted()
	t.out.events.names, t.event = c.events.sorted()
	var strataNames []string
	strataNames, t.stratum = c.strata.sorted()
	t.strata = len(strataNames)
	names := len(t.product) + len(t.event)
	if names*t.strata > maxStrataCells {
		return nil, tooManyStrata(t.strata)
	}
	if c.reports.len() >= math.MaxUint32 {
		return nil, fmt.Errorf("counting %d reports: %w", c.reports.len(), errFull)
	}
	t.out.products.n, t.out.events.n = make([]uint32, len(t.product)), make([]uint32, len(t.event))
	if t.strata > 1 {
		t.out.products.strata = make([]uint32, len(t.product)*t.strata)
		t.out.events.strata = make([]uint32, len(t.event)*t.strata)
	}
	for _, name := range strataNames {
		t.out.strata = append(t.out.strata, Margin{Name: name})
	}
	t.rows = make([]int, len(t.product))
	t.lastSeen = make([]uint32, len(t.event))
	t.margins()
	t.pairs()
	t.out.compact()
	return t.out, nil
}

// each passes the reports that are counted.
func (t *tally) each(visit func(report uint32, g groups)) {
	t.c.each(func(report uint32, g groups) {
		if t.without == nil || !t.without.has(report) {
			visit(report, g)
		}
	})
}

func (t *tally) stratumOf(report uint32) int {
	if t.c.stratum == nil {
		return int(t.stratum[0])
	}
	return int(t.stratum[t.c.stratum[report]])
}

// margins is the first pass.
func (t *tally) margins() {
	products, events := &t.out.products, &t.out.events
	t.each(func(report uint32, g groups) {
		s := t.stratumOf(report)
		t.out.reports++
		t.out.strata[s].Reports++
		t.events = g.each(t.events, func(product uint32, list []uint32, fresh bool) {
			p := t.product[product]
			products.n[p]++
			t.rows[p] += len(list)
			if products.strata != nil {
				products.strata[int(p)*t.strata+s]++
			}
			if !fresh {
				return
			}
			for _, number := range list {
				e := t.event[number]
				if t.lastSeen[e] == report+1 {
					continue
				}
				t.lastSeen[e] = report + 1
				events.n[e]++
				if events.strata != nil {
					events.strata[int(e)*t.strata+s]++
				}
			}
		})
	})
}

// bucketRows is how many rows are sorted by product at once: 64 MB.
const bucketRows = 1 << 24

// pairs are the other passes, each for as many products as fit.
func (t *tally) pairs() {
	t.out.starts = append(make([]int, 0, len(t.rows)+1), 0)
	counters := make([]uint32, len(t.event))
	var bucket []uint32
	for from := 0; from < len(t.rows); {
		to, total := from, 0
		for to < len(t.rows) && (to == from || total+t.rows[to] <= bucketRows) {
			total += t.rows[to]
			to++
		}
		if cap(bucket) < total {
			bucket = make([]uint32, total)
		}
		bucket = bucket[:total]
		t.scatter(bucket, from, to)
		at := 0
		for p := from; p < to; p++ {
			t.row(bucket[at:at+t.rows[p]], counters)
			at += t.rows[p]
		}
		from = to
	}
}

// scatter sorts the rows of some products by product.
func (t *tally) scatter(bucket []uint32, from, to int) {
	next := make([]int, to-from)
	at := 0
	for p := from; p < to; p++ {
		next[p-from] = at
		at += t.rows[p]
	}
	t.each(func(_ uint32, g groups) {
		t.events = g.each(t.events, func(product uint32, list []uint32, _ bool) {
			p := int(t.product[product])
			if p < from || p >= to {
				return
			}
			at := next[p-from]
			next[p-from] = at + len(list)
			for i, number := range list {
				bucket[at+i] = t.event[number]
			}
		})
	})
}

// row counts the events of one product; counters come and go as zeros.
func (t *tally) row(events, counters []uint32) {
	distinct := events[:0]
	for _, e := range events {
		if counters[e] == 0 {
			distinct = append(distinct, e)
		}
		counters[e]++
	}
	slices.Sort(distinct)
	for _, e := range distinct {
		t.out.event = append(t.out.event, e)
		t.out.n = append(t.out.n, counters[e])
		counters[e] = 0
	}
	t.out.starts = append(t.out.starts, len(t.out.event))
}
