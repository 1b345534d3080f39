package web

import (
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"strings"
	"time"

	"skinafter/internal/web/api/contract"
	"skinafter/internal/web/frame"
)

// policy is the Content-Security-Policy of every page: own scripts and own style, nothing
// inside the page, nothing from elsewhere, no frame around it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; " +
	"connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers go out with every answer.
func headers() map[string]string {
	return map[string]string{
		"Content-Security-Policy":      policy,
		"Cache-Control":                "no-store", // assets say otherwise
		"Referrer-Policy":              "no-referrer",
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy":           "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
	}
}

// guard stands before every route: log, headers, host, origin, what goes wrong inside.
func (s *Server) guard(mux http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, "cross", contract.ForeignOrigin())
	}))
	inner := cross.Handler(mux)
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w := &counted{ResponseWriter: out}
		began := time.Now() //nolint:forbidigo // how long it takes is no time of the program
		for name, value := range headers() {
			w.Header().Set(name, value)
		}
		defer func() {
			if broken := recover(); broken != nil {
				s.broken(w, r, broken)
			}
			took := time.Since(began) //nolint:forbidigo // how long it took, which is not the time of the program
			s.meter.Observe(r.Pattern, w.status, took)
			s.log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("method", known(r.Method)), slog.String("route", r.Pattern),
				slog.Int("status", w.status), slog.Duration("took", took.Round(time.Microsecond)))
		}()
		if !ownHost(r.Host) {
			s.refuse(w, r, "host", contract.ForeignHost())
			return
		}
		inner.ServeHTTP(w, r)
	})
}

// refuse answers whoever is not let in: a program gets a problem, a person a page.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, key string, p *contract.Problem) {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		contract.Respond(w, p)
		return
	}
	s.frame.Fail(w, r, &frame.Fault{Status: http.StatusForbidden, Key: key})
}

// inTurn lets as many large requests of programs in as of pages, and counts both together.
func (s *Server) inTurn(machine http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		leave, err := s.frame.Place(r, frame.PhotoBody)
		switch {
		case err == nil:
			defer leave()
			machine.ServeHTTP(w, r)
		case r.Context().Err() == nil:
			contract.Respond(w, contract.Busy())
		}
	})
}

// known is a method for the log; a stranger can send any word.
func known(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

// ownHost reports whether a request was sent to this machine by one of its own names. A page
// of a stranger whose name was made to point here (DNS rebinding) has another.
func ownHost(host string) bool {
	name := host
	if h, port, err := net.SplitHostPort(host); err == nil {
		if port == "" || strings.Trim(port, "0123456789") != "" {
			return false
		}
		name = h
	} else if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		name = host[1 : len(host)-1]
	}
	switch strings.ToLower(name) {
	case "localhost", "127.0.0.1":
		return true
	case "::1":
		return strings.HasPrefix(host, "[")
	}
	return false
}

// broken writes a page where the code of a page broke. The log says where, and nothing of what
// it held.
func (s *Server) broken(w *counted, r *http.Request, _ any) {
	s.log.LogAttrs(r.Context(), slog.LevelError, "a page broke", slog.String("route", r.Pattern), slog.String("at", where()))
	if w.status != 0 {
		return // half of it went out; nothing can be added
	}
	for _, name := range []string{"Content-Encoding", "Content-Length", "Content-Type", "Location", "ETag"} {
		w.Header().Del(name)
	}
	s.frame.Fail(w, r, &frame.Fault{Status: http.StatusInternalServerError, Key: "internal"})
}

// where names the functions of this program that were running when it broke.
func where() string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	var out []string
	for {
		fr, more := frames.Next()
		if strings.HasPrefix(fr.Function, "skinafter/") && !strings.HasSuffix(fr.Function, ".where") {
			out = append(out, strings.TrimPrefix(fr.Function, "skinafter/"))
		}
		const enough = 6
		if !more || len(out) == enough {
			return strings.Join(out, " < ")
		}
	}
}

// counted notes the status of an answer.
type counted struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the first status.
func (w *counted) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write is an answer with status 200 where none was said.
func (w *counted) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (w *counted) Unwrap() http.ResponseWriter { return w.ResponseWriter }
