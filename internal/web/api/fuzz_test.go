package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzQuestions: whatever comes in, the answer is a documented one and valid; nothing is our
// fault.
func FuzzQuestions(f *testing.F) {
	for _, seed := range []string{
		`{"text":"Ingredients: Aqua, Retinol"}`, `{"id":{"x":1},"text":"Aqua","course":{"modality":"needling","depth":"500um"},"elapsed_h":-2,"elapsed_max_h":3}`,
		`{"fields":{"modality":"peel_deep","hours_since":20,"symptoms":[{"code":"pus","severity":"severe","onset_h":3},"pain",7],"products":[{"label":"x","hour":"during"}]},"text":"a b","country":"de"}`,
		`{"course":{"modality":"stamp","end":"2026-11-18T12:00:00Z","closed_h":2},"clinic":{"clinic":"P","overrides":[{"step":"sun","from_h":1}]},"person":{"age":30,"uses":[{"label":"Aqua"}]}}`,
		`{"text":null}`, `[]`, `{`, `{"text":"a","text":"b"}`, `{"course":{"modality":"needling"},"person":{"check_in":{"at_h":2,"symptoms":[{"code":"pain"}]}},"text":"A","elapsed_h":1e308}`, "\xff",
	} {
		f.Add(seed)
	}
	b := opened(f)
	f.Fuzz(func(t *testing.T, body string) {
		for _, path := range []string{"/labels", "/checks", "/triages", "/plans", "/readiness", "/screenings"} {
			b.fuzzed(t, asked{method: http.MethodPost, path: path, body: body, media: "application/json"})
		}
	})
}

// FuzzRecords: whatever is sent to be kept, the answer is a documented one and valid, and what
// was kept can be read again.
func FuzzRecords(f *testing.F) {
	for _, seed := range []string{
		needled, `{"name":"Serum","label":"Aqua","barcode":"4006381333931"}`, `{"signs":[{"code":"pain","since":"2026-11-19T10:00:00Z"}],"text":"it hurts","gone":["pus"]}`,
		`{"birth_year":1990,"conditions":["rosacea"],"told":["conditions"]}`, `{"topics":["passport"]}`, `{"product":"x","when":"after"}`, `{"off_shelf":true,"prescribed":false}`,
		`{"zone":"Europe/Berlin","ended":{"first":"0000-01-01T00:00:00Z","last":"9999-12-31T23:59:59Z"}}`, `{"note":"\u0000"}`, `{"ended":null}`, `{}`, `{"photos":["x"],"signs":[]}`, `{"product":"01979b5e-0000-7000-8000-000000000000","at":"0000-01-01T00:00:00Z"}`, `{"text":"Aqua","at":"9999-12-31T23:59:59Z"}`,
	} {
		f.Add(seed)
	}
	b := opened(f)
	course, product, _, _, _ := filled(b)
	f.Fuzz(func(t *testing.T, body string) {
		for _, q := range []asked{
			{method: http.MethodPost, path: "/courses"},
			{method: http.MethodPost, path: "/products"},
			{method: http.MethodPost, path: "/answered"},
			{method: http.MethodPost, path: "/courses/" + course + "/check-ins"},
			{method: http.MethodPost, path: "/courses/" + course + "/checks"},
			{method: http.MethodPost, path: "/courses/" + course + "/uses"},
			{method: http.MethodPut, path: "/person", match: `"1"`},
			{method: http.MethodPut, path: "/products/" + product + "/shelving", match: `"1"`},
			{method: http.MethodPost, path: "/courses/" + course + "/photos"},
		} {
			q.body, q.media = body, "application/json"
			if strings.HasSuffix(q.path, "photos") {
				q.media = "image/png"
			}
			r := b.fuzzed(t, q)
			if where := r.header.Get("Location"); r.status == http.StatusCreated && where != "" && !strings.HasSuffix(where, "/answered") {
				b.fuzzed(t, get(strings.TrimPrefix(where, "/api/v1")))
			}
		}
	})
}

// FuzzCursor: a cursor is one that was given out, or a problem.
func FuzzCursor(f *testing.F) {
	b := opened(f)
	for range 3 {
		b.added("/products", `{"name":"x"}`)
	}
	next, _ := b.ask(http.StatusOK, get("/products?limit=1")).json(f)["next"].(string)
	for _, seed := range []string{next, next[1:], "", "x", strings.Repeat("A", 48), "=", "é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cursor string) {
		r := httptest.NewRequest(http.MethodGet, "/api/v1/products", nil)
		r.URL.RawQuery = "cursor=" + strings.NewReplacer("%", "%25", "&", "%26", "#", "%23", "+", "%2B", ";", "%3B", " ", "%20").Replace(cursor)
		w := httptest.NewRecorder()
		b.api.ServeHTTP(w, r)
		if good := cursor == "" || cursor == next; good != (w.Code == http.StatusOK) || w.Code >= 500 {
			t.Fatalf("%q: %d %s", cursor, w.Code, w.Body)
		}
	})
}

// fuzzed asks for a test of its own and refuses faults of our own.
func (b *bench) fuzzed(t *testing.T, q asked) *replied {
	t.Helper()
	b.t = t // a fuzz target runs in one goroutine
	r := b.do(q)
	if r.status >= http.StatusInternalServerError {
		t.Fatalf("%s %s %q: %d %s", q.method, q.path, q.body, r.status, r.body)
	}
	return r
}
