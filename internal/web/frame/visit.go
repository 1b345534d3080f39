package frame

import (
	"context"
	"net/http"
	"slices"

	"golang.org/x/text/language"

	"skinafter/internal/catalogue"
	"skinafter/internal/clinic"
	"skinafter/internal/speech"
)

// Visit is what a page knows about who looks at it.
type Visit struct {
	Lang   string // of Langs
	Person clinic.Person
	// Speech says things in Lang; give it dates with At.
	Speech *speech.Speech
}

// Record reports whether the purpose is record: then no page shows a computed level, cause,
// readiness or verdict headline.
func (v *Visit) Record() bool { return v.Person.Purpose == clinic.PurposeRecord }

// Text is a text of the catalogue in the visitor's language.
func (v *Visit) Text(key string, args ...any) string { return v.Speech.Texts.Text(key, args...) }

type visitKey struct{}

// Visit is who looks at the page of a request. The language is that of the person, else what
// the browser asks for, else English.
func (f *Frame) Visit(r *http.Request) *Visit {
	if v, ok := r.Context().Value(visitKey{}).(*Visit); ok {
		return v
	}
	v := &Visit{}
	if f.Care != nil {
		// Where the person cannot be read the page still comes, in the browser's language: the
		// page itself says what is wrong.
		if self, err := f.Care.Self(r.Context()); err == nil {
			v.Person = self.Body
		}
	}
	v.Lang = f.language(v.Person.Lang, r.Header.Get("Accept-Language"))
	v.Speech = f.tongue[v.Lang]
	return v
}

// with keeps the visit in the request's context, so that the person is read once.
func (f *Frame) with(r *http.Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), visitKey{}, f.Visit(r)))
}

// language is the language of Langs that fits.
func (f *Frame) language(chosen, asked string) string {
	if slices.Contains(f.langs, chosen) {
		return chosen
	}
	const longest = 200 // a header that is longer is no list of languages
	if len(asked) > longest {
		return f.langs[0]
	}
	tags, _, err := language.ParseAcceptLanguage(asked)
	if err != nil {
		return f.langs[0]
	}
	for _, tag := range tags {
		if tag.String() == catalogue.Pseudo && slices.Contains(f.langs, catalogue.Pseudo) {
			return catalogue.Pseudo
		}
		base, _ := tag.Base()
		if slices.Contains(f.langs, base.String()) {
			return base.String()
		}
	}
	return f.langs[0]
}
