package prose_test

import (
	"testing"

	"pgregory.net/rapid"

	"skinafter/narrative/prose"
)

func TestSplitKnowsWordsNumbersAndPauses(t *testing.T) {
	t.Parallel()
	words := prose.Split("It can't be 38,5! Ödem; CO2 (mild)\n\nnow")
	want := []struct {
		text   string
		pause  int
		number float64
	}{
		{"it", prose.SepSentence, 0},
		{"cant", prose.SepNone, 0},
		{"be", prose.SepNone, 0},
		{"38,5", prose.SepNone, 38.5},
		{"oedem", prose.SepSentence, 0},
		{"co2", prose.SepClause, 0},
		{"mild", prose.SepComma, 0},
		{"now", prose.SepSentence, 0},
	}
	if len(words) != len(want) {
		t.Fatalf("%d words, want %d: %+v", len(words), len(want), words)
	}
	for i, w := range want {
		got := words[i]
		if got.Text != w.text || got.Sep != w.pause || got.Number != w.number || got.IsNumber != (w.number != 0) {
			t.Errorf("word %d is %+v, want %+v", i, got, w)
		}
	}
}

func TestOneSlipIsOneLetterAndNeverTheFirst(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, a, b string
		want       bool
	}{
		{"a letter is missing", "swelling", "sweling", true},
		{"a letter is another", "itching", "itchinf", true},
		{"two are swapped", "fever", "feevr", true},
		{"the same word", "pus", "pus", true},
		{"two letters are wrong", "fever", "favor", false},
		{"the first letter is another", "rash", "cash", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := prose.OneSlip(c.a, c.b); got != c.want || prose.OneSlip(c.b, c.a) != got {
				t.Errorf("%s, %s: %t", c.a, c.b, got)
			}
		})
	}
}

// Law: the words of a text stand in it in order and do not overlap, and a folded word folds to
// itself.
func TestLawWordsStandInTheirText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		last := 0
		for _, w := range prose.Split(text) {
			if w.From < last || w.To <= w.From || w.To > len(text) {
				t.Fatalf("%+v in %d bytes", w, len(text))
			}
			if again := prose.Fold(w.Text); !w.IsNumber && again != w.Text && prose.Fold(again) != again {
				t.Fatalf("%q folds to %q", w.Text, again)
			}
			last = w.To
		}
	})
}
