package frame

import (
	"net/http"
	"time"
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
	// PhotoBody is enough for a form with a file of any size that somebody may choose by mistake:
	// what is too large for a photo is let go while it comes in, so that the form is answered with
	// a page that says so.
	PhotoBody = 1 << 30
)

// Bounds of what large forms may cost together: each may hold FileMost for as long as it is read
// and answered.
const (
	largeMost = 3                // of them at the same time
	largeWait = 30 * time.Second // for a place; then the program is busy
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
		leave, err := f.Place(r, limit)
		if err == nil {
			defer leave()
			err = route.Handler(w, r)
		}
		if err != nil {
			f.Fail(w, r, err)
		}
	})
}

// Place waits until a body may be read that may be larger than that of a form without a photo;
// limit is how large it may be. All that is read at the same time has to fit into the memory. Its
// error is a *Fault, or that of the request's context. The function it returns lets the next in.
func (f *Frame) Place(r *http.Request, limit int64) (leave func(), err error) {
	if limit <= DefaultBody || r.ContentLength >= 0 && r.ContentLength <= DefaultBody {
		return func() {}, nil
	}
	patience := time.NewTimer(largeWait)
	defer patience.Stop()
	select {
	case f.large <- struct{}{}:
		return func() { <-f.large }, nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	case <-patience.C:
		return nil, &Fault{Status: http.StatusServiceUnavailable, Key: "busy"}
	}
}

// See sends the browser on to another page of the app after a form was taken (303).
func See(w http.ResponseWriter, r *http.Request, address string) error {
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}
