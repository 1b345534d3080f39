package knowledge

// CauseRule says what speaks for and against one likely cause. One file in rules/causes/. The
// points are added and ranked; the answer is "fits with", never more.
type CauseRule struct {
	ID       string       `yaml:"id"`                  // the cause id of the vocabulary; equals the file name
	Title    string       `yaml:"title"`               // plain words, after "fits with"
	OnlyWhen *Clue        `yaml:"only_when,omitempty"` // elsewhere the cause is not looked at
	For      []CausePoint `yaml:"for"`
	Against  []CausePoint `yaml:"against,omitempty"`
	// KeySigns keep the cause listed, however few points it has.
	KeySigns []Clue `yaml:"key_signs,omitempty"`
	// Tie: of two causes with the same points the one with the lower number stands first.
	Tie        int      `yaml:"tie"`
	Cites      []string `yaml:"cites,omitempty"`
	Basis      string   `yaml:"basis,omitempty"`
	Since      string   `yaml:"since"`
	ReviewBy   string   `yaml:"review_by"`
	ReviewedBy string   `yaml:"reviewed_by"`
}

// CausePoint is one thing that speaks for a cause, or against it.
type CausePoint struct {
	ID      string   `yaml:"id"`     // begins with the id of the cause
	Points  int      `yaml:"points"` // above 0, on either side
	When    Clue     `yaml:"when"`
	Because string   `yaml:"because"` // one plain sentence, shown to people
	Cites   []string `yaml:"cites,omitempty"`
	Basis   string   `yaml:"basis,omitempty"`
}
