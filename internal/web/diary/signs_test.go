package diary

import (
	"slices"
	"testing"

	"skinafter/internal/testkit"
	"skinafter/internal/web/frame"
)

// TestEverySignOfTheVocabularyIsAskedForOnce: no sign is left out of the pages, none comes twice.
func TestEverySignOfTheVocabularyIsAskedForOnce(t *testing.T) {
	t.Parallel()
	asked := append(codesOf(dangers()), codesOf(signGroups())...)
	for _, group := range testkit.Facts(t).Care.Vocabulary.Symptoms {
		for _, code := range group.Codes {
			n := len(slices.DeleteFunc(slices.Clone(asked), func(c string) bool { return c != code }))
			if n != 1 {
				t.Errorf("%s is asked for %d times", code, n)
			}
		}
	}
}

func TestTheListOfSignsOfDangerHoldsEmergenciesOnly(t *testing.T) {
	t.Parallel()
	p := &pages{&frame.Frame{Facts: testkit.Facts(t)}}
	for _, code := range []string{"collapse", "face_droop", "blue_lips", "breathing_difficulty"} {
		if !p.listed(code) {
			t.Errorf("%s is not on the list", code)
		}
	}
	for _, code := range []string{"redness", "itch", "flaking", "pain", "swelling", "pus", "acne", "anxiety"} {
		if p.listed(code) {
			t.Errorf("%s is on the list", code)
		}
	}
}
