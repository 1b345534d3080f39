package cohort

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"skinafter"
)

// Collection are courses that are all known: which products each was done with, and which events
// came. Make one with Gather. It is not for use by several goroutines at once.
type Collection struct {
	courses map[string]*course
}

// course is one course of treatment.
type course struct {
	year     int
	products map[string]bool
	events   map[PairName]bool
}

// PairName is a product and an event.
type PairName struct{ Product, Event string }

// Gather is an empty collection.
func Gather() *Collection { return &Collection{courses: map[string]*course{}} }

// Add takes one row: this course was done with this product, and this event came. An empty event
// says that none came by this row. The year may be 0, which is not said; where rows of a course
// disagree the earliest holds. Neither order nor repetition of rows changes anything. The error
// is an *skinafter.InputError for an empty course or product.
func (c *Collection) Add(name, product, event string, year int) error {
	switch {
	case name == "":
		return &skinafter.InputError{Field: "course", Want: "a name"}
	case product == "":
		return &skinafter.InputError{Field: "product", Want: "a name"}
	}
	k := c.courses[name]
	if k == nil {
		k = &course{products: map[string]bool{}, events: map[PairName]bool{}}
		c.courses[name] = k
	}
	k.products[product] = true
	if event != "" {
		k.events[PairName{product, event}] = true
	}
	if year != 0 && (k.year == 0 || year < k.year) {
		k.year = year
	}
	return nil
}

// Courses is the number of courses, and of those in which no event came.
func (c *Collection) Courses() (all, without int) {
	for _, k := range c.courses {
		if len(k.events) == 0 {
			without++
		}
	}
	return len(c.courses), without
}

// Pair is how often an event came with a product and with all others.
type Pair struct {
	PairName
	With, Others Rate // courses with the product, and without it
	// Ratio of the two rates with exact 95 % limits; see RateRatio.
	Ratio, Lo, Hi float64
	// Looks are the pair at the end of every year from the first in which the others' rate is
	// known: the events with the product, and how many their courses would have brought at the rate
	// that the others had had so far. Courses without a year are in none.
	Looks []Look
}

// Look is a Cumulative at the end of a year.
type Look struct {
	Year int
	Cumulative
}

// table are courses: all of them, with a product, with an event, with the two named together, and
// with the two in one course.
type table struct{ all, product, event, pair, both int }

func (t table) plus(o table) table {
	return table{t.all + o.all, t.product + o.product, t.event + o.event, t.pair + o.pair, t.both + o.both}
}

// tally are the margins of the courses of one year.
type tally struct {
	all              int
	products, events map[string]int
	pairs, both      map[PairName]int
}

func (t *tally) table(p PairName) table {
	return table{t.all, t.products[p.Product], t.events[p.Event], t.pairs[p], t.both[p]}
}

// Pairs are all pairs that at least least courses had, by product and event in the order of
// their bytes; withheld counts those that fewer had. A pair counts once for a course. An
// *skinafter.InputError says that least is below 1.
func (c *Collection) Pairs(least int) (pairs []Pair, withheld int, err error) {
	if least < 1 {
		return nil, 0, &skinafter.InputError{Field: "least courses", Want: "1 or more"}
	}
	years := c.tallies()
	order := make([]int, 0, len(years))
	all := map[PairName]bool{}
	for y, t := range years {
		order = append(order, y)
		for p := range t.pairs {
			all[p] = true
		}
	}
	slices.Sort(order)
	for name := range all {
		p := Pair{PairName: name}
		sum := table{}
		for _, y := range order {
			sum = sum.plus(years[y].table(name))
		}
		if sum.pair < least {
			withheld++
			continue
		}
		if err := p.fill(sum); err != nil {
			return nil, 0, err
		}
		p.look(order, years)
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(strings.Compare(a.Product, b.Product), strings.Compare(a.Event, b.Event))
	})
	return pairs, withheld, nil
}

func (c *Collection) tallies() map[int]*tally {
	years := map[int]*tally{}
	for _, k := range c.courses {
		t := years[k.year]
		if t == nil {
			t = &tally{products: map[string]int{}, events: map[string]int{}, pairs: map[PairName]int{}, both: map[PairName]int{}}
			years[k.year] = t
		}
		t.all++
		for p := range k.products {
			t.products[p]++
		}
		events := map[string]bool{}
		for p := range k.events {
			t.pairs[p]++
			events[p.Event] = true
		}
		for e := range events {
			t.events[e]++
			for p := range k.products {
				t.both[PairName{p, e}]++
			}
		}
	}
	return years
}

// fill computes the rates. An event that came by another product of the same course still came in
// a course with this one, so the others' events are those of courses without the product.
func (p *Pair) fill(t table) (err error) {
	if p.With, err = PerCourses(t.pair, t.product); err != nil {
		return err
	}
	if p.Others, err = PerCourses(t.event-t.both, t.all-t.product); err != nil {
		return err
	}
	p.Ratio, p.Lo, p.Hi = RateRatio(p.With, p.Others)
	return nil
}

func (p *Pair) look(order []int, years map[int]*tally) {
	sum, expected := table{}, 0.0
	waiting := table{} // years before the others had a rate
	for _, y := range order {
		if y == 0 {
			continue
		}
		now := years[y].table(p.PairName)
		sum = sum.plus(now)
		waiting = waiting.plus(now)
		if sum.event == sum.both || sum.all == sum.product {
			continue
		}
		expected += float64(waiting.product) * float64(sum.event-sum.both) / float64(sum.all-sum.product)
		waiting = table{}
		if expected > 0 && !math.IsInf(expected, 1) {
			p.Looks = append(p.Looks, Look{y, Cumulative{Events: sum.pair, Expected: expected}})
		}
	}
}

// Cumulatives are the looks without their years, as Sequential.Watch takes them.
func (p *Pair) Cumulatives() []Cumulative {
	out := make([]Cumulative, len(p.Looks))
	for i, l := range p.Looks {
		out[i] = l.Cumulative
	}
	return out
}
