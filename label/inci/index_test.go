package inci_test

import (
	"testing"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/label/inci"
)

func TestNamesAreFoundAndSayHow(t *testing.T) {
	t.Parallel()
	index := inci.NewIndex(testkit.Facts(t))
	for _, c := range []struct {
		name, text, want string
		status           skinafter.Status
	}{
		{"a name as it stands", "Retinol", "RETINOL", skinafter.Exact},
		{"a name by a synonym", "Water", "AQUA", skinafter.Synonym},
		{"a name with another number", "PEG-100 Stearate", "PEG-100 STEARATE", skinafter.Exact},
		{"two names of one thing", "Aqua/Water/Eau", "AQUA", skinafter.Synonym},
		{"a plant by its common name and part", "Sunflower Seed Oil", "HELIANTHUS ANNUUS SEED OIL", skinafter.Synonym},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			hits := index.Resolve(c.text)
			if len(hits) != 1 || hits[0].INCI() != c.want || hits[0].Status != c.status {
				t.Fatalf("%q: %d hits %+v", c.text, len(hits), hits)
			}
		})
	}
	if hits := index.Resolve("no such thing"); len(hits) > 0 {
		t.Errorf("found %s", hits[0].INCI())
	}
}

func TestCorrectMendsLettersAndNeverNumbers(t *testing.T) {
	t.Parallel()
	index := inci.NewIndex(testkit.Facts(t))
	hit, edits := index.Correct("Niacinarnide")
	if !hit.Found() || hit.INCI() != "NIACINAMIDE" || hit.Status != skinafter.Corrected || edits == 0 {
		t.Errorf("%+v after %d", hit, edits)
	}
	for _, text := range []string{"PEG-1 O Dimethicone", "Glycerin", "xyzzy qwert"} {
		if hit, _ := index.Correct(text); hit.Found() {
			t.Errorf("%q became %s", text, hit.INCI())
		}
	}
}
