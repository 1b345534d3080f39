package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/internal/paper"
)

// promised are words that no answer may use; nobody can keep them.
var promised = regexp.MustCompile(`(?i)\b(safe|approved|toxic|hypoallergenic|diagnosis|cures?|proved|proven|causes|bewiesen|heilt|verursacht)\b`)

// unfilled is what a forgotten text or value looks like on a page.
var unfilled = regexp.MustCompile(`<[a-z_]+\.[a-z_.]+>|\{[a-z_]+\}|\b(condition|note|plain|schedule|rule)\.[a-z0-9-]+`)

// sources are titles and words of others, which are quoted as they are.
var quoted80 = regexp.MustCompile(`(?s)\n(Sources|Quellen)\n.*?\n\n`)

func answerOf(t testing.TB, in string, args ...string) string {
	t.Helper()
	var out, problems bytes.Buffer
	if code := still().Run(context.Background(), args, strings.NewReader(in), &out, &problems); code != exitAnswered {
		t.Fatalf("%q: exit code %d: %s", args, code, problems.String())
	}
	return out.String()
}

// TestEveryPageKeepsItsPromises asks for pages about random labels, times, treatments and
// people in every language.
func TestEveryPageKeepsItsPromises(t *testing.T) {
	t.Parallel()
	pieces := []string{
		"Aqua", "Glycerin", "Retinol 0.3%", "Ascorbic Acid", "Parfum (Fragrance)", "Niacinarnide", "Qvxzz Blend", "Petrolatum",
		"소듐하이알루로네이트", "Sodium Hyaluronate", "Zinc Oxide", "Lidocaine", "CI 77491", "Helianthus Annuus Seed Oil", "\x1b[31mAqua\u202e",
		strings.Repeat("Polyverylongname", 12), "Titanium Dioxide (nano)", "Centella Asiatica Extract", "Water", "Alcohol Denat.",
	}
	people := filepath.Join(t.TempDir(), "person.yaml")
	if err := os.WriteFile(people, []byte("conditions: [pregnancy, aspirin_allergy, diabetes]\nallergies: [parfum]\nage: 70\n"+
		"uses: [{label: Retinol, at_h: 3}]\ncheck_in: {at_h: 30, symptoms: [{code: hives, onset_h: 20}, {code: oozing}]}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		label := "Ingredients: " + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "label"), ", ")
		lang := rapid.SampledFrom(catalogue.Langs()).Draw(t, "lang")
		args := []string{
			"check", "--lang", lang, "--modality", string(rapid.SampledFrom(skinafter.Modalities()).Draw(t, "modality")),
			"--since", rapid.SampledFrom([]string{"-200h", "-10h", "0h", "20h", "30h..50h", "36h", "5d", "13d", "20d", "unknown"}).Draw(t, "since"),
			"--protocol", string(rapid.SampledFrom(skinafter.Protocols()).Draw(t, "protocol")),
		}
		for _, flag := range []string{"--open-skin", "--during", "--prescribed", "--occluded", "--full", "--ascii", "--person=" + people} {
			if rapid.Bool().Draw(t, flag) {
				args = append(args, flag)
			}
		}
		var out, problems bytes.Buffer
		if code := still().Run(context.Background(), args, strings.NewReader(label), &out, &problems); code != exitAnswered {
			t.Fatalf("%q: exit code %d: %s", args, code, problems.String())
		}
		if fault := faultOf(out.String(), lang); fault != "" {
			t.Fatalf("%q: %s\n%s", args, fault, out.String())
		}
	})
}

// faultOf is what is wrong with a page; empty = nothing.
func faultOf(page, lang string) string {
	texts, err := catalogue.Load(lang)
	if err != nil {
		return err.Error()
	}
	for line := range strings.Lines(page) {
		if n := paper.Columns(strings.TrimSuffix(line, "\n")); n > paper.MaxWidth {
			return "a line is too wide: " + line
		}
	}
	words := strings.Join(strings.Fields(page), " ")
	switch {
	case strings.ContainsAny(page, "\x1b\u202e"):
		return "a sign that steers the terminal came through"
	case unfilled.MatchString(page):
		return "a text is missing: " + unfilled.FindString(page)
	case !strings.HasSuffix(words, strings.Join(strings.Fields(texts.Text("check.safety")), " ")):
		return "the page does not end with safety netting"
	case !strings.Contains(words, texts.Text("check.not_reviewed")):
		return "the page does not say that no clinician reviewed it"
	}
	if word := promised.FindString(quoted80.ReplaceAllString(page, "\n")); word != "" {
		return "the page promises: " + word
	}
	return ""
}

func TestColourComesOnlyWhereItIsWanted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		terminal, never bool
		env             map[string]string
		want            bool
	}{
		"a terminal":                   {terminal: true, want: true},
		"a pipe":                       {},
		"a terminal and --no-color":    {terminal: true, never: true},
		"a terminal and NO_COLOR":      {terminal: true, env: map[string]string{"NO_COLOR": "1"}},
		"a terminal that cannot":       {terminal: true, env: map[string]string{"TERM": "dumb"}},
		"NO_COLOR that is set to none": {terminal: true, env: map[string]string{"NO_COLOR": ""}, want: true},
	} {
		if got := wantsColour(c.terminal, c.never, func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestAnUnreadableLabelIsNeverOK(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "We love the sea.", "Ingredients: Aqua, Qvxzz Blend, Glycerin, Panthenol", "???"} {
		for _, since := range []string{"-200h", "0h", "20h", "400h", "2000h"} {
			page := answerOf(t, text, "check", "--json", "--modality", "needling", "--since", since)
			if strings.Contains(page[:strings.Index(page, `"ingredients"`)], `"verdict": "ok"`) {
				t.Errorf("%q at %s is ok:\n%s", text, since, page)
			}
		}
	}
}

func TestTheSameQuestionGetsTheSameAnswer(t *testing.T) {
	t.Parallel()
	args := []string{"check", "--json", "--modality", "needling", "--depth", "1.5mm", "--since", "20h"}
	const text = "Ingredients: Aqua, Glycerin, Retinol, Ascorbic Acid, Parfum, Qvxzz Blend"
	first := answerOf(t, text, args...)
	for range 5 {
		if got := answerOf(t, text, args...); got != first {
			t.Fatal("two answers to one question differ")
		}
	}
}
