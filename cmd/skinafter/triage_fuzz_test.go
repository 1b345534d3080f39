package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter/internal/catalogue"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/internal/wire"
)

// FuzzTriage: whatever comes in, one whole JSON line goes out for each line, in order, with a
// level of the five or with an error, and the exit code says whether something could not be
// read.
func FuzzTriage(f *testing.F) {
	for _, seed := range []string{
		`{"id":1,"fields":{"modality":"needling","depth_mm":1,"hours_since":20,"symptoms":[{"code":"redness","severity":"mild","onset_h":0}]}}`,
		`{"id":"a","text":"My lips swell and I can't breathe, no pus"}`, `{"id":2,"fields":{}}`, `{"id":3,"fields":null}`,
		`{"fields":{"modality":7,"hours_since":"x","symptoms":[1,{"code":null},{"code":"pain","onset_h":1e300}],"products":[{"label":5}]}}`,
		`{"fields":{"check_ins":[{"at_h":3,"symptoms":["pus"],"gone":["pain"]},{"at_h":-1}],"courses":[{"modality":"peel_deep","hours_since":1}]}}`,
		`{"fields":{"hours_since":-3,"hours_since_max":-9,"conditions":"pregnancy","photos":["a"],"age":1e9,"level_since":"contact","answered":["age"]}}`,
		"\xff", "[]\n\n{}", `{"text":""}`, `{"id":1,"text":"pain","country":"de"}`, `{"fields":{"symptoms":[{"code":"pain\u0000\u202e"}]}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		for _, command := range []string{"triage", "ready", "screen"} {
			var out, problems bytes.Buffer
			code := still().Run(context.Background(), []string{command, "--ndjson"}, bytes.NewReader(in), &out, &problems)
			checkReports(t, in, out.Bytes(), code)
		}
	})
}

func checkReports(t *testing.T, in, out []byte, code int) {
	t.Helper()
	want, got, flawed := 0, 0, 0
	for line := range bytes.Lines(in) {
		if len(bytes.TrimSpace(line)) > 0 {
			want++
		}
	}
	for line := range bytes.Lines(out) {
		got++
		var answer struct {
			ID       json.RawMessage `json:"id"`
			Error    *lineProblem    `json:"error"`
			Level    string          `json:"level"`
			Answer   string          `json:"answer"`
			Problems []wire.Problem  `json:"problems"`
		}
		if err := json.Unmarshal(line, &answer); err != nil || len(answer.ID) == 0 || !bytes.HasSuffix(line, []byte("\n")) {
			t.Fatalf("answer %d is no whole line of JSON: %q: %v", got, line, err)
		}
		if answer.Error == nil && answer.Level == "" && answer.Answer == "" {
			t.Fatalf("answer %d answers nothing: %s", got, line)
		}
		if answer.Error != nil || len(answer.Problems) > 0 {
			flawed++
		}
	}
	if got != want {
		t.Fatalf("%d lines in, %d lines out", want, got)
	}
	if (flawed > 0) != (code == exitInput) || (code != exitInput && code != exitAnswered) {
		t.Fatalf("exit code %d with %d lines that could not be read whole", code, flawed)
	}
}

// TestEveryFindingKeepsItsPromises asks for pages about random reports in every language.
func TestEveryFindingKeepsItsPromises(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		fields := map[string]any{
			"modality":    rapid.SampledFrom([]string{"needling", "rf_needling", "peel_deep", "laser_fractional_ablative", "waxing"}).Draw(t, "modality"),
			"hours_since": rapid.SampledFrom([]float64{-200, -3, 0, 20, 60, 400, 5000, 87600}).Draw(t, "hours"),
			"conditions":  rapid.SliceOfN(rapid.SampledFrom(strings.Fields(intake.Conditions)), 0, 3).Draw(t, "conditions"),
			"exposures":   rapid.SliceOfN(rapid.SampledFrom(strings.Fields(intake.Exposures)), 0, 2).Draw(t, "exposures"),
			"medications": rapid.SliceOfN(rapid.SampledFrom([]string{"aspirin", "isotretinoin", "methotrexate"}), 0, 2).Draw(t, "medicines"),
		}
		var signs, products []map[string]any
		for _, code := range rapid.SliceOfN(rapid.SampledFrom(append(strings.Fields(intake.Symptoms), "\x1b[31mred\u202e")), 0, 5).Draw(t, "signs") {
			signs = append(signs, map[string]any{
				"code": code, "severity": rapid.SampledFrom(strings.Fields(intake.Severities)).Draw(t, "severity"),
				"trend": rapid.SampledFrom(strings.Fields(intake.Trends)).Draw(t, "trend"),
			})
		}
		for _, label := range rapid.SliceOfN(rapid.SampledFrom([]string{"unknown serum", "cream: Aqua, Retinol", "\x1b[2J: Ascorbic Acid"}), 0, 2).Draw(t, "products") {
			products = append(products, map[string]any{"label": label, "hour": rapid.SampledFrom([]any{"during", 2.0, -4.0, nil}).Draw(t, "hour")})
		}
		fields["symptoms"], fields["products"] = signs, products
		in, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		lang := rapid.SampledFrom(catalogue.Langs()).Draw(t, "lang")
		command := rapid.SampledFrom([]string{"triage", "ready", "screen"}).Draw(t, "command")
		args := []string{command, "--lang", lang, "-"}
		if command == "triage" && rapid.Bool().Draw(t, "full") {
			args = append(args, "--full", "--country", "de")
		}
		var out, problems bytes.Buffer
		if code := still().Run(context.Background(), args, bytes.NewReader(in), &out, &problems); code == exitInternal {
			t.Fatalf("%q %s: %s", args, in, problems.String())
		}
		if fault := findingFault(out.String()); fault != "" {
			t.Fatalf("%q %s: %s\n%s", args, in, fault, out.String())
		}
	})
}

// findingFault is what is wrong with a page about a report; empty = nothing.
func findingFault(page string) string {
	for line := range strings.Lines(page) {
		if n := paper.Columns(strings.TrimSuffix(line, "\n")); n > paper.MaxWidth {
			return "a line is too wide: " + line
		}
	}
	switch {
	case strings.ContainsAny(page, "\x1b\u202e"):
		return "a sign that steers the terminal came through"
	case unfilled.MatchString(page):
		return "a text is missing: " + unfilled.FindString(page)
	case strings.Contains(page, "advice.") || strings.Contains(page, "safety."):
		return "a text of the knowledge is missing"
	case !strings.Contains(page, "\n\n") || strings.Count(page[strings.LastIndex(page, "\n\n"):], "\n") < 5:
		return "the page does not end with safety netting"
	}
	if word := promised.FindString(quoted80.ReplaceAllString(page, "\n")); word != "" {
		return "the page promises: " + word
	}
	return ""
}
