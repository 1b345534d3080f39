package testkit

// VignetteFields are the fields of a vignette, as docs/vocabulary.md and the vignette files
// name them. Hours run from the end of the treatment.
type VignetteFields struct {
	Modality    string   `json:"modality"`
	DepthMM     *float64 `json:"depth_mm"`
	DepthClass  string   `json:"depth_class"`
	Area        string   `json:"area"`
	HoursSince  float64  `json:"hours_since"`
	HoursMax    *float64 `json:"hours_since_max"`
	Setting     string   `json:"setting"`
	Age         *int     `json:"age"`
	SkinType    string   `json:"skin_type"`
	Sessions    *int     `json:"sessions_so_far"`
	Conditions  []string `json:"conditions"`
	Medications []string `json:"medications"`
	Exposures   []string `json:"exposures"`
	Products    []struct {
		Label string `json:"label"`
		Hour  any    `json:"hour"` // a number, "during" or null
	} `json:"products"`
	Symptoms []struct {
		Code     string   `json:"code"`
		Severity string   `json:"severity"`
		Onset    *float64 `json:"onset_h"`
		Trend    string   `json:"trend"`
	} `json:"symptoms"`
}
