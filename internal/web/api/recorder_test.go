package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/house"
	"skinafter/internal/web/api"
)

// bench is an API over a real store. Whatever it is asked through ask is held to the document
// that it serves: status, headers, body.
type bench struct {
	t    testing.TB
	api  *api.API
	care *clinic.Care

	doc      map[string]any
	compiler *jsonschema.Compiler
	mu       sync.Mutex
	seen     map[string]bool // "GET /courses 200"
	keys     int
	clock    *house.Clock
}

func opened(t testing.TB) *bench {
	t.Helper()
	b := &bench{t: t, seen: map[string]bool{}, clock: house.ClockAt(time.Date(2026, 11, 19, 15, 0, 0, 0, time.UTC))}
	b.over(house.Store(t, b.clock.Now))
	return b
}

// over makes the API over a store.
func (b *bench) over(store clinic.Store) {
	b.t.Helper()
	b.care = house.Settled(b.t, store, b.clock.Now)
	var err error
	if b.api, err = api.New(api.Options{Care: b.care, Log: slog.New(slog.NewTextHandler(b.t.Output(), nil))}); err != nil {
		b.t.Fatalf("making the API: %v", err)
	}
	b.doc = b.served("/api/v1/openapi.json")
	b.compiler = jsonschema.NewCompiler()
	b.compiler.DefaultDraft(jsonschema.Draft2020)
	b.compiler.AssertFormat()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.api.Document()))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := b.compiler.AddResource("openapi.json", doc); err != nil {
		b.t.Fatal(err)
	}
}

// served is a JSON body as it is served, unchecked.
func (b *bench) served(address string) map[string]any {
	b.t.Helper()
	w := httptest.NewRecorder()
	b.api.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	var out map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil || w.Code != http.StatusOK {
		b.t.Fatalf("%s: %d %v", address, w.Code, err)
	}
	return out
}

// asked is one request of a test.
type asked struct {
	method, path string // below /api/v1
	body         string
	media        string // application/json where empty and there is a body
	key          string // "-" = none; empty = a new one for what is not a GET
	match        string
	none         string // If-None-Match
}

// replied is an answer.
type replied struct {
	status int
	header http.Header
	body   []byte
}

func (r *replied) json(t testing.TB) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(r.body, &out); err != nil {
		t.Fatalf("no JSON object: %v: %.200s", err, r.body)
	}
	return out
}

// ask asks, holds the answer to the document, and demands a status.
func (b *bench) ask(want int, q asked) *replied {
	b.t.Helper()
	r := b.do(q)
	if r.status != want {
		b.t.Fatalf("%s %s: status %d, want %d: %.600s", q.method, q.path, r.status, want, r.body)
	}
	return r
}

func (b *bench) do(q asked) *replied {
	b.t.Helper()
	r := httptest.NewRequest(q.method, api.Root+q.path, strings.NewReader(q.body))
	if q.body == "" {
		r.Body = http.NoBody
	}
	if q.media == "" && q.body != "" {
		q.media = "application/json"
	}
	for name, value := range map[string]string{"Content-Type": q.media, "If-Match": q.match, "If-None-Match": q.none} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	switch {
	case q.key == "" && q.method != http.MethodGet:
		b.mu.Lock()
		b.keys++
		r.Header.Set("Idempotency-Key", "key-"+string(rune('a'+b.keys%26))+strings.Repeat("x", b.keys%150))
		b.mu.Unlock()
	case q.key != "" && q.key != "-":
		r.Header.Set("Idempotency-Key", q.key)
	}
	w := httptest.NewRecorder()
	b.api.ServeHTTP(w, r)
	res := w.Result()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	out := &replied{res.StatusCode, res.Header, body}
	b.check(q, out)
	return out
}

// check holds an answer to the document.
func (b *bench) check(q asked, r *replied) {
	b.t.Helper()
	path, _, _ := strings.Cut(q.path, "?")
	template, op := b.operation(q.method, path)
	if op == nil {
		if r.status != http.StatusNotFound && r.status != http.StatusMethodNotAllowed {
			b.t.Errorf("%s %s is in no document and answers %d", q.method, path, r.status)
		}
		b.valid(r, "#/components/schemas/Problem")
		return
	}
	status := http.StatusText(r.status)
	responses, _ := op["responses"].(map[string]any)
	doc, ok := responses[itoa(r.status)].(map[string]any)
	if !ok {
		b.t.Errorf("%s %s answers %d %s, which is not documented: %.300s", q.method, template, r.status, status, r.body)
		return
	}
	b.mu.Lock()
	b.seen[q.method+" "+template+" "+itoa(r.status)] = true
	b.mu.Unlock()
	where := "#/paths/" + strings.ReplaceAll(template, "/", "~1") + "/" + strings.ToLower(q.method) + "/responses/" + itoa(r.status)
	b.headers(q, r, doc, where)
	content, _ := doc["content"].(map[string]any)
	if len(content) == 0 {
		if len(r.body) > 0 {
			b.t.Errorf("%s %s %d has a body, the document has none: %.200s", q.method, template, r.status, r.body)
		}
		return
	}
	media, _, err := mime.ParseMediaType(r.header.Get("Content-Type"))
	if _, has := content[media]; err != nil || !has {
		b.t.Errorf("%s %s %d is %q, the document has %v", q.method, template, r.status, r.header.Get("Content-Type"), keys(content))
		return
	}
	if strings.HasSuffix(media, "json") {
		b.valid(r, where+"/content/"+strings.ReplaceAll(media, "/", "~1")+"/schema")
	}
}

// headers holds the headers to the document: what is required is there, what is there is valid,
// and what says something about the answer is documented.
func (b *bench) headers(q asked, r *replied, doc map[string]any, where string) {
	b.t.Helper()
	list, _ := doc["headers"].(map[string]any)
	for name, h := range list {
		value := r.header.Get(name)
		required, _ := h.(map[string]any)["required"].(bool)
		if value == "" {
			if required {
				b.t.Errorf("%s %s %d lacks the header %s", q.method, q.path, r.status, name)
			}
			continue
		}
		schema, err := b.compiler.Compile("openapi.json" + where + "/headers/" + name + "/schema")
		if err != nil {
			b.t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			b.t.Errorf("%s %s: header %s: %v", q.method, q.path, name, err)
		}
	}
	for _, name := range []string{"ETag", "Location", "Link", "Idempotency-Replayed", "Allow", "Set-Cookie"} {
		if r.header.Get(name) != "" && list[name] == nil && r.status != http.StatusNotModified {
			b.t.Errorf("%s %s %d has the header %s, which is not documented", q.method, q.path, r.status, name)
		}
	}
	if r.header.Get("X-Content-Type-Options") != "nosniff" {
		b.t.Errorf("%s %s may be sniffed", q.method, q.path)
	}
}

// valid holds a body to a schema of the document.
func (b *bench) valid(r *replied, where string) {
	b.t.Helper()
	b.mu.Lock()
	schema, err := b.compiler.Compile("openapi.json" + where)
	b.mu.Unlock()
	if err != nil {
		b.t.Fatalf("%s: %v", where, err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(r.body))
	if err != nil {
		b.t.Fatalf("%s: %v: %.200s", where, err, r.body)
	}
	if err := schema.Validate(v); err != nil {
		b.t.Errorf("%s: %v\n%.800s", where, err, r.body)
	}
}

// operation finds the operation of an address.
func (b *bench) operation(method, path string) (string, map[string]any) {
	paths, _ := b.doc["paths"].(map[string]any)
	steps := strings.Split(path, "/")
	for template, item := range paths {
		parts := strings.Split(template, "/")
		same := len(parts) == len(steps)
		for i := 0; same && i < len(parts); i++ {
			same = parts[i] == steps[i] || strings.HasPrefix(parts[i], "{")
		}
		if same {
			op, _ := item.(map[string]any)[strings.ToLower(method)].(map[string]any)
			return template, op
		}
	}
	return "", nil
}

func keys(m map[string]any) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

func itoa(n int) string {
	b, err := json.Marshal(n)
	if err != nil {
		return ""
	}
	return string(b)
}
