package verdict_test

import (
	"fmt"
	"time"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict"
	"skinafter/verdict/wording"
)

// A person holds a serum, one hour after needling of 1 mm.
func ExampleJudge() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	serum := skinafter.Product{Name: "serum", Label: skinafter.Label{Kind: skinafter.List, Ingredients: []skinafter.Ingredient{
		{INCI: "AQUA", Text: "Aqua", Families: []string{"water"}},
		{INCI: "GLYCERIN", Text: "Glycerin", Families: []string{"humectant"}},
		{INCI: "CERAMIDE NP", Text: "Ceramide NP", Families: []string{"ceramide"}},
	}}}
	q := verdict.Question{
		Course: skinafter.Course{
			Modality: skinafter.Needling, Depth: 1.0,
			End: time.Date(2026, 11, 17, 21, 0, 0, 0, time.UTC),
		},
		At: skinafter.At(skinafter.Hour),
	}
	a := verdict.Judge(facts, q, serum)
	fmt.Println(a.Verdict, *a.Until)
	fmt.Println(wording.Speak(facts, "en").Answer(&a))
	for _, item := range a.Items {
		fmt.Println(item.Ingredient.Text, item.Class, item.Verdict)
	}
	for _, d := range a.Deciding().Dissent {
		fmt.Println(d.Protocol, "says", d.Verdict, d.Cites)
	}
	// Output:
	// wait 36 h
	// from Thursday 09:00, if no reaction
	// Aqua I1 ok
	// Glycerin I7 wait
	// Ceramide NP I5 wait
	// general says ok [S25 S33]
}

// A shelf of three products, two hours after needling.
func ExampleShelf() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	list := func(in ...skinafter.Ingredient) skinafter.Label {
		return skinafter.Label{Kind: skinafter.List, Ingredients: in}
	}
	end := time.Date(2026, 11, 17, 21, 0, 0, 0, time.UTC)
	q := verdict.Question{
		Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1.0, End: end},
		At:     skinafter.At(2 * skinafter.Hour),
	}
	schedule := verdict.Shelf(facts, q, []skinafter.Product{
		{Name: "retinol cream", Label: list(skinafter.Ingredient{INCI: "RETINOL", Families: []string{"retinoid"}})},
		{Name: "moisturiser", Label: list(skinafter.Ingredient{INCI: "GLYCERIN", Families: []string{"humectant"}})},
		{Name: "zinc sunscreen", Label: list(skinafter.Ingredient{INCI: "ZINC OXIDE", Families: []string{"uv_filter_mineral"}})},
	})
	for _, line := range wording.Speak(facts, "en").Schedule(&schedule, end, end.Add(2*time.Hour)) {
		fmt.Println(line)
	}
	// Output:
	// start zinc sunscreen from Thursday 09:00
	// start moisturiser from Friday 09:00
	// start retinol cream from Tuesday 1 December, 21:00
	// One new product at a time. Wait 24 hours and look at your skin before the next one.
	// If your skin reacts, stop here and start nothing new until it has been calm for 24 hours. Keep the labels.
}
