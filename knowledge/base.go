package knowledge

import "sync"

// Base is a loaded set of facts. It is read-only after Load and may be used by many
// goroutines at once.
type Base struct {
	Version string // calendar version of the knowledge, e.g. "2026.11.1"
	Hash    string // sha-256 over path and content of all files, hex

	Names     []Name  // dictionary tables, in file order
	Plants    []Plant // plants of the dictionary
	Parts     []Word  // plant parts: LEAF, SEED ...
	Preps     []Word  // preparations: EXTRACT, OIL ...
	Foreign   []Alias // names in other languages and old names
	Morphemes []Alias // Hangul pieces and their INCI words

	Families  map[string]*Family
	Sources   map[string]*Source   // by id; statements are found with Cite
	Conflicts map[string]*Conflict // by id
	Rules     map[string]*ClassRule
	Plans     map[string]*Plan             // by id: the steps of plans/
	Triage    map[string]*TriageGroup      // by id: the signs of rules/triage/
	Emergency map[string]*Emergency        // by country: numbers to call
	Events    map[string]*Event            // by id: kinds of skin events with their codes
	Causes    map[string]*CauseRule        // by cause id: what speaks for and against
	Readiness map[string]*ReadyRule        // by id: what speaks against the next session
	Screening map[string]*ScreenRule       // by id: what to settle before a treatment
	Care      Care                         // the rest of rules/: locks, person rules, limits of the normal
	Phrases   map[string]Phrasebooks       // language -> what people say, by kind
	Texts     map[string]map[string]string // language -> key -> sentence; see Text

	derived sync.Map // see Derive
}

// Derive returns build()'s value for key, built at most once for each Base. Packages use it
// to keep an index of the facts beside the facts. Keys are compared like map keys; use an
// unexported type.
func (b *Base) Derive(key any, build func() any) any {
	once, _ := b.derived.LoadOrStore(key, sync.OnceValue(build))
	return once.(func() any)()
}
