package house

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
)

// Answer is what a request brought.
type Answer struct {
	Status int
	At     string // where the browser is after following where it was sent
	Body   string
	Text   string // the body without tags, as a person reads it
	Header http.Header
}

// Step is the address of a step of the journey that a page belongs to.
func (a Answer) Step(n int) string {
	return a.At[:strings.LastIndexByte(a.At, '/')+1] + fmt.Sprint(n)
}

var tags = regexp.MustCompile(`(?s)<script.*?</script>|<style.*?</style>|<[^>]*>`)

// Do sends a request and follows where the answer sends the browser.
func (h *House) Do(r *http.Request) Answer {
	h.T.Helper()
	w := httptest.NewRecorder()
	h.mux.ServeHTTP(w, r)
	got := w.Result()
	if got.StatusCode == http.StatusSeeOther {
		return h.Get(got.Header.Get("Location"))
	}
	b, err := io.ReadAll(got.Body)
	h.Must(err)
	text := strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(string(b), " "))), " ")
	return Answer{got.StatusCode, r.URL.String(), string(b), text, got.Header}
}

// Get asks for a page.
func (h *House) Get(address string) Answer {
	h.T.Helper()
	return h.Do(httptest.NewRequest(http.MethodGet, address, http.NoBody))
}

// Post sends a form of names and values, with a fresh key where they hold none.
func (h *House) Post(address string, pairs ...string) Answer {
	h.T.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	if !form.Has("once") {
		form.Set("once", h.FormKey())
	}
	return h.Send(address, form.Encode())
}

// Send sends the body of a form as it stands, well formed or not.
func (h *House) Send(address, body string) Answer {
	h.T.Helper()
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.Do(r)
}

// Says fails where a page lacks a text.
func (h *House) Says(a Answer, texts ...string) {
	h.T.Helper()
	for _, want := range texts {
		if !strings.Contains(a.Text, want) {
			h.T.Errorf("%s (%d) does not say %q:\n%.1200s", a.At, a.Status, want, a.Text)
		}
	}
}

// SaysNot fails where a page has a text.
func (h *House) SaysNot(a Answer, texts ...string) {
	h.T.Helper()
	for _, not := range texts {
		if strings.Contains(a.Text, not) {
			h.T.Errorf("%s says %q", a.At, not)
		}
	}
}

// Field is the value of a hidden field of a page.
func (h *House) Field(a Answer, name string) string {
	h.T.Helper()
	m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(a.Body)
	if m == nil {
		h.T.Fatalf("%s has no field %s", a.At, name)
	}
	return m[1]
}
