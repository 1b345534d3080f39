package mgps

import (
	"math"
	"slices"
)

// Cells of the same N and E are one term of the likelihood. Where there are still very many, each
// is spread over the six nearest nodes of an even grid in ln E, with the weights of Lagrange's
// interpolation: the likelihood is smooth in ln E, so the sum over the nodes is the sum over the
// cells but for an error of the sixth order. Unlike binning, this moves no cell.
const (
	// exactCells is how many cells of one N are kept as they are.
	exactCells = 8192
	// fine and coarse are nodes per unit of ln E: the answer is computed on the fine grid, and
	// looked for on the coarse one.
	fine, coarse = 64, 8
	gridEdge     = 60 // the grid reaches from exp(-gridEdge) to exp(gridEdge)
)

// grid holds the weights of the nodes.
type grid struct {
	perUnit float64
	w       []float64
}

func newGrid(perUnit int) *grid {
	return &grid{float64(perUnit), make([]float64, 2*gridEdge*perUnit)}
}

// add spreads a weight at t = ln E.
func (g *grid) add(t, w float64) {
	x := (t + gridEdge) * g.perUnit
	x = math.Min(math.Max(x, 3), float64(len(g.w)-4))
	whole := math.Floor(x)
	s := x - whole
	i := int(whole) - 2
	a, b, c, d, e, f := s+2, s+1, s, s-1, s-2, s-3
	ab, cd, ef := a*b, c*d, e*f
	to := g.w[i : i+6 : i+6]
	to[0] -= w * b * cd * ef / 120
	to[1] += w * a * cd * ef / 24
	to[2] -= w * ab * d * ef / 12
	to[3] += w * ab * c * ef / 12
	to[4] -= w * ab * cd * f / 24
	to[5] += w * ab * cd * e / 120
}

// group is what the grid holds as cells of one N.
func (g *grid) group(n float64) cellGroup {
	out := cellGroup{n: n}
	for i, w := range g.w {
		if w != 0 {
			out.e = append(out.e, math.Exp(float64(i)/g.perUnit-gridEdge))
			out.w = append(out.w, w)
		}
	}
	return out
}

// Cells are what the likelihood is made of: the counts of a collection, by the places of products
// and events.
type Cells struct {
	Reports          int64
	Products, Events []uint32 // reports of each
	// Row are the events that reports name with a product, rising, and how many do.
	Row func(product int) (events, reports []uint32)
	// Expected is the expected count of a product with each event, until it is called again.
	Expected func(product int) func(event int) float64
	// Stratified says that Expected is more than the product of the margins over Reports.
	Stratified bool
}

// newMarginal gathers the cells of the likelihood.
func newMarginal(c Cells, l Likelihood) *marginal {
	m := &marginal{likelihood: l}
	byN := map[uint32][]float64{}
	for p := range c.Products {
		expected := c.Expected(p)
		events, reports := c.Row(p)
		for i, n := range reports {
			byN[n] = append(byN[n], expected(int(events[i])))
			if n > 1 {
				m.several++
			}
		}
		m.pairs += len(events)
	}
	m.cells = int64(m.pairs)
	numbers := make([]uint32, 0, len(byN))
	for n := range byN {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		m.reported(float64(n), byN[n])
	}
	if l == Z {
		m.cells = int64(len(c.Products)) * int64(len(c.Events))
		m.unreported(c)
	}
	for _, g := range m.groups {
		m.points += len(g.e)
	}
	return m
}

// reported adds the pairs that n reports name, by their expectations.
func (m *marginal) reported(n float64, expected []float64) {
	lg, _ := math.Lgamma(n + 1)
	if len(expected) <= exactCells {
		slices.Sort(expected)
		g := cellGroup{n: n}
		for i, e := range expected {
			m.constant -= n*math.Log(e) - lg
			if i > 0 && e == expected[i-1] {
				g.w[len(g.w)-1]++
				continue
			}
			g.e, g.w = append(g.e, e), append(g.w, 1)
		}
		m.groups = append(m.groups, g)
		return
	}
	nodes := newGrid(fine)
	for _, e := range expected {
		t := math.Log(e)
		m.constant -= n*t - lg
		nodes.add(t, 1)
	}
	m.groups = append(m.groups, nodes.group(n))
}

// unreported adds the pairs that no report names.
func (m *marginal) unreported(c Cells) {
	if c.Stratified {
		m.unreportedByCell(c)
		return
	}
	products, ofProduct := distinct(c.Products)
	events, ofEvent := distinct(c.Events)
	exact := len(products)*len(events) <= exactCells
	weights := make([]float64, 0)
	if exact {
		weights = make([]float64, len(products)*len(events))
	}
	nodes := newGrid(fine)
	lnN := math.Log(float64(c.Reports))
	add := func(i, j int, w float64) {
		if exact {
			weights[i*len(events)+j] += w
			return
		}
		nodes.add(products[i].ln+events[j].ln-lnN, w)
	}
	for i, a := range products {
		for j, b := range events {
			add(i, j, a.times*b.times)
		}
	}
	for p := range c.Products {
		named, _ := c.Row(p)
		for _, e := range named {
			add(ofProduct[p], ofEvent[e], -1)
		}
	}
	if !exact {
		m.groups = append(m.groups, nodes.group(0))
		return
	}
	g := cellGroup{}
	for k, w := range weights {
		if w > 0 {
			a, b := products[k/len(events)], events[k%len(events)]
			g.e, g.w = append(g.e, a.n*b.n/float64(c.Reports)), append(g.w, w)
		}
	}
	m.groups = append(m.groups, g)
}

// unreportedByCell visits every cell: with strata each has an expectation of its own. Cells
// without an expectation have N = 0 for certain and say nothing.
func (m *marginal) unreportedByCell(c Cells) {
	nodes := newGrid(fine)
	for p := range c.Products {
		expected := c.Expected(p)
		named, _ := c.Row(p)
		for e := range c.Events {
			if len(named) > 0 && named[0] == uint32(e) {
				named = named[1:]
				continue
			}
			if v := expected(e); v > 0 {
				nodes.add(math.Log(v), 1)
			}
		}
	}
	m.groups = append(m.groups, nodes.group(0))
}

// level is a margin and how many names have it.
type level struct{ n, ln, times float64 }

// distinct are the different margins, and which each name has.
func distinct(margins []uint32) (levels []level, of []int) {
	sorted := slices.Clone(margins)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	levels = make([]level, len(sorted))
	for i, n := range sorted {
		levels[i] = level{n: float64(n), ln: math.Log(float64(n))}
	}
	of = make([]int, len(margins))
	for i, n := range margins {
		of[i], _ = slices.BinarySearch(sorted, n)
		levels[of[i]].times++
	}
	return levels, of
}

// thinned is the same likelihood with the large groups on the coarse grid, for looking.
func (m *marginal) thinned() *marginal {
	out := &marginal{likelihood: m.likelihood, cells: m.cells, constant: m.constant}
	for _, g := range m.groups {
		if len(g.e) > 16*coarse {
			nodes := newGrid(coarse)
			for i, e := range g.e {
				nodes.add(math.Log(e), g.w[i])
			}
			if thin := nodes.group(g.n); len(thin.e) < len(g.e) {
				g = thin
			}
		}
		out.groups = append(out.groups, g)
		out.points += len(g.e)
	}
	return out
}
