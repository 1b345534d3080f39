package journeys_test

import (
	"strings"
	"testing"

	"skinafter/internal/testkit/browser"
)

// Budgets of a page that is opened for the first time.
const (
	mostBytes    = 60 << 10
	mostRequests = 6
)

func TestTheFirstLoadIsSmall(t *testing.T) {
	t.Parallel()
	h := open(t, filled)
	for _, path := range []string{"/", "/check", "/check-in", "/timeline", "/plan", "/shelf", "/help", "/sources"} {
		p := h.phone(browser.Look{Name: "first load"}).Visit(path) // a browser that knows nothing yet
		weigh(t, p, path)
	}
}

func TestALongVerdictIsSmall(t *testing.T) {
	t.Parallel()
	h := open(t, treated)
	p := h.phone(browser.Look{Name: "first load"}).Visit("/check")
	p.Fill("text", "Aqua, "+strings.Repeat("Retinol, Parfum, Glycolic Acid, Salicylic Acid, Niacinamide, Ascorbic Acid, ", 5)+"Glycerin")
	p.Own()
	p.Tap("Show the answer").Sees("Retinol")
	weigh(t, p, "a verdict on 32 ingredients")
}

// weigh holds what a page needed to the budgets.
func weigh(t *testing.T, p *browser.Phone, name string) {
	t.Helper()
	var bytes int64
	n := 0
	for _, r := range p.Own() {
		if !strings.HasPrefix(r.URL, "data:") {
			n++
			bytes += r.Bytes
		}
	}
	t.Logf("%s: %d bytes in %d requests", name, bytes, n)
	if n == 0 || n > mostRequests || bytes > mostBytes || bytes < 1000 {
		t.Errorf("%s: %d bytes in %d requests; at most %d in %d are allowed", name, bytes, n, mostBytes, mostRequests)
	}
}
