package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/web/api"
	"skinafter/internal/web/api/contract"
	"skinafter/internal/web/check"
	"skinafter/internal/web/diary"
	"skinafter/internal/web/frame"
	"skinafter/internal/web/meter"
	"skinafter/internal/web/person"
	"skinafter/internal/web/record"
	"skinafter/knowledge"
)

// Options are what a Server is made of.
type Options struct {
	// Care keeps and answers; Settle was called. Nil where the data cannot be opened: then
	// Broken says why.
	Care  *clinic.Care
	Facts *knowledge.Base
	// Broken is why there is no Care: every page says what to do about it, and how to get help.
	Broken error
	// Log gets one line for each request: method, route, status, duration. Nil = no log.
	Log *slog.Logger
	Now func() time.Time // nil = time.Now
	// Zone is the person's time zone; nil = that of this machine.
	Zone *time.Location
	// Pseudo offers the pseudo locale to browsers that ask for it; for tests.
	Pseudo bool
	// Meter counts requests and is served under /metrics; nil = nothing is counted. What is
	// written is counted where Care's store was wrapped with it.
	Meter *meter.Meter
	// Ready are checks of /health/ready beside those of the record.
	Ready []api.Check
}

// Server serves the app.
type Server struct {
	frame   *frame.Frame
	handler http.Handler
	log     *slog.Logger
	meter   *meter.Meter
	routes  []string
}

// part is a package of pages.
type part struct {
	name   string
	files  fs.FS
	routes func(*frame.Frame) []frame.Route
}

// parts are the packages of pages.
func parts() []part {
	return []part{
		{"check", check.Files, check.Routes},
		{"diary", diary.Files, diary.Routes},
		{"record", record.Files, record.Routes},
		{"person", person.Files, person.Routes},
	}
}

// New makes a server. Its error is about the program's own files, never about the data.
func New(o Options) (*Server, error) {
	files := map[string]fs.FS{"api": api.Files}
	for _, p := range parts() {
		files[p.name] = p.files
	}
	care := o.Care
	if o.Broken != nil {
		care = nil
	}
	f, err := frame.New(frame.Options{Care: care, Facts: o.Facts, Files: files, Now: o.Now, Zone: o.Zone, Log: o.Log, Pseudo: o.Pseudo})
	if err != nil {
		return nil, fmt.Errorf("making the pages: %w", err)
	}
	s := &Server{frame: f, log: f.Log, meter: o.Meter}
	if s.meter == nil {
		s.meter = &meter.Meter{}
	}
	mux := http.NewServeMux()
	s.mount(mux, f.Assets.Route())
	if o.Broken != nil {
		s.mountBroken(mux, o.Broken)
	} else if err := s.mountAll(mux, &o); err != nil {
		return nil, err
	}
	s.handler = s.guard(mux)
	return s, nil
}

// withoutRecord are the pages that need no record: they come even where the data cannot be
// opened.
func withoutRecord(pattern string) bool {
	return pattern == "GET /help" || strings.Contains(pattern, " /sources")
}

// mountBroken mounts what needs no record, and for everything else the page that says what to
// do about the data; programs get it as a problem.
func (s *Server) mountBroken(mux *http.ServeMux, broken error) {
	for _, p := range parts() {
		for _, route := range p.routes(s.frame) {
			if withoutRecord(route.Pattern) {
				s.mount(mux, route)
			}
		}
	}
	mux.Handle("/health/", api.Health(api.Check{Name: "database", Look: func(context.Context) error { return broken }}))
	mux.Handle("GET /metrics", s.meter)
	mux.Handle("/api/", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		contract.Respond(w, contract.Unusable(broken)) // programs read no pages
	}))
	s.routes = append(s.routes, "/health/", "GET /metrics", "/api/")
	s.mount(mux, frame.Route{Pattern: "/", Handler: func(http.ResponseWriter, *http.Request) error { return broken }})
}

// mountAll mounts every page, the machine interface, and the page for what is not there.
func (s *Server) mountAll(mux *http.ServeMux, o *Options) error {
	s.mount(mux, frame.Route{Pattern: "POST /language", Handler: s.language})
	for _, p := range parts() {
		for _, route := range p.routes(s.frame) {
			s.mount(mux, route)
		}
	}
	machine, err := api.New(api.Options{Care: o.Care, Frame: s.frame, Log: o.Log, Ready: o.Ready})
	if err != nil {
		return fmt.Errorf("making the machine interface: %w", err)
	}
	for pattern, handler := range map[string]http.Handler{"/api/": s.inTurn(machine), "/health/": machine, "GET /metrics": s.meter} {
		mux.Handle(pattern, handler)
		s.routes = append(s.routes, pattern)
	}
	s.mount(mux, frame.Route{Pattern: "/", Handler: func(_ http.ResponseWriter, r *http.Request) error {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			return &frame.Fault{Status: http.StatusMethodNotAllowed, Key: "method"}
		}
		return frame.NotThere()
	}})
	return nil
}

func (s *Server) mount(mux *http.ServeMux, route frame.Route) {
	mux.Handle(route.Pattern, s.frame.Serve(route))
	s.routes = append(s.routes, route.Pattern)
}

// Handler serves the app without a network: for tests.
func (s *Server) Handler() http.Handler { return s.handler }

// Routes lists the patterns that are served.
func (s *Server) Routes() []string { return s.routes }

// Frame renders the pages of this server.
func (s *Server) Frame() *frame.Frame { return s.frame }

// Bounds of a connection.
const (
	headerTime  = 10 * time.Second
	readTime    = 2 * time.Minute // a large photo over a slow line
	writeTime   = 2 * time.Minute
	idleTime    = 2 * time.Minute
	headerBytes = 32 << 10
	closeTime   = 10 * time.Second
)

// Listen opens a port on this machine. An address that other machines could reach is refused:
// there are no accounts yet, so whoever reached it could read everything.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, &skinafter.InputError{Field: "address", Value: address, Want: "host:port, such as 127.0.0.1:8080"}
	}
	if host != "localhost" && !isLoopback(net.ParseIP(host)) {
		return nil, refused(address)
	}
	if host == "localhost" {
		// Not looked up: a name service could say anything.
		address = net.JoinHostPort("127.0.0.1", port)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", address, err)
	}
	return l, nil
}

func isLoopback(ip net.IP) bool { return ip != nil && ip.IsLoopback() }

func refused(address string) error {
	return &skinafter.InputError{
		Field: "address", Value: address,
		Want: "127.0.0.1:8080 or [::1]:8080: other machines could reach this one, and there are no accounts yet",
	}
}

// Serve answers requests until ctx ends; then it finishes what it has begun, for ten seconds at
// most. A listener that other machines could reach is refused.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	addr, ok := l.Addr().(*net.TCPAddr)
	if !ok || !addr.IP.IsLoopback() {
		return errors.Join(refused(l.Addr().String()), l.Close())
	}
	server := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes:               headerBytes,
		DisableGeneralOptionsHandler: true, // "OPTIONS *" would be answered past the guard
		// Its own log would hold addresses and whatever a stranger sends.
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	quiet, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTime)
	defer cancel()
	err := server.Shutdown(quiet)
	if served := <-done; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	if err != nil {
		return fmt.Errorf("closing the server: %w", err)
	}
	return nil
}
