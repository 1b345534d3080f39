package knowledge

// Answer words of a verdict rule.
const (
	No      = "no"
	Wait    = "wait"
	OK      = "ok"
	Unknown = "unknown"
)

// AskPrescriber is the value of ClassRule.Prescribed that keeps a prescribed product waiting.
const AskPrescriber = "ask-prescriber"

// ClassRule says when one class of ingredients may touch the skin. One file in rules/verdict/.
type ClassRule struct {
	ID    string `yaml:"id"`    // "i13"; equals the file name
	Title string `yaml:"title"` // plain words, shown to people
	Class string `yaml:"class"` // "I13"
	Name  string `yaml:"name"`  // class_name of the vocabulary: "retinoid"

	Families []string `yaml:"families,omitempty"` // whose members fall into this class
	Members  []string `yaml:"members,omitempty"`  // names that fall into it whatever their families
	Not      []string `yaml:"not,omitempty"`      // names that do not
	Things   []string `yaml:"things,omitempty"`   // plain words for a thing without a list: "sauna"
	NotWith  []string `yaml:"not_with,omitempty"` // words beside which Things do not count inside a longer text

	Before      []Window    `yaml:"before,omitempty"` // empty: ok before the treatment
	During      Step        `yaml:"during"`
	DuringAlone *Step       `yaml:"during_alone,omitempty"` // where a product holds nothing else; Except lists names and words that keep During
	After       []Window    `yaml:"after"`
	Says        []Says      `yaml:"says,omitempty"`  // what each article says, where it says anything
	Notes       []TimedNote `yaml:"notes,omitempty"` // remarks for a stretch of time

	// UnlessPrescribed: "no" and "wait" do not hold for a product that was prescribed.
	UnlessPrescribed bool `yaml:"unless_prescribed,omitempty"`
	// Prescribed: empty = use as prescribed (ok); ask-prescriber = stays wait, worded as a
	// question to the prescriber. Never "no" either way.
	Prescribed string `yaml:"prescribed,omitempty"`

	Ask        string   `yaml:"ask,omitempty"`         // what to ask the maker or the clinic
	AskApplies []string `yaml:"ask_applies,omitempty"` // depth classes it is asked for; empty = all
	Because    string   `yaml:"because"`               // one plain sentence
	Cites      []string `yaml:"cites,omitempty"`
	Basis      string   `yaml:"basis,omitempty"` // "choice" where no source dictates the rule
	Conflicts  []string `yaml:"conflicts,omitempty"`
	Since      string   `yaml:"since"`
	ReviewBy   string   `yaml:"review_by"`
	ReviewedBy string   `yaml:"reviewed_by"` // "none" until a named clinician signs
}

// Window is an answer for a stretch of time. Hours run from the end of the treatment, or,
// where FromNewSkin is set, from the moment new skin has closed over (and then only for the
// classes F and G). Half-open: at exactly UntilH the window is over. The first window that
// fits decides; where none fits the answer is ok.
type Window struct {
	Applies     []string `yaml:"applies,omitempty"` // depth classes; empty = all
	Only        []string `yaml:"only,omitempty"`    // families, names or things it is limited to; empty = the whole class
	FromH       *float64 `yaml:"from_h,omitempty"`  // absent = from the beginning (before) or hour 0 (after)
	UntilH      *float64 `yaml:"until_h,omitempty"` // absent = no end (after) or hour 0 (before)
	FromNewSkin bool     `yaml:"from_new_skin,omitempty"`
	Verdict     string   `yaml:"verdict"`
	Condition   string   `yaml:"condition,omitempty"` // id of a text: no-reaction, clinic-only ...
	Barrier     bool     `yaml:"barrier,omitempty"`   // moved to the end of the barrier window under combined-plus
	Cites       []string `yaml:"cites,omitempty"`     // where the window has a source of its own
	Basis       string   `yaml:"basis,omitempty"`
}

// Step is an answer without a window: during the treatment, or for a prescribed product.
type Step struct {
	Verdict   string   `yaml:"verdict"`
	Condition string   `yaml:"condition,omitempty"`
	Except    []string `yaml:"except,omitempty"`
	Basis     string   `yaml:"basis,omitempty"`
}

// Says is what one article says about a class, shown beside the decided answer. An article
// that disagrees with itself has several entries; for its own protocol the most careful one
// counts. An empty verdict means that the article names no time: it is shown, and for the
// verdict of its protocol the decided rule stands in.
type Says struct {
	Protocol string   `yaml:"protocol"`           // general, conservative
	Phase    string   `yaml:"phase,omitempty"`    // before, during; empty = after. Only "after" is a column of answers
	Families []string `yaml:"families,omitempty"` // limited to these families; empty = the whole class
	Verdict  string   `yaml:"verdict,omitempty"`
	FromH    *float64 `yaml:"from_h,omitempty"`  // before only
	UntilH   *float64 `yaml:"until_h,omitempty"` // since treatment
	Text     string   `yaml:"text"`              // one plain sentence
	Cites    []string `yaml:"cites"`
}

// TimedNote is a remark for people, shown in a stretch of time. Key is the id of a text
// ("note." + key).
type TimedNote struct {
	Key     string   `yaml:"key"`
	Applies []string `yaml:"applies,omitempty"`
	Phase   string   `yaml:"phase,omitempty"` // before, during; empty = after
	FromH   *float64 `yaml:"from_h,omitempty"`
	UntilH  *float64 `yaml:"until_h,omitempty"`
	Cites   []string `yaml:"cites,omitempty"`
	Basis   string   `yaml:"basis,omitempty"`
}
