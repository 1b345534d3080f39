package house

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/demo"
	"skinafter/internal/testkit"
	"skinafter/internal/web/frame"
)

// Zone is where the person of a House lives.
const Zone = "Europe/Berlin"

// Start is the time at which a House opens: a Sunday noon in Berlin.
func Start() time.Time { return time.Date(2026, 11, 22, 11, 0, 0, 0, time.UTC) }

// House is the pages of one package over a record of its own, at a time of its own.
type House struct {
	*Clock
	// T is the test that is told. A fuzz target sets it anew for every input.
	T     testing.TB
	Care  *clinic.Care
	Frame *frame.Frame
	mux   *http.ServeMux
	keys  int
}

// Open opens the pages: routes makes their actions, files are their templates and assets by
// the name of the package, with those of the packages whose templates they share. Where no
// route is the start, a page stands in for it, because journeys end there.
func Open(t testing.TB, files map[string]fs.FS, routes func(*frame.Frame) []frame.Route) *House {
	t.Helper()
	h := &House{Clock: ClockAt(Start()), T: t, mux: http.NewServeMux()}
	h.Care = Care(t, h.Now)
	berlin, err := time.LoadLocation(Zone)
	h.Must(err)
	h.Frame, err = frame.New(frame.Options{Care: h.Care, Facts: testkit.Facts(t), Files: files, Now: h.Now, Zone: berlin, Pseudo: true})
	h.Must(err)
	all := append(routes(h.Frame), h.Frame.Assets.Route())
	for _, r := range all {
		h.mux.Handle(r.Pattern, h.Frame.Serve(r))
	}
	const start = "GET /{$}"
	if !slices.ContainsFunc(all, func(r frame.Route) bool { return r.Pattern == start }) {
		h.mux.HandleFunc(start, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "the start") })
	}
	return h
}

// Serve serves the pages to a browser until the test ends; it returns their address.
func (h *House) Serve() string {
	s := httptest.NewServer(h.mux)
	h.T.Cleanup(s.Close)
	return s.URL
}

// Key is a new key for a write that a test makes past the pages.
func (h *House) Key() clinic.Once {
	h.keys++
	return clinic.NewOnce(fmt.Sprintf("test-%d", h.keys), "test", h.keys)
}

// FormKey is a new key as a form carries it.
func (h *House) FormKey() string {
	h.keys++
	return fmt.Sprintf("form-%d", h.keys)
}

// Must ends the test where something failed that the test does not ask about.
func (h *House) Must(err error) {
	h.T.Helper()
	if err != nil {
		h.T.Fatal(err)
	}
}

// Needled keeps a face needled 1 mm deep, so long ago.
func (h *House) Needled(ago time.Duration) clinic.ID {
	h.T.Helper()
	ended := h.Now().Add(-ago)
	saved, err := h.Care.StartCourse(h.T.Context(), h.Key(), clinic.Course{
		Modality: skinafter.Needling, DepthMM: 1, Area: "face", Ended: clinic.Span{First: ended, Last: ended}, Zone: Zone,
		Provider: clinic.Provider{Setting: "clinic"},
	})
	h.Must(err)
	return saved.ID
}

// Demonstrate keeps the course of the demonstration.
func (h *House) Demonstrate() {
	h.T.Helper()
	h.Must(demo.Fill(h.T.Context(), h.Care, h.Frame.Zone))
}

// Person changes what is known of the person.
func (h *House) Person(change func(*clinic.Person)) {
	h.T.Helper()
	self, err := h.Care.Self(h.T.Context())
	h.Must(err)
	change(&self.Body)
	_, err = h.Care.SavePerson(h.T.Context(), h.Key(), self.Version, self.Body)
	h.Must(err)
}

// Course is the newest course; a test that has kept none fails.
func (h *House) Course() clinic.Record[clinic.Course] {
	h.T.Helper()
	c, there, err := h.Care.Current(h.T.Context())
	h.Must(err)
	if !there {
		h.T.Fatal("no course is kept")
	}
	return c
}
