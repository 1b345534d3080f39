package ingredients_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"skinafter/signal/ingredients"
)

func composition() []ingredients.Composition {
	return []ingredients.Composition{
		{Product: "Cream", Ingredients: []string{"WATER", "LINALOOL", "LIMONENE"}},
		{Product: "Serum", Ingredients: []string{"WATER", "ASCORBIC ACID"}},
		{Product: "Scent", Ingredients: []string{"LIMONENE", "LINALOOL", "LINALOOL"}},
		{Product: "Plain water", Ingredients: []string{"WATER"}},
	}
}

func TestIngredientsNeverSeenWithoutEachOtherAreOneGroup(t *testing.T) {
	t.Parallel()
	in := ingredients.Make(composition(), nil)
	want := []ingredients.Group{
		{Ingredients: []string{"ASCORBIC ACID"}, Products: []string{"Serum"}},
		{Ingredients: []string{"LIMONENE", "LINALOOL"}, Products: []string{"Cream", "Scent"}},
		{Ingredients: []string{"WATER"}, Products: []string{"Cream", "Plain water", "Serum"}},
	}
	if diff := cmp.Diff(want, in.Groups()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if names, known := in.Of("Cream"); !known || !slices.Equal(names, []string{"LIMONENE + LINALOOL", "WATER"}) {
		t.Errorf("cream holds %q, known %v", names, known)
	}
	if g, known := in.Group("LINALOOL"); !known || g.Name() != "LIMONENE + LINALOOL" {
		t.Errorf("linalool is in %q", g.Name())
	}
}

func TestAProductThatNoReportNamesTellsNothingApart(t *testing.T) {
	t.Parallel()
	in := ingredients.Make(composition(), func(p string) bool { return p == "Cream" || p == "Scent" })
	if g, _ := in.Group("WATER"); !slices.Equal(g.Products, []string{"Cream"}) {
		t.Errorf("water is in %q", g.Products)
	}
	if _, known := in.Of("Serum"); known {
		t.Error("a product that was left out is known")
	}
}

func TestAProductNobodyKnowsIsNotAProductWithoutIngredients(t *testing.T) {
	t.Parallel()
	in := ingredients.Make([]ingredients.Composition{{Product: "Empty"}}, nil)
	if _, known := in.Of("Empty"); !known {
		t.Error("a product with an empty list is not known")
	}
	if _, known := in.Of("Other"); known {
		t.Error("a product nobody named is known")
	}
	if _, known := in.Group("WATER"); known {
		t.Error("an ingredient nobody named is known")
	}
	if got := in.Companions("WATER", 0); got != nil {
		t.Errorf("companions %v", got)
	}
}

// Law: every ingredient is in one group, every group's members have the same products, and
// the order of the table changes nothing.
func TestLawGroupsFollowFromTheTableAlone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.Custom(func(t *rapid.T) ingredients.Composition {
			return ingredients.Composition{
				Product:     rapid.StringMatching(`P[1-6]`).Draw(t, "product"),
				Ingredients: rapid.SliceOfN(rapid.StringMatching(`[A-F]`), 0, 5).Draw(t, "ingredients"),
			}
		})
		table := rapid.SliceOfN(row, 0, 8).Draw(t, "table")
		in := ingredients.Make(table, nil)
		if diff := cmp.Diff(in.Groups(), ingredients.Make(rapid.Permutation(table).Draw(t, "order"), nil).Groups()); diff != "" {
			t.Fatalf("-one +other order\n%s", diff)
		}
		holds := func(product, ingredient string) bool {
			return slices.ContainsFunc(table, func(c ingredients.Composition) bool {
				return c.Product == product && slices.Contains(c.Ingredients, ingredient)
			})
		}
		seen := map[string]int{}
		for _, g := range in.Groups() {
			for _, name := range g.Ingredients {
				seen[name]++
				for _, c := range table {
					if holds(c.Product, name) != slices.Contains(g.Products, c.Product) {
						t.Fatalf("%s in %s: group %v", name, c.Product, g)
					}
				}
			}
		}
		for _, c := range table {
			for _, name := range c.Ingredients {
				if seen[name] != 1 {
					t.Fatalf("%s is in %d groups", name, seen[name])
				}
			}
		}
	})
}

func ExampleTable_Companions() {
	in := ingredients.Make([]ingredients.Composition{
		{Product: "Cream", Ingredients: []string{"WATER", "LINALOOL", "LIMONENE"}},
		{Product: "Scent", Ingredients: []string{"LIMONENE", "LINALOOL"}},
		{Product: "Serum", Ingredients: []string{"WATER"}},
	}, nil)
	for _, c := range in.Companions("LINALOOL", 0.5) {
		fmt.Printf("%s: in %d of its products, %d tell the two apart\n", c.Group.Name(), c.Together, c.Apart)
	}
	// Output: WATER: in 1 of its products, 2 tell the two apart
}
