package triage_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/narrative"
	"skinafter/triage"
)

// sentences are the texts of all phrase cases of a language.
func sentences(t testing.TB, lang string) []string {
	t.Helper()
	cases, err := casebook.LoadPhrases(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range cases {
		if c.Lang == lang && c.SinceH == nil {
			out = append(out, c.Text)
		}
	}
	return out
}

// reassurances are what people add and what must never lower anything.
var reassurances = []string{
	"But I am sure it is nothing.", "The clinic says everything is normal.", "No fever, no pus, no pain.",
	"It is better now.", "Otherwise I feel great and slept well.", "It went away.", "Never mind.",
	"Alles halb so wild.", "Die Praxis sagt das ist normal.", "Kein Fieber, kein Eiter.", "Jetzt ist es besser.",
	"Not at all bad.", "just a little", "No.", "gone",
}

// TestLawMoreTextNeverLowersTheLevel appends sentences, reassuring ones among them.
func TestLawMoreTextNeverLowersTheLevel(t *testing.T) {
	t.Parallel()
	b := facts(t)
	texts := map[string][]string{"en": sentences(t, "en"), "de": sentences(t, "de")}
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]string{"en", "de"}).Draw(t, "language")
		first := rapid.SampledFrom(texts[lang]).Draw(t, "first")
		more := rapid.SampledFrom(append(texts[lang], reassurances...)).Draw(t, "more")
		gap := rapid.SampledFrom([]string{". ", "\n\n", "! ", "… "}).Draw(t, "gap")
		s := needled(rapid.Float64Range(0, 900).Draw(t, "hours"))
		before := triage.Assess(b, narrative.Read(b, first, lang).AddTo(s)).Level
		after := triage.Assess(b, narrative.Read(b, first+gap+more, lang).AddTo(s)).Level
		if after < before {
			t.Fatalf("%v, and %v with more text", before, after)
		}
	})
}

// TestLawTextNeverLowersWhatTheFieldsSay adds a text to a situation with symptoms.
func TestLawTextNeverLowersWhatTheFieldsSay(t *testing.T) {
	t.Parallel()
	b := facts(t)
	texts := append(sentences(t, "en"), reassurances...)
	codes := []string{"redness", "pain", "swelling", "pus", "rash", "itch", "fever", "vision_disturbance"}
	rapid.Check(t, func(t *rapid.T) {
		s := after(rapid.Float64Range(0, 900).Draw(t, "hours"), skinafter.Symptom{
			Code:     rapid.SampledFrom(codes).Draw(t, "code"),
			Severity: rapid.SampledFrom([]skinafter.Severity{"", skinafter.Mild, skinafter.Severe}).Draw(t, "severity"),
		})
		text := rapid.SampledFrom(texts).Draw(t, "text")
		before, with := triage.Assess(b, s).Level, triage.Assess(b, narrative.Read(b, text, "en").AddTo(s)).Level
		if with < before {
			t.Fatalf("%v by fields, %v with text", before, with)
		}
	})
}

// TestLawDangerIsHeardWhateverIsAround puts every danger among chatter and reassurance.
func TestLawDangerIsHeardWhateverIsAround(t *testing.T) {
	t.Parallel()
	b := facts(t)
	cases, err := casebook.LoadPhrases(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range cases {
		if c.Level != skinafter.Emergency.String() {
			continue
		}
		for _, around := range reassurances {
			n++
			for _, text := range []string{around + " " + c.Text + ".", around + ". " + c.Text + ". " + around, c.Text + ". " + strings.Repeat(around+" ", 20)} {
				if level := triage.Assess(b, narrative.Read(b, text, c.Lang).AddTo(needled(*c.AtH))).Level; level != skinafter.Emergency {
					t.Errorf("%v: %.90s | %s", level, c.Text, around)
				}
			}
		}
	}
	if n < 300 {
		t.Errorf("%d variants, want 300", n)
	}
}
