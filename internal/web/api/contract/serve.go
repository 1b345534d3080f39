package contract

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// ServeHTTP answers one request. An answer is held back until it is whole, so that it is never
// half a page and half an error; what is streamed (the export) is not.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, pattern := s.mux.Handler(r)
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	if s.streams[pattern] {
		s.guarded(w, r)
		return
	}
	out := &reply{head: h, status: http.StatusOK}
	s.guarded(out, r)
	out.send(w, r)
}

// guarded answers a request; a mistake of the program becomes a problem and no stack trace.
func (s *Service) guarded(w http.ResponseWriter, r *http.Request) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		p := kindInternal.problem()
		p.Ref = s.failed(r.Context(), p.Type, fmt.Errorf("the handler of %s broke off: %T", r.Pattern, v))
		if out, held := w.(*reply); held {
			out.body.Reset()
			Respond(out, p)
		}
	}()
	s.mux.ServeHTTP(w, r)
}

// Respond writes a problem.
func Respond(w http.ResponseWriter, p *Problem) {
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the reply is held in memory
}

// nowhere answers what no operation takes: an unknown address, or a known one by a method that
// it does not know.
func (s *Service) nowhere(w http.ResponseWriter, r *http.Request) {
	var allow []string
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete} {
		other := r.Clone(context.Background())
		other.Method = method
		if _, pattern := s.mux.Handler(other); pattern != "/" && pattern != "" {
			allow = append(allow, method)
		}
	}
	if len(allow) == 0 {
		Respond(w, kindNotFound.problem())
		return
	}
	w.Header().Set("Allow", strings.Join(allow, ", "))
	Respond(w, kindMethod.problem())
}

// reply is an answer that is held back.
type reply struct {
	head   http.Header
	status int
	body   bytes.Buffer
}

// Header is the header of the answer.
func (o *reply) Header() http.Header { return o.head }

// WriteHeader notes the status.
func (o *reply) WriteHeader(status int) { o.status = status }

// Write adds to the body.
func (o *reply) Write(b []byte) (int, error) { return o.body.Write(b) }

// send gives an ETag to what was read, answers 304 where the caller has it, and sends the rest.
func (o *reply) send(w http.ResponseWriter, r *http.Request) {
	read := r.Method == http.MethodGet || r.Method == http.MethodHead
	if read && o.status == http.StatusOK {
		if o.head.Get("ETag") == "" {
			sum := sha256.Sum256(o.body.Bytes())
			o.head.Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
		}
		if matches(r.Header.Get("If-None-Match"), o.head.Get("ETag")) {
			o.head.Del("Content-Type")
			o.status = http.StatusNotModified
			w.WriteHeader(o.status)
			return
		}
	}
	if o.status != http.StatusNoContent {
		o.head.Set("Content-Length", strconv.Itoa(o.body.Len()))
	}
	w.WriteHeader(o.status)
	if r.Method != http.MethodHead && o.status != http.StatusNoContent {
		_, _ = w.Write(o.body.Bytes()) // a caller that went away is no error of ours
	}
}

// matches reports whether a list of ETags names one; weak comparison (RFC 9110 section 8.8.3.2).
func matches(list, tag string) bool {
	return list != "" && slices.ContainsFunc(strings.Split(list, ","), func(one string) bool {
		one = strings.TrimSpace(one)
		return one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/")
	})
}
