package words_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter/verdict/words"
)

func TestPlainIsSmallLettersWithSingleSpaces(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"  Alcohol   Denat. ": "alcohol denat", "1,2-Hexanediol": "1 2 hexanediol", "ÄTHERISCHE Öle": "ätherische öle", "???": "", "a\xffb": "a b",
	} {
		if got := words.Plain(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestWordsStandWholeAndInARow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, words string
		holds       bool
	}{
		{"retinol serum", "retinol", true},
		{"retinols serum", "retinol", true},
		{"retinol serum", "retinols", true},
		{"retinolic serum", "retinol", false},
		{"serum of retinol", "serum retinol", false},
		{"gas", "gass", false}, // short words keep their s
		{"retinol", "", false},
	} {
		if got := words.Hold(c.text, c.words); got != c.holds {
			t.Errorf("%q holds %q: %v, want %v", c.text, c.words, got, c.holds)
		}
	}
}

// A phrase answers what its text answers.
func TestAPhraseHoldsWhatItsTextHolds(t *testing.T) {
	t.Parallel()
	word := rapid.SampledFrom([]string{"a", "s", "ss", "acid", "acids", "acidss", "oil", "oils", "vitamin", "öl"})
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(word, 0, 5).Draw(rt, "text"), " ")
		inner := strings.Join(rapid.SliceOfN(word, 0, 3).Draw(rt, "inner"), " ")
		a, b := words.Of(text), words.Of(inner)
		if a.Holds(&b) != words.Hold(text, inner) {
			rt.Fatalf("%q holds %q: %v", text, inner, a.Holds(&b))
		}
		if b.Plain != "" && len(inner) >= words.Short && a.Plain != "" && words.Hold(text, inner) && !a.GoesBy(&b) {
			rt.Fatalf("%q does not go by %q", text, inner)
		}
	})
}

func FuzzPlain(f *testing.F) {
	f.Add("Alcohol Denat., CI 77491\xff")
	f.Fuzz(func(t *testing.T, s string) {
		plain := words.Plain(s)
		if strings.Contains(plain, "  ") || strings.TrimSpace(plain) != plain {
			t.Errorf("%q: spaces in %q", s, plain)
		}
	})
}
