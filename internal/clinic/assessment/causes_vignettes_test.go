package assessment_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"testing"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/label"
	"skinafter/recovery"
)

// vignettesFile holds the vignettes; it is not part of this repository.
const vignettesFile = "../../../../shared/knowledge/vignettes-dev.jsonl"

// Bars in per cent of the vignettes.
const (
	barTop1 = 75
	barTop3 = 95
)

// vignette is the part of a vignette that likely causes and readiness need.
type vignette struct {
	ID       string                 `json:"id"`
	Fields   testkit.VignetteFields `json:"fields"`
	Expected struct {
		Causes      []string `json:"causes"`
		NextSession *string  `json:"next_session"`
	} `json:"expected"`
}

// TestVignettesOfCausesAndNextSession counts how often an expected cause stands among the
// first three and first, and demands every answer about the next session.
func TestVignettesOfCausesAndNextSession(t *testing.T) {
	t.Parallel()
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	reader := label.NewReader(facts)
	f, err := os.Open(vignettesFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Logf("%s is not here; nothing to compare with", vignettesFile)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, top1, top3 := 0, 0, 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vignette
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		n++
		a := assessment.Assess(facts, []skinafter.Situation{v.situation(reader)}, assessment.Options{Answered: knowledge.Topics()})
		ids := a.CauseIDs()
		wanted := func(id string) bool { return slices.Contains(v.Expected.Causes, id) }
		switch at := slices.IndexFunc(ids, wanted); {
		case at == 0:
			top1++
			top3++
		case at > 0 && at < 3:
			top3++
		default:
			t.Logf("%s: want one of %v, got %v", v.ID, v.Expected.Causes, ids)
		}
		if want := v.Expected.NextSession; want != nil && *want != a.NextSession() {
			t.Errorf("%s: next session %s, want %s; dangerous: %v", v.ID, a.NextSession(), *want, a.Ready.Answer == recovery.Go)
		}
	}
	t.Logf("%d vignettes, cause first %d, among three %d", n, top1, top3)
	if top1*100 < n*barTop1 || top3*100 < n*barTop3 {
		t.Errorf("of %d: first %d, want %d %%; among three %d, want %d %%", n, top1, barTop1, top3, barTop3)
	}
}

func (v *vignette) situation(reader *label.Reader) skinafter.Situation {
	w := &v.Fields
	last := w.HoursSince
	if w.HoursMax != nil {
		last = *w.HoursMax
	}
	s := skinafter.Situation{
		Course:  skinafter.Course{Modality: skinafter.Modality(w.Modality), Class: skinafter.DepthClass(w.DepthClass), Area: skinafter.Area(w.Area)},
		At:      skinafter.Between(skinafter.Hours(w.HoursSince), skinafter.Hours(last)),
		Setting: w.Setting, Sessions: w.Sessions, Exposures: w.Exposures,
		Person: skinafter.Person{SkinType: w.SkinType, Conditions: w.Conditions, Medicines: w.Medications},
	}
	if w.Age != nil {
		s.Person.Age = *w.Age
	}
	seen := skinafter.CheckIn{At: s.At}
	for _, x := range w.Symptoms {
		sym := skinafter.Symptom{Code: x.Code, Severity: skinafter.Severity(x.Severity), Trend: x.Trend}
		if x.Onset != nil {
			onset := skinafter.Hours(*x.Onset)
			sym.Onset = &onset
		}
		seen.Symptoms = append(seen.Symptoms, sym)
	}
	s.CheckIns = []skinafter.CheckIn{seen}
	for _, p := range w.Products {
		u := skinafter.Use{Product: skinafter.Product{Name: p.Label, Label: reader.Parse(p.Label)}}
		switch h := p.Hour.(type) {
		case float64:
			u.At = skinafter.Hours(h)
		case string:
			u.During = true
		default:
			u.Unknown = true
		}
		s.Person.Uses = append(s.Person.Uses, u)
	}
	return s
}
