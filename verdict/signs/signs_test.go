package signs_test

import (
	"testing"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/verdict/signs"
)

func TestTheLatestCheckInLocks(t *testing.T) {
	t.Parallel()
	onset := 30 * skinafter.Hour
	course := skinafter.Course{Modality: skinafter.Needling, Depth: 1}
	at := skinafter.At(50 * skinafter.Hour)
	for name, c := range map[string]struct {
		code   string
		moment signs.Moment
		want   signs.Signs
	}{
		"a rash is a reaction from its first hour":   {"rash", signs.Moment{At: at}, signs.Signs{Reaction: true, First: onset}},
		"what came later says nothing about earlier": {"rash", signs.Moment{At: skinafter.At(40 * skinafter.Hour)}, signs.Signs{}},
		"nor about the treatment itself":             {"rash", signs.Moment{At: at, During: true}, signs.Signs{}},
		"a tight throat needs help whenever asked":   {"throat_tightness", signs.Moment{At: at, During: true}, signs.Signs{Help: true, HelpNow: true}},
	} {
		seen := &skinafter.CheckIn{At: at, Symptoms: []skinafter.Symptom{{Code: c.code, Onset: &onset}}}
		got := signs.Read(testkit.Facts(t), seen, c.moment, course)
		if !c.want.Reaction {
			got.First = 0
		}
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if got := signs.Read(testkit.Facts(t), nil, signs.Moment{At: at}, course); got.Reaction || got.Help || got.Actives {
		t.Errorf("without a check-in: %+v", got)
	}
}
