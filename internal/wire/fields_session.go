package wire

import (
	"slices"
	"sync"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/internal/clinic/assessment"
	"skinafter/knowledge"
)

// sessionWire is what a report says about the next session.
type sessionWire struct {
	answered []string
	stated   bool // answered was given: nothing is derived
	level    skinafter.Level
}

// Topics of screening that the fields of a report settle.
const (
	TopicScreening = "screening"
	TopicPassport  = "passport"
	TopicAgreed    = "agreed"
)

// readSession reads what is known about the next session. Where nobody says which topics were
// settled, a field that was filled in, an empty list too, settles what it asks.
func readSession(o *object) sessionWire {
	var w sessionWire
	w.stated = o.has("answered")
	w.answered = codes(o, "answered", JoinedWords(knowledge.Topics()))
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
		w.answered = append(w.answered, TopicPassport)
	}
	if o.has("conditions") && o.has("medications") && o.has("age") {
		w.answered = append(w.answered, TopicScreening)
	}
	return w
}

// JoinedWords is a closed list as OneOf takes it.
func JoinedWords(list []string) string {
	out := ""
	for _, w := range list {
		out += w + " "
	}
	return out
}

// Options are what the report says beside the situation; answered are topics that were settled
// elsewhere.
func (r *Report) Options(answered ...string) assessment.Options {
	return assessment.Options{Answered: slices.Concat(r.session.answered, answered), Level: r.session.level}
}

// english is the catalogue that the machine interface speaks.
var english = sync.OnceValues(func() (*catalogue.Catalogue, error) { return catalogue.Load(knowledge.DefaultLanguage) })

// said is a careful reading in the words of the machine interface.
func said(id string) string {
	texts, err := english()
	if err != nil {
		return id
	}
	return texts.Text("fields." + id)
}

// saidOnWire are the careful readings, in English.
func (r *Report) saidOnWire() []Note {
	out := []Note{}
	for _, id := range r.Said {
		out = append(out, Note{id, said(id)})
	}
	return out
}
