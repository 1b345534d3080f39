package api

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"skinafter/internal/clinic"
	"skinafter/internal/web/frame"
	"skinafter/internal/wire"
)

// Version is that of the API. It rises when a program that was written for the older one would
// misread the newer one.
const Version = "1.0.0"

// Root is the address that every operation lies under.
const Root = "/api/v1"

// Options are what an API is made of.
type Options struct {
	Care  *clinic.Care // never nil, settled
	Frame *frame.Frame // renders /api/v1/docs; nil = no page
	Log   *slog.Logger // nil = nothing is logged
	// Ready are the checks of /health/ready beside those that Care answers itself.
	Ready []Check
}

// API answers requests below Root and /health. It may be used by many at once.
type API struct {
	care    *clinic.Care
	frame   *frame.Frame
	log     *slog.Logger
	checks  []Check
	mux     *http.ServeMux
	huma    huma.API
	streams map[string]bool // patterns that are not held back until they are whole

	json, yaml []byte
	shown      *docsPage
}

// New makes an API. Its error is about the program itself: a document that cannot be written.
func New(o Options) (*API, error) {
	settings()
	a := &API{
		care: o.Care, frame: o.Frame, log: o.Log, checks: o.Ready,
		mux: http.NewServeMux(), streams: map[string]bool{},
	}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	a.huma = humago.NewWithPrefix(a.mux, Root, config())
	a.huma.UseMiddleware(a.wantsJSON)
	a.register()
	a.refine()
	if err := a.document(); err != nil {
		return nil, err
	}
	a.mux.HandleFunc("/", a.nowhere)
	return a, nil
}

// register lists every operation.
func (a *API) register() {
	a.registerLines()
	a.registerPerson()
	a.registerCourses()
	a.registerViews()
	a.registerCheckIns()
	a.registerProducts()
	a.registerPhotos()
	a.registerData()
	a.registerHealth()
}

// settings makes huma's global settings those of this program, once.
var settings = sync.OnceFunc(func() {
	huma.NewError = newProblem
	huma.DefaultArrayNullable = false
	huma.ValidateStrictCasing = true
})

func config() huma.Config {
	format := huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: readJSON}
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Skinafter", Version: Version,
				Description: "What may touch skin after a treatment, is it normal, what comes next; and the record of one person. " +
					"Purpose: guidance or record, as every answer says. Not a registered medical device.",
				License: &huma.License{Name: "See LICENSE"},
			},
			Components: &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName)},
			Tags: []*huma.Tag{
				{Name: tagQuestions, Description: "Questions that keep nothing. Bodies and answers are those of the machine interface (docs/machine-interface.md)."},
				{Name: tagRecord, Description: "What is kept about the person."},
				{Name: tagCourse, Description: "One treatment and what follows it."},
				{Name: tagData, Description: "The person's data as a whole."},
			},
		},
		// huma looks up application/problem+json as "json".
		Formats:                      map[string]huma.Format{"application/json": format, "json": format},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
}

// Tags of operations.
const (
	tagQuestions = "Questions"
	tagRecord    = "Record"
	tagCourse    = "Course"
	tagData      = "Data"
)

// desk answers questions in the person's language.
func (a *API) desk(ctx context.Context) (wire.Desk, clinic.Purpose, error) {
	self, err := a.care.Self(ctx)
	if err != nil {
		return wire.Desk{}, "", fmt.Errorf("reading the person: %w", err)
	}
	lang := self.Body.Lang
	if lang == "" {
		lang = "en"
	}
	return wire.Desk{Facts: a.care.Facts(), Labels: a.care.Labels(), Lang: lang}, self.Body.Purpose, nil
}
