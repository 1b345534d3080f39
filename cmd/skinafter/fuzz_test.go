package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"skinafter/label"
)

// still is the program with a clock that stands and an empty environment.
func still() *Main {
	return &Main{
		Now:    func() time.Time { return time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC) },
		Getenv: func(string) string { return "" },
	}
}

// FuzzNDJSON: whatever comes in, one whole JSON line goes out for each line, in order, and
// the exit code says whether a line was refused.
func FuzzNDJSON(f *testing.F) {
	for _, seed := range []string{
		`{"id":1,"text":"Ingredients: Aqua, Glycerin, Retinol","course":{"modality":"needling","depth_mm":1.5},"elapsed_h":20}`,
		`{"id":"a","text":"Aqua","course":{"modality":"peel_deep","open_skin":true,"closed_h":200},"elapsed_h":-3,"person":{"age":70}}`,
		`{"id":null,"text":"","course":null}` + "\n\n" + `[]` + "\n{", `{"ID":1,"TEXT":"x","Course":{"MODALITY":"roller"},"elapsed_h":1}`,
		`{"id":{"x":"\u2028"},"text":"\ud800","elapsed_h":1e308,"course":{"modality":"stamp"}}`, "\xff\xfe", `{"text":7}`,
		`{"id":1,"text":"Aqua","course":{"modality":"needling"},"during":true,"person":{"uses":[{"label":"Aqua","at_h":3}]}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		for _, command := range []string{"label", "check"} {
			var out, problems bytes.Buffer
			code := still().Run(context.Background(), []string{command, "--ndjson"}, bytes.NewReader(in), &out, &problems)
			checkLines(t, in, out.Bytes(), code)
		}
	})
}

func checkLines(t *testing.T, in, out []byte, code int) {
	t.Helper()
	want := 0
	for line := range bytes.Lines(in) {
		if len(bytes.TrimSpace(line)) > 0 {
			want++
		}
	}
	got, refused := 0, 0
	for line := range bytes.Lines(out) {
		got++
		var answer struct {
			ID    json.RawMessage `json:"id"`
			Error *lineProblem    `json:"error"`
		}
		if err := json.Unmarshal(line, &answer); err != nil || len(answer.ID) == 0 || !bytes.HasSuffix(line, []byte("\n")) {
			t.Fatalf("answer %d is no whole line of JSON: %q: %v", got, line, err)
		}
		if answer.Error != nil {
			refused++
		}
	}
	if got != want {
		t.Fatalf("%d lines in, %d lines out", want, got)
	}
	if (refused > 0) != (code == exitInput) || (code != exitInput && code != exitAnswered) {
		t.Fatalf("exit code %d with %d refused lines", code, refused)
	}
}

// FuzzBarcode: a barcode is digits with a right check digit, or refused in one line.
func FuzzBarcode(f *testing.F) {
	for _, seed := range []string{"2000000000015", "2000 0000-0001 5", "00000000", "", "4006381333932", "x", "-1", strings.Repeat("7", 99)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		digits, err := parseBarcode("--barcode", text)
		if err == nil && !label.ValidGTIN(digits) {
			t.Fatalf("%q became %q, which is no barcode", text, digits)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Fatalf("an error of more than one line: %q", err)
		}
	})
}
