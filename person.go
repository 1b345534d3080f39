package skinafter

// Person is what answers depend on besides the treatment. Every field may be left empty;
// an empty field never makes an answer less careful.
type Person struct {
	Age        int      // years; 0 = not said
	SkinType   string   // Fitzpatrick "I".."VI"; empty = unknown
	Conditions []string // codes of the vocabulary: "pregnancy", "aspirin_allergy", "allergy:lanolin"
	Allergies  []string // ingredient or family names in the person's words
	Avoid      []string // names the person wants to avoid, without an allergy
	Medicines  []string // names, free text; "(prescribed)" may follow
	Prescribed []string // ingredient or product names prescribed for skin
	Uses       []Use    // what touched the skin and when
	Latest     *CheckIn // the latest check-in; nil = none
}

// Has reports whether the person has the condition code.
func (p Person) Has(code string) bool { return oneOf(code, p.Conditions) }

// Use is one use of a product.
type Use struct {
	Product Product
	At      Elapsed // ignored when During
	During  bool    // applied while the skin was being opened
	Unknown bool    // hour not known
	Early   Early   // what the label verdict said at that hour, filled by the caller
}

// Severity of a symptom. Not given counts as Moderate.
type Severity string

// Severities: noticed; bothers by day or at night; stops usual things.
const (
	Mild     Severity = "mild"
	Moderate Severity = "moderate"
	Severe   Severity = "severe"
)

// Words of Symptom.Trend.
const (
	Improving = "improving"
	Stable    = "stable"
	Worsening = "worsening"
)

// Symptom is one thing a person reports; Code is of the closed vocabulary.
type Symptom struct {
	Code     string
	Severity Severity // empty = Moderate
	Onset    *Elapsed // nil = not known; negative = existed before the treatment
	Trend    string   // Improving, Stable, Worsening; empty = not said
}

// Graded is the severity, Moderate where none was given.
func (s Symptom) Graded() Severity {
	if s.Severity == "" {
		return Moderate
	}
	return s.Severity
}

// New reports whether the symptom is new since the treatment: it began at or after
// hour 0, or nobody knows when.
func (s Symptom) New() bool { return s.Onset == nil || *s.Onset >= 0 }

// CheckIn is what a person reports at one moment.
type CheckIn struct {
	At       Moment
	Symptoms []Symptom
	// Gone are codes that were asked for and answered: not there any more. What is neither
	// mentioned nor gone keeps its last severity.
	Gone []string
	// Cleared says that a clinician has seen this and wrote so. Without it a level of
	// same-day or emergency stands for a day.
	Cleared bool
}
