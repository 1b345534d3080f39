package narrative_test

import (
	"fmt"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/narrative"
	"skinafter/triage"
)

func ExampleRead() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "Day four after needling. One eyelid is so swollen I can hardly open it. No fever."
	r := narrative.Read(facts, text, "en")
	for _, h := range r.Heard {
		said := "said"
		if !h.Stands() {
			said = "said not to be there"
		}
		fmt.Println(h.Code, h.Severity, said, text[h.Spans[0].From:h.Spans[0].To])
	}
	fmt.Println(r.At.Max)
	s := r.AddTo(skinafter.Situation{})
	fmt.Println(triage.Assess(facts, s).Level)
	// Output:
	// needling  said needling
	// eye_swelling severe said One eyelid
	// fever  said not to be there fever
	// 96 h
	// same-day
}
