package intake

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/label"

	"skinafter"
)

// desk answers from the facts of the program.
func desk(t testing.TB) Desk {
	t.Helper()
	labels, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	return Desk{Facts: testkit.Facts(t), Labels: labels, Lang: "en"}
}

// reader is the label reader of the embedded knowledge, loaded once for all tests.
var reader = sync.OnceValues(func() (*label.Reader, error) {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		return nil, err
	}
	return label.NewReader(facts), nil
})

func readReport(t *testing.T, fields string) *Report {
	t.Helper()
	return desk(t).Fields(json.RawMessage(fields))
}

func TestFieldsOutsideTheListsAreNamedAndTheRestIsRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, fields, field, want, said string }{
		{"a code that no list holds", `{"symptoms":[{"code":"ouch","severity":"mild"}]}`, "fields.symptoms[0].code", "a code of docs/vocabulary.md", "symptom_unknown"},
		{"a severity that is none", `{"symptoms":[{"code":"pain","severity":"extreme"}]}`, "fields.symptoms[0].severity", "one of mild, moderate, severe", "severity_unreadable"},
		{"a severity that is a number", `{"symptoms":[{"code":"pain","severity":7}]}`, "fields.symptoms[0].severity", "text in quotes", "severity_unreadable"},
		{"a trend that is none", `{"symptoms":[{"code":"pain","trend":"down"}]}`, "fields.symptoms[0].trend", "one of improving, stable, worsening", "trend_unreadable"},
		{"a start after the report", `{"symptoms":[{"code":"pain","onset_h":99}]}`, "fields.symptoms[0].onset_h", "hours that are not after the report", "onset_after_report"},
		{"a treatment that is none", `{"modality":"waxing"}`, "fields.modality", "one of needling", "modality_unknown"},
		{"a class that does not follow", `{"modality":"needling","depth_mm":2,"depth_class":"A"}`, "fields.depth_class", "the class that follows", "depth_contradicts"},
		{"a depth of metres", `{"modality":"needling","depth_mm":2000}`, "fields.depth_mm", "a depth above 0", ""},
		{"hours of a lifetime", `{"modality":"needling","hours_since":1e9}`, "fields.hours_since", "hours, below 20 years", "time_unknown"},
		{"hours in words", `{"modality":"needling","hours_since":"a day"}`, "fields.hours_since", "a number of hours", "time_unknown"},
		{"two times in the wrong order", `{"hours_since_max":3}`, "fields.hours_since_max", "not fewer than hours_since", ""},
		{"a place that is none", `{"setting":"moon"}`, "fields.setting", "one of clinic", ""},
		{"an exposure that is none", `{"exposures":["rain"]}`, "fields.exposures[0]", "one of reused_equipment", ""},
		{"a condition that is none", `{"conditions":["pregnant"]}`, "fields.conditions[0]", "such as pregnancy", ""},
		{"an age that is none", `{"age":200}`, "fields.age", "years, 0 to 130", ""},
		{"part of a treatment", `{"sessions_so_far":1.5}`, "fields.sessions_so_far", "a whole number", ""},
		{"an hour of a product that is none", `{"products":[{"label":"Aqua","hour":"later"}]}`, "fields.products[0].hour", "during", ""},
		{"a list that is none", `{"symptoms":{"code":"pain"}}`, "fields.symptoms", "a list of symptoms", ""},
		{"a field that is none", `{"symptom":[]}`, "fields.symptom", "one of the fields", ""},
		{"fields that are none", `[1]`, "fields", "an object", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			base := map[string]json.RawMessage{}
			if err := json.Unmarshal([]byte(`{"modality":"needling","depth_mm":1,"hours_since":30,"symptoms":[]}`), &base); err != nil {
				t.Fatal(err)
			}
			fields := c.fields
			if strings.HasPrefix(fields, "{") {
				if err := json.Unmarshal([]byte(fields), &base); err != nil {
					t.Fatal(err)
				}
				b, err := json.Marshal(base)
				if err != nil {
					t.Fatal(err)
				}
				fields = string(b)
			}
			r := readReport(t, fields)
			at := slices.IndexFunc(r.Problems, func(p *skinafter.InputError) bool { return p.Field == c.field })
			if at < 0 || !strings.Contains(r.Problems[at].Error(), c.want) {
				t.Errorf("want a problem of %s that says %q, have %v", c.field, c.want, r.Problems)
			}
			if c.said != "" && !slices.Contains(r.Said, c.said) {
				t.Errorf("want %s said aloud, have %v", c.said, r.Said)
			}
			if len(r.Readings()) == 0 {
				t.Error("nothing was read")
			}
		})
	}
}

func TestACarefulReportHasNoProblems(t *testing.T) {
	t.Parallel()
	r := readReport(t, `{"modality":"needling","depth_mm":1.5,"depth_class":"C","area":"face","hours_since":30,"hours_since_max":40,
		"setting":"clinic","age":30,"skin_type":"II","sessions_so_far":2,"conditions":["rosacea","allergy:lanolin"],"medications":["aspirin"],
		"products":[{"label":"cream: Aqua, Retinol","hour":"during"},{"label":"unknown serum","hour":null},{"label":"Aqua","hour":-3}],
		"exposures":["sun"],"symptoms":[{"code":"redness","severity":"mild","onset_h":0,"trend":"stable"},{"code":"pain","onset_h":null}],"photos":"none"}`)
	if len(r.Problems) > 0 || len(r.Said) > 0 || len(r.Readings()) != 1 {
		t.Errorf("problems %v, said %v, %d readings", r.Problems, r.Said, len(r.Readings()))
	}
	s := r.Readings()[0]
	if len(s.Person.Uses) != 3 || !s.Person.Uses[0].During || !s.Person.Uses[1].Unknown || s.Person.Uses[2].At != -3*skinafter.Hour {
		t.Errorf("products: %+v", s.Person.Uses)
	}
	if len(s.CheckIns) != 1 || len(s.CheckIns[0].Symptoms) != 2 || s.CheckIns[0].Symptoms[1].Graded() != skinafter.Moderate {
		t.Errorf("check-ins: %+v", s.CheckIns)
	}
}

func TestTwoCoursesAreJudgedByTheirOwnClocks(t *testing.T) {
	t.Parallel()
	r := readReport(t, `{"modality":"needling","depth_mm":1,"hours_since":200,"symptoms":[{"code":"redness","severity":"mild","onset_h":150}],
		"products":[{"label":"Aqua","hour":190}],"courses":[{"modality":"peel_superficial","hours_since":60}]}`)
	list := r.Readings()
	if len(list) != 2 || !slices.Contains(r.Said, "several_courses") {
		t.Fatalf("%d readings, said %v", len(list), r.Said)
	}
	other := list[1]
	if other.At != skinafter.At(60*skinafter.Hour) || *other.CheckIns[0].Symptoms[0].Onset != 10*skinafter.Hour || other.Person.Uses[0].At != 50*skinafter.Hour {
		t.Errorf("by the clock of the peel: %+v", other)
	}
}
