package record_test

import (
	"context"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/testkit"
	"skinafter/internal/web/frame"
	"skinafter/internal/web/record"
)

// house is the pages of this package over a store of its own, at a time of its own.
type house struct {
	t     testing.TB
	care  *clinic.Care
	frame *frame.Frame
	mux   *http.ServeMux
	now   *atomic.Int64 // Unix seconds
	keys  int
}

// start is a Sunday noon in Berlin.
var start = time.Date(2026, 11, 22, 11, 0, 0, 0, time.UTC)

const zone = "Europe/Berlin"

func open(t testing.TB) *house {
	t.Helper()
	h := &house{t: t, now: &atomic.Int64{}}
	h.now.Store(start.Unix())
	ctx := context.Background()
	store, err := sqlite.Open(ctx, sqlite.Options{Dir: t.TempDir(), Now: h.clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	facts := testkit.Facts(t)
	h.care = clinic.New(store, facts, h.clock, clinic.None)
	if err := h.care.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	berlin, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	f, err := frame.New(frame.Options{Care: h.care, Facts: facts, Files: map[string]fs.FS{"record": record.Files, "diary": os.DirFS("../diary")}, Now: h.clock, Zone: berlin, Pseudo: true})
	if err != nil {
		t.Fatal(err)
	}
	h.frame, h.mux = f, http.NewServeMux()
	// The start, which the journeys end on and which is a page of the diary.
	h.mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "the start") })
	for _, r := range append(record.Routes(f), f.Assets.Route()) {
		h.mux.Handle(r.Pattern, f.Serve(r))
	}
	return h
}

func (h *house) clock() time.Time { return time.Unix(h.now.Load(), 0).UTC() }

// later lets time pass.
func (h *house) later(d time.Duration) { h.now.Add(int64(d.Seconds())) }

func (h *house) key() clinic.Once {
	h.keys++
	return clinic.NewOnce(fmt.Sprintf("test-%d", h.keys), "test", h.keys)
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// needled keeps a face needled 1 mm, so long ago.
func (h *house) needled(ago time.Duration) clinic.ID {
	h.t.Helper()
	ended := h.clock().Add(-ago)
	saved, err := h.care.StartCourse(context.Background(), h.key(), clinic.Course{
		Modality: skinafter.Needling, DepthMM: 1, Area: "face", Ended: clinic.Span{First: ended, Last: ended}, Zone: zone,
		Provider: clinic.Provider{Setting: "clinic"},
	})
	h.must(err)
	return saved.ID
}

// person changes what is known of the person.
func (h *house) person(change func(*clinic.Person)) {
	h.t.Helper()
	self, err := h.care.Self(context.Background())
	h.must(err)
	change(&self.Body)
	_, err = h.care.SavePerson(context.Background(), h.key(), self.Version, self.Body)
	h.must(err)
}

// answer is what a request brought.
type answer struct {
	status int
	at     string // where the browser is after following where it was sent
	body   string
	text   string // the body without tags
	header http.Header
}

var tags = regexp.MustCompile(`(?s)<script.*?</script>|<style.*?</style>|<[^>]*>`)

func (h *house) do(r *http.Request) answer {
	h.t.Helper()
	w := httptest.NewRecorder()
	h.mux.ServeHTTP(w, r)
	got := w.Result()
	if got.StatusCode == http.StatusSeeOther {
		return h.get(got.Header.Get("Location"))
	}
	b, err := io.ReadAll(got.Body)
	h.must(err)
	text := strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(string(b), " "))), " ")
	return answer{got.StatusCode, r.URL.String(), string(b), text, got.Header}
}

func (h *house) get(address string) answer {
	h.t.Helper()
	return h.do(httptest.NewRequest(http.MethodGet, address, http.NoBody))
}

// post sends a form, with a fresh key where none is given.
func (h *house) post(address string, pairs ...string) answer {
	h.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	if !form.Has("once") {
		h.keys++
		form.Set("once", fmt.Sprintf("form-%d", h.keys))
	}
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.do(r)
}

func (h *house) says(a answer, texts ...string) {
	h.t.Helper()
	for _, want := range texts {
		if !strings.Contains(a.text, want) {
			h.t.Errorf("%s (%d) does not say %q:\n%.1200s", a.at, a.status, want, a.text)
		}
	}
}

func (h *house) saysNot(a answer, texts ...string) {
	h.t.Helper()
	for _, not := range texts {
		if strings.Contains(a.text, not) {
			h.t.Errorf("%s says %q", a.at, not)
		}
	}
}

// step is the address of a step of the journey that a page belongs to.
func (a answer) step(n int) string {
	return a.at[:strings.LastIndexByte(a.at, '/')+1] + fmt.Sprint(n)
}

// field is a hidden field of a page.
func (h *house) field(a answer, name string) string {
	h.t.Helper()
	m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(a.body)
	if m == nil {
		h.t.Fatalf("%s has no field %s", a.at, name)
	}
	return m[1]
}

// course is the newest course.
func (h *house) course() clinic.Record[clinic.Course] {
	h.t.Helper()
	c, there, err := h.care.Current(context.Background())
	h.must(err)
	if !there {
		h.t.Fatal("no course is kept")
	}
	return c
}
