package hygiene

import "skinafter/signal"

// census are the counts of a collection that questions to single pairs need.
type census struct {
	c        *Collection
	products []int64 // reports by number of product
	events   []int64
	pairs    pairCounts
	naming   [][]int32 // reports that name each product, in order
}

func (c *Collection) census() *census {
	c.settle()
	s := &census{
		c: c, products: make([]int64, len(c.products.list)+1), events: make([]int64, len(c.events.list)+1),
		naming: make([][]int32, len(c.products.list)+1),
	}
	var all []uint64
	for i := range c.cases {
		products, events := c.cases[i].sets()
		for _, p := range products {
			s.products[p]++
			s.naming[p] = append(s.naming[p], int32(i))
		}
		for _, e := range events {
			s.events[e]++
		}
		all = append(all, c.cases[i].pairs...)
	}
	s.pairs = countPairs(all)
	return s
}

// table is the 2x2 table of a pair among all reports.
func (s *census) table(product, event uint32) signal.Table {
	return tableOf(int64(s.pairs.of(uint64(product)<<32|uint64(event))), s.products[product], s.events[event], int64(len(s.c.cases)))
}

func tableOf(n, product, event, all int64) signal.Table {
	return signal.Table{A: n, B: product - n, C: event - n, D: all - product - event + n}
}

// beside are the counts of the reports that name one product.
type beside struct {
	reports          int64
	products, events map[uint32]int64
	pairs            map[uint64]int64
}

func (s *census) beside(product uint32) beside {
	b := beside{int64(len(s.naming[product])), map[uint32]int64{}, map[uint32]int64{}, map[uint64]int64{}}
	for _, i := range s.naming[product] {
		k := &s.c.cases[i]
		products, events := k.sets()
		for _, p := range products {
			b.products[p]++
		}
		for _, e := range events {
			b.events[e]++
		}
		for _, p := range k.pairs {
			b.pairs[p]++
		}
	}
	return b
}

// without is the table of a pair among the reports that b does not hold.
func (s *census) without(b *beside, product, event uint32) signal.Table {
	t := s.table(product, event)
	return tableOf(t.A-b.pairs[uint64(product)<<32|uint64(event)], s.products[product]-b.products[product],
		s.events[event]-b.events[event], int64(len(s.c.cases))-b.reports)
}
