package api

import (
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"skinafter/internal/clinic"
	"skinafter/internal/web/api/contract"
	"skinafter/internal/web/api/question"
	"skinafter/internal/web/api/record"
	"skinafter/internal/web/frame"
)

// Version is that of the API. It rises when a program that was written for the older one would
// misread the newer one.
const Version = "1.0.0"

// Root is the address that every operation lies under.
const Root = contract.Root

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
	service *contract.Service
	frame   *frame.Frame

	json, yaml []byte
	shown      *docsPage
}

// New makes an API. Its error is about the program itself: a document that cannot be written.
func New(o Options) (*API, error) {
	a := &API{service: contract.New(o.Care, o.Log, head()), frame: o.Frame}
	question.Register(a.service)
	record.Register(a.service)
	a.service.Handle("/health/", Health(append(ownChecks(o.Care), o.Ready...)...))
	refine(a.service.Document().Components.Schemas.Map(), o.Care.Facts().Care.Vocabulary.Settings)
	if err := a.document(); err != nil {
		return nil, err
	}
	return a, nil
}

// ServeHTTP answers one request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.service.ServeHTTP(w, r) }

// head is the document without its operations.
func head() *huma.OpenAPI {
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{
			Title: "Skinafter", Version: Version,
			Description: "What may touch skin after a treatment, is it normal, what comes next; and the record of one person. " +
				"Purpose: guidance or record, as every answer says. Not a registered medical device.",
			License: &huma.License{Name: "See LICENSE"},
		},
		Components: &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName)},
		Tags:       append([]*huma.Tag{question.Tag()}, record.Tags()...),
	}
}
