package label_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/label"
)

func TestDigitsAreNeverCrossed(t *testing.T) {
	t.Parallel()
	r := label.NewReader(base(t))
	tests := []struct{ name, text, never string }{
		{"PEG-6 is not PEG-8", "PEG-6", "PEG-8"},
		{"Laureth-7 is not Laureth-4", "Laureth-7", "LAURETH-4"},
		{"Polysorbate 81 is not 80", "Polysorbatc 81", "POLYSORBATE 80"},
		{"Tripeptide-10 is not Tripeptide-1", "Tripeptlde-10", "TRIPEPTIDE-1"},
		{"Ceramide AP is not Ceramide NP", "Ceramide AP", "CERAMIDE NP"},
		{"methylparaben is not ethylparaben", "Methylparaben", "ETHYLPARABEN"},
		{"octocrylene is not octinoxate", "Octocrylene", "ETHYLHEXYL METHOXYCINNAMATE"},
		{"benzyl salicylate is not salicylic acid", "Benzyl Salicylate", "SALICYLIC ACID"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := r.Parse("Aqua, Glycerin, Xanthan Gum, Allantoin, " + tt.text)
			for _, n := range names(got.Ingredients, nil) {
				if n == tt.never {
					t.Errorf("%q was read as %s", tt.text, n)
				}
			}
		})
	}
}

// A misread hazard name must come out as that hazard, as unknown, or corrected in the open;
// never as a plain name that is said to stand there exactly.
func TestAMisreadHazardNeverBecomesAHarmlessNameSilently(t *testing.T) {
	t.Parallel()
	r := label.NewReader(base(t))
	hazards := []string{"Retinol", "Salicylic Acid", "Ascorbic Acid", "Glycolic Acid", "Alcohol Denat.", "Limonene", "Methylisothiazolinone", "Hydroquinone", "Retinyl Palmitate", "sh-Oligopeptide-1"}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(hazards).Draw(t, "name")
		i := rapid.IntRange(0, len(name)-1).Draw(t, "place")
		c := rapid.SampledFrom(strings.Split("abcdefghijklmnopqrstuvwxyz01568", "")).Draw(t, "letter")
		misread := name[:i] + c + name[i+1:]
		got := r.Parse("Aqua, Glycerin, Xanthan Gum, Allantoin, " + misread)
		if len(got.Ingredients) < 5 {
			t.Fatalf("%q was dropped", misread)
		}
		for _, ing := range got.Ingredients[4:] {
			if ing.Known() && len(ing.Hazards) == 0 && ing.Status != skinafter.Corrected && ing.Status != skinafter.Grammar {
				t.Fatalf("%q was silently read as %s (%s)", misread, ing.INCI, ing.Status)
			}
		}
	})
}
