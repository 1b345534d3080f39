package knowledge

// Clue is one thing that speaks for or against a cause, or that a rule about the next session
// or about screening looks for. Everything that is given must hold; a list holds when one of
// its words does. An empty clue holds always. Scene.Holds says whether it does.
type Clue struct {
	All  []Clue `yaml:"all,omitempty"`  // each of them
	Any  []Clue `yaml:"any,omitempty"`  // one of them
	None []Clue `yaml:"none,omitempty"` // none of them; for causes only: what is reported more never calms a rule

	// One symptom that people see or feel now, with all of the following.
	Symptoms    []string `yaml:"symptoms,omitempty"`      // codes of the vocabulary; absent = any symptom, where one of the next is given
	Severity    []string `yaml:"severity,omitempty"`      // mild, moderate, severe; not said counts as moderate
	Trend       []string `yaml:"trend,omitempty"`         // improving, stable, worsening
	Band        []string `yaml:"band,omitempty"`          // normal, watch, beyond: against the limits of rules/normal.yaml
	Began       string   `yaml:"began,omitempty"`         // before or after the treatment; a start nobody knows counts as both
	OnsetFromH  *float64 `yaml:"onset_from_h,omitempty"`  // it began at or after this hour; a start nobody knows counts
	OnsetUntilH *float64 `yaml:"onset_until_h,omitempty"` // and before this one
	KnownOnset  bool     `yaml:"known_onset,omitempty"`   // its start is known
	Uncleared   bool     `yaml:"uncleared,omitempty"`     // no clinician has seen it
	AtLeast     int      `yaml:"at_least,omitempty"`      // so many of Symptoms; absent = 1

	// All symptoms together.
	EveryBand  []string `yaml:"every_band,omitempty"`  // each symptom that counts is in one of these bands, and there is one
	OnlySigns  []string `yaml:"only_signs,omitempty"`  // no symptom that counts has another code
	EveryTrend []string `yaml:"every_trend,omitempty"` // each symptom that counts has one of these trends, and there is one
	NoSigns    bool     `yaml:"no_signs,omitempty"`    // nothing but worry is reported

	// One product that touched the skin, with all of the following.
	Products  []string `yaml:"products,omitempty"`    // ingredient classes, unknown, or any
	Used      []string `yaml:"used,omitempty"`        // before, during, after; early = inside its waiting time
	UseFromH  *float64 `yaml:"use_from_h,omitempty"`  // hours since treatment; an hour nobody knows counts
	LastUseH  *float64 `yaml:"last_use_h,omitempty"`  // used less than this long before the treatment, or before now after it
	ThenSignH *float64 `yaml:"then_sign_h,omitempty"` // and the symptom above began within so many hours after the use
	NotInUse  bool     `yaml:"none_in_use,omitempty"` // no product at all was named
	NotEarly  bool     `yaml:"none_early,omitempty"`  // no product was used inside its waiting time

	// The treatment.
	FromH      *float64 `yaml:"from_h,omitempty"` // hours since treatment; an uncertain time counts where any of it fits
	UntilH     *float64 `yaml:"until_h,omitempty"`
	Modalities []string `yaml:"modalities,omitempty"`
	Applies    []string `yaml:"applies,omitempty"` // depth classes
	Areas      []string `yaml:"areas,omitempty"`
	Settings   []string `yaml:"settings,omitempty"`
	Exposures  []string `yaml:"exposures,omitempty"`

	// The person.
	Conditions    []string `yaml:"conditions,omitempty"` // with what the medicines mean; allergy: stands for any allergy
	Medicines     []string `yaml:"medicines,omitempty"`  // groups of rules/medicines.yaml
	SkinTypes     []string `yaml:"skin_types,omitempty"`
	FromYears     int      `yaml:"from_years,omitempty"`
	BelowYears    int      `yaml:"below_years,omitempty"`
	FromSessions  int      `yaml:"from_sessions,omitempty"`  // so many treatments or more, this one included
	UntilSessions int      `yaml:"until_sessions,omitempty"` // fewer than this

	// What is passed in.
	Levels  []string `yaml:"levels,omitempty"`  // level of the finding, or the highest that nobody has cleared
	Missing []string `yaml:"missing,omitempty"` // answers that nobody has given: passport, products, screening, place
}
