package triage

import (
	"skinafter"
	"skinafter/knowledge"
)

// Finding is the answer to a situation: how soon someone should look, why, and what to do.
type Finding struct {
	Level skinafter.Level
	// Signs is the level by what is seen and felt; Level may be higher by history alone.
	Signs skinafter.Level
	// Held says that the level stands although the signs are lower: it goes down only by a
	// later check-in that reports improvement, and for a day not at all after same-day.
	Held bool

	Symptoms  []Judged // every symptom that stands, in the order of first report
	Fired     []Fired  // what fired, highest level first
	Advice    []Line   // one action first
	SafetyNet []Line   // what to expect, when to act, whom to ask, how fast, and if nobody answers
	RecheckH  float64  // look again after so many hours; 0 = no check-in is planned any more
	Unknowns  []Unknown

	At      skinafter.Moment // the time that was judged
	Version string           // of the facts
	Hash    string           // of the facts
}

// Judged is one symptom with its own level by sections 4a to 4d of the rule matrix.
type Judged struct {
	skinafter.Symptom
	Level   skinafter.Level
	Carried bool // not mentioned in the last check-in: it keeps what was said before
	Before  bool // it began before the treatment and has not changed: the day limits leave it out
	Row     string
	// NormalUntil and WatchUntil are the day limits; nil where no row holds them.
	NormalUntil, WatchUntil *skinafter.Elapsed
}

// Fired is a rule that took part in the answer.
type Fired struct {
	ID         string // of the rule, or of a row of rules/normal.yaml
	Title      string
	Section    string // of the rule matrix
	Level      skinafter.Level
	Step       bool // it counts one level above the signs
	Because    string
	Cites      []string
	Basis      string // "choice" where no source dictates it
	ReviewedBy string // "none" until a clinician signs
}

// Line is a sentence for people with the id of its text.
type Line struct {
	ID   string // "advice.call-provider"
	Text string
}

// Unknown is a value outside the closed lists: it was left out, and never lowered the level.
type Unknown struct {
	Field string // "symptoms.code"
	Value string
}

// IDs are the ids of the rules that fired.
func (f *Finding) IDs() []string {
	out := make([]string, len(f.Fired))
	for i := range f.Fired {
		out[i] = f.Fired[i].ID
	}
	return out
}

// In is the finding in another language ("de"); sentences that have no translation stay
// English.
func (f Finding) In(facts *knowledge.Base, lang string) Finding {
	say := func(key, english string) string {
		if text := facts.Text(lang, key); text != key {
			return text
		}
		return english
	}
	lines := func(list []Line) []Line {
		out := make([]Line, len(list))
		for i, l := range list {
			out[i] = Line{l.ID, say(l.ID, l.Text)}
		}
		return out
	}
	f.Advice, f.SafetyNet = lines(f.Advice), lines(f.SafetyNet)
	fired := make([]Fired, len(f.Fired))
	for i, r := range f.Fired {
		key := "rule." + r.ID
		if r.Title == "" {
			key = rowText(r.Level)
			r.Because = say(key, r.Because)
		} else {
			r.Title, r.Because = say(key+".title", r.Title), say(key+".because", r.Because)
		}
		fired[i] = r
	}
	f.Fired = fired
	return f
}

// rowText is the key of the sentence for a symptom beyond its day limits.
func rowText(l skinafter.Level) string { return "row." + l.String() }
