package knowledge

// ReadyRule speaks against the next session. One file in rules/readiness/. The most cautious
// rule that fires decides; where none fires the answer is go.
type ReadyRule struct {
	ID     string `yaml:"id"`
	Title  string `yaml:"title"`
	Answer string `yaml:"answer"` // screening, not-yet, hold-until-reviewed, no
	When   Clue   `yaml:"when"`   // never negative: reporting more never makes the answer less cautious

	// UntilH gives not-yet its date: so long after From. Absent = nobody knows the date.
	UntilH *float64 `yaml:"until_h,omitempty"`
	From   string   `yaml:"from,omitempty"` // treatment, use (the last that fits), report (the last check-in); absent = treatment
	// Waiting: this is the usual time between two sessions.
	Waiting bool `yaml:"waiting,omitempty"`
	// Spares: while a waiting rule runs this rule is silent for what comes only from these.
	Spares *Spares `yaml:"spares,omitempty"`

	Because string   `yaml:"because"`
	Change  string   `yaml:"change"` // what would change the answer, one plain sentence
	Cites   []string `yaml:"cites,omitempty"`
	Basis   string   `yaml:"basis,omitempty"`

	Since      string `yaml:"since"`
	ReviewBy   string `yaml:"review_by"`
	ReviewedBy string `yaml:"reviewed_by"`
}

// Spares are the signs and conditions that alone do not hold the next session back beyond the
// waiting time that runs anyway.
type Spares struct {
	Level      string   `yaml:"level"`      // only at this level
	Symptoms   []string `yaml:"symptoms"`   // every sign beyond its time is one of these
	Conditions []string `yaml:"conditions"` // or nothing but one of these raised the level
	Exposures  []string `yaml:"exposures"`  // none of these, which raise the level by themselves
	Rules      []string `yaml:"rules"`      // rules and rows of triage that may have given the level
	Steps      []string `yaml:"steps"`      // and those that lift a sign by one level, where no other sign is more than usual
}

// ScreenRule is one thing to settle before a treatment. One file in rules/screening/.
type ScreenRule struct {
	ID      string `yaml:"id"`
	Title   string `yaml:"title"`
	Answer  string `yaml:"answer"`  // note, tell, ask-first, defer, not-today, no
	Decides string `yaml:"decides"` // who decides: you, provider, doctor, dermatologist, specialist, prescriber
	// Ready is what it means for the next session: go, screening, not-yet, hold-until-reviewed,
	// no. Absent: it decides nothing by itself (another item does), or it is an open question.
	Ready string `yaml:"ready,omitempty"`
	When  Clue   `yaml:"when"` // never negative
	// UntilH: not before so long after From, where that is known.
	UntilH *float64 `yaml:"until_h,omitempty"`
	From   string   `yaml:"from,omitempty"` // use, report
	// Ask is the question to put to the person or the clinic.
	Ask     string   `yaml:"ask,omitempty"`
	Because string   `yaml:"because"`
	Cites   []string `yaml:"cites,omitempty"`
	Basis   string   `yaml:"basis,omitempty"`

	Since      string `yaml:"since"`
	ReviewBy   string `yaml:"review_by"`
	ReviewedBy string `yaml:"reviewed_by"`
}

// Words of ReadyRule.Answer and ScreenRule.Ready, least cautious first.
const (
	ReadyGo        = "go"
	ReadyScreening = "screening" // place or screening answers are still missing
	ReadyNotYet    = "not-yet"
	ReadyHold      = "hold-until-reviewed"
	ReadyNo        = "no"
)

// readyWords are the answers about a session, least cautious first.
var readyWords = []string{ReadyGo, ReadyScreening, ReadyNotYet, ReadyHold, ReadyNo}

// screenWords are the answers of screening, least cautious first.
var screenWords = []string{"note", "tell", "ask-first", "defer", "not-today", "no"}

// ReadyWords lists the answers about a session, least cautious first.
func ReadyWords() []string { return append([]string(nil), readyWords...) }

// ScreenWords lists the answers of screening, least cautious first.
func ScreenWords() []string { return append([]string(nil), screenWords...) }

// Topics are the questions of screening that can be left open; Clue.Missing names them.
func Topics() []string {
	return []string{"place", "needles", "products", "conditions", "medicines", "allergies", "pregnancy", "age", "passport", "agreed", "screening"}
}
