package api_test

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"skinafter/internal/web/api"
	"skinafter/internal/web/frame"
)

func TestTheDocumentIsAPageThatNeedsNoScript(t *testing.T) {
	t.Parallel()
	b := opened(t)
	f, err := frame.New(frame.Options{Care: b.care, Facts: b.care.Facts(), Files: map[string]fs.FS{"api": api.Files}})
	if err != nil {
		t.Fatal(err)
	}
	a, err := api.New(api.Options{Care: b.care, Frame: f})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "de"} {
		r := httptest.NewRequest(http.MethodGet, api.Root+"/docs", nil)
		r.Header.Set("Accept-Language", lang)
		w := httptest.NewRecorder()
		a.ServeHTTP(w, r)
		page := w.Body.String()
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || !strings.Contains(page, `<html lang="`+lang+`"`) {
			t.Fatalf("%s: %d %v %.300s", lang, w.Code, w.Header(), page)
		}
		paths, _ := b.doc["paths"].(map[string]any)
		for path, item := range paths {
			for method, op := range item.(map[string]any) {
				id, _ := op.(map[string]any)["operationId"].(string)
				if !strings.Contains(page, `id="`+id+`"`) || !strings.Contains(page, api.Root+path) {
					t.Errorf("%s: %s %s is not on the page", lang, method, path)
				}
			}
		}
		schemas, _ := b.doc["components"].(map[string]any)["schemas"].(map[string]any)
		for name := range schemas {
			if !strings.Contains(page, `id="schema-`+name+`"`) {
				t.Errorf("%s: the schema %s is not on the page", lang, name)
			}
		}
		for _, anchor := range []string{"problem-stale", "problem-invalid", "problem-internal"} {
			if !strings.Contains(page, `id="`+anchor+`"`) {
				t.Errorf("%s: no %s", lang, anchor)
			}
		}
		if strings.Contains(page, "ZgotmplZ") || strings.Contains(page, " style=") || strings.Contains(page, "https://") {
			t.Errorf("%s: the page holds what it must not", lang)
		}
	}
}
