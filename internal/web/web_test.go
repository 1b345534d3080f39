package web_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit"
	"skinafter/internal/testkit/house"
	"skinafter/internal/web"
)

// noon is the time of every test.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// app is a server over a fresh database.
type app struct {
	*web.Server
	care *clinic.Care
	log  *bytes.Buffer
}

func open(t *testing.T) *app {
	t.Helper()
	base := testkit.Facts(t)
	now := func() time.Time { return noon }
	care := house.Care(t, now)
	a := &app{care: care, log: &bytes.Buffer{}}
	var err error
	a.Server, err = web.New(web.Options{
		Care: care, Facts: base, Now: now, Zone: time.UTC, Pseudo: true, Log: slog.New(slog.NewTextHandler(a.log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// request is a request as a browser on this machine sends it.
func request(method, path string, body io.Reader) *http.Request {
	r := httptest.NewRequest(method, path, body)
	r.Host = "127.0.0.1:8080"
	return r
}

func (a *app) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	a.Handler().ServeHTTP(w, r)
	return w
}

func (a *app) get(path string) *httptest.ResponseRecorder {
	return a.do(request(http.MethodGet, path, nil))
}

func (a *app) post(path string, form url.Values) *httptest.ResponseRecorder {
	r := request(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return a.do(r)
}

// address is a pattern with its names filled in.
var wild = regexp.MustCompile(`\{[^}]*\}`)

func address(pattern string) (method, path string) {
	method, path, ok := strings.Cut(pattern, " ")
	if !ok {
		method, path = http.MethodGet, pattern
	}
	path = strings.TrimSuffix(path, "{$}")
	return method, wild.ReplaceAllString(path, "019f0000-0000-7000-8000-000000000000")
}

func TestEveryRouteSendsThePolicyAndTellsNobody(t *testing.T) {
	t.Parallel()
	a := open(t)
	if len(a.Routes()) < 20 {
		t.Fatalf("only %d routes", len(a.Routes()))
	}
	for _, pattern := range a.Routes() {
		method, path := address(pattern)
		for name, w := range map[string]*httptest.ResponseRecorder{
			"plain": a.do(request(method, path, nil)), "of another host": a.do(other(method, path)),
		} {
			h := w.Header()
			csp := h.Get("Content-Security-Policy")
			for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} {
				if !strings.Contains(csp, want) {
					t.Errorf("%s, %s: the policy %q lacks %s", pattern, name, csp, want)
				}
			}
			if strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") || strings.Contains(csp, "*") {
				t.Errorf("%s, %s: the policy %q lets something else in", pattern, name, csp)
			}
			for key, want := range map[string]string{
				"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin",
				"Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY",
			} {
				if h.Get(key) != want {
					t.Errorf("%s, %s: %s is %q, want %q", pattern, name, key, h.Get(key), want)
				}
			}
			if h.Get("Cache-Control") != "no-store" {
				t.Errorf("%s, %s: Cache-Control is %q", pattern, name, h.Get("Cache-Control"))
			}
			if len(h.Values("Set-Cookie")) > 0 {
				t.Errorf("%s, %s sets a cookie", pattern, name)
			}
		}
	}
}

func other(method, path string) *http.Request {
	r := request(method, path, nil)
	r.Host = "evil.example"
	return r
}

func TestPagesHoldNothingInlineAndNothingFromElsewhere(t *testing.T) {
	t.Parallel()
	a := open(t)
	foreign := regexp.MustCompile(`(?:src|href|action|data|poster|srcset)="(?:https?:)?//`)
	for _, pattern := range a.Routes() {
		method, path := address(pattern)
		if method != http.MethodGet || strings.HasPrefix(path, "/api") {
			continue
		}
		page := a.get(path).Body.String()
		for _, bad := range []string{"<style", "style=\"", "onclick=", "onload=", "javascript:", "ZgotmplZ", "&lt;check_page.", "&lt;frame.", "no value"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s holds %s", path, bad)
			}
		}
		for _, tag := range regexp.MustCompile(`<script[^>]*>[^<]*`).FindAllString(page, -1) {
			if !strings.HasSuffix(tag, ">") || !strings.Contains(tag, `src="/assets/`) {
				t.Errorf("%s has an inline script: %s", path, tag)
			}
		}
		if found := foreign.FindString(page); found != "" {
			t.Errorf("%s asks another origin: %s", path, found)
		}
	}
}

func TestOnlyTheNamesOfThisMachineAreServed(t *testing.T) {
	t.Parallel()
	a := open(t)
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST:1": 200, "127.0.0.1": 200, "127.0.0.1:8080": 200, "[::1]": 200, "[::1]:8080": 200,
		"": 403, "evil.example": 403, "localhost.evil.example": 403, "127.0.0.1.evil.example:8080": 403, "localhost:": 403,
		"127.0.0.2": 403, "0.0.0.0:8080": 403, "::1": 403, "localhost:80@evil.example": 403, "192.168.1.2:8080": 403, "[::1]evil": 403,
	} {
		r := request(http.MethodGet, "/check", nil)
		r.Host = host
		if w := a.do(r); w.Code != want {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
	}
}

func TestAnotherOriginChangesNothing(t *testing.T) {
	t.Parallel()
	a := open(t)
	form := url.Values{"name": {"Cream"}, "text": {"Aqua"}, "once": {"k1"}}.Encode()
	for name, header := range map[string][2]string{
		"a site of a stranger":         {"Sec-Fetch-Site", "cross-site"},
		"another port of this machine": {"Sec-Fetch-Site", "same-site"},
		"an old browser elsewhere":     {"Origin", "https://evil.example"},
		"a page without an origin":     {"Origin", "null"},
	} {
		r := request(http.MethodPost, "/shelf", strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set(header[0], header[1])
		if w := a.do(r); w.Code != http.StatusForbidden {
			t.Errorf("%s: %d, want 403", name, w.Code)
		}
	}
	list, err := a.care.Products(t.Context(), clinic.Page{})
	if err != nil || len(list) != 0 {
		t.Errorf("something was kept: %d products, %v", len(list), err)
	}
}

func TestNoGetChangesAnything(t *testing.T) {
	t.Parallel()
	a := open(t)
	before, err := a.care.Audit(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range a.Routes() {
		if method, path := address(pattern); method == http.MethodGet {
			a.get(path + "?do=off&lang=de&once=x&name=y")
		}
	}
	after, err := a.care.Audit(t.Context(), 0, 1000)
	if err != nil || len(after) != len(before) {
		t.Errorf("the audit chain grew from %d to %d entries, %v", len(before), len(after), err)
	}
}

func TestTheLogKnowsNothingAboutThePerson(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.post("/check", url.Values{"text": {"Secretol, Aqua"}, "name": {"Secret cream"}, "when": {"today"}, "done": {"needles"}})
	a.get("/sources?q=secretsearch")
	a.get("/secretpath")
	a.post("/shelf", url.Values{"name": {"Secret cream"}, "barcode": {"secret"}, "once": {"secretkey"}})
	r := request("SECRET", "/check", nil)
	r.Host = "secret.example"
	a.do(r)
	if log := a.log.String(); strings.Contains(strings.ToLower(log), "secret") || !strings.Contains(log, "POST /check") {
		t.Errorf("the log says\n%s", log)
	}
}

func TestALargeBodyIsRefusedWithAPage(t *testing.T) {
	t.Parallel()
	a := open(t)
	w := a.post("/check", url.Values{"text": {strings.Repeat("Aqua, ", 200_000)}})
	if w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "too much at once") {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
	// Below that limit everything typed comes back with the page.
	long := strings.Repeat("Aqua, ", 12_000)
	w = a.post("/check", url.Values{"text": {long}})
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), long[:60_000]) {
		t.Errorf("an over-long label: %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestAnAddressThatOthersCouldReachIsRefused(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.168.0.1:0", "example.org:80", "8080"} {
		if l, err := web.Listen(t.Context(), address); err == nil {
			t.Errorf("%s was opened", address)
			_ = l.Close()
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than one line: %v", address, err)
		}
	}
	a := open(t)
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Serve(t.Context(), l); err == nil || !strings.Contains(err.Error(), "no accounts yet") {
		t.Errorf("serving to everybody: %v", err)
	}
}

func TestServingEndsWithItsContext(t *testing.T) {
	t.Parallel()
	a := open(t)
	l, err := web.Listen(t.Context(), "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- a.Serve(ctx, l) }()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+l.Addr().String()+"/check", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	cancel()
	if err := <-done; err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("status %d, %v", answer.StatusCode, err)
	}
}

func TestWithoutADatabaseEveryPageSaysWhatToDo(t *testing.T) {
	t.Parallel()
	base := testkit.Facts(t)
	for name, c := range map[string]struct {
		broken error
		want   string
	}{
		"newer":     {clinic.ErrNewer, "newer version"},
		"damaged":   {clinic.ErrDamaged, "skinafter doctor"},
		"read-only": {clinic.ErrReadOnly, "read-only"},
		"busy":      {clinic.ErrBusy, "in use"},
	} {
		s, err := web.New(web.Options{Facts: base, Broken: c.broken, Zone: time.UTC})
		if err != nil {
			t.Fatal(err)
		}
		a := &app{Server: s}
		for _, path := range []string{"/", "/check", "/my-data"} {
			if w := a.get(path); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), c.want) || !strings.Contains(w.Body.String(), "/help") {
				t.Errorf("%s %s: %d\n%s", name, path, w.Code, w.Body)
			}
		}
		if w := a.get("/api/v1/courses"); w.Code != http.StatusServiceUnavailable || w.Header().Get("Content-Type") != "application/problem+json" ||
			!strings.Contains(w.Body.String(), `"/api/v1/docs#problem-`+name+`"`) || strings.Contains(w.Body.String(), "<") {
			t.Errorf("%s: a program gets %d %s\n%s", name, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
		for _, path := range []string{"/help", "/sources", "/sources/rule/pus"} {
			if w := a.get(path); w.Code != http.StatusOK {
				t.Errorf("%s: %s is not there without a database: %d", name, path, w.Code)
			}
		}
	}
}

func TestEveryPageCanBeRead(t *testing.T) {
	t.Parallel()
	if err := open(t).Frame().Verify(); err != nil {
		t.Error(err)
	}
}

func TestALanguageIsKeptAndLeadsBack(t *testing.T) {
	t.Parallel()
	a := open(t)
	w := a.post("/language", url.Values{"lang": {"de"}, "to": {"/shelf"}, "once": {"k"}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/shelf" {
		t.Fatalf("%d to %q", w.Code, w.Header().Get("Location"))
	}
	if page := a.get("/shelf").Body.String(); !strings.Contains(page, `<html lang="de" dir="ltr">`) || !strings.Contains(page, "Mein Regal") {
		t.Errorf("the page is not German:\n%s", page)
	}
	for _, to := range []string{"//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nb", ""} {
		w := a.post("/language", url.Values{"lang": {"en"}, "to": {to}, "once": {"back" + url.QueryEscape(to)}})
		if w.Header().Get("Location") != "/" {
			t.Errorf("%q leads to %q", to, w.Header().Get("Location"))
		}
	}
	if w := a.post("/language", url.Values{"lang": {"tlh"}, "once": {"k9"}}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("an unknown language: %d", w.Code)
	}
}
