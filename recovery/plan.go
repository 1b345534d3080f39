package recovery

import (
	"time"

	"skinafter"
	"skinafter/knowledge"
)

// PlanInput is what a plan is made from.
type PlanInput struct {
	Situation skinafter.Situation
	// Reaction says that the skin reacts (the reaction lock of package verdict, or a level of
	// Contact or above): steps that need calm skin are held. Where it is false Plan still
	// looks at the latest check-in for signs that always lock.
	Reaction bool
	// Overrides are a clinic's own windows and words, laid on top where everybody sees them.
	Overrides []Override
}

// State says where a step stands at the moment of the plan.
type State int

// The states of a step. "You are here" lies between Past and Later.
const (
	Past  State = iota // its time is over
	Now                // it holds now
	Later              // its time comes
)

var stateNames = [...]string{"past", "now", "later"}

// String is "past", "now" or "later".
func (s State) String() string {
	if s < Past || s > Later {
		return "unknown state"
	}
	return stateNames[s]
}

// MarshalText writes the name of the state.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// HeldByReaction is Step.HeldBy of steps that need calm skin while the skin reacts.
const HeldByReaction = "reaction"

// Step is one step of somebody's plan: what, when, why and who says so.
type Step struct {
	ID    string
	Plan  string // id of the knowledge file that holds it
	Kind  string // do, avoid, check, ask, go
	Title string // English; see Schedule.Say
	Text  string
	// From and Until are the window, half-open, since the end of the treatment. nil From =
	// from the beginning; nil Until = no end. See Waits for what runs from new skin.
	From  *skinafter.Elapsed
	Until *skinafter.Elapsed
	// Moments stand instead of a window; each is Lasts long.
	Moments []skinafter.Elapsed
	Lasts   skinafter.Elapsed
	// Starts, Ends and Times are the same on the calendar; zero or empty while the end of the
	// treatment is not known.
	Starts, Ends time.Time
	Times        []time.Time

	State State
	// FromNewSkin and UntilNewSkin say which ends of the window run from new skin.
	FromNewSkin, UntilNewSkin bool
	// Waits says that new skin is overdue: an end that runs from it is open, whatever the
	// hours say. A step that only begins then is Later, one that only ends then goes on.
	Waits bool
	// Held says that the step may not start whatever the hour: the skin reacts, or another
	// step for this person forbids it. It is never Now while held.
	Held      bool
	HeldBy    string // HeldByReaction, or the id of that step
	Condition string // id of a text ("condition." + id): under which condition

	About     []string // ingredient classes it speaks of
	Topics    []string
	Fixed     bool // no override may change it
	Because   string
	Cites     []string
	Basis     string // "choice" where no source dictates it
	Conflicts []string
	Reviewed  string // who signed it; "none" until a clinician does
	Override  *Change
}

// Schedule is the plan of one course: its steps in order, and where the person stands.
type Schedule struct {
	Course skinafter.Course
	Class  skinafter.DepthClass
	At     skinafter.Moment
	Phase  Phase // where the person stands; by the smallest possible hour
	Steps  []Step

	NewSkin       *skinafter.Elapsed // F and G: when new skin closes over, usual or stated
	NewSkinStated bool               // a clinician said so
	SkinOpen      bool               // skin is open or weeping: new skin has not closed over
	Reaction      bool               // steps that need calm skin are held
	Notes         []string           // ids of remarks ("note." + id): time-uncertain ...
	Refused       []Refusal          // overrides that were not laid on top, with the reason

	Version, Hash string // of the knowledge
}

// Phase is a stretch of the way.
type Phase struct {
	ID    string
	Title string // English
	From  *skinafter.Elapsed
	Until *skinafter.Elapsed
}

// Plan lays out what to do, leave, look at, ask and start, from two weeks before a treatment
// to a year after it, and says which of it holds now.
//
// A step to do or start is Now only when it is for certain (Situation.At.Min has reached it);
// a step to leave, look at or ask is Now when it may be. Steps that run from new skin wait
// for it. Nothing in a plan tells anybody to stop a medicine. Plan never fails: an
// unknown depth gets the plan of deep needling, a treatment without a modality that of the
// deepest.
//
// facts must come from knowledge.Load; Plan may be called from many goroutines.
func Plan(facts *knowledge.Base, in PlanInput) Schedule {
	p := newPlanner(facts, in)
	s := Schedule{
		Course: in.Situation.Course, Class: p.class, At: p.at,
		NewSkinStated: p.stated, SkinOpen: p.open, Reaction: p.reaction,
		Version: facts.Version, Hash: facts.Hash,
	}
	if p.class.Ablated() {
		r := p.newSkin
		s.NewSkin = &r
	}
	overrides, refused := p.sortOverrides(in.Overrides)
	s.Refused = refused
	for i := range p.ix.steps {
		st := &p.ix.steps[i]
		if p.fits(st) {
			s.Steps = append(s.Steps, p.step(st, overrides[st.step.ID]))
		}
	}
	p.forbid(s.Steps)
	orderSteps(s.Steps)
	s.Phase = p.phase()
	s.Notes = p.notes()
	return s
}

// Current lists the steps that hold now.
func (s *Schedule) Current() []Step { return s.inState(Now) }

// Coming lists the steps whose time comes, soonest first.
func (s *Schedule) Coming() []Step { return s.inState(Later) }

func (s *Schedule) inState(state State) []Step {
	var out []Step
	for i := range s.Steps {
		if s.Steps[i].State == state {
			out = append(out, s.Steps[i])
		}
	}
	return out
}

// Find is the step with an id; nil where the plan has none.
func (s *Schedule) Find(id string) *Step {
	for i := range s.Steps {
		if s.Steps[i].ID == id {
			return &s.Steps[i]
		}
	}
	return nil
}

// NextCheckIn is the next moment at which the person is asked how the skin is; false after
// the last one. A plan asks nobody before the treatment.
func (s *Schedule) NextCheckIn() (skinafter.Elapsed, bool) {
	found, best := false, skinafter.Elapsed(0)
	for i := range s.Steps {
		for _, m := range s.Steps[i].Moments {
			if m > s.At.Max && (!found || m < best) {
				found, best = true, m
			}
		}
	}
	return best, found
}
