package triage_test

import (
	"fmt"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/triage"
)

// Firm bumps three weeks after needling fit with more than one thing.
func ExampleCauses() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	onset := 20 * skinafter.Day
	at := skinafter.At(24 * skinafter.Day)
	causes := triage.Causes(facts, skinafter.Situation{
		Course:   skinafter.Course{Modality: skinafter.Needling, Depth: 1.5},
		At:       at,
		CheckIns: []skinafter.CheckIn{{At: at, Symptoms: []skinafter.Symptom{{Code: "papules", Onset: &onset}}}},
	}, skinafter.Contact)
	for _, c := range causes {
		fmt.Println("fits with", c.Title)
		for _, r := range c.For {
			fmt.Println("  for:", r.Because)
		}
	}
	// Output:
	// fits with lasting lumps made by the immune system
	//   for: Firm bumps or patches came after day three.
	//   for: They came or stayed for weeks.
	//   for: Needles can carry small parts into the skin.
	// fits with slow-growing germs, often from water
	//   for: Bumps came after two weeks or more.
}
