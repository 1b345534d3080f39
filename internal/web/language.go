package web

import (
	"net/http"
	"strings"

	"skinafter/internal/web/frame"
)

// language keeps the language a person chose, and goes back to the page they came from.
func (s *Server) language(w http.ResponseWriter, r *http.Request) error {
	form, err := s.frame.Read(r)
	if err != nil {
		return err
	}
	lang := form.Code("lang", s.frame.Langs()...)
	if lang == "" {
		return &frame.Fault{Status: http.StatusUnprocessableEntity, Key: "form"}
	}
	self, err := s.frame.Care.Self(r.Context())
	if err != nil {
		return err
	}
	person := self.Body
	person.Lang = lang
	if _, err := s.frame.Care.SavePerson(r.Context(), form.Once("language"), self.Version, person); err != nil {
		return err
	}
	return frame.See(w, r, inside(form.Raw("to")))
}

// inside is an address of this app, or the start.
func inside(address string) string {
	const longest = 300
	plain := !strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' || r == '\\' })
	if !plain || len(address) > longest || !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") {
		return "/"
	}
	return address
}
