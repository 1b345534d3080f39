package signal

import (
	"maps"
	"slices"
)

// Counts are the counts of the reports that are there now.
func (x *Index) Counts() (*Counts, error) {
	c := &Counts{reports: x.Reports()}
	if c.reports == 0 {
		return c, nil
	}
	strata := slices.Sorted(maps.Keys(x.strata))
	for _, name := range strata {
		c.strata = append(c.strata, Margin{name, int64(x.strata[name].n)})
	}
	if (len(x.products)+len(x.events))*len(strata) > maxStrataCells {
		return nil, tooManyStrata(len(strata))
	}
	x.axis(&c.products, x.products, strata)
	x.axis(&c.events, x.events, strata)
	place := make(map[*heading]uint32, len(x.events))
	for i, name := range c.events.names {
		place[x.events[name]] = uint32(i)
	}
	c.starts = append(make([]int, 0, len(c.products.names)+1), 0)
	c.event, c.n = make([]uint32, 0, x.pairs), make([]uint32, 0, x.pairs)
	row := make([]uint64, 0, len(place)) // place of the event << 32 | reports
	for _, name := range c.products.names {
		row = row[:0]
		for e, n := range x.products[name].reports {
			row = append(row, uint64(place[e])<<32|uint64(n))
		}
		slices.Sort(row)
		for _, v := range row {
			c.event, c.n = append(c.event, uint32(v>>32)), append(c.n, uint32(v))
		}
		c.starts = append(c.starts, len(c.event))
	}
	return c, nil
}

func (x *Index) axis(a *axis, all map[string]*heading, strata []string) {
	a.names = slices.Sorted(maps.Keys(all))
	for _, name := range a.names {
		h := all[name]
		a.n = append(a.n, h.n)
		if len(strata) < 2 {
			continue
		}
		for _, s := range strata {
			a.strata = append(a.strata, h.strata[x.strata[s]])
		}
	}
}
