package verdict_test

import (
	"strings"
	"sync"
	"testing"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/verdict"
)

func facts(t testing.TB) *knowledge.Base {
	t.Helper()
	return testkit.Facts(t)
}

// tables maps the names of the dictionary tables to their families.
var tables = sync.OnceValue(func() map[string]knowledge.Name {
	out := map[string]knowledge.Name{}
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		return out
	}
	for _, n := range b.Names {
		for _, also := range n.Also {
			out[also] = n
		}
	}
	for _, n := range b.Names {
		out[n.INCI] = n
	}
	return out
})

// readByGrammar are names that package label reads by the grammar of names, which this
// package does not import.
var readByGrammar = map[string][]string{
	"LAVANDULA OIL":               {"essential_oil"},
	"CENTELLA ASIATICA EXTRACT":   {"centella", "botanical"},
	"ALOE BARBADENSIS LEAF JUICE": {"aloe"},
	"SALIX ALBA BARK EXTRACT":     {"botanical"},
	"ROSA CANINA SEED OIL":        {"plant_oil"},
	"HAMAMELIS VIRGINIANA WATER":  {"botanical"},
	"ROSA DAMASCENA FLOWER WATER": {"botanical"},
}

// ing is an ingredient by its INCI name, with the families that the facts give it. A name
// that the facts do not hold is not recognised.
func ing(t testing.TB, name string) skinafter.Ingredient {
	t.Helper()
	b := facts(t)
	upper := strings.ToUpper(name)
	row, listed := tables()[upper]
	if listed {
		upper = row.INCI
	}
	families := b.FamiliesOf(upper, append(row.Families, readByGrammar[upper]...))
	if !listed && len(families) == 0 {
		return skinafter.Ingredient{Text: name, Status: skinafter.Unknown}
	}
	return skinafter.Ingredient{INCI: upper, Text: name, Status: skinafter.Exact, Families: families}
}

// label is a complete list of the named ingredients.
func label(t testing.TB, names ...string) skinafter.Label {
	t.Helper()
	l := skinafter.Label{Kind: skinafter.List}
	for _, n := range names {
		in := ing(t, n)
		l.Incomplete = l.Incomplete || !in.Known()
		l.Ingredients = append(l.Ingredients, in)
	}
	return l
}

func product(t testing.TB, names ...string) skinafter.Product {
	t.Helper()
	return skinafter.Product{Label: label(t, names...)}
}

// after is a question about needling of 1 mm, h hours after it.
func after(h float64) verdict.Question {
	return verdict.Question{
		Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1.0},
		At:     skinafter.At(skinafter.Hours(h)),
	}
}

func hours(e *skinafter.Elapsed) any {
	if e == nil {
		return nil
	}
	return e.Hours()
}

func elapsed(h float64) *skinafter.Elapsed {
	e := skinafter.Hours(h)
	return &e
}
