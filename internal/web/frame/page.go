package frame

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"

	"skinafter/internal/speech"
)

//go:embed all:templates assets
var own embed.FS

// view is what the layout is executed with; the blocks of a page see Data alone.
type view struct {
	Lang, Dir string
	Path      string // of the address, for the mark in the navigation
	To        string // where to come back to after the language was changed
	Bare      bool   // one question, without the navigation: the page defines "bare"
	Nav, More []Link // Text is a key of the catalogue
	Version   string // of the knowledge
	Other     string // the other language that can be chosen; empty = none
	Record    bool   // purpose record: nothing is computed
	Data      any
}

// Page writes a page with status 200. data is what its blocks see.
func (f *Frame) Page(w http.ResponseWriter, r *http.Request, name string, data any) error {
	return f.Answer(w, r, http.StatusOK, name, data)
}

// Again writes a page whose form has problems: status 422, everything typed is still there.
func (f *Frame) Again(w http.ResponseWriter, r *http.Request, name string, data any) error {
	return f.Answer(w, r, http.StatusUnprocessableEntity, name, data)
}

// Answer writes a page with a status. Nothing is written where it returns an error.
func (f *Frame) Answer(w http.ResponseWriter, r *http.Request, status int, name string, data any) error {
	v := f.Visit(r)
	page, err := f.page(name, v.Lang)
	if err != nil {
		return err
	}
	out := view{
		Lang: v.Lang, Dir: v.Speech.Texts.Dir(), Path: r.URL.Path, To: "/", Record: v.Record(), Data: data,
		Nav: nav(), More: more(), Version: f.Facts.Version,
	}
	if r.Method == http.MethodGet {
		out.To = r.URL.Path
	}
	if bare := page.Lookup("bare"); bare != nil && bare.Tree != nil {
		out.Bare = strings.TrimSpace(bare.Tree.Root.String()) != ""
	}
	for _, lang := range f.langs[:2] {
		if lang != v.Lang {
			out.Other = lang
		}
	}
	var b bytes.Buffer
	if err := page.ExecuteTemplate(&b, "layout", out); err != nil {
		return fmt.Errorf("rendering the page %s: %w", name, err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", v.Lang)
	h.Add("Vary", "Accept-Language")
	return send(w, r, status, b.Bytes())
}

// nav is the head of every page: what people come for.
func nav() []Link {
	return []Link{
		{Href: "/", Text: "frame.nav_now"},
		{Href: "/check", Text: "frame.nav_check"},
		{Href: "/check-in", Text: "frame.nav_check_in"},
		{Href: "/timeline", Text: "frame.nav_timeline"},
		{Href: "/shelf", Text: "frame.nav_shelf"},
	}
}

// more is the foot of every page.
func more() []Link {
	return []Link{
		{Href: "/plan", Text: "frame.nav_plan"},
		{Href: "/passport", Text: "frame.nav_passport"},
		{Href: "/session", Text: "frame.nav_session"},
		{Href: "/before", Text: "frame.nav_before"},
		{Href: "/sources", Text: "frame.nav_sources"},
		{Href: "/my-data", Text: "frame.nav_my_data"},
	}
}

// Verify renders nothing and reads every page in every language: what a test asks.
func (f *Frame) Verify() error {
	for name := range f.names {
		for _, lang := range f.langs {
			if _, err := f.page(name, lang); err != nil {
				return err
			}
		}
	}
	return nil
}

// list notes which pages there are.
func (f *Frame) list() error {
	for pkg, files := range f.files {
		found, err := fs.Glob(files, "templates/*.html")
		if err != nil {
			return fmt.Errorf("listing the pages of %s: %w", pkg, err)
		}
		for _, file := range found {
			if name := path.Base(file); !strings.HasPrefix(name, "_") {
				f.names[pkg+"/"+strings.TrimSuffix(name, ".html")] = true
			}
		}
	}
	return nil
}

// page is a page's template in a language.
func (f *Frame) page(name, lang string) (*template.Template, error) {
	key := pageKey{name, lang}
	f.mu.Lock()
	defer f.mu.Unlock()
	if t := f.pages[key]; t != nil {
		return t, nil
	}
	if !f.names[name] {
		return nil, fmt.Errorf("there is no page %q", name)
	}
	pkg, file := path.Split(name)
	files := f.files[path.Clean(pkg)]
	t := template.New(name).Option("missingkey=error").Funcs(f.funcs(f.tongue[lang]))
	t, err := t.ParseFS(own, "templates/_*.html")
	if err != nil {
		return nil, fmt.Errorf("reading the layout: %w", err)
	}
	shared, err := fs.Glob(files, "templates/_*.html")
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", pkg, err)
	}
	for _, part := range append(shared, "templates/"+file+".html") {
		if path.Clean(pkg) == "frame" && slices.Contains(shared, part) {
			continue
		}
		text, err := fs.ReadFile(files, part)
		if err != nil {
			return nil, fmt.Errorf("reading the page %s: %w", name, err)
		}
		if t, err = t.Parse(string(text)); err != nil {
			return nil, fmt.Errorf("reading the page %s: %w", name, err)
		}
	}
	f.pages[key] = t
	return t, nil
}

// funcs are what templates of one language can say.
func (f *Frame) funcs(s *speech.Speech) template.FuncMap {
	return template.FuncMap{
		// t is a text of the catalogue: {{t "check.title" "name" .Name}}
		"t": func(key string, args ...any) string { return s.Texts.Text(key, args...) },
		// n is a text with a number: {{n "span.days" 3}}
		"n": func(key string, n int, args ...any) string { return s.Texts.Count(key, n, args...) },
		// say is a sentence of the knowledge in this language.
		"say": s.Say,
		// span is a length of time: {{span .Elapsed}}
		"span": s.Span,
		// number is a number as the language writes it.
		"number": s.Number,
		// first begins with a capital letter.
		"first": speech.Sentence,
		// href is the address of a Link: html/template knows no telephone numbers.
		"href": href,
		// rule is the title of a rule by its id: {{rule "i13"}}; see the template "rule".
		"rule": func(id string) string { return f.ruleTitle(s, id) },
		// asset is the address of an asset: {{asset "app.css"}}
		"asset": f.Assets.Address,
		// once is a fresh key for the hidden field "once" of a form that changes something.
		"once": freshKey,
		// dict makes the argument of a component from pairs.
		"dict": dict,
		"has":  func(list []string, s string) bool { return slices.Contains(list, s) },
		// under reports whether the address lies in a part of the app, for the navigation.
		"under": func(address, root string) bool {
			return address == root || root != "/" && strings.HasPrefix(address, root+"/")
		},
	}
}

// href lets a telephone number through, and nothing else that html/template would not.
func href(address string) any {
	number, isCall := strings.CutPrefix(address, "tel:")
	if isCall && number != "" && strings.Trim(number, "+0123456789-") == "" {
		return template.URL(address) //nolint:gosec // "tel:" and digits only
	}
	return address
}

// dict makes a map of pairs: {{template "x" (dict "Name" .Name "Max" 3)}}.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict wants pairs, has %d values", len(pairs))
	}
	out := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict wants names, has %T", pairs[i])
		}
		out[key] = pairs[i+1]
	}
	return out, nil
}
