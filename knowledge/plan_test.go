package knowledge_test

import (
	"testing"

	"skinafter/knowledge"
)

func TestStopsMedicineHearsWhatIsMeant(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Stop your aspirin two days before.":            true,
		"Pause all medicines.":                          true,
		"Leave out the blood thinner.":                  true,
		"Never stop it.":                                false,
		"Never stop prescribed aspirin.":                false,
		"Do not stop your tablets.":                     false,
		"Is it prescribed? Ask when to pause the dose.": false,
		"Blutverdünner zwei Tage absetzen.":             true,
		"Verordnetes Aspirin nie absetzen.":             false,
		"Stop the cold pack after ten minutes.":         false,
		"Stop your insulin today, ok":                   true,
	} {
		if got := knowledge.StopsMedicine(text); got != want {
			t.Errorf("%q: %t; want %t", text, got, want)
		}
	}
}

func TestPlanSentencesComeInTheLanguageAsked(t *testing.T) {
	t.Parallel()
	b := &knowledge.Base{Texts: map[string]map[string]string{"de": {knowledge.PlanText("cool", "title"): "kühlen"}}}
	for lang, want := range map[string]string{"de": "kühlen", "de-AT": "kühlen", "en": "cool it", "": "cool it", "fr": "cool it"} {
		if got := b.PlanSentence(lang, "cool", "title", "cool it"); got != want {
			t.Errorf("%q: %q; want %q", lang, got, want)
		}
	}
}
