package recovery

import (
	"cmp"
	"slices"
	"time"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/clues"
)

// ReadyInput is what readiness for the next session depends on. What is left empty never makes
// the answer less cautious.
type ReadyInput struct {
	// Situation: the last session and what followed it, or, with a time before hour 0, the
	// session that is still to come.
	Situation skinafter.Situation
	// Level is the highest level since the last session that no clinician has cleared. It is
	// passed in because this package does not judge signs.
	Level skinafter.Level
	// Raised are the ids of the triage rules and rows that gave a level of contact or more.
	// Where nobody says, what the signs look like stands in.
	Raised []string
	// Answered are the topics that were settled (knowledge.Topics): "passport" = every product
	// of the last session is written down with its full label; "agreed" = the products of the
	// next one are agreed; "screening" = the questions before a session have been asked anew.
	// The place counts as answered only where the situation names it.
	Answered []string
}

// Session is an answer about a session. The order means something: a later word is more
// cautious.
type Session int

// The answers.
const (
	Go        Session = iota // nothing speaks against it
	Screening                // the place, or answers of screening, are missing
	NotYet                   // not before a date
	Hold                     // not before someone has looked at it
	Never                    // no; where a specialist may decide otherwise, the reason says so
)

// Sessions lists the answers, least cautious first.
func Sessions() []Session { return []Session{Go, Screening, NotYet, Hold, Never} }

// String is the word of the machine interface: go, screening, not-yet, hold-until-reviewed, no.
func (s Session) String() string {
	if words := knowledge.ReadyWords(); s >= 0 && int(s) < len(words) {
		return words[s]
	}
	return "unknown answer"
}

// MarshalText writes the word of the machine interface.
func (s Session) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// session reads a word of the facts; a word nobody knows is the most cautious one.
func session(word string) Session {
	if i := slices.Index(knowledge.ReadyWords(), word); i >= 0 {
		return Session(i)
	}
	return Never
}

// Readiness is whether the next session may go ahead.
type Readiness struct {
	Answer Session
	// Until is the earliest time since the last session at which NotYet could change, as far as
	// it is known; nil = no date is known.
	Until *skinafter.Elapsed
	// Date is Until as a date; zero where the wall-clock time of the treatment is not known.
	Date time.Time
	// Undated: a reason of the deciding kind has no date, so that Until is only the earliest.
	Undated bool
	Reasons []ReadyReason // all that fired, most cautious first
	// Reacted: skin reacted since the last session; before the next one the clinic tests every
	// product that was used, takes another depth or device, and leaves vitamin C out.
	Reacted bool

	Version    string // of the facts
	ReviewedBy string // who reviewed the deciding rule; "none" until a clinician signs
}

// ReadyReason is one rule that speaks against a session.
type ReadyReason struct {
	ID        string
	Screening bool // a rule of screening: ScreenKey gives other languages, else ReadyKey
	Answer    Session
	Until     *skinafter.Elapsed // nil = no date is known
	Title     string             // English
	Because   string             // English
	Change    string             // what would change the answer, English
	Cites     []string
	Basis     string

	reviewedBy string
}

// ReadyKey is the key of a sentence of a readiness rule (title, because, change) in texts of
// other languages than English.
func ReadyKey(id, field string) string { return "rule.ready-" + id + "." + field }

// Ready says whether the next session may go ahead: go, not yet (a date), hold until reviewed,
// or no. Of all rules that fire the most cautious decides; with one exception: a level of
// contact that comes only from what skin does while it calms down (redness, dryness, itch,
// tightness, dark or light patches) or from pregnancy waits with the usual waiting time, and
// holds only after it. Before a first session only screening decides.
func Ready(facts *knowledge.Base, in ReadyInput) Readiness {
	missing := missingTopics(in.Situation, in.Answered)
	scene := clues.NewScene(facts, in.Situation, in.Level, missing)
	before := in.Situation.At.Max < 0
	var reasons []ReadyReason
	for _, r := range readyRules(facts) {
		if before && r.Answer != knowledge.ReadyScreening {
			continue
		}
		if until, fires := readyFires(facts, scene, r); fires && !spared(facts, scene, r, in.Raised) {
			reasons = append(reasons, ReadyReason{
				ID: r.ID, Answer: session(r.Answer), Until: until, Title: r.Title, Because: r.Because,
				Change: r.Change, Cites: r.Cites, Basis: r.Basis, reviewedBy: r.ReviewedBy,
			})
		}
	}
	if in.Situation.At.Min < 0 {
		reasons = append(reasons, screenReasons(facts, scene)...)
	}
	return decide(facts, scene, reasons)
}

// missingTopics are the topics nobody has settled.
func missingTopics(s skinafter.Situation, answered []string) []string {
	return slices.DeleteFunc(knowledge.Topics(), func(topic string) bool {
		switch topic {
		case "place":
			return s.Setting != "" && s.Setting != "unknown"
		case "age":
			return s.Person.Age > 0 || slices.Contains(answered, topic)
		}
		return slices.Contains(answered, topic)
	})
}

// decide puts the reasons in order and reads the answer off the first.
func decide(facts *knowledge.Base, scene *clues.Scene, reasons []ReadyReason) Readiness {
	slices.SortStableFunc(reasons, func(a, b ReadyReason) int {
		return cmp.Or(cmp.Compare(b.Answer, a.Answer), cmp.Compare(dateOf(b.Until), dateOf(a.Until)))
	})
	out := Readiness{Reasons: reasons, Version: facts.Version, ReviewedBy: "none", Reacted: scene.Level >= skinafter.Contact}
	if len(reasons) == 0 {
		return out
	}
	out.Answer, out.ReviewedBy = reasons[0].Answer, reasons[0].reviewedBy
	for i := range reasons {
		r := &reasons[i]
		if r.Answer != out.Answer {
			break
		}
		if r.Until == nil {
			out.Undated = true
			continue
		}
		if out.Until == nil || *r.Until > *out.Until {
			out.Until = r.Until
		}
	}
	if end := scene.Situation.Course.End; out.Until != nil && !end.IsZero() {
		out.Date = end.Add(out.Until.Duration())
	}
	return out
}

// dateOf orders dates; no date comes last.
func dateOf(e *skinafter.Elapsed) skinafter.Elapsed {
	if e == nil {
		return 0
	}
	return *e
}
