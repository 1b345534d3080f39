package journeys_test

import (
	"context"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/demo"
	"skinafter/internal/testkit"
	"skinafter/internal/testkit/browser"
	"skinafter/internal/testkit/house"
	"skinafter/internal/web"
	"skinafter/internal/web/meter"
)

// night is the time of every journey: a Sunday, 22:40 in Berlin.
var night = time.Date(2026, 11, 22, 21, 40, 0, 0, time.UTC)

// app is the program over a database of its own.
type app struct {
	t    *testing.T
	care *clinic.Care
	base string
}

// fill says what is in the record when a journey begins.
type fill int

const (
	empty   fill = iota
	treated      // a course of 20 hours, nothing else
	filled       // the demonstration: a course of two days, products, uses, check-ins
)

// open serves an app. It ends with the test.
func open(t *testing.T, with fill) *app {
	t.Helper()
	ctx := context.Background()
	now := func() time.Time { return night }
	zone, err := time.LoadLocation("Europe/Berlin")
	must(t, err)
	count := &meter.Meter{}
	care := house.Settled(t, count.Store(house.Store(t, now)), now)
	switch with {
	case empty:
	case treated:
		ended := night.Add(-20 * time.Hour)
		c := clinic.Course{Modality: skinafter.Needling, DepthMM: 1.5, Area: "face", Ended: clinic.Span{First: ended, Last: ended}, Zone: zone.String()}
		_, err := care.StartCourse(ctx, clinic.NewOnce("course", "course", c), c)
		must(t, err)
	case filled:
		must(t, demo.Fill(ctx, care, zone))
	}
	server, err := web.New(web.Options{Care: care, Facts: testkit.Facts(t), Now: now, Zone: zone, Pseudo: true, Meter: count})
	must(t, err)
	s := httptest.NewServer(server.Handler())
	t.Cleanup(s.Close)
	return &app{t: t, care: care, base: s.URL}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// phone opens the app on a phone. When the journey is over it demands what holds for every
// journey: nothing went elsewhere, no address tells anything, the browser keeps nothing.
func (h *app) phone(look browser.Look) *browser.Phone {
	h.t.Helper()
	p := browser.Open(h.t, h.base, look)
	h.t.Cleanup(func() {
		if h.t.Failed() {
			return // the page may be gone
		}
		for _, r := range p.Own() {
			if told := tells(r.URL); told != "" {
				h.t.Errorf("the address %s tells %q", r.URL, told)
			}
		}
		p.Quiet().Forgets()
	})
	return p
}

// Parts of addresses that tell nothing about a person: the names of pages, random ids, numbers
// of steps, names of assets.
var (
	opaque = regexp.MustCompile(`^([0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|[0-9]{1,3})$`)
	asset  = regexp.MustCompile(`^/assets/[0-9a-z.-]+\.(css|js|svg)$`)
	word   = map[string]bool{
		"": true, "check": true, "any": true, "check-in": true, "result": true, "shelf": true, "new": true, "use": true, "remove": true,
		"timeline": true, "plan": true, "photos": true, "image": true, "help": true, "course": true, "courses": true, "edit": true, "uses": true, "unuse": true,
		"passport": true, "print": true, "session": true, "before": true, "health": true, "my-data": true, "settings": true, "calendar": true,
		"export": true, "erase": true, "audit": true, "language": true, "api": true, "v1": true, "docs": true, "openapi.json": true, "nowhere": true,
	}
)

// tells is the part of an address that says more than which page it is. The library of rules
// and sources is the same for everybody: its addresses name rules, as those of a book do.
func tells(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return address
	case u.Scheme == "data", asset.MatchString(u.Path), strings.HasPrefix(u.Path, "/sources") && u.RawQuery == "":
		return ""
	case u.RawQuery != "" && !regexp.MustCompile(`^country=([a-z]{2})?$`).MatchString(u.RawQuery):
		return u.RawQuery
	}
	for part := range strings.SplitSeq(strings.Trim(u.Path, "/"), "/") {
		if !word[part] && !opaque.MatchString(part) {
			return part
		}
	}
	return ""
}

func TestAddressesThatTellSomethingAreNoticed(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"http://127.0.0.1:1/": "", "http://127.0.0.1:1/check-in/019f0000-0000-7000-8000-000000000000/12": "",
		"http://127.0.0.1:1/assets/app-0a1b2c.css": "", "http://127.0.0.1:1/help?country=de": "", "http://127.0.0.1:1/sources/rule/pus": "",
		"http://127.0.0.1:1/check?text=retinol": "text=retinol", "http://127.0.0.1:1/check-in/redness": "redness",
		"http://127.0.0.1:1/sources?q=pus": "q=pus", "http://127.0.0.1:1/course/needling/edit": "needling", "data:,": "",
	} {
		if got := tells(address); got != want {
			t.Errorf("%s tells %q, want %q", address, got, want)
		}
	}
}

// both goes through a journey with JavaScript and without.
func both(t *testing.T, with fill, journey func(h *app, p *browser.Phone)) {
	t.Helper()
	for _, look := range []browser.Look{{Name: "with script"}, {Name: "without script", NoScript: true}} {
		t.Run(look.Name, func(t *testing.T) {
			t.Parallel()
			h := open(t, with)
			journey(h, h.phone(look))
		})
	}
}

// atMost holds a journey to its number of taps.
func atMost(t *testing.T, p *browser.Phone, taps int) {
	t.Helper()
	t.Logf("%d taps, %s", p.Taps(), p.Look().Name)
	if p.Taps() > taps {
		t.Errorf("%d taps, at most %d are allowed", p.Taps(), taps)
	}
}
