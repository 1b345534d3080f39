package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"skinafter/internal/store/sqlite"
	"skinafter/internal/web/api"
	"skinafter/skin"
)

func TestBadRecordsAreRefusedWithAPlace(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course, product, _, _, _ := filled(b)
	const none = "01979b5e-0000-7000-8000-000000000000"
	for _, c := range []struct {
		name, method, path, body string
		status                   int
		place                    string
	}{
		{"a year to come", "PUT", "/person", `{"birth_year":2190}`, 422, "#/birth_year"},
		{"a condition that is none", "PUT", "/person", `{"conditions":["rosacea","x"]}`, 422, "#/conditions/1"},
		{"a purpose that is none", "PUT", "/person", `{"purpose":"fun"}`, 422, "#/purpose"},
		{"a field that is none", "PUT", "/person", `{"name":"Eve"}`, 422, "#/name"},
		{"a treatment that is none", "POST", "/courses", `{"modality":"waxing"}`, 422, "#/modality"},
		{"times in the wrong order", "POST", "/courses", `{"zone":"UTC","ended":{"first":"2026-11-18T12:00:00Z","last":"2026-11-17T12:00:00Z"}}`, 422, "#/ended"},
		{"a time without its offset", "POST", "/courses", `{"zone":"UTC","ended":{"first":"2026-11-18T12:00","last":"2026-11-18T12:00"}}`, 422, "#/ended/first"},
		{"a zone that is none", "POST", "/courses", `{"zone":"Mars/Base","ended":{"first":"2026-11-18T12:00:00Z","last":"2026-11-18T12:00:00Z"}}`, 422, "#/zone"},
		{"a sign that is none", "POST", "/courses/" + course + "/check-ins", `{"signs":[{"code":"pain"},{"code":"ouch"}]}`, 422, "#/signs/1/code"},
		{"a severity that is none", "POST", "/courses/" + course + "/check-ins", `{"signs":[{"code":"pain","severity":"awful"}]}`, 422, "#/signs/0/severity"},
		{"a check-in to come", "POST", "/courses/" + course + "/check-ins", `{"signs":[],"at":"2027-01-01T00:00:00Z"}`, 422, "#/at"},
		{"no signs", "POST", "/courses/" + course + "/check-ins", `{}`, 422, "#"},
		{"a check-in of no course", "POST", "/courses/" + none + "/check-ins", `{"signs":[]}`, 404, ""},
		{"an id that is none", "GET", "/courses/xyz", "", 404, ""},
		{"a course that is none", "GET", "/courses/" + none, "", 404, ""},
		{"a product that is none", "POST", "/courses/" + course + "/uses", `{"product":"` + none + `","when":"after"}`, 422, "#/product"},
		{"a use at no time", "POST", "/courses/" + course + "/uses", `{"product":"` + product + `","when":"soon"}`, 422, "#/when"},
		{"a barcode that is none", "POST", "/products", `{"name":"x","barcode":"123"}`, 422, "#/barcode"},
		{"a barcode twice", "POST", "/products", `{"name":"x","barcode":"4006381333931"}`, 409, ""},
		{"nothing of a product", "POST", "/products", `{}`, 422, "#/label"},
		{"a barcode to look for that is none", "GET", "/products?barcode=123", "", 422, "barcode"},
		{"a topic that is none", "POST", "/answered", `{"topics":["weather"]}`, 422, "#/topics/0"},
		{"a topic of readiness that is none", "GET", "/courses/" + course + "/readiness?answered=weather", "", 422, "answered"},
		{"a product that was used", "DELETE", "/products/" + product, "", 409, ""},
		{"a course that settled nothing", "GET", "/answered?course=" + none, "", 422, "course"},
		{"another language", "GET", "/courses/" + course + "/calendar.ics?lang=fr", "", 422, "lang"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := asked{method: c.method, path: c.path, body: c.body}
			if c.method == http.MethodPut || c.method == http.MethodDelete {
				q.match = `"1"`
			}
			places(t, b.ask(c.status, q), c.place)
		})
	}
}

func TestPhotosThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.added("/courses", needled)
	path := "/courses/" + course + "/photos"
	for _, c := range []struct {
		name, media, body string
		status            int
	}{
		{"an SVG", "image/svg+xml", "<svg/>", 415},
		{"an SVG that says it is a PNG", "image/png", "<svg xmlns='http://www.w3.org/2000/svg'/>", 422},
		{"a header of 40,000 by 40,000 pixels", "image/png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x9c\x40\x00\x00\x9c\x40\x08\x02\x00\x00\x00\x00\x00\x00\x00", 422},
		{"nothing", "image/png", "", 400},
		{"more than a photo has", "image/jpeg", strings.Repeat("x", skin.Usual().Bytes+2), 413},
	} {
		b.ask(c.status, asked{method: http.MethodPost, path: path, body: c.body, media: c.media})
	}
	if got := list(t, b.ask(http.StatusOK, get(path))); len(got) > 0 {
		t.Errorf("kept: %v", got)
	}
}

func TestUnknownAddressesAndMethodsAreProblems(t *testing.T) {
	t.Parallel()
	b := opened(t)
	b.ask(http.StatusNotFound, get("/nothing"))
	r := b.ask(http.StatusMethodNotAllowed, asked{method: http.MethodPatch, path: "/person", body: "{}"})
	if r.header.Get("Allow") != "GET, HEAD, PUT, DELETE" {
		t.Errorf("Allow: %s", r.header.Get("Allow"))
	}
	w := httptest.NewRecorder()
	b.api.ServeHTTP(w, httptest.NewRequest(http.MethodHead, "/api/v1/person", nil))
	if w.Code != http.StatusOK || w.Body.Len() > 0 || w.Header().Get("ETag") != `"1"` {
		t.Errorf("HEAD: %d, %d bytes, %v", w.Code, w.Body.Len(), w.Header())
	}
}

// TestFaultsOfOurOwnShowNothingOfTheInside breaks the store under the API.
func TestFaultsOfOurOwnShowNothingOfTheInside(t *testing.T) {
	t.Parallel()
	b := opened(t)
	dir := t.TempDir()
	store, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir, Now: b.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	b.over(store)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	for _, q := range []asked{get("/person"), get("/courses"), post("/courses", needled), post("/labels", `{"text":"Aqua"}`), {method: http.MethodPost, path: "/export", key: "-"}} {
		r := b.do(q)
		if r.status < 500 || bytes.Contains(r.body, []byte("sql")) || bytes.Contains(r.body, []byte(dir)) || bytes.Contains(r.body, []byte("goroutine")) {
			t.Errorf("%s %s: %d %s", q.method, q.path, r.status, r.body)
		}
		if ref, _ := r.json(t)["ref"].(string); len(ref) != 8 {
			t.Errorf("%s %s: no ref: %s", q.method, q.path, r.body)
		}
	}
	health := httptest.NewRecorder()
	b.api.ServeHTTP(health, httptest.NewRequest(http.MethodGet, "/health/ready", nil))
	if health.Code != http.StatusServiceUnavailable || strings.Contains(health.Body.String(), dir) {
		t.Errorf("ready: %d %s", health.Code, health.Body)
	}
	live := httptest.NewRecorder()
	b.api.ServeHTTP(live, httptest.NewRequest(http.MethodGet, "/health/live", nil))
	if live.Code != http.StatusOK {
		t.Errorf("live: %d", live.Code)
	}
}

func TestAHealthyProgramIsReady(t *testing.T) {
	t.Parallel()
	b := opened(t)
	w := httptest.NewRecorder()
	b.api.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/health/ready", nil))
	var found struct {
		Status string
		Checks map[string]string
	}
	if err := json.Unmarshal(w.Body.Bytes(), &found); err != nil || w.Code != http.StatusOK || found.Status != "ready" {
		t.Fatalf("%d %s %v", w.Code, w.Body, err)
	}
	for _, name := range []string{"database", "knowledge", "audit"} {
		if found.Checks[name] != "ok" {
			t.Errorf("%s: %q", name, found.Checks[name])
		}
	}
}

func TestTheDocumentIsServedTwice(t *testing.T) {
	t.Parallel()
	b := opened(t)
	if b.doc["openapi"] != "3.1.0" {
		t.Errorf("openapi %v", b.doc["openapi"])
	}
	w := httptest.NewRecorder()
	b.api.ServeHTTP(w, httptest.NewRequest(http.MethodGet, api.Root+"/openapi.yaml", nil))
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "openapi: 3.1.0") {
		t.Errorf("%d %.100s", w.Code, w.Body)
	}
	if path := os.Getenv("SKINAFTER_OPENAPI"); path != "" {
		if err := os.WriteFile(path, b.api.Document(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
