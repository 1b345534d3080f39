package intake

import (
	"errors"
	"strings"
	"testing"

	"skinafter"
)

// FuzzPerson: a person's file is read or refused in one line.
func FuzzPerson(f *testing.F) {
	for _, seed := range []string{
		"age: 34\nconditions: [rosacea]\n", `{"age": 30, "allergies": ["lanolin"]}`, "uses:\n  - label: Aqua\n    at_h: 3\n",
		"check_in: {at_h: 20, symptoms: [{code: redness, onset_h: -3}]}", "- a\n- b\n", "age: x", "a: &a [*a]", "? [", "age: 1\nage: 2\n", "%", "---\n...\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := reader()
		if err != nil {
			t.Fatal(err)
		}
		_, err = ReadPerson("person.yaml", file, r)
		var input *skinafter.InputError
		if err != nil && (!errors.As(err, &input) || strings.Contains(err.Error(), "\n")) {
			t.Fatalf("want one line of an input error, have %q", err)
		}
	})
}

// FuzzReport: a report is read whole, in part with its problems named, or refused in one
// line; what was read has a level.
func FuzzReport(f *testing.F) {
	for _, seed := range []string{
		`{"fields":{"modality":"needling","depth_mm":1,"hours_since":20,"symptoms":[{"code":"redness","severity":"mild","onset_h":0}]}}`,
		"modality: needling\nhours_since: 20\n", `{"text":"My lips swell","country":"de"}`, `{"fields":[1]}`, `{"fields":{"check_ins":[{}]}}`,
		`{"fields":{"symptoms":[1,{"code":null}],"products":[{"label":5}],"courses":[{}]}}`, "\xff", "- a", "a: &a [*a]", "{", `{"text":""}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		d := desk(t)
		in, err := ReadReport("report.yaml", file)
		var r *Report
		if err == nil {
			r, err = d.Report(in)
		}
		var input *skinafter.InputError
		if err != nil {
			if !errors.As(err, &input) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("want one line of an input error, have %q", err)
			}
			return
		}
		for _, p := range r.Problems {
			if p.Field == "" || p.Want == "" {
				t.Fatalf("a problem that nobody can act on: %+v", p)
			}
		}
		if level := d.Assess(r).Finding.Level; !level.Valid() {
			t.Fatalf("level %d", level)
		}
	})
}
