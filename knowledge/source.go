package knowledge

// Source is where a sentence comes from. One file in sources/.
type Source struct {
	ID          string      `yaml:"id"` // "E1", "X3"; the two seed articles are "A" and "B"
	Title       string      `yaml:"title"`
	Authors     string      `yaml:"authors,omitempty"`
	Year        int         `yaml:"year,omitempty"`
	Publisher   string      `yaml:"publisher,omitempty"`
	Address     string      `yaml:"address,omitempty"`
	Kind        string      `yaml:"kind"`
	Grade       string      `yaml:"grade"`
	Checked     string      `yaml:"checked"` // seen, memory, partly
	CheckedNote string      `yaml:"checked_note,omitempty"`
	Interest    string      `yaml:"interest"` // commercial interest; every citation says so
	Supports    string      `yaml:"supports,omitempty"`
	Statements  []Statement `yaml:"statements,omitempty"`
}

// Statement is one checkable sentence of a source, with the conflicts it takes part in.
type Statement struct {
	ID        string   `yaml:"id"` // "S34"
	Section   string   `yaml:"section,omitempty"`
	Text      string   `yaml:"text"`
	Kind      string   `yaml:"kind,omitempty"`
	Conflicts []string `yaml:"conflicts,omitempty"`
}

// Conflict is a point on which sources disagree. One file in conflicts/.
type Conflict struct {
	ID      string   `yaml:"id"` // "C3"
	Title   string   `yaml:"title"`
	About   []string `yaml:"about,omitempty"` // ingredient classes
	Sides   []Side   `yaml:"sides"`
	Studies []Side   `yaml:"studies,omitempty"`
	Decided string   `yaml:"decided"`
	Basis   string   `yaml:"basis,omitempty"`
}

// Side is what one side of a conflict says, and who says it.
type Side struct {
	Says  string   `yaml:"says"`
	Cites []string `yaml:"cites"`
}
