package contract

import (
	"log/slog"
	"net/http"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"skinafter/internal/clinic"
)

// Root is the address that every operation lies under.
const Root = "/api/v1"

// Service answers requests by the operations that were added to it. It may be used by many at
// once, as soon as all are added.
type Service struct {
	Care *clinic.Care

	log     *slog.Logger
	mux     *http.ServeMux
	huma    huma.API
	streams map[string]bool // patterns that are not held back until they are whole
}

// New is a service without operations. doc is the head of its document; log = nil logs nothing.
func New(care *clinic.Care, log *slog.Logger, doc *huma.OpenAPI) *Service {
	settings()
	s := &Service{Care: care, log: log, mux: http.NewServeMux(), streams: map[string]bool{}}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	format := huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: readJSON}
	s.huma = humago.NewWithPrefix(s.mux, Root, huma.Config{
		OpenAPI: doc,
		// huma looks up application/problem+json as "json".
		Formats:                      map[string]huma.Format{"application/json": format, "json": format},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	})
	s.huma.UseMiddleware(wantsJSON)
	s.mux.HandleFunc("/", s.nowhere)
	return s
}

// Handle adds an address that is no operation. pattern is one of http.ServeMux.
func (s *Service) Handle(pattern string, handler http.Handler) { s.mux.Handle(pattern, handler) }

// Document is the OpenAPI document of the operations that were added so far.
func (s *Service) Document() *huma.OpenAPI { return s.huma.OpenAPI() }

// settings makes huma's global settings those of this program, once.
var settings = sync.OnceFunc(func() {
	huma.NewError = newProblem
	huma.DefaultArrayNullable = false
	huma.ValidateStrictCasing = true
})
