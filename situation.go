package skinafter

// Level says how soon someone should look at a sign. Higher is more urgent.
type Level int

// The levels, calmest first (rules.md: T0 to T4).
const (
	Normal    Level = iota // care for it at home; this is what healing looks like
	Watch                  // care for it at home, look again soon
	Contact                // call the provider soon
	SameDay                // be seen today
	Emergency              // call the emergency number now
)

// Levels lists every level, calmest first.
func Levels() []Level { return []Level{Normal, Watch, Contact, SameDay, Emergency} }

var levelNames = [...]string{"normal", "watch", "contact", "same-day", "emergency"}

var levelLongNames = [...]string{
	"self-care-normal", "self-care-watch", "contact-provider-soon", "same-day", "emergency",
}

// String is the short name: "normal", "watch", "contact", "same-day", "emergency".
func (l Level) String() string {
	if !l.Valid() {
		return "unknown level"
	}
	return levelNames[l]
}

// Long is the name that case collections use: "self-care-normal", "contact-provider-soon".
func (l Level) Long() string {
	if !l.Valid() {
		return "unknown level"
	}
	return levelLongNames[l]
}

// Valid reports whether l is in the closed list.
func (l Level) Valid() bool { return l >= Normal && l <= Emergency }

// MarshalText writes the short name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a short or long name.
func (l *Level) UnmarshalText(text []byte) error {
	v, err := ParseLevel(string(text))
	if err != nil {
		return err
	}
	*l = v
	return nil
}

// ParseLevel reads a short or a long name of a level.
func ParseLevel(name string) (Level, error) {
	for i := range levelNames {
		if name == levelNames[i] || name == levelLongNames[i] {
			return Level(i), nil
		}
	}
	return Normal, &InputError{
		Field: "level", Value: name, Want: "normal, watch, contact, same-day or emergency",
	}
}

// Situation is everything one assessment is about: the treatment, the person, and what was
// reported since. Every field may be left empty; an empty field never makes an answer less
// careful.
type Situation struct {
	Course Course
	// At is the time since the treatment now. Min and Max differ when the clock is uncertain:
	// Min judges "may I use this", Max the day limits of "is this still normal".
	At        Moment
	Setting   string // closed list of the vocabulary: clinic, salon, spa, home, unlicensed, unknown
	Person    Person
	Sessions  *int      // treatments so far, this one included; nil = not known
	Exposures []string  // codes of the vocabulary: "sun", "reused_equipment"
	CheckIns  []CheckIn // oldest first; the last one is now, or the last before now where At is later
	Next      *Elapsed  // when the next session is planned, since this treatment; nil = none, or not said
	Photos    []string  // ids; photos never change an answer
	Text      string    // the person's own words; may add a finding, never take one away
}

// Latest is the last check-in; the zero CheckIn when there is none.
func (s Situation) Latest() CheckIn {
	if len(s.CheckIns) == 0 {
		return CheckIn{At: s.At}
	}
	return s.CheckIns[len(s.CheckIns)-1]
}

// Early is what a label verdict says about one use of a product, passed in by the caller
// because the parts that judge labels and the parts that judge signs never import each other.
// The zero value is "not judged".
type Early struct {
	Judged bool // false = nobody looked; the rest means nothing
	// Inside says that the product was used before its waiting time was over, or that it is
	// not for use in this course at all.
	Inside bool
	// Classes are the rule ids of its ingredients whose window was still running at the
	// time of use: "I13", "I15"; "unknown" for a name nobody recognised.
	Classes []string
	// Holds are the rule ids of all its ingredients, whether they had to wait or not.
	Holds []string
}
