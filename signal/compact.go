package signal

// compact drops names and strata that no report has, so that equal collections are equal
// whatever was taken back on the way.
func (c *Counts) compact() {
	if c.reports == 0 {
		*c = Counts{}
		return
	}
	keep := make([]int, 0, len(c.strata))
	for s, m := range c.strata {
		if m.Reports > 0 {
			keep = append(keep, s)
		}
	}
	before := len(c.strata)
	for i, s := range keep {
		c.strata[i] = c.strata[s]
	}
	c.strata = c.strata[:len(keep)]
	ofProduct, ofEvent := c.products.compact(before, keep), c.events.compact(before, keep)
	for i, e := range c.event {
		c.event[i] = ofEvent[e]
	}
	starts := c.starts[:1]
	for p, to := range c.starts[1:] {
		if ofProduct[p] != gone {
			starts = append(starts, to)
		}
	}
	c.starts = starts
}

// gone is the place of a name that no report has. It has no pairs either.
const gone = ^uint32(0)

// compact drops the names without a report, keeps only some of the strata, and says where each
// name went.
func (a *axis) compact(strata int, keep []int) (place []uint32) {
	place = make([]uint32, len(a.names))
	at := 0
	for i, n := range a.n {
		if n == 0 {
			place[i] = gone
			continue
		}
		place[i] = uint32(at)
		a.names[at], a.n[at] = a.names[i], n
		if a.strata != nil {
			for k, s := range keep {
				a.strata[at*len(keep)+k] = a.strata[i*strata+s]
			}
		}
		at++
	}
	clear(a.names[at:])
	a.names, a.n = a.names[:at], a.n[:at]
	switch {
	case len(keep) == 1:
		a.strata = nil
	case a.strata != nil:
		a.strata = a.strata[:at*len(keep)]
	}
	return place
}
