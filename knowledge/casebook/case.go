package casebook

import "skinafter/knowledge/plain"

// Case is one question with the answer we stand by. A file cases/verdict/<rule>.yaml is a
// list of cases about that rule: at least one where the rule fires and one where it stays
// silent. The folders below cases/ mirror rules/: cases/verdict/i13.yaml belongs to
// rules/verdict/i13.yaml, cases/locks.yaml to rules/locks.yaml. The files of bland/ hold the
// same kind of list: innocent labels on which nothing may shout.
//
//	# cases/verdict/i13.yaml
//	- name: a retinol serum twenty hours after needling waits two weeks
//	  ingredient: RETINOL          # one name, judged alone ...
//	  modality: needling
//	  depth_mm: 1.0
//	  at_h: 20                     # hours since the end of the treatment; negative = before
//	  fires: i13                   # id of the rule (or of an entry of a rule list) that must decide
//	  expect: {verdict: wait, until_h: 336, class: I13}
//	- name: a prescribed tretinoin cream is a question to the prescriber
//	  label: "Aqua, Glycerin, Tretinoin"   # ... or a whole label, judged as a product
//	  about: TRETINOIN             # expect is about this ingredient; absent: about the product
//	  prescribed: true             # the product is prescribed
//	  modality: needling           # class: C may stand for modality and depth_mm
//	  at_h: 20
//	  fires: i13
//	  expect: {verdict: wait, until_h: 336, condition: ask-prescriber}
//	- name: cetyl alcohol is no retinoid
//	  ingredient: CETYL ALCOHOL
//	  modality: needling
//	  depth_mm: 0.25
//	  during: true                 # instead of at_h: put on while the skin is being opened
//	  silent: true                 # the rule of this file must not be among those that fired;
//	                               # in a file of several rules: none of them, or not_fires: ID for one
//	  expect: {verdict: "no"}
//
// Fields of expect that are absent are not compared. An answer without an end (until_h null)
// is written open_end: true.
type Case struct {
	Name       string `yaml:"name"`                 // a sentence
	Ingredient string `yaml:"ingredient,omitempty"` // one INCI name; exactly one of ingredient, label
	Label      string `yaml:"label,omitempty"`      // text of a label
	About      string `yaml:"about,omitempty"`      // INCI name on the label that expect is about
	Form       string `yaml:"form,omitempty"`       // leave-on, rinse-off, sunscreen, makeup, heavy-makeup, medicine
	Prescribed bool   `yaml:"prescribed,omitempty"`

	Modality string   `yaml:"modality,omitempty"`
	DepthMM  float64  `yaml:"depth_mm,omitempty"` // absent = not known
	Class    string   `yaml:"class,omitempty"`    // depth class A..G, U; overrides modality and depth
	Area     string   `yaml:"area,omitempty"`
	ClosedH  *float64 `yaml:"closed_h,omitempty"`  // a clinician said that new skin closed over at this hour
	OpenSkin bool     `yaml:"open_skin,omitempty"` // skin is still open or weeping
	Occluded bool     `yaml:"occluded,omitempty"`
	AtH      *float64 `yaml:"at_h,omitempty"`     // exactly one of at_h, during
	AtMaxH   *float64 `yaml:"at_max_h,omitempty"` // largest possible hours, where the hour is uncertain
	During   bool     `yaml:"during,omitempty"`
	Protocol string   `yaml:"protocol,omitempty"` // absent = combined

	Age        int      `yaml:"age_years,omitempty"`
	SkinType   string   `yaml:"skin_type,omitempty"`
	Conditions []string `yaml:"conditions,omitempty"` // pregnancy, aspirin_allergy, allergy:lanolin
	Allergies  []string `yaml:"allergies,omitempty"`
	Avoid      []string `yaml:"avoid,omitempty"`
	Medicines  []string `yaml:"medicines,omitempty"`
	Medicated  []string `yaml:"prescribed_names,omitempty"` // ingredient or product names prescribed for skin
	Used       []Use    `yaml:"used,omitempty"`
	CheckIn    *Seen    `yaml:"check_in,omitempty"`

	Fires    string `yaml:"fires,omitempty"`     // id of the rule that must have fired
	Silent   bool   `yaml:"silent,omitempty"`    // no rule of the mirrored file may have fired
	NotFires string `yaml:"not_fires,omitempty"` // id of the one rule, of a file with several, that must not have fired
	Expect   Expect `yaml:"expect"`

	Rule string      `yaml:"-"` // kind/id of the rule by file name: "verdict/i13"; "bland/toner" for bland labels
	At   plain.Place `yaml:"-"`
}

// Use is a product used before the question is asked.
type Use struct {
	Label  string   `yaml:"label"`
	Form   string   `yaml:"form,omitempty"`
	AtH    *float64 `yaml:"at_h,omitempty"` // absent and not during = hour not known
	During bool     `yaml:"during,omitempty"`
}

// Seen is the latest check-in of a case.
type Seen struct {
	AtH      float64   `yaml:"at_h"`
	Symptoms []Symptom `yaml:"symptoms"`
	Gone     []string  `yaml:"gone,omitempty"`    // asked for and answered: not there any more
	Cleared  bool      `yaml:"cleared,omitempty"` // a clinician has seen it
}

// Symptom is one symptom of a check-in; codes are those of the vocabulary.
type Symptom struct {
	Code     string   `yaml:"code"`
	Severity string   `yaml:"severity,omitempty"`
	OnsetH   *float64 `yaml:"onset_h,omitempty"` // absent = not known
	Trend    string   `yaml:"trend,omitempty"`
}

// Expect is the answer of a case; absent fields are not compared.
type Expect struct {
	Verdict   string   `yaml:"verdict,omitempty"` // no, wait, ok, unknown
	UntilH    *float64 `yaml:"until_h,omitempty"`
	OpenEnd   bool     `yaml:"open_end,omitempty"`  // until_h must be null
	Condition string   `yaml:"condition,omitempty"` // id of a text
	Class     string   `yaml:"class,omitempty"`     // I1..I37, unlisted
	NoneOf    []string `yaml:"none_of,omitempty"`   // public hazards that must not be found on the label
	Complete  bool     `yaml:"complete,omitempty"`  // every name on the label must be recognised
}
