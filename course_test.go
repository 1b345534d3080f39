package skinafter_test

import (
	"testing"

	"skinafter"
)

func TestTheDeeperOfTwoStatementsIsTheClass(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		course      skinafter.Course
		want        skinafter.DepthClass
		contradicts bool
	}{
		"a class alone counts":                      {skinafter.Course{Class: "B"}, "B", false},
		"a modality alone gives its class":          {skinafter.Course{Modality: "peel_deep"}, "G", false},
		"both agree":                                {skinafter.Course{Modality: "needling", Depth: 1, Class: "B"}, "B", false},
		"a class fills in a depth that is open":     {skinafter.Course{Modality: "needling", Class: "A"}, "A", false},
		"a deep peel is not class A":                {skinafter.Course{Modality: "peel_deep", Class: "A"}, "G", true},
		"a roller of class F is judged as F":        {skinafter.Course{Modality: "roller", Depth: 0.2, Class: "F"}, "F", true},
		"a depth of 2 mm is not class A":            {skinafter.Course{Modality: "needling", Depth: 2, Class: "A"}, "C", true},
		"a depth of 0.3 mm is not class C":          {skinafter.Course{Modality: "needling", Depth: 0.3, Class: "C"}, "C", true},
		"needling is no laser":                      {skinafter.Course{Modality: "needling", Class: "E"}, "U", true},
		"a depth not known stays the careful one":   {skinafter.Course{Modality: "needling", Depth: 0.3, Class: "U"}, "U", false},
		"a class of no list is left to the checker": {skinafter.Course{Modality: "needling", Depth: 0.3, Class: "Z"}, "Z", false},
	} {
		if got := c.course.DepthClass(); got != c.want || c.course.Contradicts() != c.contradicts {
			t.Errorf("%s: %s, contradicts %v; want %s, %v", name, got, c.course.Contradicts(), c.want, c.contradicts)
		}
	}
}
