package knowledge

// Care is everything in rules/ that is not a rule of one ingredient class. Each field is one
// file, named beside it.
type Care struct {
	Barrier    Barrier        // rules/barrier.yaml
	Locks      Locks          // rules/locks.yaml
	Normal     Normal         // rules/normal.yaml
	Persons    PersonRules    // rules/persons.yaml
	Placing    Placing        // rules/placing.yaml
	Behaviour  Behaviour      // rules/behaviour.yaml
	Omissions  AdviceRules    // rules/omissions.yaml
	Protocols  ProtocolRules  // rules/protocols.yaml
	Medicines  MedicineGroups // rules/medicines.yaml
	Vocabulary Vocabulary     // rules/vocabulary.yaml
	Followup   Followup       // rules/followup.yaml
}

// file is an empty value for a file below rules/ by its path ("rules/locks.yaml"); nil
// where nothing reads it.
func (c *Care) file(name string) any {
	switch name {
	case "rules/barrier.yaml":
		return &c.Barrier
	case "rules/locks.yaml":
		return &c.Locks
	case "rules/normal.yaml":
		return &c.Normal
	case "rules/persons.yaml":
		return &c.Persons
	case "rules/placing.yaml":
		return &c.Placing
	case "rules/behaviour.yaml":
		return &c.Behaviour
	case "rules/omissions.yaml":
		return &c.Omissions
	case "rules/protocols.yaml":
		return &c.Protocols
	case "rules/medicines.yaml":
		return &c.Medicines
	case "rules/vocabulary.yaml":
		return &c.Vocabulary
	case "rules/followup.yaml":
		return &c.Followup
	}
	return nil
}

// take puts a parsed file of rules/ into its field and reports whether there is one.
func (c *Care) take(value any) bool {
	switch v := value.(type) {
	case *Barrier:
		c.Barrier = *v
	case *Locks:
		c.Locks = *v
	case *Normal:
		c.Normal = *v
	case *PersonRules:
		c.Persons = *v
	case *Placing:
		c.Placing = *v
	case *Behaviour:
		c.Behaviour = *v
	case *AdviceRules:
		c.Omissions = *v
	case *ProtocolRules:
		c.Protocols = *v
	case *MedicineGroups:
		c.Medicines = *v
	case *Vocabulary:
		c.Vocabulary = *v
	case *Followup:
		c.Followup = *v
	default:
		return false
	}
	return true
}

// Barrier says how long needle channels may stay open, when new skin has closed over, and
// how long the course lasts.
type Barrier struct {
	CourseFromH  float64 `yaml:"course_from_h"`  // the course begins (negative: before the treatment)
	CourseUntilH float64 `yaml:"course_until_h"` // and ends; in F and G counted from new skin

	Windows []BarrierWindow `yaml:"windows"`
	NewSkin []NewSkin       `yaml:"new_skin"`

	Modifiers    []Modifier `yaml:"modifiers"`
	MaxModifierH float64    `yaml:"max_modifier_h"` // the modifiers together add at most this

	Because    string   `yaml:"because"`
	Cites      []string `yaml:"cites,omitempty"`
	Basis      string   `yaml:"basis,omitempty"`
	Since      string   `yaml:"since"`
	ReviewBy   string   `yaml:"review_by"`
	ReviewedBy string   `yaml:"reviewed_by"`
}

// BarrierWindow is how long the channels may be open after a treatment of these classes.
type BarrierWindow struct {
	Classes []string `yaml:"classes"`
	UntilH  float64  `yaml:"until_h"`
	Moves   bool     `yaml:"moves,omitempty"` // moves the 36 h entries under combined-plus
	Cites   []string `yaml:"cites,omitempty"`
	Basis   string   `yaml:"basis,omitempty"`
}

// NewSkin is when new skin has usually closed over.
type NewSkin struct {
	Classes    []string `yaml:"classes"`
	Modalities []string `yaml:"modalities,omitempty"` // empty = any of the classes
	AtH        float64  `yaml:"at_h"`
	Cites      []string `yaml:"cites,omitempty"`
	Basis      string   `yaml:"basis,omitempty"`
}

// Modifier lengthens the barrier window of some people.
type Modifier struct {
	ID         string   `yaml:"id"`
	FromYears  int      `yaml:"from_years,omitempty"` // age
	SkinTypes  []string `yaml:"skin_types,omitempty"`
	Conditions []string `yaml:"conditions,omitempty"`
	Medicines  []string `yaml:"medicines,omitempty"` // names, found anywhere in what the person wrote
	Occluded   bool     `yaml:"occluded,omitempty"`
	AddH       float64  `yaml:"add_h"`
	Cites      []string `yaml:"cites,omitempty"`
	Basis      string   `yaml:"basis,omitempty"`
}

// Locks are the rules by which what a person sees keeps products off the skin.
type Locks struct {
	Reaction Lock `yaml:"reaction"`
	Suspect  Lock `yaml:"suspect"`
	Actives  Lock `yaml:"actives"`
	Help     Lock `yaml:"help"`

	FromH      float64  `yaml:"from_h"`      // the reaction lock begins to hold
	SettledH   float64  `yaml:"settled_h"`   // and ends this long after the skin has settled
	SunscreenH float64  `yaml:"sunscreen_h"` // a mineral sunscreen is a suspect only for this long
	Sunscreen  []string `yaml:"sunscreen"`   // classes of which one makes a mineral sunscreen
	Beside     []string `yaml:"beside"`      // classes that may stand beside it
	Wound      []string `yaml:"wound"`       // families of the ointment that open skin keeps (F, G)
	Skin       []string `yaml:"skin"`        // symptom codes that concern the skin
	Always     []string `yaml:"always"`      // lock whenever they are new since treatment
	NotAlone   []string `yaml:"not_alone"`   // never lock creams, however long they last; above normal they lock actives
	Rough      []string `yaml:"rough"`       // lock actives when moderate or worse
	Open       []string `yaml:"open"`        // show that skin is open or weeping
	Crusted    []string `yaml:"crusted"`     // lock actives too
	Emergency  []string `yaml:"emergency"`   // call for help first; codes that need no skin sign beside them

	Since      string `yaml:"since"`
	ReviewBy   string `yaml:"review_by"`
	ReviewedBy string `yaml:"reviewed_by"`
}

// Lock is one of the locks: whom it holds and whom it lets through.
type Lock struct {
	ID        string   `yaml:"id"`
	Title     string   `yaml:"title"`
	Classes   []string `yaml:"classes,omitempty"` // held; empty = all but exempt
	Exempt    []string `yaml:"exempt,omitempty"`  // classes that are let through
	Condition string   `yaml:"condition"`
	Because   string   `yaml:"because"`
	Cites     []string `yaml:"cites,omitempty"`
	Basis     string   `yaml:"basis,omitempty"`
}

// Normal says how long a symptom is normal (T0) and how long it is only watched (T1).
type Normal struct {
	Rows       []NormalRow `yaml:"rows"`
	Own        []string    `yaml:"own,omitempty"` // symptoms that rules of rules/triage judge at every severity
	Because    string      `yaml:"because"`
	Cites      []string    `yaml:"cites,omitempty"`
	Basis      string      `yaml:"basis,omitempty"`
	Since      string      `yaml:"since"`
	ReviewBy   string      `yaml:"review_by"`
	ReviewedBy string      `yaml:"reviewed_by"`
}

// NormalRow is one symptom at one severity. A limit itself belongs to the next level.
// A symptom and severity in no row is never normal.
type NormalRow struct {
	ID       string        `yaml:"id"`
	Symptoms []string      `yaml:"symptoms"`
	Severity []string      `yaml:"severity"`
	Limits   []NormalLimit `yaml:"limits"`
}

// NormalLimit holds the two limits of some depth classes, in hours since treatment.
type NormalLimit struct {
	Classes []string `yaml:"classes"`
	NormalH float64  `yaml:"normal_h"` // normal until here; 0 = never
	WatchH  float64  `yaml:"watch_h"`  // watched until here
}

// PersonRules are answers that depend on who asks. They stand above the class rules.
type PersonRules struct {
	Rules      []PersonRule `yaml:"rules"`
	Fillers    []string     `yaml:"fillers"` // words of a list entry that name nothing: "allergy to"
	Groups     []OwnGroup   `yaml:"groups"`
	Since      string       `yaml:"since"`
	ReviewBy   string       `yaml:"review_by"`
	ReviewedBy string       `yaml:"reviewed_by"`
}

// OwnGroup is what people mean by a word on their own list: "nuts", "Konservierungsstoffe".
// Without families and members it is known and in no product: "house dust".
type OwnGroup struct {
	Group    string   `yaml:"group"`
	Words    []string `yaml:"words"` // English and German, one or many
	Families []string `yaml:"families,omitempty"`
	Members  []string `yaml:"members,omitempty"` // names or globs
}

// PersonRule fires for a person (any of Conditions, Medicines, SkinTypes, an age below
// BelowYears, or the person's own list named by Own) and an ingredient (any of Classes,
// Families, Members, less Not; for Own: the names on the list).
type PersonRule struct {
	ID         string   `yaml:"id"`
	Title      string   `yaml:"title"`
	Conditions []string `yaml:"conditions,omitempty"`
	Medicines  []string `yaml:"medicines,omitempty"`
	SkinTypes  []string `yaml:"skin_types,omitempty"`
	BelowYears int      `yaml:"below_years,omitempty"`
	Own        string   `yaml:"own,omitempty"` // allergies, avoid; allergies-unknown, avoid-unknown: entries that nobody can place

	Classes  []string `yaml:"classes,omitempty"`
	Families []string `yaml:"families,omitempty"`
	Members  []string `yaml:"members,omitempty"` // names or globs
	Things   []string `yaml:"things,omitempty"`  // plain words, found anywhere in what was written
	Not      []string `yaml:"not,omitempty"`
	AbovePct float64  `yaml:"above_pct,omitempty"` // only above this strength; a strength not stated counts as above
	FromH    *float64 `yaml:"from_h,omitempty"`    // only from this hour on

	Verdict    string   `yaml:"verdict,omitempty"` // empty = a remark, no answer
	Condition  string   `yaml:"condition,omitempty"`
	Prescribed *Step    `yaml:"prescribed,omitempty"` // for prescribed products and medicines; absent = the rule lets them through
	Note       string   `yaml:"note,omitempty"`       // key of a text
	Because    string   `yaml:"because"`
	Cites      []string `yaml:"cites,omitempty"`
	Basis      string   `yaml:"basis,omitempty"`
}

// Placing says how place, strength, weight and company on a label decide the class.
type Placing struct {
	// Order of the classes: an ingredient that could fall into several gets the first.
	Order         []string   `yaml:"order"`
	ByMouth       []string   `yaml:"by_mouth"`             // words that say it is swallowed, or dropped into the eye
	OralForms     []string   `yaml:"oral_forms,omitempty"` // words that say so of a medicine only: tablets
	Without       []string   `yaml:"without,omitempty"`    // words that say what is not in it
	Strong        []string   `yaml:"strong,omitempty"`     // classes that a product's name gives away: "retinol capsules"
	NoList        []string   `yaml:"no_list,omitempty"`    // plain words of what never has a list of ingredients: sauna
	Preservatives []string   `yaml:"preservatives"`        // families; what follows them is usually below 1 %
	ShortList     int        `yaml:"short_list_names"`     // lists with fewer names have no last third
	Inside        []string   `yaml:"inside"`               // classes whose plain words count inside a longer text too
	Actives       []string   `yaml:"actives"`              // classes beside which a mineral filter is no sunscreen
	Medicines     []Medicine `yaml:"medicines,omitempty"`
	Places        []Placed   `yaml:"places"` // the first that fits decides
	Mixtures      []Mixture  `yaml:"mixtures"`
	Forms         []FormUse  `yaml:"forms"`
	Since         string     `yaml:"since"`
	ReviewBy      string     `yaml:"review_by"`
	ReviewedBy    string     `yaml:"reviewed_by"`
}

// Medicine is a group of names of medicines that are swallowed, injected or inhaled.
type Medicine struct {
	ID    string   `yaml:"id"`
	Names []string `yaml:"names"`          // plain words
	When  string   `yaml:"when"`           // always, listed, tablets, taken: what must be said beside the name
	Note  string   `yaml:"note,omitempty"` // key of a text
	Cites []string `yaml:"cites,omitempty"`
	Basis string   `yaml:"basis,omitempty"`
}

// Placed moves some ingredients to another class because of where or how they stand.
// Any, All and None hold words of the closed list of package verdict (doc.go there).
type Placed struct {
	ID       string   `yaml:"id"`
	Members  []string `yaml:"members,omitempty"`
	Families []string `yaml:"families,omitempty"`
	From     []string `yaml:"from,omitempty"` // only where this is the class so far; empty = any
	Not      []string `yaml:"not,omitempty"`  // names or families that stay
	Any      []string `yaml:"any,omitempty"`
	All      []string `yaml:"all,omitempty"`
	None     []string `yaml:"none,omitempty"`
	AbovePct float64  `yaml:"above_pct,omitempty"` // stated strength above
	UpToPct  float64  `yaml:"up_to_pct,omitempty"` // stated strength not above
	FromKDa  float64  `yaml:"from_kda,omitempty"`  // stated weight at least
	BelowKDa float64  `yaml:"below_kda,omitempty"` // stated weight below
	To       string   `yaml:"to"`                  // the class it goes to
	Note     string   `yaml:"note,omitempty"`      // key of a text
	Cites    []string `yaml:"cites,omitempty"`
	Basis    string   `yaml:"basis,omitempty"`
}

// Mixture is a product judged as one thing when it holds nothing but the listed things.
type Mixture struct {
	ID       string   `yaml:"id"`
	Needs    []string `yaml:"needs"`              // classes or names of which one must be there
	Classes  []string `yaml:"classes,omitempty"`  // allowed
	Families []string `yaml:"families,omitempty"` // allowed within Of
	Of       string   `yaml:"of,omitempty"`       // the class that allowed families must stand in
	Members  []string `yaml:"members,omitempty"`  // allowed names
	To       string   `yaml:"to"`                 // what Of and Members are judged as
	Note     string   `yaml:"note,omitempty"`
	Cites    []string `yaml:"cites,omitempty"`
	Basis    string   `yaml:"basis,omitempty"`
}

// FormUse is how the stated form of a product changes the class of its bland parts.
type FormUse struct {
	ID      string   `yaml:"id"`
	Form    string   `yaml:"form"`
	Classes []string `yaml:"classes,omitempty"` // bland parts; empty = everything
	Except  []string `yaml:"except,omitempty"`  // a product that holds one of these classes keeps its classes
	To      string   `yaml:"to"`
	Cites   []string `yaml:"cites,omitempty"`
	Basis   string   `yaml:"basis,omitempty"`
}

// Behaviour holds advice that is no ingredient, and the spacing of new products.
type Behaviour struct {
	SpacingH       float64  `yaml:"spacing_h"`        // from one new product to the next
	SpacingActiveH float64  `yaml:"spacing_active_h"` // after a new active
	First          []string `yaml:"first"`            // classes that come first when two products may start together
	Cites          []string `yaml:"cites,omitempty"`
	Basis          string   `yaml:"basis,omitempty"`
	Rules          []Advice `yaml:"rules"`
	Since          string   `yaml:"since"`
	ReviewBy       string   `yaml:"review_by"`
	ReviewedBy     string   `yaml:"reviewed_by"`
}

// AdviceRules is a list of advice.
type AdviceRules struct {
	Rules      []Advice `yaml:"rules"`
	Since      string   `yaml:"since"`
	ReviewBy   string   `yaml:"review_by"`
	ReviewedBy string   `yaml:"reviewed_by"`
}

// Advice is one plain sentence for a stretch of time.
type Advice struct {
	ID          string   `yaml:"id"`
	Title       string   `yaml:"title"`
	Applies     []string `yaml:"applies,omitempty"` // depth classes; empty = all
	FromH       *float64 `yaml:"from_h,omitempty"`
	UntilH      *float64 `yaml:"until_h,omitempty"`
	FromNewSkin bool     `yaml:"from_new_skin,omitempty"`
	Text        string   `yaml:"text"`
	Cites       []string `yaml:"cites,omitempty"`
	Basis       string   `yaml:"basis,omitempty"`
}

// ProtocolRules say for which treatments a protocol has answers of its own.
type ProtocolRules struct {
	Protocols  []ProtocolRule `yaml:"protocols"`
	Since      string         `yaml:"since"`
	ReviewBy   string         `yaml:"review_by"`
	ReviewedBy string         `yaml:"reviewed_by"`
}

// ProtocolRule is one protocol; elsewhere than in Applies the decided rules stand in.
type ProtocolRule struct {
	ID      string   `yaml:"id"`
	Title   string   `yaml:"title"`
	Applies []string `yaml:"applies"`
	Because string   `yaml:"because"`
	Cites   []string `yaml:"cites,omitempty"`
	Basis   string   `yaml:"basis,omitempty"`
}
