package knowledge

// Family is a group of ingredients that are the same thing for our purpose: a hazard class
// or a plain kind of base ingredient. One file in families/.
type Family struct {
	ID       string   `yaml:"id"`
	Title    string   `yaml:"title"`              // plain words: "vitamin A products (retinoids)"
	Class    string   `yaml:"class"`              // "I1".."I37", or "unlisted"
	Hazard   string   `yaml:"hazard,omitempty"`   // public hazard name; empty for plain families
	Members  []string `yaml:"members,omitempty"`  // INCI names
	Patterns []string `yaml:"patterns,omitempty"` // globs over INCI names: * any run, # a number
	Not      []string `yaml:"not,omitempty"`      // look-alikes that do not belong, names or globs
	Note     string   `yaml:"note,omitempty"`
	Cites    []string `yaml:"cites,omitempty"`
	Basis    string   `yaml:"basis,omitempty"`
}
