package check

import (
	"net/http"
	"strings"

	"skinafter"
	"skinafter/internal/web/frame"
)

// libraryPage lists the rules and the sources, or those that a search found.
type libraryPage struct {
	Search  frame.Field
	Asked   string
	Found   int
	Groups  []entryGroup
	Version string
}

type entryGroup struct {
	Title   string
	Entries []entry
	Open    bool
}

// longestSearch bounds the words that are looked for, in characters.
const longestSearch = 100

// library shows what every answer rests on.
func (p *pages) library(w http.ResponseWriter, r *http.Request) error {
	return p.list(w, r, &frame.Form{})
}

// search shows what has the words that somebody looks for. They never stand in the address: what
// a person looks for at night is about that person.
func (p *pages) search(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	return p.list(w, r, form)
}

func (p *pages) list(w http.ResponseWriter, r *http.Request, form *frame.Form) error {
	v := p.Visit(r)
	page := &libraryPage{Version: p.Facts.Version, Asked: form.Line("q", longestSearch)}
	page.Search = form.Ask(frame.Field{Name: "q", Type: "search", Label: v.Text("sources_page.search")})
	list := p.index(v)
	if page.Asked != "" && !form.Failed() {
		list = find(list, page.Asked)
	}
	page.Found = len(list)
	for _, group := range entryGroups() {
		part := entryGroup{Title: v.Text("sources_page.group." + group), Open: page.Asked != ""}
		for i := range list {
			if list[i].Group == group {
				part.Entries = append(part.Entries, list[i])
			}
		}
		if len(part.Entries) > 0 {
			page.Groups = append(page.Groups, part)
		}
	}
	return p.Page(w, r, "check/library", page)
}

// originPage is one source, or one sentence of a source.
type originPage struct {
	Source     source
	Statement  string // the sentence this page is about; empty = the source as a whole
	ID         string
	Facts      []frame.Row
	Supports   string
	Statements []skinafter.Statement
	Conflicts  []conflict
	Used       []entry // rules that rest on it
}

// origin shows a source or a statement.
func (p *pages) origin(w http.ResponseWriter, r *http.Request) error {
	v, id := p.Visit(r), r.PathValue("id")
	src, statement, ok := p.Facts.Cite(id)
	if !ok {
		return frame.NotThere()
	}
	page := &originPage{ID: id, Source: p.source(v, &src), Supports: v.Speech.Say(src.Supports)}
	for _, row := range []struct{ key, value string }{
		{"sources_page.authors", src.Authors},
		{"sources_page.publisher", src.Publisher},
		{"sources_page.address", src.Address},
		{"sources_page.kind", src.Kind},
		{"sources_page.year", page.Source.Year},
		{"sources_page.grade", page.Source.Grade},
		{"sources_page.checked", v.Text("checked." + first(src.Checked))},
	} {
		if row.value != "" {
			page.Facts = append(page.Facts, frame.Row{Name: v.Text(row.key), Value: row.value})
		}
	}
	used := map[string]bool{id: true}
	if statement != nil {
		page.Statement = statement.Text
		page.Conflicts = p.conflicts(v, statement.Conflicts)
	} else if known := p.Facts.Sources[id]; known != nil {
		for i := range known.Statements {
			st := &known.Statements[i]
			used[st.ID] = true
			page.Statements = append(page.Statements, skinafter.Statement{ID: st.ID, Text: st.Text, Section: st.Section})
		}
	}
	for _, e := range p.index(v) {
		for _, cite := range e.cites {
			if used[cite] {
				page.Used = append(page.Used, e)
				break
			}
		}
	}
	return p.Page(w, r, "check/source", page)
}

// first is the word before a remark in brackets: "seen (abstract)".
func first(checked string) string {
	word, _, _ := strings.Cut(checked, " (")
	return word
}
