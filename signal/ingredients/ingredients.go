package ingredients

import (
	"cmp"
	"slices"
	"strings"
)

// Composition is what one product holds.
type Composition struct {
	Product     string
	Ingredients []string // in any order; repetitions do not count
}

// Group is one ingredient, or several that no product tells apart: each product holds all of
// them or none. A collection of reports can say nothing about one of them alone.
type Group struct {
	Ingredients []string // sorted, never empty
	Products    []string // that hold them, sorted
}

// Name is the one ingredient, or all of them with " + " between.
func (g Group) Name() string { return strings.Join(g.Ingredients, " + ") }

// Table is a table of products and what they hold, with the ingredients that are never
// seen without each other put together. Read-only after Make.
type Table struct {
	groups []Group
	of     map[string][]int // product -> indexes of groups, ascending
	by     map[string]int   // ingredient -> index of its group
}

// Make makes the table. Two compositions of one product add up. Only products in
// seen count, because a product that no report names cannot tell two ingredients apart;
// nil = all count. Neither order changes the result.
func Make(table []Composition, seen func(product string) bool) *Table {
	holds := map[string]map[string]bool{} // ingredient -> products
	in := &Table{of: map[string][]int{}, by: map[string]int{}}
	for _, c := range table {
		if seen != nil && !seen(c.Product) {
			continue
		}
		if _, known := in.of[c.Product]; !known {
			in.of[c.Product] = nil
		}
		for _, name := range c.Ingredients {
			if holds[name] == nil {
				holds[name] = map[string]bool{}
			}
			holds[name][c.Product] = true
		}
	}
	names := sortedNames(holds)
	same := map[string]int{}
	for _, name := range names {
		products := sortedNames(holds[name])
		key := strings.Join(products, "\x00")
		at, known := same[key]
		if !known {
			at = len(in.groups)
			same[key] = at
			in.groups = append(in.groups, Group{Products: products})
			for _, p := range products {
				in.of[p] = append(in.of[p], at)
			}
		}
		in.groups[at].Ingredients = append(in.groups[at].Ingredients, name)
		in.by[name] = at
	}
	return in
}

func sortedNames[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for name := range m {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// Groups are all groups, by their first ingredient.
func (in *Table) Groups() []Group { return slices.Clone(in.groups) }

// Of are the names of the groups that a product holds, and whether the table knows it. A
// product that is not known must be counted as such, not dropped.
func (in *Table) Of(product string) ([]string, bool) {
	list, known := in.of[product]
	out := make([]string, len(list))
	for i, g := range list {
		out[i] = in.groups[g].Name()
	}
	return out, known
}

// Group is the group of an ingredient.
func (in *Table) Group(ingredient string) (Group, bool) {
	at, known := in.by[ingredient]
	if !known {
		return Group{}, false
	}
	return in.groups[at], true
}

// Companion is a group that mostly comes along with another.
type Companion struct {
	Group    Group
	Together int     // products that hold both
	Share    float64 // of the products of the asked-for ingredient, 0 to 1
	// Apart counts the products that could tell the two apart: they hold one and not the other.
	Apart int
}

// Companions are the other groups that at least the given share (0 to 1) of an ingredient's
// products hold too, the closest first. Where nearly all reports of an ingredient come with
// a companion, its figures are as much the companion's. Empty for an ingredient nobody knows.
func (in *Table) Companions(ingredient string, share float64) []Companion {
	at, known := in.by[ingredient]
	if !known {
		return nil
	}
	mine := in.groups[at]
	together := map[int]int{}
	for _, p := range mine.Products {
		for _, g := range in.of[p] {
			if g != at {
				together[g]++
			}
		}
	}
	var out []Companion
	for g, n := range together {
		c := Companion{Group: in.groups[g], Together: n, Share: float64(n) / float64(len(mine.Products))}
		c.Apart = len(mine.Products) + len(c.Group.Products) - 2*n
		if c.Share >= share {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Companion) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Apart, b.Apart), cmp.Compare(a.Group.Name(), b.Group.Name()))
	})
	return out
}
