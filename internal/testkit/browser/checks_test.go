package browser

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// flawed are pages with one flaw each; the checks must find it.
var flawed = map[string]string{
	"/good":    `<p>Nothing is wrong here.</p><p><a href="/good">Once more</a> with a sentence around it.</p>`,
	"/axe":     `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>A picture without words.</p>`,
	"/pale":    `<p style="color:#aaa;background:#fff">Pale words on white.</p>`,
	"/dark":    `<style>@media (prefers-color-scheme: dark) { p { color: #222; background: #111 } }</style><p>Pale at night.</p>`,
	"/forced":  `<style>@media (forced-colors: active) { p { forced-color-adjust: none; color: #ccc; background: #fff } }</style><p>Pale where colours are forced.</p>`,
	"/button":  `<p><a href="/good" style="display:block;color:#f6f4f0;background:#700">Painted in other colours where colours are forced</a></p>`,
	"/wide":    `<div style="width:700px;background:#eee">wide</div>`,
	"/cut":     `<div style="width:100px;overflow:hidden;white-space:nowrap">a long line that nobody can read to its end</div>`,
	"/large":   `<p style="white-space:nowrap">this line fits until the text grows larger</p>`,
	"/small":   `<button style="width:20px;height:20px;padding:0">x</button>`,
	"/chatty":  `<script>console.log('a secret', 7)</script>`,
	"/broken":  `<script>undefined.word</script>`,
	"/missing": `<script src="/nothing.js"></script>`,
	"/stores":  `<script>localStorage.setItem('level', '3'); document.cookie = 'who=me'</script>`,
	"/long":    `<p style="break-after:page">one</p><p style="break-after:page">two</p><p>three</p>`,
}

func server(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, known := flawed[r.URL.Path]
		if !known {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, `<!doctype html><html lang=en><meta name=viewport content="width=device-width"><link rel=icon href="data:,"><title>A page</title><main><h1>A page</h1>`+
			page+`<ul><li>one</li></ul></main></html>`)
	}))
	t.Cleanup(s.Close)
	return s
}

// TestTheChecksFindFlaws makes sure that each check can fail, and that none finds what is not
// there.
func TestTheChecksFindFlaws(t *testing.T) {
	s := server(t)
	ids := func(p *Phone) string {
		_, found := p.axe()
		var out []string
		for _, v := range found {
			out = append(out, v.ID)
		}
		return strings.Join(out, " ")
	}
	console := func(p *Phone) string { return strings.Join(p.Console(), "\n") }
	night := func(l *Look) { l.Dark = true }
	forced := func(l *Look) { l.Forced = true }
	large := func(l *Look) { l.TextScale = 2 }
	for _, c := range []struct {
		name, path string
		turn       func(*Look)
		found      func(*Phone) string
		want       string
	}{
		{"a picture without words", "/axe", nil, ids, "image-alt"},
		{"pale words", "/pale", nil, ids, "color-contrast"},
		{"pale words at night only", "/dark", night, ids, "color-contrast"},
		{"pale words where colours are forced", "/forced", forced, ids, "color-contrast"},
		{"too wide", "/wide", nil, func(p *Phone) string { return strings.Join(p.tooWide(), "\n") }, "708 of 390"},
		{"cut off", "/cut", nil, func(p *Phone) string { return strings.Join(p.tooWide(), "\n") }, "cut off"},
		{"too wide with large text", "/large", large, func(p *Phone) string { return strings.Join(p.tooWide(), "\n") }, " of 390"},
		{"too small", "/small", nil, func(p *Phone) string { return strings.Join(p.tooSmall(), "\n") }, "20x20"},
		{"a word in the console", "/chatty", nil, console, "a secret"},
		{"a broken script", "/broken", nil, console, "Uncaught"},
		{"something missing", "/missing", nil, console, "404"},
		{"storage", "/stores", nil, func(p *Phone) string { return strings.Join(p.kept(), "\n") }, "local storage level\ncookie who"},
	} {
		p := Open(t, s.URL, Look{Name: "phone"}).Visit("/good")
		if c.turn != nil {
			p.Turn(c.turn)
		}
		if got := c.found(p); got != "" {
			t.Errorf("%s: %q was found on a page without it", c.name, got)
		}
		p.Visit(c.path)
		if c.turn != nil {
			p.Turn(c.turn)
		}
		if got := c.found(p); !strings.Contains(got, c.want) {
			t.Errorf("%s: found %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWhatIsFineInALookIsFine(t *testing.T) {
	s := server(t)
	p := Open(t, s.URL, Look{Name: "phone"}).Visit("/dark").Accessible()
	if _, found := p.Turn(func(l *Look) { l.Dark = true }).axe(); len(found) == 0 {
		t.Error("the dark look was not seen")
	}
	p.Visit("/forced").Turn(func(l *Look) { l.Dark = false }).Accessible()
	p.Visit("/button").Turn(func(l *Look) { l.Forced = true }).Accessible()
}

func TestRequestsAreWeighedAndForeignOnesSeen(t *testing.T) {
	s := server(t)
	p := Open(t, s.URL, Look{Name: "phone"}).Visit("/missing")
	all := p.Own()
	if len(all) != 2 || all[0].Status != http.StatusOK || all[0].Bytes < 200 || all[0].Bytes > 1000 {
		t.Errorf("requests: %+v", all)
	}
	got := foreign("http://127.0.0.1:8080", []Request{
		{URL: "http://127.0.0.1:8080/"}, {URL: "data:,"}, {URL: "http://127.0.0.1:80801/x"}, {URL: "https://example.org/"}, {URL: "http://127.0.0.1:9090/"},
	})
	if len(got) != 3 {
		t.Errorf("foreign: %v", got)
	}
}

func TestSheetsAreCounted(t *testing.T) {
	s := server(t)
	p := Open(t, s.URL, Look{Name: "phone"})
	for path, want := range map[string]int{"/good": 1, "/long": 3} {
		if got := p.Visit(path).Sheets("long"); got != want {
			t.Errorf("%s: %d sheets, want %d", path, got, want)
		}
	}
	if sheets([]byte("no PDF")) != 0 {
		t.Error("something that is no PDF has sheets")
	}
}
