package skinafter

// Status says how a piece of label text was turned into an ingredient name.
type Status string

// How a name was resolved, surest first.
const (
	Exact     Status = "exact"     // the INCI name as it stands in the dictionary
	Synonym   Status = "synonym"   // another name of the dictionary, any language
	Grammar   Status = "grammar"   // read by the naming grammar; the family is known
	Corrected Status = "corrected" // a misreading was corrected; always shown
	Unknown   Status = "unknown"   // not recognised; INCI is empty
)

// Span is a half-open range of bytes [From, To) in the text that was parsed.
type Span struct{ From, To int }

// Hazard is the public name of a hazard class: what an ingredient IS for our purpose,
// wherever it stands on the label. Place and strength are judged by package verdict.
type Hazard string

// Ingredient is one entry of a label.
type Ingredient struct {
	INCI       string   // canonical upper-case name; empty = not recognised
	Text       string   // the text as printed, unchanged
	Status     Status   // how INCI was found
	Span       Span     // where Text stands
	Part       int      // part of a kit, from 0
	MayContain bool     // stood after "may contain" or "+/-"
	Percent    float64  // stated strength in per cent; 0 = not stated
	Kilodalton float64  // stated molecular weight; 0 = not stated ("high" / "low" set Families only)
	Families   []string // ids of knowledge/families, most telling first
	Hazards    []Hazard // the public hazard names among them
}

// Known reports whether the ingredient was recognised.
func (i Ingredient) Known() bool { return i.INCI != "" }

// Kind says what a label text turned out to be.
type Kind string

// Kinds of label text.
const (
	List  Kind = "list"  // an ingredient list
	Prose Kind = "prose" // text without a list; see Mentions
	Multi Kind = "multi" // several lists in one field: kits, steps, phases
	Empty Kind = "empty" // nothing to read
)

// Label is a label as it was read. The zero value is a label with nothing on it.
type Label struct {
	Kind        Kind
	Incomplete  bool         // a piece was not recognised, or the text was cut: never "ok"
	Ingredients []Ingredient // in label order, the parts of a kit one after the other
	Mentions    []Ingredient // named in prose, not in a list
	Parts       []string     // names of the parts of a kit, as printed; index = Ingredient.Part
	Barcodes    []string     // valid GTIN digits found in the text
	Notes       []string     // ids of remarks for people, see package label
}

// Product is something a person may put on the skin.
type Product struct {
	Name       string
	Label      Label
	Form       Form // empty = not said
	Prescribed bool // prescribed for this recovery or for an illness
	Tolerated  bool // used on this skin before, without trouble: not a new product
}

// Form is how a product is used, where it matters for a verdict.
type Form string

// Forms. The empty form is a leave-on cream or serum.
const (
	LeaveOn         Form = "leave-on"
	RinseOff        Form = "rinse-off"
	Sunscreen       Form = "sunscreen"
	Makeup          Form = "makeup"
	HeavyMakeupForm      = "heavy-makeup"
	Medicine        Form = "medicine" // taken by mouth, injected or dropped into the eye
)
