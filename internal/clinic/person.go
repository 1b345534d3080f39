package clinic

import "skinafter"

// Purpose is what the program is used for (design: intended purpose).
type Purpose string

// The purposes. The empty string is PurposeGuidance.
const (
	PurposeGuidance Purpose = "guidance" // answers are computed
	PurposeRecord   Purpose = "record"   // what sources say, the plan as written, the diary, signs of danger; nothing is computed
)

// OrGuidance is the purpose, guidance where nobody chose.
func (p Purpose) OrGuidance() Purpose {
	if p == "" {
		return PurposeGuidance
	}
	return p
}

// Person is whom the records are about, as far as it changes an answer or a page. Every field
// may be left empty; an empty field never makes an answer less careful.
type Person struct {
	BirthYear  int      `json:"birth_year,omitempty"` // 0 = not said
	SkinType   string   `json:"skin_type,omitempty"`  // Fitzpatrick "I".."VI"
	Conditions []string `json:"conditions,omitempty"` // codes of the vocabulary
	Allergies  []string `json:"allergies,omitempty"`  // in the person's words
	Avoid      []string `json:"avoid,omitempty"`
	Medicines  []string `json:"medicines,omitempty"`
	Prescribed []string `json:"prescribed,omitempty"` // prescribed for skin
	Country    string   `json:"country,omitempty"`    // ISO 3166 code, for emergency numbers; empty = unknown
	Lang       string   `json:"lang,omitempty"`       // "en", "de"; empty = as the browser asks
	Purpose    Purpose  `json:"purpose,omitempty"`
	// Told are the questions about health that were answered, with nothing too: "conditions",
	// "allergies", "medicines", "birth_year". What was never asked is not known.
	Told []string `json:"told,omitempty"`
}

// Provider is who did the treatment.
type Provider struct {
	Name  string `json:"name,omitempty"`
	Phone string `json:"phone,omitempty"`
	// Setting: clinic, salon, spa, home, unlicensed; empty = unknown.
	Setting string `json:"setting,omitempty"`
}

// Answered is a set of settled topics (knowledge.Topics) before a treatment or a session.
type Answered struct {
	Topics   []string           `json:"topics,omitempty"`
	Modality skinafter.Modality `json:"modality,omitempty"` // what is planned
	Course   ID                 `json:"course"`             // None = before a first treatment
}
