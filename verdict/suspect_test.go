package verdict_test

import (
	"slices"
	"testing"

	"skinafter"
	"skinafter/verdict"
)

func TestSuspectsCameBeforeTheFirstSign(t *testing.T) {
	t.Parallel()
	onset := 30 * skinafter.Hour
	use := func(h float64, names ...string) skinafter.Use {
		return skinafter.Use{Product: product(t, names...), At: skinafter.Hours(h)}
	}
	q := verdict.Question{
		Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1}, At: skinafter.At(50 * skinafter.Hour),
		Person: skinafter.Person{
			Uses: []skinafter.Use{use(-3, "RETINOL"), use(2, "GLYCERIN"), use(31, "RETINOL"), {Product: product(t, "SQUALANE"), During: true}},
			Latest: &skinafter.CheckIn{
				At: skinafter.At(50 * skinafter.Hour), Symptoms: []skinafter.Symptom{{Code: "rash", Onset: &onset}},
			},
		},
	}
	if got := verdict.React(facts(t), q); !got.Locks || !slices.Equal(got.Suspects, []int{1, 3}) {
		t.Errorf("a rash from hour 30: %+v", got)
	}
	q.At = skinafter.At(35 * skinafter.Hour)
	q.Person.Latest.At = q.At
	if got := verdict.React(facts(t), q); got.Locks || len(got.Suspects) != 2 {
		t.Errorf("before hour 36 nothing locks, and the suspects are the same: %+v", got)
	}
	q.Person.Latest.Symptoms[0].Code = "dryness"
	if got := verdict.React(facts(t), q); got.Locks || got.Suspects != nil {
		t.Errorf("dry skin: %+v", got)
	}
}
