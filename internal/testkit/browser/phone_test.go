package browser_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"skinafter/internal/testkit/browser"
)

const first = `<!doctype html><html lang=en><meta name=viewport content="width=device-width"><title>One</title>
<main><h1>One</h1><form method=post action=/two><label>Name <input name=n></label><button>Go on</button></form></main>`

const second = `<!doctype html><html lang=en><title>Two</title><main><h1>Two</h1><p id=said></p><a href=/>back</a>
<script>document.getElementById('said').innerText='with script'</script></main>`

func pages() http.Handler {
	mux := http.NewServeMux()
	serve := func(page string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, page)
		}
	}
	mux.HandleFunc("GET /{$}", serve(first))
	mux.HandleFunc("POST /two", serve(second))
	return mux
}

func TestAPhoneTapsTypesAndGoesBack(t *testing.T) {
	s := httptest.NewServer(pages())
	defer s.Close()
	for _, look := range []browser.Look{{Name: "phone"}, {Name: "without script", NoScript: true}} {
		p := browser.Open(t, s.URL, look).Visit("/").Accessible().Fits()
		p.Fill("n", "Ada").Tap("go on").Sees("two")
		if p.Taps() != 2 || p.Path() != "/two" {
			t.Errorf("%s: %d taps, at %s", look.Name, p.Taps(), p.Path())
		}
		if look.NoScript {
			p.SeesNot("with script")
		} else {
			p.Sees("with script")
		}
		p.Back().Sees("One").TabTo("go on").PressTo(browser.KeyEnter).Sees("two")
		if n := len(p.Requests()); n < 3 {
			t.Errorf("%s: %d requests were seen", look.Name, n)
		}
	}
}
