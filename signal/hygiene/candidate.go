package hygiene

import (
	"cmp"
	"math"
	"slices"
)

// candidate is a pair of reports that may tell of the same thing; a comes before b.
type candidate struct {
	a, b int
	bits float64
}

// Blocks: reports are compared if one of their rarest products and one of their rarest events are
// the same.
const (
	rareProducts = 2
	rareEvents   = 3
)

// block is a report under one of its keys.
type block struct {
	key    uint64
	report int
}

// candidates compares reports within blocks. The result is in order.
func (w *weigher) candidates(most int, d *Duplicates) []candidate {
	blocks := make([]block, 0, len(w.sets)*2)
	for i := range w.sets {
		for _, p := range rarest(w.sets[i][kindProduct], w.products, rareProducts) {
			for _, e := range rarest(w.sets[i][kindEvent], w.events, rareEvents) {
				blocks = append(blocks, block{uint64(p)<<32 | uint64(e), i})
			}
		}
	}
	slices.SortFunc(blocks, func(a, b block) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.report, b.report)) })
	var found []candidate
	skipped := map[int]bool{}
	for from := 0; from < len(blocks); {
		to := from
		for to < len(blocks) && blocks[to].key == blocks[from].key {
			to++
		}
		for _, group := range w.split(blocks[from:to], most) {
			if len(group) > most {
				for _, i := range group {
					skipped[i] = true
				}
				continue
			}
			found = w.compare(group, found, d)
		}
		from = to
	}
	d.Skipped = len(skipped)
	slices.SortFunc(found, func(a, b candidate) int { return cmp.Or(cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b)) })
	return slices.CompactFunc(found, func(a, b candidate) bool { return a.a == b.a && a.b == b.b })
}

// rarest are up to n items with the smallest shares.
func rarest(items []uint32, shares []float64, n int) []uint32 {
	if len(items) <= n {
		return items
	}
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b uint32) int { return cmp.Compare(shares[a], shares[b]) })
	return sorted[:n]
}

// split cuts a block that is too large by sex, year and date: what differs there is hardly a copy.
func (w *weigher) split(blocks []block, most int) [][]int {
	all := make([]int, len(blocks))
	for i, b := range blocks {
		all[i] = b.report
	}
	if len(all) <= most {
		return [][]int{all}
	}
	type key struct {
		sex, date uint32
		year      int
	}
	groups := map[key][]int{}
	var order []key
	for _, i := range all {
		r := &w.c.cases[i]
		k := key{r.text[sexField], r.text[dateField], r.year}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], i)
	}
	out := make([][]int, len(order))
	for i, k := range order {
		out[i] = groups[k]
	}
	return out
}

func (w *weigher) compare(group []int, found []candidate, d *Duplicates) []candidate {
	// Below this weight the chance of a copy stays under one in a hundred at any rate of copies.
	least := math.Log2(float64(len(w.sets))/mostCopies) - 7
	for x, i := range group {
		for _, j := range group[x+1:] {
			d.Compared++
			a, b := i, j
			if byName(w.c.cases[a].name, w.c.cases[b].name) > 0 {
				a, b = b, a
			}
			if bits := w.weigh(a, b, nil); bits > least {
				found = append(found, candidate{a, b, bits})
			}
		}
	}
	return found
}

// cluster joins matches to groups in which every two members match, the strongest first.
func cluster(found []candidate, taken map[[2]int]float64) [][]int {
	strongest := make([]candidate, 0, len(taken))
	for _, f := range found {
		if _, ok := taken[[2]int{f.a, f.b}]; ok {
			strongest = append(strongest, f)
		}
	}
	slices.SortStableFunc(strongest, func(a, b candidate) int { return cmp.Compare(b.bits, a.bits) })
	matches := func(a, b int) bool {
		_, ok := taken[[2]int{a, b}]
		_, reversed := taken[[2]int{b, a}]
		return ok || reversed
	}
	group := map[int]int{} // report -> index of its group
	var groups [][]int
	members := func(i int) []int {
		if g, ok := group[i]; ok {
			return groups[g]
		}
		return []int{i}
	}
	for _, f := range strongest {
		left, right := members(f.a), members(f.b)
		if slices.Contains(left, f.b) || !all(left, right, matches) {
			continue
		}
		joined := slices.Concat(left, right)
		for _, i := range []int{f.a, f.b} {
			if g, ok := group[i]; ok {
				groups[g] = nil
			}
		}
		for _, i := range joined {
			group[i] = len(groups)
		}
		groups = append(groups, joined)
	}
	return slices.DeleteFunc(groups, func(g []int) bool { return g == nil })
}

func all(left, right []int, matches func(a, b int) bool) bool {
	for _, a := range left {
		for _, b := range right {
			if !matches(a, b) {
				return false
			}
		}
	}
	return true
}
