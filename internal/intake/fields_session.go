package intake

import (
	"slices"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/knowledge"
)

// sessionWire is what a report says about the next session.
type sessionWire struct {
	answered []string
	stated   bool // answered was given: nothing is derived
	level    skinafter.Level
}

// TopicAgreed is the topic of screening that somebody settled by agreeing to the session.
const TopicAgreed = "agreed"

// readSession reads what is known about the next session. Where nobody says which topics were
// settled, a field that was filled in, an empty list too, settles what it asks.
func readSession(o *object) sessionWire {
	var w sessionWire
	w.stated = o.has("answered")
	w.answered = codes(o, "answered", Joined(knowledge.Topics()))
	if word := o.text("level_since"); word != "" {
		level, err := skinafter.ParseLevel(word)
		if !o.problems.take(err) {
			level = skinafter.Emergency
		}
		w.level = level
	}
	if w.stated {
		return w
	}
	if o.has("conditions") {
		w.answered = append(w.answered, "conditions", "allergies", "pregnancy")
	}
	if o.has("medications") {
		w.answered = append(w.answered, "medicines")
	}
	if o.has("products") {
		w.answered = append(w.answered, "passport")
	}
	if o.has("conditions") && o.has("medications") && o.has("age") {
		w.answered = append(w.answered, "screening")
	}
	return w
}

// Options are what the report says beside the situation; answered are topics that were settled
// elsewhere.
func (r *Report) Options(answered ...string) assessment.Options {
	return assessment.Options{Answered: slices.Concat(r.session.answered, answered), Level: r.session.level}
}
