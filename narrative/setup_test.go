package narrative_test

import (
	"testing"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
)

func facts(t testing.TB) *knowledge.Base {
	t.Helper()
	return testkit.Facts(t)
}

// after is a situation h hours after needling of 1 mm in a clinic with some symptoms.
func after(h float64, symptoms ...skinafter.Symptom) skinafter.Situation {
	at := skinafter.At(skinafter.Hours(h))
	return skinafter.Situation{
		Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1, Area: "face"}, At: at, Setting: "clinic",
		CheckIns: []skinafter.CheckIn{{At: at, Symptoms: symptoms}},
	}
}

// sentences are the texts of all phrase cases of a language.
func sentences(t testing.TB, lang string) []string {
	t.Helper()
	cases, err := casebook.LoadPhrases(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range cases {
		if c.Lang == lang {
			out = append(out, c.Text)
		}
	}
	return out
}
