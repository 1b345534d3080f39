package verdict

import (
	"time"

	"skinafter"
)

// Answer is the verdict about one product, and about everything in it. Its lists may share
// memory with the facts and with the question: read them, do not change them.
type Answer struct {
	Product   string             // name of the product, as given
	Protocol  skinafter.Protocol // the column that decided
	Verdict   Verdict            // of the worst item
	Until     *skinafter.Elapsed // since treatment; nil = no end is known, or none is needed
	Condition string             // id of a text ("condition." + id); empty = none
	Worst     int                // index in Items of the item that decides; -1 = none
	Items     []Item             // in label order; last, where a list is missing or has gaps, one item without a name

	Asks  []string // ids of the rules whose question (Ask) should be put to the maker or the clinic
	Notes []string // ids of texts ("note." + id) about the product or the question
	// Entries of the person's lists that nobody can place, as written. With one of them
	// nothing is OK that might hold it.
	UnknownAllergies, UnknownAvoid []string
	Barrier                        *skinafter.Elapsed // the channels may be open until here, and it is not over; nil otherwise
	NewSkin                        *skinafter.Elapsed // F and G: when new skin has closed over, as far as known
	// NewSkinStated: a clinician said so; otherwise NewSkin is the usual time of the class.
	NewSkinStated bool
	SkinOpen      bool // skin is open or weeping: waits that run from new skin have no end

	At         skinafter.Moment // what was asked
	During     bool
	End, Now   time.Time // of the question, for wording; zero = not known
	Version    string    // of the facts
	Hash       string    // of the facts
	ReviewedBy string    // who reviewed the deciding rule; "none" until a clinician signs
}

// Item is the verdict about one ingredient.
type Item struct {
	Ingredient skinafter.Ingredient
	Mention    bool     // named in prose, not in a list
	Class      string   // "I13"; "unlisted"; "unknown" where the name was not recognised
	ClassName  string   // class name of the vocabulary
	Rule       string   // id of the rule that decides: a class rule, a lock, a person rule
	ClassRule  string   // id of the class rule
	Fired      []string // every rule that took part, the class rule first

	Verdict   Verdict
	Until     *skinafter.Elapsed // since treatment; nil = no end is known, or none is needed
	Condition string             // id of a text; empty = none
	Because   string             // English; wording.Speaker.Because gives other languages
	Cites     []string
	Basis     string // "choice" where no source dictates the answer
	Conflicts []string
	Dissent   []Dissent
	// UnlessPrescribed: the answer does not hold for a product that was prescribed.
	UnlessPrescribed bool
	Prescribed       bool
	Notes            []string  // ids of texts
	Windows          []Stretch // the class rule over the whole course, for a timeline; without locks
}

// Dissent is another column's answer where it differs from the class rule's.
type Dissent struct {
	Protocol skinafter.Protocol
	Verdict  Verdict
	Until    *skinafter.Elapsed
	Text     string // what the source says, English
	Cites    []string
}

// Stretch is one answer for a stretch of the course. Half-open: [From, Until).
type Stretch struct {
	From      skinafter.Elapsed
	Until     *skinafter.Elapsed // nil = no end
	Verdict   Verdict
	Condition string
}

// Deciding is the item that decides for the product; nil for a product without any.
func (a *Answer) Deciding() *Item {
	if a.Worst < 0 || a.Worst >= len(a.Items) {
		return nil
	}
	return &a.Items[a.Worst]
}

// UntilTime is the wall-clock time at which the wait is over; false where there is no end or
// the end of the treatment is not known. It is never before the wait is over: part of a
// minute counts as a whole one.
func (a *Answer) UntilTime() (time.Time, bool) { return ClockTime(a.End, a.Until) }

// UntilTime is the wall-clock time at which the wait for this ingredient is over, for a
// treatment that ended at end; see Answer.UntilTime.
func (i *Item) UntilTime(end time.Time) (time.Time, bool) { return ClockTime(end, i.Until) }

// ClockTime is the wall-clock time of a moment after a treatment that ended at end; false where
// either is not known. A part of a minute counts as a whole one.
func ClockTime(end time.Time, until *skinafter.Elapsed) (time.Time, bool) {
	if until == nil || end.IsZero() {
		return time.Time{}, false
	}
	t := end.Add(until.Duration())
	if whole := t.Truncate(time.Minute); whole.Before(t) {
		t = whole.Add(time.Minute)
	}
	return t, true
}
