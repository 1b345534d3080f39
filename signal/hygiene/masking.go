package hygiene

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"skinafter"
	"skinafter/signal"
)

// Masking is one pair with and without the product that most reports of the event name beside
// it. A product with very many reports of an event raises what is expected of all others, and
// may hide them.
type Masking struct {
	Product, Event string
	Dominant       string  // the other product with the most reports of the event; empty = none
	Share          float64 // of the event's reports that name it with the event, 0 to 1
	Before, After  signal.Table
	// IC is computed from the tables, without strata.
	IC, ICAfter signal.Component
}

// Masking drops all reports that name the dominant product of an event and counts a pair
// again. ok is false where the collection does not have the product or the event.
func (c *Collection) Masking(product, event string) (m Masking, ok bool) {
	c.settle()
	p, knownProduct := c.products.at[product]
	e, knownEvent := c.events.at[event]
	if !knownProduct || !knownEvent {
		return Masking{}, false
	}
	s := c.census()
	m = Masking{Product: product, Event: event, Before: s.table(p, e)}
	m.After = m.Before
	if d, n := s.dominant(p, e); d != 0 {
		b := s.beside(d)
		m.Dominant, m.Share = c.products.word(d), float64(n)/float64(s.events[e])
		m.After = s.without(&b, p, e)
	}
	m.components()
	return m, true
}

func (m *Masking) components() {
	m.IC = signal.InformationComponent(m.Before.A, m.Before.Expected())
	m.ICAfter = signal.InformationComponent(m.After.A, m.After.Expected())
}

// dominant is the product, other than one, with the most reports of an event; the first by name
// among equals. 0 = there is none.
func (s *census) dominant(but, event uint32) (product uint32, n int64) {
	for i, pair := range s.pairs.pairs {
		if p := uint32(pair >> 32); uint32(pair) == event && p != but && int64(s.pairs.n[i]) > n {
			product, n = p, int64(s.pairs.n[i])
		}
	}
	return product, n
}

// Masked are the pairs that are a signal only when the dominant product of their event is dropped:
// IC025 > 0 with at least least reports afterwards, and not before. Only events are asked
// for which one product holds at least the given share (0 to 1) of the reports. The pair of
// the dominant product itself is not asked. In order of event and product. An InputError says
// that an argument is out of range.
func (c *Collection) Masked(share float64, least int64) ([]Masking, error) {
	if !(share >= 0 && share <= 1) {
		return nil, &skinafter.InputError{Field: "share of the dominant product", Value: fmt.Sprint(share), Want: "0 to 1"}
	}
	if least < 1 {
		return nil, &skinafter.InputError{Field: "least reports", Value: fmt.Sprint(least), Want: "1 or more"}
	}
	s := c.census()
	dominant, most := make([]uint32, len(s.events)), make([]int64, len(s.events))
	for i, pair := range s.pairs.pairs {
		if e, n := uint32(pair), int64(s.pairs.n[i]); n > most[e] {
			dominant[e], most[e] = uint32(pair>>32), n
		}
	}
	asked := map[uint32][]uint64{} // dominant product -> pairs of its events
	for i, pair := range s.pairs.pairs {
		e := uint32(pair)
		if d := dominant[e]; d != uint32(pair>>32) && int64(s.pairs.n[i]) >= least && float64(most[e]) >= share*float64(s.events[e]) {
			asked[d] = append(asked[d], pair)
		}
	}
	var out []Masking
	for d, pairs := range asked {
		b := s.beside(d)
		for _, pair := range pairs {
			p, e := uint32(pair>>32), uint32(pair)
			m := Masking{Product: c.products.word(p), Event: c.events.word(e), Dominant: c.products.word(d), Before: s.table(p, e), After: s.without(&b, p, e)}
			m.Share = float64(most[e]) / float64(s.events[e])
			if m.After.A < least {
				continue
			}
			m.components()
			if m.ICAfter.Lo > 0 && !(m.IC.Lo > 0) {
				out = append(out, m)
			}
		}
	}
	slices.SortFunc(out, func(a, b Masking) int {
		return cmp.Or(strings.Compare(a.Event, b.Event), strings.Compare(a.Product, b.Product))
	})
	return out, nil
}
