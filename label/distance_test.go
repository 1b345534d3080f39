package label

import (
	"testing"

	"pgregory.net/rapid"
)

// levenshtein is the plain definition, for comparison.
func levenshtein(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal + 1
			if a[i] == b[j] {
				cost = diagonal
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func TestEditsCountsAsTheDefinitionDoes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.StringMatching(`[A-F]{1,64}`).Draw(t, "a")
		b := rapid.StringMatching(`[A-F]{0,70}`).Draw(t, "b")
		if got, want := newPattern(a).edits(b), levenshtein(a, b); got != want {
			t.Fatalf("edits(%s, %s) = %d, want %d", a, b, got, want)
		}
	})
}

func TestDistanceIsZeroOnlyForTheSameName(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.StringMatching(`[A-Z#]{1,40}`).Draw(t, "a")
		b := rapid.StringMatching(`[A-Z#]{1,40}`).Draw(t, "b")
		d, ok := distance(a, b, 500)
		if ok && (d == 0) != (a == b) {
			t.Fatalf("distance(%s, %s) = %d", a, b, d)
		}
	})
}

func TestMisreadingsCostLessThanChanges(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, read, meant string
		want              int
	}{
		{"letters that look alike", "GLVCERIN", "GLYCERIN", lookAlike},
		{"rn for m", "NIACINARNIDE", "NIACINAMIDE", mergedPair},
		{"a doubled letter", "PANTHENNOL", "PANTHENOL", doubled},
		{"swapped neighbours", "PANTHEONL", "PANTHENOL", change},
		{"a lost letter", "PANTENOL", "PANTHENOL", change},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got, ok := distance(tt.read, tt.meant, 300); !ok || got != tt.want {
				t.Errorf("distance(%s, %s) = %d, %v; want %d", tt.read, tt.meant, got, ok, tt.want)
			}
		})
	}
}

func TestANumberIsNeverChanged(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"PEG#STEARATE", "LAURETH#", "POLYSORBATE#", "CERAMIDE#"}).Draw(t, "name")
		letter := rapid.StringMatching(`[A-Z]`).Draw(t, "letter")
		i := 0
		for name[i] != '#' {
			i++
		}
		if d, ok := distance(name[:i]+letter+name[i+1:], name, 500); ok {
			t.Fatalf("%s for the number of %s costs %d", letter, name, d)
		}
	})
}

func TestKeysIgnorePunctuationAndKeepNumbersApart(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"case, spaces and hyphens fall", "Hydroge- nated  castor-Oil", "HYDROGENATEDCASTOROIL"},
		{"accents fall", "Crème à l’Échium", "CREMEALECHIUM"},
		{"two numbers stay apart", "1,2-Hexanediol", "1-2HEXANEDIOL"},
		{"Greek letters are spelled", "α-Isomethyl Ionone", "ALPHAISOMETHYLIONONE"},
		{"Hangul stays", "소듐 하이알루로네이트", "소듐하이알루로네이트"},
		{"sharp s is two letters", "Süßholz", "SUSSHOLZ"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := key(tt.text); got != tt.want {
				t.Errorf("key(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestAKeyOfAKeyIsItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k := key(rapid.String().Draw(t, "text"))
		if again := key(k); again != k {
			t.Fatalf("key(%q) = %q", k, again)
		}
	})
}

func TestStrengthsAreReadInEveryForm(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       float64
	}{
		{"behind", "Niacinamide 5 %", 5},
		{"in front", "10% Niacinamide", 10},
		{"with a decimal comma", "Retinol 0,3%", 0.3},
		{"in parts per million", "Centella (500 ppm)", 0.05},
		{"by weight", "Zinc Oxide 20.5% w/w", 20.5},
		{"more than all is nothing", "Retinol 300 %", 0},
		{"a sign without a number is nothing", "Retinol %", 0},
		{"none", "Retinol", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, got := strength(tt.text); got != tt.want {
				t.Errorf("strength(%q) = %g, want %g", tt.text, got, tt.want)
			}
		})
	}
}

func TestMolecularWeightsAreReadInKilodalton(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       float64
	}{
		{"megadalton", "Sodium Hyaluronate 1.8 MDa", 1800},
		{"kilodalton", "Sodium Hyaluronate (50 kDa)", 50},
		{"dalton with a thousands comma", "HA 1,500,000 dalton", 1500},
		{"million dalton", "HA 2 million dalton", 2000},
		{"the lowest of a range", "Sodium Hyaluronate (0.05-1.5 MDa)", 50},
		{"the lowest of several", "20-50 kDa and 1.5 MDa", 20},
		{"none", "Sodium Hyaluronate", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := dalton(tt.text); got != tt.want {
				t.Errorf("dalton(%q) = %g, want %g", tt.text, got, tt.want)
			}
		})
	}
}
