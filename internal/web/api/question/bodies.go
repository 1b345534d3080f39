package question

import "encoding/json"

// LabelQuestion is the body of POST /labels.
type LabelQuestion struct {
	ID   json.RawMessage `json:"id,omitempty" doc:"Yours; comes back with the answer."`
	Text string          `json:"text" maxLength:"65536" doc:"Text of a label, at most 64 KiB."`
}

// CheckQuestion is the body of POST /checks.
type CheckQuestion struct {
	ID         json.RawMessage `json:"id,omitempty" doc:"Yours; comes back with the answer."`
	Text       string          `json:"text" maxLength:"65536" doc:"Text of the label, at most 64 KiB."`
	Name       string          `json:"name,omitempty" maxLength:"200"`
	Form       string          `json:"form,omitempty"`
	Prescribed bool            `json:"prescribed,omitempty"`
	Tolerated  bool            `json:"tolerated,omitempty" doc:"This skin had it before, without trouble."`
	Course     AskedCourse     `json:"course"`
	ElapsedH   *float64        `json:"elapsed_h" required:"false" doc:"Hours since the END of the treatment; negative before it."`
	ElapsedMax *float64        `json:"elapsed_max_h" required:"false" doc:"The largest possible, where it is not sure."`
	During     bool            `json:"during,omitempty" doc:"May it be put on while the skin is being opened?"`
	Protocol   string          `json:"protocol,omitempty"`
	Person     *AskedPerson    `json:"person,omitempty"`
}

// AskedCourse is a treatment in a question.
type AskedCourse struct {
	Modality string          `json:"modality"`
	DepthMM  *float64        `json:"depth_mm" required:"false" doc:"Needle depth in mm; left out where it is not known."`
	Depth    json.RawMessage `json:"depth,omitempty" doc:"Instead of depth_mm: a number of mm, or a text such as 500um."`
	Class    string          `json:"depth_class,omitempty"`
	Area     string          `json:"area,omitempty"`
	Setting  string          `json:"setting,omitempty" doc:"Changes no verdict."`
	End      string          `json:"end,omitempty" doc:"When it ended, instead of elapsed_h: RFC 3339."`
	ClosedH  *float64        `json:"closed_h" required:"false" doc:"A clinician said that new skin has closed over so many hours after it."`
	OpenSkin bool            `json:"open_skin,omitempty"`
	Occluded bool            `json:"occluded,omitempty"`
}

// AskedPerson is who asks, in a question.
type AskedPerson struct {
	Age        int           `json:"age,omitempty" minimum:"0" maximum:"130"`
	SkinType   string        `json:"skin_type,omitempty" enum:"I,II,III,IV,V,VI,unknown"`
	Conditions []string      `json:"conditions,omitempty" doc:"Codes of docs/vocabulary.md."`
	Allergies  []string      `json:"allergies,omitempty"`
	Avoid      []string      `json:"avoid,omitempty"`
	Medicines  []string      `json:"medicines,omitempty"`
	Prescribed []string      `json:"prescribed,omitempty"`
	Uses       []AskedUse    `json:"uses,omitempty" maxItems:"200"`
	CheckIn    *AskedCheckIn `json:"check_in,omitempty"`
}

// AskedUse is a product that touched the skin, in a question.
type AskedUse struct {
	Name       string   `json:"name,omitempty"`
	Label      string   `json:"label" maxLength:"65536"`
	Form       string   `json:"form,omitempty"`
	Prescribed bool     `json:"prescribed,omitempty"`
	Tolerated  bool     `json:"tolerated,omitempty"`
	AtH        *float64 `json:"at_h" required:"false" doc:"Hours since the treatment; negative before. Neither at_h nor during: not known."`
	During     bool     `json:"during,omitempty"`
}

// AskedCheckIn is the latest check-in, in a question.
type AskedCheckIn struct {
	AtH      float64        `json:"at_h"`
	AtMaxH   *float64       `json:"at_max_h" required:"false"`
	Symptoms []AskedSymptom `json:"symptoms" maxItems:"200"`
}

// AskedSymptom is one symptom, in a question.
type AskedSymptom struct {
	Code     string   `json:"code" doc:"A code of docs/vocabulary.md."`
	Severity string   `json:"severity,omitempty" enum:"mild,moderate,severe"`
	OnsetH   *float64 `json:"onset_h" required:"false" doc:"Hours since the treatment; negative existed before."`
	Trend    string   `json:"trend,omitempty" enum:"improving,stable,worsening"`
}

// PlanQuestion is the body of POST /plans.
type PlanQuestion struct {
	Course     AskedCourse  `json:"course"`
	ElapsedH   *float64     `json:"elapsed_h" required:"false" doc:"Hours since the END of the treatment; negative before it."`
	ElapsedMax *float64     `json:"elapsed_max_h" required:"false"`
	Setting    string       `json:"setting,omitempty"`
	Person     *AskedPerson `json:"person,omitempty"`
	Clinic     *AskedClinic `json:"clinic,omitempty" doc:"A clinic's own times and words, laid on top."`
}

// AskedClinic is what a clinic says instead of some steps.
type AskedClinic struct {
	Clinic    string          `json:"clinic" maxLength:"200"`
	Overrides []AskedOverride `json:"overrides" maxItems:"200"`
}

// AskedOverride is what a clinic says instead of one step.
type AskedOverride struct {
	Step   string   `json:"step"`
	FromH  *float64 `json:"from_h" required:"false"`
	UntilH *float64 `json:"until_h" required:"false"`
	Text   string   `json:"text,omitempty" maxLength:"4000"`
}

// ReportQuestion is the body of POST /triages, /readiness and /screenings.
type ReportQuestion struct {
	ID      json.RawMessage `json:"id,omitempty" doc:"Yours; comes back with the answer."`
	Fields  map[string]any  `json:"fields,omitempty" doc:"A report as docs/machine-interface.md has it: modality, depth_mm, hours_since, symptoms ... Every field may be left out. What cannot be read is named under problems of the answer, and the rest is judged."`
	Text    string          `json:"text,omitempty" maxLength:"65536" doc:"The person's own words."`
	Country string          `json:"country,omitempty" doc:"Adds the emergency numbers of this country: de, us ..."`
}
