package passport_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/passport"
)

// drawn is any passport, with texts of any kind.
func drawn(t *rapid.T) passport.Passport {
	text := rapid.StringN(0, 80, 300)
	p := passport.Passport{Treatment: passport.Treatment{
		Modality: rapid.SampledFrom(append(skinafter.Modalities(), "")).Draw(t, "modality"),
		Device:   text.Draw(t, "device"), Provider: text.Draw(t, "provider"), Phone: text.Draw(t, "phone"), Batch: text.Draw(t, "batch"),
	}}
	for range rapid.IntRange(0, 40).Draw(t, "products") {
		p.Products = append(p.Products, passport.Product{
			Stage: rapid.SampledFrom(passport.Stages()).Draw(t, "stage"), Name: text.Draw(t, "name"), Label: rapid.StringN(0, 400, 2000).Draw(t, "label"),
		})
	}
	p.Complete()
	return p
}

// Compact always fits its code, and names every product or says how many it leaves out.
func TestCompactFitsWhateverIsInIt(t *testing.T) {
	t.Parallel()
	w := words(t, "en")
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		text := p.Compact(w)
		fits(t, text)
		left := len(p.Products) - strings.Count(text, "\n- ")
		if left < 0 || left > 0 && !strings.Contains(text, w.Text("passport.more", "n", left)) {
			t.Fatalf("%d of %d products are missing without a word:\n%s", left, len(p.Products), text)
		}
	})
}

// The whole passport holds every line of every label.
func TestTheWholePassportHoldsEveryLabel(t *testing.T) {
	t.Parallel()
	w := words(t, "de")
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		text := p.Text(w)
		for _, x := range p.Products {
			for line := range strings.Lines(x.Label) {
				if !strings.Contains(text, strings.TrimRight(line, "\r\n")) {
					t.Fatalf("the line %q of a label is missing", line)
				}
			}
		}
	})
}
