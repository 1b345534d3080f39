package main

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
	topicScreening = "screening"
	topicPassport  = "passport"
	topicAgreed    = "agreed"
)

// readSession reads what is known about the next session. Where nobody says which topics were
// settled, a field that was filled in, an empty list too, settles what it asks.
func readSession(o *object) sessionWire {
	var w sessionWire
	w.stated = o.has("answered")
	w.answered = codes(o, "answered", joinedWords(knowledge.Topics()))
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
		w.answered = append(w.answered, topicPassport)
	}
	if o.has("conditions") && o.has("medications") && o.has("age") {
		w.answered = append(w.answered, topicScreening)
	}
	return w
}

func joinedWords(list []string) string {
	out := ""
	for _, w := range list {
		out += w + " "
	}
	return out
}

// options are what the report says beside the situation.
func (r *reported) options() assessment.Options {
	return assessment.Options{Answered: slices.Clone(r.session.answered), Level: r.session.level}
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
func (r *reported) saidOnWire() []noteWire {
	out := []noteWire{}
	for _, id := range r.said {
		out = append(out, noteWire{id, said(id)})
	}
	return out
}
