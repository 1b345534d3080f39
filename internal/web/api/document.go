package api

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// document writes the OpenAPI document, once, and the routes that serve it.
func (a *API) document() error {
	doc := a.service.Document()
	var err error
	if a.json, err = json.Marshal(doc); err != nil {
		return fmt.Errorf("writing the document of the API: %w", err)
	}
	if a.yaml, err = doc.YAML(); err != nil {
		return fmt.Errorf("writing the document of the API: %w", err)
	}
	a.service.Handle("GET "+Root+"/openapi.json", raw("application/openapi+json", a.json))
	a.service.Handle("GET "+Root+"/openapi.yaml", raw("application/openapi+yaml", a.yaml))
	if a.frame == nil {
		return nil
	}
	a.shown = newDocsPage(doc)
	a.service.Handle("GET "+Root+"/docs", http.HandlerFunc(a.docs))
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
