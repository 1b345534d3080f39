package verdict

import "skinafter/knowledge"

// Reaction is how the skin answers, as the latest check-in of a question shows it.
type Reaction struct {
	Locks bool // the reaction lock holds at the moment of the question
	// Suspects are the places in Question.Person.Uses of the products that were on the skin
	// before the first sign; none where the skin does not react. A suspect is not a culprit: it
	// is what the provider should see the label of.
	Suspects []int
}

// React reads the reaction off the latest check-in.
func React(facts *knowledge.Base, q Question) Reaction {
	e := newEnquiry(facts, q)
	var r Reaction
	if !e.signs.Reaction {
		return r
	}
	r.Locks = q.At.Max >= e.ix.check
	for i, suspect := range e.suspects() {
		if suspect {
			r.Suspects = append(r.Suspects, i)
		}
	}
	return r
}
