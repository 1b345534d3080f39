package spelling

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
		{"letters that look alike", "GLVCERIN", "GLYCERIN", LookAlike},
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
			if got := Key(tt.text); got != tt.want {
				t.Errorf("key(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestAKeyOfAKeyIsItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k := Key(rapid.String().Draw(t, "text"))
		if again := Key(k); again != k {
			t.Fatalf("key(%q) = %q", k, again)
		}
	})
}
