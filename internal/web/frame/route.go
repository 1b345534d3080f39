package frame

import (
	"net/http"
)

// Handler answers a request. An error it returns becomes a page that says what to do (Fail);
// it must not have written anything then.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Route is one action of the app. Pattern is one of net/http: "GET /check".
type Route struct {
	Pattern string
	Handler Handler
	// Body is the largest body that is read, in bytes; 0 = DefaultBody.
	Body int64
}

// Sizes of what is read, in bytes.
const (
	// DefaultBody is enough for every form without a photo: a label of 64,000 characters, in
	// the form's encoding, and what stands around it.
	DefaultBody = 512 << 10
	// PhotoBody is enough for a form with a photo that is refused, politely, for its size.
	PhotoBody = 80 << 20
)

// Serve is a route as net/http takes it.
func (f *Frame) Serve(route Route) http.Handler {
	limit := route.Body
	if limit == 0 {
		limit = DefaultBody
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, limit)
		}
		r = f.with(r)
		if err := route.Handler(w, r); err != nil {
			f.Fail(w, r, err)
		}
	})
}

// See sends the browser on to another page of the app after a form was taken (303).
func See(w http.ResponseWriter, r *http.Request, address string) error {
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}
