package hygiene

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"skinafter"
)

// Matching says when two reports count as copies of each other. The zero value takes the
// defaults.
type Matching struct {
	// Rate is the share of reports that are expected to be copies, between 0 and 0.5; 0 = it is
	// estimated from the collection.
	Rate float64
	// Least is the chance from which on a match is taken, between 0.2 and 1; 0 = 0.5. Matches
	// above 0.2 that are not taken are handed back as Unsure.
	Least float64
	// Block is the largest group of look-alike reports that are compared each with each;
	// 0 = 2,000. Larger groups are not compared, and counted.
	Block int
}

// Defaults of Matching.
const (
	defaultLeast = 0.5
	leastUnsure  = 0.2
	defaultBlock = 2000
)

// Match is a report and the one that it seems to repeat.
type Match struct {
	Report string
	Of     string
	Bits   float64 // weight of evidence, the prior left out
	Chance float64 // that the two tell of the same thing, 0 to 1
	// Reasons make up Bits; the strongest first.
	Reasons []Reason
}

// String is one line with the strongest reasons.
func (m Match) String() string {
	parts := make([]string, 0, 4)
	for _, r := range m.Reasons[:min(len(m.Reasons), 4)] {
		parts = append(parts, fmt.Sprintf("%s %s (%+.1f)", r.Field, r.Value, r.Bits))
	}
	return fmt.Sprintf("%s seems to repeat %s, chance %.3f: %s", m.Report, m.Of, m.Chance, strings.Join(parts, ", "))
}

// Cluster is a report with its copies. Every two of its members match.
type Cluster struct {
	Master string  // the most complete report
	Copies []Match // of the others with the master, by name
}

// Duplicates are the copies of a collection. Nothing was removed: see Copy.
type Duplicates struct {
	Clusters []Cluster // by master
	Unsure   []Match   // for a person to look at, the likeliest first
	Rate     float64   // the share of copies that was expected or estimated
	Compared int64     // pairs of reports that were compared
	// Skipped counts reports that stood in a group of look-alikes too large to compare.
	Skipped int

	copies map[string]Match
}

// Copy is the match of a report that repeats another, if it does. Counting without copies leaves
// out every report for which it is true.
func (d *Duplicates) Copy(report string) (Match, bool) {
	m, ok := d.copies[report]
	return m, ok
}

// Copies is the number of reports that repeat another.
func (d *Duplicates) Copies() int { return len(d.copies) }

// Duplicates finds reports that seem to tell of the same thing. Two reports are weighed by all
// that they share: the rarer a product, event, date or age is in the collection, the more
// it says, and an event that goes along with the product says little. The weight and the expected
// share of copies give the chance. Clusters are complete: all members match each other.
// Copies that share neither their rarest products nor their rarest events are not found.
// The order of rows changes nothing. An InputError says that m is out of range.
// Source of the idea: hit-miss weighing, Noren, Orre, Bate, Edwards, Data Min Knowl Discov
// 2007;14:305-328; the weights are our own.
func (c *Collection) Duplicates(m Matching) (*Duplicates, error) {
	switch {
	case !(m.Rate >= 0) || m.Rate > 0.5:
		return nil, &skinafter.InputError{Field: "share of copies", Value: fmt.Sprint(m.Rate), Want: "0 to 0.5"}
	case m.Least != 0 && !(m.Least >= leastUnsure && m.Least <= 1):
		return nil, &skinafter.InputError{Field: "least chance of a match", Value: fmt.Sprint(m.Least), Want: "0.2 to 1"}
	case m.Block < 0:
		return nil, &skinafter.InputError{Field: "block", Value: fmt.Sprint(m.Block), Want: "0 or more"}
	}
	m.Least, m.Block = cmp.Or(m.Least, defaultLeast), cmp.Or(m.Block, defaultBlock)
	d := &Duplicates{copies: map[string]Match{}, Rate: m.Rate}
	if len(c.cases) < 2 {
		return d, nil
	}
	w := c.weigher()
	found := w.candidates(m.Block, d)
	if d.Rate == 0 {
		d.Rate = estimateRate(found, len(c.cases))
	}
	odds := math.Log2(d.Rate / float64(len(c.cases)))
	taken := map[[2]int]float64{}
	for _, f := range found {
		if chance(f.bits+odds) >= m.Least {
			taken[[2]int{f.a, f.b}] = f.bits
		}
	}
	groups := cluster(found, taken)
	member := map[int]bool{}
	for _, g := range groups {
		d.add(w, g, odds)
		for _, i := range g {
			member[i] = true
		}
	}
	for _, f := range found {
		if p := chance(f.bits + odds); p >= leastUnsure && !(member[f.a] && member[f.b]) {
			d.Unsure = append(d.Unsure, w.match(f.b, f.a, odds))
		}
	}
	slices.SortFunc(d.Clusters, func(a, b Cluster) int { return byName(a.Master, b.Master) })
	slices.SortFunc(d.Unsure, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Chance, a.Chance), byName(a.Of, b.Of), byName(a.Report, b.Report))
	})
	return d, nil
}

// byName orders numbers by size and other names by their bytes.
func byName(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) }

func chance(bits float64) float64 { return 1 / (1 + math.Exp2(-bits)) }

// add files one cluster under its most complete report.
func (d *Duplicates) add(w *weigher, group []int, odds float64) {
	master := slices.MinFunc(group, func(a, b int) int {
		x, y := &w.c.cases[a], &w.c.cases[b]
		return cmp.Or(cmp.Compare(y.filled(), x.filled()), byName(x.name, y.name))
	})
	c := Cluster{Master: w.c.cases[master].name}
	for _, i := range group {
		if i != master {
			m := w.match(i, master, odds)
			c.Copies = append(c.Copies, m)
			d.copies[m.Report] = m
		}
	}
	slices.SortFunc(c.Copies, func(a, b Match) int { return byName(a.Report, b.Report) })
	d.Clusters = append(d.Clusters, c)
}

func (w *weigher) match(i, of int, odds float64) Match {
	m := Match{Report: w.c.cases[i].name, Of: w.c.cases[of].name}
	m.Bits = w.weigh(of, i, &m.Reasons)
	m.Chance = chance(m.Bits + odds)
	sortReasons(m.Reasons)
	return m
}

// mostCopies is the largest share of copies that is believed.
const mostCopies = 0.3

// estimateRate is the share of copies that explains itself: the sum of the chances that it gives.
func estimateRate(found []candidate, reports int) float64 {
	const least = 1e-4
	rate := 0.01
	for range 30 {
		odds, sum := math.Log2(rate/float64(reports)), 0.0
		for _, f := range found {
			sum += chance(f.bits + odds)
		}
		rate = math.Min(math.Max(sum/float64(reports), least), mostCopies)
	}
	return rate
}
