package api

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// document writes the OpenAPI document, once, and the routes that serve it.
func (a *API) document() error {
	doc := a.huma.OpenAPI()
	var err error
	if a.json, err = json.Marshal(doc); err != nil {
		return fmt.Errorf("writing the document of the API: %w", err)
	}
	if a.yaml, err = doc.YAML(); err != nil {
		return fmt.Errorf("writing the document of the API: %w", err)
	}
	a.mux.HandleFunc("GET "+Root+"/openapi.json", raw("application/openapi+json", a.json))
	a.mux.HandleFunc("GET "+Root+"/openapi.yaml", raw("application/openapi+yaml", a.yaml))
	if a.frame == nil {
		return nil
	}
	a.shown = newDocsPage(doc)
	a.mux.HandleFunc("GET "+Root+"/docs", a.docs)
	return nil
}

func raw(media string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", media)
		_, _ = w.Write(body) // the reply is held in memory
	}
}

// Document is the OpenAPI document as JSON.
func (a *API) Document() []byte { return a.json }
