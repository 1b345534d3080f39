package diary_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/house"
)

// TestNothingSaidBesideItHidesASignOfDanger: whatever else is answered, at any time, with or
// without a treatment, in either purpose, one of these signs stops the journey.
func TestNothingSaidBesideItHidesASignOfDanger(t *testing.T) {
	h := open(t)
	signs := []string{"redness", "itch", "dryness", "flaking", "pus", "fever", "acne", "mood_low"}
	emergencies := []string{"breathing_difficulty", "tongue_swelling", "throat_tightness", "seizure", "chest_pain", "bleeding_uncontrolled", "self_harm_thoughts"}
	calm := []string{"", "all is well", "I feel fine, no pain, nothing unusual", "mir geht es gut", "it went away, no swelling"}
	rapid.Check(t, func(t *rapid.T) {
		switch rapid.IntRange(0, 5).Draw(t, "change") {
		case 0:
			h.Needled(time.Duration(rapid.IntRange(0, 3000).Draw(t, "hours")) * time.Hour)
		case 1:
			h.Person(func(p *clinic.Person) {
				p.Purpose = rapid.SampledFrom([]clinic.Purpose{clinic.PurposeGuidance, clinic.PurposeRecord}).Draw(t, "purpose")
			})
		case 2:
			h.Later(time.Duration(rapid.IntRange(0, 200).Draw(t, "later")) * time.Hour)
		}
		code := rapid.SampledFrom(emergencies).Draw(t, "danger")
		words := rapid.SampledFrom(calm).Draw(t, "words")
		if rapid.Bool().Draw(t, "first") {
			if a := h.Post("/check-in", "danger", code, "text", words, "none", "yes"); !strings.HasSuffix(a.At, "/5") {
				t.Fatalf("%s: %s", code, a.At)
			}
			return
		}
		// Told after everything else, on the way back to the first page.
		a := h.Post("/check-in", "none", "yes")
		form := []string{"notice", rapid.SampledFrom([]string{"well", "some", "same"}).Draw(t, "notice")}
		for _, s := range rapid.SliceOfN(rapid.SampledFrom(signs), 1, 4).Draw(t, "signs") {
			form = append(form, "signs", s)
		}
		h.Post(a.Step(2), form...)
		h.Post(a.Step(10), "how", rapid.SampledFrom([]string{"mild", "moderate", ""}).Draw(t, "how"), "trend", "improving")
		h.Post(a.Step(3), "text", words)
		if told := h.Post(a.Step(1), "danger", code, "none", "yes", "text", words); !strings.HasSuffix(told.At, "/5") {
			t.Fatalf("%s after all else: %s", code, told.At)
		}
		if sent := h.Post(a.Step(4)); !strings.HasSuffix(sent.At, "/5") {
			t.Fatalf("%s was sent without a stop: %s", code, sent.At)
		}
	})
}

// FuzzAnswers sends what no form of ours sends: never an error of the inside, never a page
// that repeats markup that somebody sent.
func FuzzAnswers(f *testing.F) {
	for _, seed := range []string{"", "danger=breathing_difficulty&none=yes", "notice=some&signs=itch&signs=<script>", "text=%ff%fe&once=1", "how=severe&day=0000-00-00&since=date", "heard=itch&right=&cleared=yes", strings.Repeat("signs=itch&", 500)} {
		for _, step := range []int{1, 2, 3, 4, 5, 6, 10} {
			f.Add(step, seed)
		}
	}
	h := open(f)
	h.Needled(20 * time.Hour)
	journey := h.Post("/check-in", "none", "yes").At
	h.Post(journey, "notice", "some", "signs", "itch")
	f.Fuzz(func(t *testing.T, step int, body string) {
		h.T = t
		address := house.Answer{At: journey}.Step(step)
		got := h.Send(address, body)
		if got.Status >= http.StatusInternalServerError {
			t.Errorf("%s answers %d to %q", address, got.Status, body)
		}
		if strings.Contains(got.Body, "<script>") {
			t.Errorf("markup comes back: %s", fmt.Sprintf("%.200s", regexp.MustCompile(`.{50}<script>.{50}`).FindString(got.Body)))
		}
	})
}
