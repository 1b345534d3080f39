package triage_test

import (
	"slices"
	"strings"
	"testing"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/label"
	"skinafter/narrative"
	"skinafter/triage"
)

// needled is a face, needled 1 mm in a clinic, so many hours ago, with no sign.
func needled(h float64) skinafter.Situation {
	s := after(h)
	s.CheckIns[0].Symptoms = nil
	return s
}

// TestPhraseCases reads every sentence of knowledge/cases/phrases.
func TestPhraseCases(t *testing.T) {
	t.Parallel()
	b := facts(t)
	cases, err := casebook.LoadPhrases(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	reader := label.NewReader(b)
	count := map[string]int{}
	for _, c := range cases {
		count[c.Lang]++
		t.Run(c.Lang+"/"+c.Text, func(t *testing.T) {
			t.Parallel()
			r := narrative.Read(b, c.Text, c.Lang)
			checkHeard(t, c, r)
			if c.SinceH != nil && (r.At == nil || r.At.Max != skinafter.Hours(*c.SinceH)) {
				t.Errorf("time since treatment: want %g h, got %v", *c.SinceH, r.At)
			}
			if len(c.AnyOf) > 0 {
				f := triage.Assess(b, judged(b, reader, r.Situation()))
				if !slices.Contains(c.AnyOf, f.Level.String()) {
					t.Errorf("level %v, want %s; by %s", f.Level, strings.Join(c.AnyOf, " or "), strings.Join(f.IDs(), " "))
					checkHeard(t, casebook.Phrase{Finds: []string{"?"}}, r)
				}
			}
			if c.AtH != nil {
				checkLevel(t, b, c, triage.Assess(b, r.AddTo(needled(*c.AtH))))
			}
		})
	}
	for lang, n := range count {
		if n < 150 {
			t.Errorf("%d sentences in %s, want 150", n, lang)
		}
	}
}

func checkHeard(t *testing.T, c casebook.Phrase, r narrative.Reading) {
	t.Helper()
	var heard []string
	for _, h := range r.Heard {
		name := h.Code
		if h.Severity != "" {
			name += ":" + string(h.Severity)
		}
		if !h.Stands() {
			name = "no " + name
		}
		heard = append(heard, name)
	}
	stands := func(want string) bool {
		code, severity, _ := strings.Cut(want, ":")
		return slices.ContainsFunc(r.Heard, func(h narrative.Heard) bool {
			return h.Code == code && h.Stands() && (severity == "" || string(h.Severity) == severity)
		})
	}
	for _, want := range c.Finds {
		if !stands(want) {
			t.Errorf("%s was not found; heard %s", want, strings.Join(heard, ", "))
		}
	}
	for _, want := range c.Not {
		if stands(want) {
			t.Errorf("%s was found; heard %s", want, strings.Join(heard, ", "))
		}
	}
	for _, want := range c.Denies {
		denied := slices.ContainsFunc(r.Denied(), func(h narrative.Heard) bool { return h.Code == want })
		if !denied || stands(want) {
			t.Errorf("%s was not heard as denied; heard %s", want, strings.Join(heard, ", "))
		}
	}
}

func checkLevel(t *testing.T, b *knowledge.Base, c casebook.Phrase, f triage.Finding) {
	t.Helper()
	for _, bound := range []struct {
		name   string
		broken func(want skinafter.Level) bool
	}{
		{c.Level, func(want skinafter.Level) bool { return f.Level != want }},
		{c.AtMost, func(want skinafter.Level) bool { return f.Level > want }},
	} {
		if bound.name == "" {
			continue
		}
		want, err := skinafter.ParseLevel(bound.name)
		if err != nil {
			t.Fatal(err)
		}
		if bound.broken(want) {
			t.Errorf("level %v, want %s; by %s", f.Level, bound.name, strings.Join(f.IDs(), " "))
		}
	}
}
