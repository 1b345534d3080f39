package contract

import (
	"context"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// bodyTime is how long a body may take to arrive.
const bodyTime = time.Minute

// Operation is what a route says about itself beside its types.
type Operation struct {
	Method, Path string // Path is below Root
	Tag          string
	ID           string // "list-courses"
	Title        string
	About        string                     // may be empty
	Status       int                        // 0 = 200
	Largest      int64                      // bytes of the body; 0 = 1 MiB
	Errors       []int                      // beside those that every operation of its method may answer
	Media        map[string]*huma.MediaType // of a body that is not JSON; nil = JSON
	Produces     string                     // media type of the answer where it is not JSON
}

// Add registers an operation: its handler's errors become problems, and the document gets what
// huma cannot see.
func Add[I, O any](s *Service, o Operation, handle func(context.Context, *I) (*O, error)) {
	body := &huma.RequestBody{Content: map[string]*huma.MediaType{}}
	op := huma.Operation{
		OperationID: o.ID, Method: o.Method, Path: o.Path, Summary: o.Title, Description: o.About, Tags: []string{o.Tag},
		DefaultStatus: o.Status, MaxBodyBytes: o.Largest, BodyReadTimeout: bodyTime, Errors: o.statuses(), Responses: map[string]*huma.Response{},
	}
	if o.writesBody() {
		maps.Copy(body.Content, o.Media)
		op.RequestBody = body
	}
	if o.Produces != "" {
		op.Responses["200"] = &huma.Response{Description: http.StatusText(http.StatusOK), Content: map[string]*huma.MediaType{
			o.Produces: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
		}}
	}
	huma.Register(s.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, s.Problem(ctx, err)
		}
		return out, nil
	})
	// A body that is held to a schema and passed on as it came is JSON, and nothing else.
	if _, isJSON := body.Content["application/json"]; isJSON {
		delete(body.Content, "application/octet-stream")
	}
	s.finish(o)
}

func (o *Operation) writesBody() bool {
	return o.Method == http.MethodPost || o.Method == http.MethodPut
}

// statuses are the errors that the operation may answer.
func (o *Operation) statuses() []int {
	out := slices.Clone(o.Errors)
	if o.writesBody() {
		out = append(out, http.StatusBadRequest, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	if strings.Contains(o.Path, "{") {
		out = append(out, http.StatusNotFound)
	}
	out = append(out, http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusServiceUnavailable)
	slices.Sort(out)
	return slices.Compact(out)
}

// finish adds to the document what the types do not say: headers that every answer has, 304,
// and which headers of a request are required.
func (s *Service) finish(o Operation) {
	op := OperationOf(s.huma.OpenAPI(), o.Method, o.Path)
	for _, p := range op.Parameters {
		if p.In == "header" && (p.Name == headerKey || p.Name == headerMatch) {
			p.Required = true
		}
	}
	if o.Method == http.MethodGet && !s.streams[o.Method+" "+Root+o.Path] {
		op.Responses["304"] = &huma.Response{Description: "Not Modified: If-None-Match names what is there."}
		if r := op.Responses["200"]; r != nil {
			if r.Headers == nil {
				r.Headers = map[string]*huma.Param{}
			}
			r.Headers["ETag"] = &huma.Param{Schema: &huma.Schema{Type: huma.TypeString, MinLength: new(2)}, Required: true}
		}
		op.Parameters = append(op.Parameters, &huma.Param{
			Name: "If-None-Match", In: "header", Schema: &huma.Schema{Type: huma.TypeString}, Description: "ETags that you have.",
		})
	}
	for status, r := range op.Responses {
		if r.Headers == nil {
			r.Headers = map[string]*huma.Param{}
		}
		r.Headers["Cache-Control"] = &huma.Param{Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"no-store"}}, Required: true}
		if status == "405" {
			r.Headers["Allow"] = &huma.Param{Schema: &huma.Schema{Type: huma.TypeString}, Required: true}
		}
	}
}

// OperationOf finds an operation of a document; nil where there is none.
func OperationOf(doc *huma.OpenAPI, method, path string) *huma.Operation {
	item := doc.Paths[path]
	if item == nil {
		return nil
	}
	switch method {
	case http.MethodGet:
		return item.Get
	case http.MethodPost:
		return item.Post
	case http.MethodPut:
		return item.Put
	case http.MethodDelete:
		return item.Delete
	}
	return nil
}

// wantsJSON refuses bodies of another media type than the operation takes, before they are read.
func wantsJSON(ctx huma.Context, next func(huma.Context)) {
	body := ctx.Operation().RequestBody
	if body == nil {
		next(ctx)
		return
	}
	media, params, err := mime.ParseMediaType(ctx.Header("Content-Type"))
	charset := params["charset"]
	if _, takes := body.Content[media]; err != nil || !takes || charset != "" && !strings.EqualFold(charset, "utf-8") {
		p := kindMediaType.problem()
		p.Detail = "Send a body of type " + strings.Join(slices.Sorted(maps.Keys(body.Content)), " or ") + "."
		write(ctx, p)
		return
	}
	next(ctx)
}

// write writes a problem.
func write(ctx huma.Context, p *Problem) {
	ctx.SetHeader("Content-Type", p.ContentType(""))
	ctx.SetStatus(p.Status)
	_ = huma.DefaultJSONFormat.Marshal(ctx.BodyWriter(), p) // the reply is held in memory
}

// Stream registers an operation whose answer is sent while it is made: huma knows nothing of it
// but the document.
func (s *Service) Stream(op *huma.Operation, handle http.HandlerFunc) {
	pattern := op.Method + " " + Root + op.Path
	s.streams[pattern] = true
	s.Handle(pattern, handle)
	s.huma.OpenAPI().AddOperation(op)
	s.finish(Operation{Method: op.Method, Path: op.Path})
}
