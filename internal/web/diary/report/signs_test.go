package report

import (
	"slices"
	"testing"

	"skinafter/internal/testkit"
)

// TestEverySignOfTheVocabularyIsAskedForOnce: no sign is left out of the pages, none comes twice.
func TestEverySignOfTheVocabularyIsAskedForOnce(t *testing.T) {
	t.Parallel()
	asked := append(Codes(Dangerous()), Codes(Further())...)
	for _, group := range testkit.Facts(t).Care.Vocabulary.Symptoms {
		for _, code := range group.Codes {
			n := len(slices.DeleteFunc(slices.Clone(asked), func(c string) bool { return c != code }))
			if n != 1 {
				t.Errorf("%s is asked for %d times", code, n)
			}
		}
	}
}
