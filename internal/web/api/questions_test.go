package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"skinafter/internal/intake"
	"skinafter/internal/wire"
	"skinafter/verdict"
)

func post(path, body string) asked { return asked{method: http.MethodPost, path: path, body: body} }

func TestQuestionsAreAnsweredInTheWordsOfTheMachineInterface(t *testing.T) {
	t.Parallel()
	b := opened(t)
	const line = `{"id":7,"text":"Ingredients: Aqua, Retinol, Qvxzz","course":{"modality":"needling","depth_mm":1.5},"elapsed_h":20,"protocol":"combined"}`
	got := b.ask(http.StatusOK, post("/checks", line))
	var in intake.CheckLine
	if err := json.Unmarshal([]byte(line), &in); err != nil {
		t.Fatal(err)
	}
	desk := intake.Desk{Facts: b.care.Facts(), Labels: b.care.Labels(), Lang: "en"}
	q, p, err := desk.Question(&in, intake.Defaults{}, b.clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	a := verdict.Judge(desk.Facts, q, p)
	answer := wire.Check(desk.Facts, p.Label, &a)
	answer.ID = in.ID
	want := encoded(t, answer)
	if string(got.body) != want {
		t.Errorf("the API says\n%s\nthe machine interface says\n%s", got.body, want)
	}
	for _, c := range []struct{ path, body, want string }{
		{"/labels", `{"text":"Aqua, Niacinarnide"}`, `"status":"corrected"`},
		{"/triages", `{"id":"a","fields":{"modality":"needling","depth_mm":1,"hours_since":60,"symptoms":[{"code":"pus"}]},"country":"de"}`, `"level":"same-day"`},
		{"/triages", `{"text":"my tongue swells and I cannot breathe"}`, `"level":"emergency"`},
		{"/triages", `{"fields":{"symptoms":[{"code":"ouch","severity":9}],"nonsense":1}}`, `"problems":[{`},
		{"/plans", `{"course":{"modality":"needling","depth_mm":null},"elapsed_h":20}`, `"steps":[{`},
		{"/plans", `{"course":{"modality":"peel_deep","end":"2026-11-18T12:00:00Z"}}`, `"phase":`},
		{"/readiness", `{"fields":{"modality":"needling","depth_mm":1,"hours_since":100}}`, `"answer":`},
		{"/screenings", `{"fields":{"modality":"needling","hours_since":-48,"conditions":["pregnancy"]}}`, `"items":[{`},
	} {
		if got := b.ask(http.StatusOK, post(c.path, c.body)); !strings.Contains(string(got.body), c.want) {
			t.Errorf("%s %s: no %s in %.400s", c.path, c.body, c.want, got.body)
		}
	}
}

// encoded is a value as the machine interface writes it.
func encoded(t *testing.T, v any) string {
	t.Helper()
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBadQuestionsAreRefusedWithAPlace(t *testing.T) {
	t.Parallel()
	b := opened(t)
	deep := strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100)
	for _, c := range []struct {
		name, path, body, media string
		status                  int
		place                   string
	}{
		{"no body", "/labels", "", "application/json", 400, ""},
		{"no JSON", "/labels", `{"text":`, "", 400, "#"},
		{"two values", "/labels", `{"text":"a"}{}`, "", 400, "#"},
		{"a name twice", "/labels", `{"text":"a","text":"b"}`, "", 400, "#"},
		{"nested too deep", "/triages", `{"fields":` + deep + `}`, "", 400, "#"},
		{"bytes that are no text", "/labels", "{\"text\":\"\xff\"}", "", 400, "#"},
		{"another media type", "/labels", `{"text":"a"}`, "text/plain", 415, ""},
		{"no media type", "/labels", `{"text":"a"}`, ";", 415, ""},
		{"another charset", "/labels", `{"text":"a"}`, "application/json; charset=latin1", 415, ""},
		{"too large", "/labels", `{"text":"` + strings.Repeat("a", 2<<20) + `"}`, "", 413, ""},
		{"text that is too long", "/labels", `{"text":"` + strings.Repeat("a", 70<<10) + `"}`, "", 422, "#/text"},
		{"a field that is none", "/labels", `{"text":"a","tekst":"b"}`, "", 422, "#/tekst"},
		{"a field in other letters", "/labels", `{"Text":"a"}`, "", 422, "#/Text"},
		{"a number for a text", "/labels", `{"text":7}`, "", 422, "#/text"},
		{"a list", "/labels", `[]`, "", 422, "#"},
		{"no treatment", "/checks", `{"text":"Aqua","elapsed_h":2}`, "", 422, "#"},
		{"no time", "/checks", `{"text":"Aqua","course":{"modality":"needling"}}`, "", 422, "#/elapsed_h"},
		{"a treatment that is none", "/checks", `{"text":"Aqua","course":{"modality":"waxing"},"elapsed_h":2}`, "", 422, "#/course/modality"},
		{"a depth of metres", "/checks", `{"text":"Aqua","course":{"modality":"needling","depth_mm":2000},"elapsed_h":2}`, "", 422, "#/course/depth_mm"},
		{"a condition that is none", "/checks", `{"text":"Aqua","course":{"modality":"needling"},"elapsed_h":2,"person":{"conditions":["x"]}}`, "", 422, "#/person/conditions/0"},
		{"a field of the course that is none", "/checks", `{"text":"Aqua","course":{"modality":"needling","a/b~c":1},"elapsed_h":2}`, "", 422, "#/course/a~1b~0c"},
		{"hours of a lifetime", "/plans", `{"course":{"modality":"needling"},"elapsed_h":1e9}`, "", 422, "#/elapsed_h"},
		{"a country that nobody knows", "/triages", `{"text":"pain","country":"atlantis"}`, "", 422, "#/country"},
		{"nothing at all", "/triages", `{}`, "", 422, "#/fields"},
		{"a parameter that is none", "/labels?x=1", `{"text":"a"}`, "", 422, "x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := b.ask(c.status, asked{method: http.MethodPost, path: c.path, body: c.body, media: c.media})
			places(t, got, c.place)
		})
	}
}

// places demands a fault at a place; empty = nothing is demanded.
func places(t *testing.T, r *replied, place string) {
	t.Helper()
	if place == "" {
		return
	}
	var p struct {
		Errors []struct{ Pointer, Parameter, Detail string }
	}
	if err := json.Unmarshal(r.body, &p); err != nil {
		t.Fatal(err)
	}
	for _, e := range p.Errors {
		if e.Pointer == place || e.Parameter == place {
			return
		}
	}
	t.Errorf("no fault at %s: %s", place, r.body)
}

func TestACopyThatKeepsRecordsComputesNothing(t *testing.T) {
	t.Parallel()
	b := opened(t)
	b.ask(http.StatusOK, asked{method: http.MethodPut, path: "/person", body: `{"purpose":"record"}`, match: `"1"`})
	for _, path := range []string{"/triages", "/readiness", "/screenings"} {
		b.ask(http.StatusForbidden, post(path, `{"text":"pain"}`))
	}
	b.ask(http.StatusForbidden, post("/checks", `{"text":"Aqua","course":{"modality":"needling"},"elapsed_h":1}`))
	b.ask(http.StatusOK, post("/labels", `{"text":"Aqua"}`))
	b.ask(http.StatusOK, post("/plans", `{"course":{"modality":"needling"},"elapsed_h":1}`))
}
