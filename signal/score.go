package signal

import (
	"iter"

	"skinafter/signal/mgps"
)

// Options say how Score computes.
type Options struct {
	// Stratified makes E the sum of the strata's expectations. PRR, ROR and chi-squared stay
	// crude.
	Stratified bool
	// Prior is the prior of MGPS; nil leaves EBGM, EB05 and EB95 out.
	Prior *mgps.Prior
	// MinN leaves out pairs that fewer reports name. Small cells can point at a person; a list
	// that is published starts at 3.
	MinN int64
}

// Score computes all figures of all pairs that at least one report names, by product and event
// in the order of their bytes. The pair is used again for the next one: copy it to keep it.
func Score(c *Counts, o Options) iter.Seq[*Pair] {
	return func(yield func(*Pair) bool) {
		s := newScorer(o)
		x := c.expectations(o.Stratified)
		for p := range c.products.names {
			expected := x.of(p)
			for i := c.starts[p]; i < c.starts[p+1]; i++ {
				if int64(c.n[i]) < o.MinN {
					continue
				}
				e := int(c.event[i])
				s.fill(c.products.names[p], c.events.names[e], c.table(p, e, c.n[i]), expected(e))
				if !yield(&s.pair) {
					return
				}
			}
		}
	}
}

// ScoreOne computes the figures of one pair, also of one that no report names. ok is false where
// the collection does not have the product or the event.
func ScoreOne(c *Counts, o Options, product, event string) (pair Pair, ok bool) {
	t, ok := c.Table(product, event)
	if !ok {
		return Pair{}, false
	}
	p, _ := c.products.find(product)
	e, _ := c.events.find(event)
	s := newScorer(o)
	s.fill(product, event, t, c.expectations(o.Stratified).of(p)(e))
	return s.pair, true
}

// ScoreProduct computes the figures of all pairs of one product, in the order of the events.
func ScoreProduct(c *Counts, o Options, product string) []Pair {
	p, known := c.products.find(product)
	if !known {
		return nil
	}
	s := newScorer(o)
	expected := c.expectations(o.Stratified).of(p)
	var out []Pair
	for i := c.starts[p]; i < c.starts[p+1]; i++ {
		if int64(c.n[i]) < o.MinN {
			continue
		}
		e := int(c.event[i])
		s.fill(product, c.events.names[e], c.table(p, e, c.n[i]), expected(e))
		out = append(out, s.pair)
	}
	return out
}

// scorer keeps what pairs with the same N share.
type scorer struct {
	components map[int64]componentConstants
	shrinker   *mgps.Shrinker
	pair       Pair
}

func newScorer(o Options) *scorer {
	s := &scorer{components: map[int64]componentConstants{}}
	if o.Prior != nil {
		s.shrinker = mgps.NewShrinker(*o.Prior)
	}
	return s
}

func (s *scorer) fill(product, event string, t Table, expected float64) {
	constants, known := s.components[t.A]
	if !known {
		constants = newComponentConstants(t.A)
		s.components[t.A] = constants
	}
	s.pair = Pair{
		Product: product, Event: event, Table: t, E: expected, RR: float64(t.A) / expected,
		PRR: t.PRR(), ROR: t.ROR(), Chi2: t.ChiSquared(), Chi2Yates: t.ChiSquaredYates(),
		IC: constants.at(expected),
	}
	if s.shrinker != nil {
		s.pair.Posterior, s.pair.Shrunk = s.shrinker.Posterior(uint32(t.A), expected), true
	}
}
