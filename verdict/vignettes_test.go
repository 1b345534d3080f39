package verdict_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/verdict"
)

// vignettesFile holds the vignettes; it is not part of this repository.
const vignettesFile = "../../shared/knowledge/vignettes-dev.jsonl"

type vignette struct {
	ID       string                 `json:"id"`
	Fields   testkit.VignetteFields `json:"fields"`
	Expected struct {
		Ingredients []struct {
			Ingredient string   `json:"ingredient"`
			Class      string   `json:"class"`
			ClassName  string   `json:"class_name"`
			AtH        any      `json:"at_h"`
			Verdict    string   `json:"verdict"`
			UntilH     *float64 `json:"until_h"`
		} `json:"ingredients"`
	} `json:"expected"`
}

// TestVignettes judges every ingredient of the vignettes with the engine alone: names are
// looked up in the facts, not parsed.
func TestVignettes(t *testing.T) {
	t.Parallel()
	f, err := os.Open(vignettesFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Logf("%s is not here; nothing to compare with", vignettesFile)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vignette
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		for _, want := range v.Expected.Ingredients {
			n++
			q := v.question(t, want.AtH)
			got := verdict.Judge(facts(t), q, v.product(t, want.Ingredient))
			it := got.Deciding()
			if it.Class != want.Class || it.ClassName != want.ClassName {
				t.Errorf("%s %s: class %s %q, want %s %q", v.ID, want.Ingredient, it.Class, it.ClassName, want.Class, want.ClassName)
			}
			if got.Verdict.String() != want.Verdict || want.UntilH != nil && (got.Until == nil || got.Until.Hours() != *want.UntilH) {
				t.Errorf("%s %s at %v: %v until %v (%s), want %s until %v", v.ID, want.Ingredient, want.AtH,
					got.Verdict, hours(got.Until), got.Condition, want.Verdict, show(want.UntilH))
			}
			if want.UntilH == nil && got.Until != nil {
				t.Errorf("%s %s at %v: until %v, want none", v.ID, want.Ingredient, want.AtH, hours(got.Until))
			}
		}
	}
	t.Logf("%d ingredient verdicts compared", n)
}

func show(h *float64) any {
	if h == nil {
		return nil
	}
	return *h
}

func (v *vignette) question(t *testing.T, at any) verdict.Question {
	t.Helper()
	q := verdict.Question{Course: skinafter.Course{Modality: skinafter.Modality(v.Fields.Modality), Class: skinafter.DepthClass(v.Fields.DepthClass)}}
	if v.Fields.DepthMM != nil {
		q.Course.Depth = skinafter.Millimetres(*v.Fields.DepthMM)
	}
	q.Person = skinafter.Person{SkinType: v.Fields.SkinType, Conditions: v.Fields.Conditions, Medicines: v.Fields.Medications}
	if v.Fields.Age != nil {
		q.Person.Age = *v.Fields.Age
	}
	last := v.Fields.HoursSince
	if v.Fields.HoursMax != nil {
		last = *v.Fields.HoursMax
	}
	seen := skinafter.CheckIn{At: skinafter.Between(skinafter.Hours(v.Fields.HoursSince), skinafter.Hours(last))}
	for _, s := range v.Fields.Symptoms {
		sym := skinafter.Symptom{Code: s.Code, Severity: skinafter.Severity(s.Severity), Trend: s.Trend}
		if s.Onset != nil {
			sym.Onset = elapsed(*s.Onset)
		}
		seen.Symptoms = append(seen.Symptoms, sym)
	}
	q.Person.Latest = &seen
	for _, p := range v.Fields.Products {
		u := skinafter.Use{Product: v.product(t, p.Label)}
		switch h := p.Hour.(type) {
		case float64:
			u.At = skinafter.Hours(h)
		case string:
			u.During = true
		default:
			u.Unknown = true
		}
		q.Person.Uses = append(q.Person.Uses, u)
	}
	if h, ok := at.(float64); ok {
		q.At = skinafter.At(skinafter.Hours(h))
	} else {
		q.During = true
	}
	return q
}

var (
	percentForm = regexp.MustCompile(`\s*([0-9.]+)\s*%`)
	weightForm  = regexp.MustCompile(`\s*([0-9.]+)\s*MDa`)
)

// product reads "name: A, B 10%" or "A" the simplest way that the vignettes allow.
func (v *vignette) product(t *testing.T, text string) skinafter.Product {
	t.Helper()
	p := skinafter.Product{Label: skinafter.Label{Kind: skinafter.List}}
	if name, list, ok := strings.Cut(text, ": "); ok {
		p.Name, text = name, list
	}
	for _, piece := range strings.Split(text, ", ") {
		name := percentForm.ReplaceAllString(weightForm.ReplaceAllString(piece, ""), "")
		in := ing(t, name)
		in.Text = piece
		if m := percentForm.FindStringSubmatch(piece); m != nil {
			in.Percent, _ = strconv.ParseFloat(m[1], 64)
		}
		if m := weightForm.FindStringSubmatch(piece); m != nil {
			mda, _ := strconv.ParseFloat(m[1], 64)
			in.Kilodalton = mda * 1000
		}
		p.Label.Ingredients = append(p.Label.Ingredients, in)
	}
	return p
}
