package recovery_test

import (
	"fmt"
	"time"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// A person needled to 1.5 mm yesterday evening wants to know what comes next.
func ExamplePlan() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	end := time.Date(2026, 11, 17, 19, 30, 0, 0, time.UTC)
	s := recovery.Plan(facts, recovery.PlanInput{Situation: skinafter.Situation{
		Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1.5, End: end},
		At:     skinafter.At(22 * skinafter.Hour),
	}})
	fmt.Println("you are here:", s.Phase.Title)
	for _, step := range s.Coming() {
		if step.Kind == knowledge.StepGo && *step.From <= 48*skinafter.Hour {
			fmt.Println(step.Starts.Format("Mon 15:04"), step.Title, step.Cites[:2])
		}
	}
	next, _ := s.NextCheckIn()
	fmt.Println("next look at", next)
	// Output:
	// you are here: the first day
	// Wed 19:30 mild cleanser [S14 S35]
	// Thu 07:30 copper peptide [S150 E4]
	// Thu 07:30 ceramides and skin fats [S25 S33]
	// Thu 07:30 plain moisturiser [S10 S33]
	// Thu 07:30 thin ointment [S40 S41]
	// Thu 07:30 silicone creams [S166 S167]
	// Thu 07:30 mineral sunscreen [S43 S44]
	// Thu 19:30 light makeup [S45 S46]
	// next look at 24 h
}
