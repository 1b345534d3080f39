package knowledge

import "skinafter/knowledge/plain"

// Name is a row of a dictionary table.
type Name struct {
	INCI     string   // canonical name; "#" stands for a number
	Also     []string // synonyms
	Families []string // ids, of the section and of the row
	At       plain.Place
}

// Plant is a row of a plant table: the grammar puts part and preparation behind the Latin
// name (HELIANTHUS ANNUUS + SEED + OIL).
type Plant struct {
	Latin    string   // INCI Latin name
	Also     []string // common names, older Latin names, misspellings
	Phrases  []string // usual endings: "SEED OIL"
	Flags    []string // essential, essential-seed, allergen2023
	Families []string
	At       plain.Place
}

// Word is a plant part or a preparation with its words in other languages.
type Word struct {
	INCI string
	Also []string
	At   plain.Place
}

// Alias is a name in another language, an old name, or a piece of one.
type Alias struct {
	Lang    string // de, fr, es, it, ko, legacy
	Foreign string
	INCI    string
	At      plain.Place
}
