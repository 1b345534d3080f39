package frame_test

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/web/frame"
)

func serve(f *frame.Frame, handler frame.Handler, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "/x", nil)
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	f.Serve(frame.Route{Handler: handler}).ServeHTTP(w, r)
	return w
}

func TestEveryFaultHasAPageThatSaysWhatToDo(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	for name, c := range map[string]struct {
		err    error
		status int
		says   string
	}{
		"not found": {fmt.Errorf("reading: %w", clinic.ErrNotFound), 404, "not here"},
		"stale":     {clinic.ErrStale, 409, "changed somewhere else"},
		"exists":    {clinic.ErrExists, 409, "already"},
		"in use":    {clinic.ErrInUse, 409, "still needed"},
		"record":    {clinic.ErrRecord, 409, "keeps records"},
		"reused":    {clinic.ErrKeyReused, 409, "used before"},
		"newer":     {clinic.ErrNewer, 503, "newer version"},
		"damaged":   {clinic.ErrDamaged, 503, "skinafter doctor"},
		"read-only": {clinic.ErrReadOnly, 503, "read-only"},
		"busy":      {clinic.ErrBusy, 503, "in use"},
		"input":     {&skinafter.InputError{Field: "x", Value: "secret"}, 422, "could not be read"},
		"anything":  {errors.New(`insert "secret" failed`), 500, "The fault is ours"},
	} {
		w := serve(f, func(http.ResponseWriter, *http.Request) error { return c.err }, nil)
		page := w.Body.String()
		if w.Code != c.status || !strings.Contains(page, c.says) || !strings.Contains(page, `href="/help"`) || strings.Contains(page, "secret") || strings.Contains(page, "&lt;fault") {
			t.Errorf("%s: %d\n%s", name, w.Code, page)
		}
	}
}

func TestTwoTabsSeeBothTexts(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	w := serve(f, func(http.ResponseWriter, *http.Request) error {
		return frame.Stale("/course/1/edit", frame.Both{Name: "Note", Yours: "what I <typed>", Kept: "what is there"})
	}, nil)
	page := w.Body.String()
	for _, want := range []string{"what I &lt;typed&gt;", "what is there", `href="/course/1/edit"`, "What you wrote", "What is kept now"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestTheLanguageIsWhatTheBrowserAsksFor(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	for asked, want := range map[string]string{
		"": "en", "de": "de", "de-AT,de;q=0.9,en;q=0.8": "de", "fr,de;q=0.5": "de", "fr": "en", "en-GB": "en", "ar-XB": "ar-XB", "ar": "en",
		"*": "en", ";;;": "en", strings.Repeat("de,", 500): "en", "de;q=0.1,en;q=0.9": "en",
	} {
		w := serve(f, func(http.ResponseWriter, *http.Request) error { return frame.NotThere() }, func(r *http.Request) { r.Header.Set("Accept-Language", asked) })
		if !strings.Contains(w.Body.String(), `<html lang="`+want+`"`) {
			t.Errorf("%q gives %s", asked, w.Header().Get("Content-Language"))
		}
	}
}

func TestThePseudoLanguageLeavesNoEnglish(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	w := serve(f, func(http.ResponseWriter, *http.Request) error { return frame.NotThere() }, func(r *http.Request) { r.Header.Set("Accept-Language", "ar-XB") })
	page := w.Body.String()
	if !strings.Contains(page, `dir="rtl"`) {
		t.Error("it is not written from right to left")
	}
	text := regexp.MustCompile(`(?s)<(?:title|script|style|svg)[^>]*>.*?</(?:title|script|style|svg)>|<[^>]*>|Skinafter|Deutsch|English|2026[.0-9]*`).ReplaceAllString(page, " ")
	for _, word := range regexp.MustCompile(`[A-Za-z]{3,}`).FindAllString(text, -1) {
		if strings.ContainsAny(word, "aeiou") {
			t.Errorf("%q is plain English", word)
		}
	}
}

func TestAssetsAreCompressedKeptForEverAndFoundByTheirHash(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	address, err := f.Assets.Address("app.css")
	if err != nil || !regexp.MustCompile(`^/assets/app\.[0-9a-f]{12}\.css$`).MatchString(address) {
		t.Fatalf("%q, %v", address, err)
	}
	mux := http.NewServeMux()
	mux.Handle(f.Assets.Route().Pattern, f.Serve(f.Assets.Route()))
	ask := func(path, encoding, match string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Accept-Encoding", encoding)
		r.Header.Set("If-None-Match", match)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		return w
	}
	plain, small := ask(address, "", ""), ask(address, "br, gzip", "")
	z, err := gzip.NewReader(small.Body)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(z)
	if err != nil || string(unpacked) != plain.Body.String() || plain.Body.Len() == 0 {
		t.Errorf("compressed and plain differ: %v", err)
	}
	if !strings.Contains(small.Header().Get("Cache-Control"), "immutable") || small.Header().Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("headers: %v", small.Header())
	}
	if w := ask(address, "gzip;q=0", plain.Header().Get("ETag")); w.Code != http.StatusNotModified {
		t.Errorf("known already: %d", w.Code)
	}
	for _, path := range []string{"/assets/app.css", "/assets/app.000000000000.css", "/assets/..%2fframe.go"} {
		if w := ask(path, "", ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestAPageThatCannotBeShownSendsNothingOfIt(t *testing.T) {
	t.Parallel()
	base, err := facts()
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"templates/half.html": {Data: []byte(`{{define "title"}}x{{end}}{{define "main"}}the first half {{.Missing.Field}}{{end}}`)}}
	f, err := frame.New(frame.Options{Facts: base, Files: map[string]fs.FS{"own": files}})
	if err != nil {
		t.Fatal(err)
	}
	w := serve(f, func(w http.ResponseWriter, r *http.Request) error { return f.Page(w, r, "own/half", struct{}{}) }, nil)
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "first half") {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
	w = serve(f, func(w http.ResponseWriter, r *http.Request) error { return f.Page(w, r, "own/nothing", nil) }, nil)
	if w.Code != http.StatusInternalServerError {
		t.Errorf("a page that is not there: %d", w.Code)
	}
}

func TestATelephoneNumberIsALinkAndNoOtherSchemeIs(t *testing.T) {
	t.Parallel()
	base, err := facts()
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"templates/call.html": {Data: []byte(`{{define "title"}}x{{end}}{{define "main"}}{{range .}}{{template "link" .}}{{end}}{{end}}`)}}
	f, err := frame.New(frame.Options{Facts: base, Files: map[string]fs.FS{"own": files}})
	if err != nil {
		t.Fatal(err)
	}
	links := []frame.Link{{Href: "tel:112", Text: "Call", Kind: "call"}, {Href: "javascript:alert(1)", Text: "No"}, {Href: "tel:1\"><script>", Text: "No"}}
	page := serve(f, func(w http.ResponseWriter, r *http.Request) error { return f.Page(w, r, "own/call", links) }, nil).Body.String()
	if !strings.Contains(page, `href="tel:112"`) || strings.Contains(page, "javascript:") || strings.Count(page, "ZgotmplZ") != 2 {
		t.Errorf("%s", page)
	}
}
