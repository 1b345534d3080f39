package assessment_test

import (
	"slices"
	"testing"

	"skinafter"
	"skinafter/internal/clinic/assessment"
)

func TestTheProductsToLeaveOffAreNamed(t *testing.T) {
	t.Parallel()
	b := facts(t)
	early := func(name string, h float64) skinafter.Use {
		u := used(b, "Aqua, Retinol", h)
		u.Product.Name = name
		return u
	}
	prescribed := early("Doctor's gel", 20)
	prescribed.Product.Prescribed = true
	calm := used(b, "Aqua, Sodium Chloride", 20)
	calm.Product.Name = "Salt water"
	for name, c := range map[string]struct {
		at    float64
		signs []skinafter.Symptom
		uses  []skinafter.Use
		want  []string
	}{
		"what went on too early":             {40, nil, []skinafter.Use{early("Night cream", 20), calm}, []string{"Night cream"}},
		"each once":                          {40, nil, []skinafter.Use{early("Night cream", 20), early("Serum", 22), early("Night cream", 30)}, []string{"Night cream", "Serum"}},
		"not what was prescribed":            {40, nil, []skinafter.Use{prescribed, early("Serum", 22)}, []string{"Serum"}},
		"not what went on long ago":          {100, nil, []skinafter.Use{early("Night cream", 20), early("Serum", 90)}, []string{"Serum"}},
		"nothing where one has no name":      {40, nil, []skinafter.Use{early("", 20), early("Serum", 22)}, nil},
		"nothing where nothing was too soon": {40, nil, []skinafter.Use{calm}, nil},
		"what was used before a rash":        {60, []skinafter.Symptom{sign("rash", skinafter.Moderate, 30)}, []skinafter.Use{early("Night cream", 20)}, []string{"Night cream"}},
		"nothing where no product was told":  {60, []skinafter.Symptom{sign("rash", skinafter.Moderate, 30)}, nil, nil},
	} {
		s := needled(c.at, c.signs...)
		s.Person.Uses = c.uses
		a := assessment.Assess(b, []skinafter.Situation{s}, assessment.Options{})
		if got := a.LeaveOff(b); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
