package hygiene

import (
	"slices"

	"skinafter/signal"
	"skinafter/signal/cohort"
)

// Jump is a year in which a pair made up much more of all reports than in the years before. Press,
// a notice of a regulator or one's own question may have prompted people to report: what was
// known then, more than what happened, may have changed.
type Jump struct {
	Year int
	// Then and Before are reports of the pair among all dated reports, in the year and in all
	// years before it; per 1,000 reports, not per treatment.
	Then, Before cohort.Rate
	// Ratio of the two rates with exact 95 % limits. Ratio and Hi are NaN where no report came
	// before; Lo then still says how much more it is at least.
	Ratio, Lo, Hi float64
	// Without is the pair without the reports of the year: a signal that stands there does not
	// rest on the jump.
	Without signal.Table
}

// Limits of a Jump: a choice of this project.
const (
	jumpReports = 3 // in the year
	jumpRatio   = 2 // times the rate before
	jumpLo      = 1 // lower limit of the ratio
)

// Notoriety lists the years in which the reporting rate of a pair jumped: at least three reports,
// at least twice the rate of all years before, with a lower 95 % limit above 1. undated counts
// reports of the pair without a year, about which nothing can be said. ok is false where the
// collection does not have the product or the event.
func (c *Collection) Notoriety(product, event string) (jumps []Jump, undated int, ok bool) {
	c.settle()
	p, knownProduct := c.products.at[product]
	e, knownEvent := c.events.at[event]
	if !knownProduct || !knownEvent {
		return nil, 0, false
	}
	total := yearCount{}
	byYear := map[int]*yearCount{}
	for i := range c.cases {
		k := &c.cases[i]
		y := byYear[k.year]
		if y == nil {
			y = &yearCount{}
			byYear[k.year] = y
		}
		for _, n := range []*yearCount{y, &total} {
			n.add(k, p, e)
		}
	}
	years := make([]int, 0, len(byYear))
	for y := range byYear {
		if y != 0 {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	if y := byYear[0]; y != nil {
		undated = int(y.pair)
	}
	before := yearCount{}
	for _, year := range years {
		y := byYear[year]
		j := Jump{Year: year, Without: tableOf(total.pair-y.pair, total.product-y.product, total.event-y.event, total.all-y.all)}
		if j.compare(y, &before) {
			jumps = append(jumps, j)
		}
		before.pair += y.pair
		before.all += y.all
	}
	return jumps, undated, true
}

// yearCount are reports of one year.
type yearCount struct{ all, product, event, pair int64 }

func (n *yearCount) add(k *record, product, event uint32) {
	var hasProduct, hasEvent, hasPair bool
	for _, pair := range k.pairs {
		p, e := uint32(pair>>32) == product, uint32(pair) == event
		hasProduct, hasEvent, hasPair = hasProduct || p, hasEvent || e, hasPair || p && e
	}
	n.all++
	for count, has := range map[*int64]bool{&n.product: hasProduct, &n.event: hasEvent, &n.pair: hasPair} {
		if has {
			*count++
		}
	}
}

// compare fills the rates, and says whether the year is a jump.
func (j *Jump) compare(y, before *yearCount) bool {
	if before.all == 0 || y.pair < jumpReports {
		return false
	}
	var err error
	if j.Then, err = cohort.PerCourses(int(y.pair), int(y.all)); err != nil {
		return false
	}
	if j.Before, err = cohort.PerCourses(int(before.pair), int(before.all)); err != nil {
		return false
	}
	j.Ratio, j.Lo, j.Hi = cohort.RateRatio(j.Then, j.Before)
	return j.Lo > jumpLo && !(j.Ratio < jumpRatio)
}
