package diary

import (
	"testing"

	"skinafter/internal/testkit"
	"skinafter/internal/web/frame"
)

func TestTheListOfSignsOfDangerHoldsEmergenciesOnly(t *testing.T) {
	t.Parallel()
	p := &pages{&frame.Frame{Facts: testkit.Facts(t)}}
	for _, code := range []string{"collapse", "face_droop", "blue_lips", "breathing_difficulty"} {
		if !p.listed(code) {
			t.Errorf("%s is not on the list", code)
		}
	}
	for _, code := range []string{"redness", "itch", "flaking", "pain", "swelling", "pus", "acne", "anxiety"} {
		if p.listed(code) {
			t.Errorf("%s is on the list", code)
		}
	}
}
