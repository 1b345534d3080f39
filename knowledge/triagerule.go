package knowledge

import (
	"maps"
	"slices"
)

// TriageGroup is one family of signs: a file of rules/triage/. The level of a situation is
// the highest that any rule gives; no condition can be negative, so that reporting more never
// lowers it.
type TriageGroup struct {
	ID       string         `yaml:"id"`    // equals the file name
	Title    string         `yaml:"title"` // plain words
	Findings []NamedFinding `yaml:"findings,omitempty"`
	Rules    []TriageRule   `yaml:"rules,omitempty"`
	Since    string         `yaml:"since"`
	ReviewBy string         `yaml:"review_by"`
	// ReviewedBy is "none" until a named clinician signs.
	ReviewedBy string `yaml:"reviewed_by"`
}

// NamedFinding is a condition that several rules use.
type NamedFinding struct {
	ID   string     `yaml:"id"`
	When TriageWhen `yaml:"when"`
}

// TriageRule gives a level where its condition holds.
type TriageRule struct {
	ID      string     `yaml:"id"`             // stable; shown in answers
	Title   string     `yaml:"title"`          // plain words, shown to people
	Section string     `yaml:"section"`        // of the rule matrix: 4a 4b 4c 4d; 4e and trend come after those
	Level   string     `yaml:"level"`          // normal, watch, contact, same-day, emergency
	Step    bool       `yaml:"step,omitempty"` // not the level itself: one level above the signs, at most Level
	When    TriageWhen `yaml:"when"`
	Lead    string     `yaml:"lead,omitempty"`   // key of the text that says what to do first, instead of the level's own
	Advice  []string   `yaml:"advice,omitempty"` // keys of texts ("advice." + key): what else to do
	Because string     `yaml:"because"`
	Cites   []string   `yaml:"cites,omitempty"`
	Basis   string     `yaml:"basis,omitempty"`
}

// TriageWhen is a condition. Everything that is given must hold; a list holds when one of its
// words does. There is no "not": the two flags New and Known only look at the sign itself.
type TriageWhen struct {
	All     []TriageWhen `yaml:"all,omitempty"`     // each of them
	Any     []TriageWhen `yaml:"any,omitempty"`     // one of them
	Finding string       `yaml:"finding,omitempty"` // a named finding

	// One symptom with all of the following.
	Symptoms []string `yaml:"symptoms,omitempty"` // codes of the vocabulary; any = every code
	Groups   []string `yaml:"groups,omitempty"`   // or groups of codes
	Severity string   `yaml:"severity,omitempty"` // at least; not said counts as moderate
	Worse    bool     `yaml:"worse,omitempty"`    // getting worse, or worse than at the check-in before
	// New leaves out a sign that began before the treatment and has not changed. A start
	// nobody knows counts as new.
	New        bool     `yaml:"new,omitempty"`
	Known      bool     `yaml:"known_onset,omitempty"`  // its start is known
	OnsetFromH *float64 `yaml:"onset_from_h,omitempty"` // began at or after this hour; a start nobody knows counts
	BeganAgoH  *float64 `yaml:"began_ago_h,omitempty"`  // began so long ago or longer; a start nobody knows counts
	NotBefore  []string `yaml:"not_before,omitempty"`   // began no earlier than one of these symptoms; a start nobody knows counts
	Unlisted   bool     `yaml:"unlisted,omitempty"`     // stands in no row of rules/normal.yaml and in none of its own rules

	// Hours since the treatment. Of an uncertain time any part may fit.
	FromH       *float64 `yaml:"from_h,omitempty"`
	UntilH      *float64 `yaml:"until_h,omitempty"`
	InCourse    bool     `yaml:"in_course,omitempty"`     // before the end of the course; in F and G counted from new skin
	NextWithinH *float64 `yaml:"next_within_h,omitempty"` // the next session is planned sooner than this

	// The treatment and the person.
	Applies    []string `yaml:"applies,omitempty"` // depth classes
	Modalities []string `yaml:"modalities,omitempty"`
	Areas      []string `yaml:"areas,omitempty"`
	Settings   []string `yaml:"settings,omitempty"`
	Exposures  []string `yaml:"exposures,omitempty"`
	Conditions []string `yaml:"conditions,omitempty"` // with what medicines mean
	Medicines  []string `yaml:"medicines,omitempty"`  // groups of rules/medicines.yaml
	FromYears  int      `yaml:"from_years,omitempty"`
	BelowYears int      `yaml:"below_years,omitempty"`

	// One use of a product with all of the following.
	Products    []string `yaml:"products,omitempty"`      // classes; unknown; any
	Early       bool     `yaml:"early,omitempty"`         // inside its waiting time
	During      bool     `yaml:"during,omitempty"`        // while the skin was being opened
	UsedWithinH *float64 `yaml:"used_within_h,omitempty"` // before now; an hour nobody knows counts
	UsedAgoH    *float64 `yaml:"used_ago_h,omitempty"`    // so long before now or longer; an hour nobody knows counts
	SignWithinH *float64 `yaml:"sign_within_h,omitempty"` // the symptom above began so soon after the use; what nobody knows counts

	// What was found so far.
	Worst  string `yaml:"worst,omitempty"`  // a symptom of the situation has at least this level
	Missed bool   `yaml:"missed,omitempty"` // a check-in is overdue after a level of contact or more
	Unread bool   `yaml:"unread,omitempty"` // a symptom was reported that the vocabulary does not hold
}

// TriageText is the key of the sentence for a piece of advice.
func TriageText(id string) string { return "advice." + id }

// TriageRule is the rule with this id; nil where there is none.
func (b *Base) TriageRule(id string) *TriageRule {
	for _, name := range slices.Sorted(maps.Keys(b.Triage)) {
		g := b.Triage[name]
		for i := range g.Rules {
			if g.Rules[i].ID == id {
				return &g.Rules[i]
			}
		}
	}
	return nil
}
