package knowledge

// Vocabulary holds the closed lists of codes that rules and people may use. One file,
// rules/vocabulary.yaml; docs/vocabulary.md explains the words.
type Vocabulary struct {
	Symptoms   []WordGroup `yaml:"symptoms"`
	Conditions []WordGroup `yaml:"conditions"`
	Exposures  []string    `yaml:"exposures"`
	Settings   []string    `yaml:"settings"`
	Since      string      `yaml:"since"`
	ReviewBy   string      `yaml:"review_by"`
	ReviewedBy string      `yaml:"reviewed_by"`
}

// WordGroup is a part of a closed list.
type WordGroup struct {
	ID    string   `yaml:"id"`
	Codes []string `yaml:"codes"`
}

// Followup says when to look again, how long a high level stands, and what every level tells
// people. One file, rules/followup.yaml.
type Followup struct {
	CheckInH []float64 `yaml:"check_in_h"` // planned check-ins, hours since treatment
	HoldH    float64   `yaml:"hold_h"`     // same-day and emergency stand so long without a clinician's note
	GraceH   float64   `yaml:"grace_h"`    // a check-in counts as missed when it is later than this

	Levels     []LevelAdvice `yaml:"levels"`
	Because    string        `yaml:"because"`
	Cites      []string      `yaml:"cites,omitempty"`
	Basis      string        `yaml:"basis,omitempty"`
	Since      string        `yaml:"since"`
	ReviewBy   string        `yaml:"review_by"`
	ReviewedBy string        `yaml:"reviewed_by"`
}

// LevelAdvice is what a level tells people.
type LevelAdvice struct {
	Level  string   `yaml:"level"`
	Advice []string `yaml:"advice"` // keys of texts; the first is the one thing to do
	// RecheckH is when to look again; 0 = at the next planned check-in.
	RecheckH float64 `yaml:"recheck_h"`
	// SafetyNet are keys of texts ("safety." + key): what to expect until when, what would be a
	// reason to act, whom to ask, how fast, and what to do if nobody answers.
	SafetyNet []string `yaml:"safety_net"`
}

// SafetyText is the key of a sentence of the safety net.
func SafetyText(id string) string { return "safety." + id }

// Emergency holds the telephone numbers of one country. One file in emergency/; only numbers
// that were certain when it was written.
type Emergency struct {
	ID      string   `yaml:"id"` // ISO 3166 code in small letters; equals the file name
	Country string   `yaml:"country"`
	Number  string   `yaml:"number"`           // the emergency number
	Also    []string `yaml:"also,omitempty"`   // other emergency numbers
	Poison  string   `yaml:"poison,omitempty"` // poison line
	Crisis  string   `yaml:"crisis,omitempty"` // line for people who think of ending their life
	Doctor  string   `yaml:"doctor,omitempty"` // doctor on call, where it is not an emergency
	Basis   string   `yaml:"basis"`
	Checked string   `yaml:"checked"` // memory, seen
	Since   string   `yaml:"since"`
}
