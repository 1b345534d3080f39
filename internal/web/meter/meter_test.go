package meter_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/testkit"
	"skinafter/internal/web/meter"
)

// told is what a meter tells.
func told(m *meter.Meter) string {
	w := httptest.NewRecorder()
	m.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	return w.Body.String()
}

func TestRequestsAreCountedByRouteAndClass(t *testing.T) {
	t.Parallel()
	m := &meter.Meter{Info: map[string]string{"knowledge": "2026.1", "version": "a\"b\\c\n"}}
	m.Observe("GET /check", 200, 3*time.Millisecond)
	m.Observe("GET /check", 204, 30*time.Second)
	m.Observe("GET /check", 404, time.Millisecond)
	m.Observe("", 0, 0)
	text := told(m)
	for _, line := range []string{
		`skinafter_info{knowledge="2026.1",version="a\"b\\c\n"} 1`,
		`skinafter_requests_total{route="GET /check",class="2xx"} 2`,
		`skinafter_requests_total{route="GET /check",class="4xx"} 1`,
		`skinafter_requests_total{route="other",class="other"} 1`,
		`skinafter_request_seconds_bucket{route="GET /check",le="0.001"} 1`,
		`skinafter_request_seconds_bucket{route="GET /check",le="0.005"} 2`,
		`skinafter_request_seconds_bucket{route="GET /check",le="+Inf"} 3`,
		`skinafter_request_seconds_count{route="GET /check"} 3`,
		`skinafter_commits_total 0`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no line %s in\n%s", line, text)
		}
	}
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "# ") && len(strings.Fields(line)) < 2 {
			t.Errorf("no line of the format: %q", line)
		}
	}
}

// TestWritesAreCountedWhereTheyWereKept wraps a real store.
func TestWritesAreCountedWhereTheyWereKept(t *testing.T) {
	t.Parallel()
	real, err := sqlite.Open(t.Context(), sqlite.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = real.Close() })
	m := &meter.Meter{}
	care := clinic.New(m.Store(real), testkit.Facts(t), time.Now, clinic.None)
	if err := care.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if _, err := care.AddProduct(t.Context(), clinic.NewOnce(fmt.Sprint(i), "add", i), clinic.Product{Name: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := care.AddProduct(t.Context(), clinic.NewOnce("0", "add", 0), clinic.Product{Name: "x"}); err != nil {
		t.Fatal(err) // the same again: nothing is written
	}
	if _, err := care.SavePerson(t.Context(), clinic.NewOnce("p", "save", 0), 9, clinic.Person{}); !errors.Is(err, clinic.ErrStale) {
		t.Fatal(err)
	}
	text := told(m)
	for _, line := range []string{
		`skinafter_rows_written_total{kind="product"} 3`, `skinafter_rows_written_total{kind="person"} 1`,
		`skinafter_commits_total 4`, `skinafter_commits_failed_total 0`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no line %s in\n%s", line, text)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := care.AddProduct(gone, clinic.NewOnce("9", "add", 9), clinic.Product{Name: "x"}); err == nil {
		t.Fatal("a write without time was kept")
	}
	if text := told(m); !strings.Contains(text, "skinafter_commits_failed_total 1\n") {
		t.Errorf("a write that the store gave up is not counted:\n%s", text)
	}
}

func ExampleMeter() {
	m := &meter.Meter{}
	m.Observe("GET /check", 200, time.Millisecond)
	fmt.Println(strings.Contains(told(m), `skinafter_requests_total{route="GET /check",class="2xx"} 1`))
	// Output: true
}
