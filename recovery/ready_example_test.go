package recovery_test

import (
	"fmt"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// Three weeks after needling the skin is calm, and it is still too early.
func ExampleReady() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	r := recovery.Ready(facts, recovery.ReadyInput{
		Situation: skinafter.Situation{
			Course:  skinafter.Course{Modality: skinafter.Needling, Depth: 1},
			At:      skinafter.At(21 * skinafter.Day),
			Setting: "clinic",
		},
		Answered: knowledge.Topics(),
	})
	fmt.Println(r.Answer, "until", r.Until.Hours()/24, "days")
	for _, reason := range r.Reasons {
		fmt.Println(reason.Because, reason.Cites)
	}
	// Output:
	// not-yet until 28 days
	// Skin needs at least four weeks between two sessions. [S18 E20 S17]
}

// A blood thinner is told to the provider, and never stopped.
func ExampleScreen() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	items := recovery.Screen(facts, recovery.ScreenInput{
		Situation: skinafter.Situation{
			Course:  skinafter.Course{Modality: skinafter.Needling, Depth: 1},
			At:      skinafter.At(-7 * skinafter.Day),
			Setting: "clinic",
			Person:  skinafter.Person{Age: 50, Medicines: []string{"apixaban"}},
		},
		Answered: knowledge.Topics(),
	})
	for _, i := range items {
		fmt.Println(i.Answer, "->", i.Decides+":", i.Because)
	}
	// Output:
	// tell -> provider: Tell the provider. You may bruise more. Go on taking it: only the prescriber may change it.
}
