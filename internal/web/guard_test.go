package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"skinafter/knowledge"
)

// TestAPageThatBreaksTellsNothingOfTheInside lets a page break off and looks at what a stranger
// and the log see.
func TestAPageThatBreaksTellsNothingOfTheInside(t *testing.T) {
	t.Parallel()
	base, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s, err := New(Options{Facts: base, Broken: http.ErrAbortHandler, Zone: time.UTC, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /breaks", func(http.ResponseWriter, *http.Request) {
		var list []string
		_ = list[len(list)] // what a mistake of ours looks like
	})
	mux.HandleFunc("GET /late", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("half a page"))
		var nothing *Server
		nothing.routes = nil
	})
	handler := s.guard(mux)
	ask := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = "localhost"
		handler.ServeHTTP(w, r)
		return w
	}
	w := ask("/breaks")
	page := w.Body.String()
	if w.Code != http.StatusInternalServerError || !strings.Contains(page, "The fault is ours") || !strings.Contains(page, `href="/help"`) {
		t.Errorf("%d\n%s", w.Code, page)
	}
	for _, inside := range []string{"goroutine", "runtime error", "index out of range", ".go:"} {
		if strings.Contains(page, inside) {
			t.Errorf("the page says %q", inside)
		}
	}
	if got := ask("/late").Body.String(); got != "half a page" {
		t.Errorf("after half a page came %q", got)
	}
	if said := log.String(); strings.Contains(said, "index out of range") || !strings.Contains(said, "a page broke") || !strings.Contains(said, "TestAPageThatBreaks") {
		t.Errorf("the log says\n%s", said)
	}
}

// TestLargeRequestsOfProgramsTakeTurns holds every place and asks once more.
func TestLargeRequestsOfProgramsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		base, err := knowledge.Load(knowledge.Embedded())
		if err != nil {
			t.Fatal(err)
		}
		s, err := New(Options{Facts: base, Broken: http.ErrAbortHandler, Zone: time.UTC})
		if err != nil {
			t.Fatal(err)
		}
		handler := s.inTurn(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			time.Sleep(time.Minute)
			w.WriteHeader(http.StatusNoContent)
		}))
		var all sync.WaitGroup
		var counts [600]atomic.Int32
		for range 5 {
			all.Go(func() {
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/api/v1/courses/x/photos", strings.NewReader(strings.Repeat("x", 1<<20))))
				counts[w.Code].Add(1)
				if w.Code == http.StatusServiceUnavailable && !strings.Contains(w.Body.String(), "Try again") {
					t.Errorf("it says %s", w.Body)
				}
			})
		}
		all.Wait()
		if went, busy := counts[http.StatusNoContent].Load(), counts[http.StatusServiceUnavailable].Load(); went != 3 || busy != 2 {
			t.Errorf("%d went through, %d were asked to wait", went, busy)
		}
	})
}

func TestAnAddressOutsideTheAppIsNotFollowed(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"/": "/", "/shelf": "/shelf", "/sources?q=retinol": "/sources?q=retinol",
		"": "/", "shelf": "/", "//x": "/", "/\\x": "/", "http://x": "/", "/a\nb": "/", "/ä": "/", "/" + strings.Repeat("a", 400): "/",
	} {
		if got := inside(address); got != want {
			t.Errorf("%q leads to %q, want %q", address, got, want)
		}
	}
}
