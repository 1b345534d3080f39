package api

import (
	"embed"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"skinafter/internal/web/api/contract"
)

// Files are the templates of this package, for frame.Options.
//
//go:embed templates
var Files embed.FS

// docsPage is the OpenAPI document as a page shows it.
type docsPage struct {
	Title, About, Version, Root string
	Tags                        []docsTag
	Schemas                     []docsSchema
	Problems                    []contract.Kind
}

type docsTag struct {
	Name, About string
	Operations  []docsOperation
}

type docsOperation struct {
	ID, Method, Path, Title, About string
	Parameters                     []docsField
	Bodies, Replies                []docsBody
}

// docsField is a parameter or a member of a schema.
type docsField struct {
	Name, In string
	Required bool
	Type     docsType
	About    string
}

// docsType is a type in words; Link is the schema that it names.
type docsType struct{ Before, Link, After string }

type docsBody struct {
	Status, Media, About string
	Type                 docsType
}

type docsSchema struct {
	Name    string
	Members []docsField
}

// newDocsPage reads the document.
func newDocsPage(doc *huma.OpenAPI) *docsPage {
	p := &docsPage{Title: doc.Info.Title, About: doc.Info.Description, Version: doc.Info.Version, Root: Root, Problems: contract.Kinds()}
	for _, tag := range doc.Tags {
		t := docsTag{Name: tag.Name, About: tag.Description}
		for _, path := range slices.Sorted(maps.Keys(doc.Paths)) {
			for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
				if op := contract.OperationOf(doc, method, path); op != nil && slices.Contains(op.Tags, tag.Name) {
					t.Operations = append(t.Operations, docsOf(op))
				}
			}
		}
		p.Tags = append(p.Tags, t)
	}
	all := doc.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		p.Schemas = append(p.Schemas, docsSchema{name, members(all[name])})
	}
	return p
}

func docsOf(op *huma.Operation) docsOperation {
	out := docsOperation{ID: op.OperationID, Method: op.Method, Path: Root + op.Path, Title: op.Summary, About: op.Description}
	for _, p := range op.Parameters {
		out.Parameters = append(out.Parameters, docsField{Name: p.Name, In: p.In, Required: p.Required, Type: typeOf(p.Schema), About: about(p.Description, p.Schema)})
	}
	if op.RequestBody != nil {
		for _, media := range slices.Sorted(maps.Keys(op.RequestBody.Content)) {
			out.Bodies = append(out.Bodies, docsBody{Media: media, Type: typeOf(op.RequestBody.Content[media].Schema)})
		}
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		r := op.Responses[status]
		b := docsBody{Status: status, About: r.Description}
		for media, content := range r.Content {
			b.Media, b.Type = media, typeOf(content.Schema)
		}
		out.Replies = append(out.Replies, b)
	}
	return out
}

func members(s *huma.Schema) []docsField {
	var out []docsField
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		p := s.Properties[name]
		out = append(out, docsField{Name: name, Required: slices.Contains(s.Required, name), Type: typeOf(p), About: about(p.Description, p)})
	}
	return out
}

// about is a description with the limits of a schema.
func about(text string, s *huma.Schema) string {
	parts := []string{}
	if text != "" {
		parts = append(parts, text)
	}
	if s == nil {
		return text
	}
	list := s.Enum
	if len(list) == 0 && s.Items != nil {
		list = s.Items.Enum
	}
	if len(list) > 0 {
		parts = append(parts, "One of "+strings.Trim(fmt.Sprint(list), "[]")+".")
	}
	if s.MaxLength != nil {
		parts = append(parts, fmt.Sprintf("At most %d characters.", *s.MaxLength))
	}
	if s.MaxItems != nil {
		parts = append(parts, fmt.Sprintf("At most %d entries.", *s.MaxItems))
	}
	if s.Minimum != nil && s.Maximum != nil {
		parts = append(parts, fmt.Sprintf("%g to %g.", *s.Minimum, *s.Maximum))
	}
	return strings.Join(parts, " ")
}

// typeOf is a schema in words.
func typeOf(s *huma.Schema) docsType {
	switch {
	case s == nil:
		return docsType{Before: "nothing"}
	case s.Ref != "":
		return docsType{Link: s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]}
	case len(s.AnyOf) > 0:
		t := typeOf(s.AnyOf[0])
		t.After += " or null"
		return t
	case s.Type == huma.TypeArray:
		t := typeOf(s.Items)
		t.Before = "list of " + t.Before
		return t
	case s.Type == huma.TypeObject:
		if inner, ok := s.AdditionalProperties.(*huma.Schema); ok && inner.Type != "" {
			t := typeOf(inner)
			t.Before = "object of " + t.Before
			return t
		}
		return docsType{Before: "object"}
	case s.Type == "":
		return docsType{Before: "any"}
	}
	text := s.Type
	if s.Format != "" && s.Type == huma.TypeString {
		text += " (" + s.Format + ")"
	}
	if s.Nullable {
		text += " or null"
	}
	return docsType{Before: text}
}

// docs is the document as a page that needs no script.
func (a *API) docs(w http.ResponseWriter, r *http.Request) {
	if err := a.frame.Page(w, r, "api/docs", a.shown); err != nil {
		a.frame.Fail(w, r, err)
	}
}
