package recovery

import (
	"cmp"
	"slices"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/clues"
)

// ScreenInput is what is known before a treatment. What is left empty is asked.
type ScreenInput struct {
	// Situation: the treatment that is planned (a time before hour 0), the person, what touches
	// the skin now.
	Situation skinafter.Situation
	Level     skinafter.Level // of what was reported, passed in
	Answered  []string        // topics that were settled (knowledge.Topics)
}

// Item is one thing to settle before a treatment.
type Item struct {
	ID      string
	Title   string  // English; ScreenKey gives other languages
	Answer  string  // note, tell, ask-first, defer, not-today, no
	Decides string  // you, provider, doctor, dermatologist, specialist, prescriber
	Ready   Session // what it means for the session
	// Until: not before this time since the planned treatment, where it is known.
	Until   *skinafter.Elapsed
	Open    bool   // nobody has answered yet: Ask is the question
	Ask     string // the question to put to the person or the clinic, English; empty = none
	Because string // English
	Cites   []string
	Basis   string

	ReviewedBy string
}

// ScreenKey is the key of a sentence of a screening rule (title, because, ask) in texts of
// other languages than English.
func ScreenKey(id, field string) string { return "rule.screen-" + id + "." + field }

// screenKey is the Derive key of the rules in order.
type screenKey struct{}

// Screen lists what has to be settled before a treatment, most cautious first: what speaks
// against it, who decides, what to tell, and what nobody has answered yet. It never tells
// anyone to stop a medicine: whoever prescribed it decides.
func Screen(facts *knowledge.Base, in ScreenInput) []Item {
	return screenItems(clues.NewScene(facts, in.Situation, in.Level, missingTopics(in.Situation, in.Answered)), facts)
}

func screenItems(scene *clues.Scene, facts *knowledge.Base) []Item {
	rules := facts.Derive(screenKey{}, func() any { return byID(facts.Screening) }).([]*knowledge.ScreenRule)
	var out []Item
	for _, r := range rules {
		if !scene.Holds(&r.When) {
			continue
		}
		item := Item{
			ID: r.ID, Title: r.Title, Answer: r.Answer, Decides: r.Decides, Ready: itemReady(r), Ask: r.Ask,
			Open: len(r.When.Missing) > 0, Because: r.Because, Cites: r.Cites, Basis: r.Basis, ReviewedBy: r.ReviewedBy,
		}
		if r.UntilH != nil {
			item.Until = untilOf(scene, &r.When, *r.UntilH, r.From)
		}
		out = append(out, item)
	}
	rank := func(i Item) int { return slices.Index(knowledge.ScreenWords(), i.Answer) }
	slices.SortStableFunc(out, func(a, b Item) int {
		return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(b.Ready, a.Ready))
	})
	return out
}

// itemReady is what an item means for the session: an open question leaves it at screening.
func itemReady(r *knowledge.ScreenRule) Session {
	switch {
	case r.Ready != "":
		return session(r.Ready)
	case len(r.When.Missing) > 0:
		return Screening
	}
	return Go
}

// screenReasons are the items of screening that speak against a session. Questions that are
// open count through the topic "screening": whoever settles it says that all were asked.
func screenReasons(facts *knowledge.Base, scene *clues.Scene) []ReadyReason {
	var out []ReadyReason
	for _, item := range screenItems(scene, facts) {
		if item.Ready == Go || item.Open {
			continue
		}
		out = append(out, ReadyReason{
			ID: item.ID, Screening: true, Answer: item.Ready, Until: item.Until, Title: item.Title,
			Because: item.Because, Change: item.Ask, Cites: item.Cites, Basis: item.Basis, reviewedBy: item.ReviewedBy,
		})
	}
	return out
}
