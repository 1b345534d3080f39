package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"runtime/debug"
	"time"

	"skinafter"
	"skinafter/internal/demo"
	"skinafter/internal/web"
	"skinafter/internal/web/meter"
)

// serveFlags say how the app is served.
type serveFlags struct {
	Addr   string        `placeholder:"127.0.0.1:8080" default:"127.0.0.1:8080" help:"Address on this machine. Others are refused: there are no accounts yet."`
	Log    bool          `help:"Write a line for each request to standard error: method, route, status, time; nothing about a person."`
	For    time.Duration `name:"for" hidden:"" help:"Stop after so long; for tests."`
	Pseudo bool          `hidden:"" help:"Offer the pseudo language ar-XB; for tests."`
}

// serveCommand opens the app.
type serveCommand struct {
	recordFlags
	serveFlags
}

// Run is called by kong.
func (c *serveCommand) Run(s *session) error {
	l, err := c.listen(s)
	if err != nil {
		return err
	}
	counts, err := s.meter()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	care, closing, err := c.care(s, counts)
	if err != nil {
		// The app opens all the same: its pages say what is wrong with the record and what to
		// do, and how to get help.
		_, _ = fmt.Fprintln(s.err, "skinafter: "+recordFault(err).Error())
		return c.serve(s, l, web.Options{Broken: err, Meter: counts})
	}
	return errors.Join(c.serve(s, l, web.Options{Care: care, Meter: counts}), closing())
}

// demoCommand opens the app with a plausible course filled in.
type demoCommand struct {
	Data string `name:"data" placeholder:"DIR" help:"Fresh folder for the demonstration; without it a temporary one that is removed at the end."`
	serveFlags
}

// Run is called by kong.
func (c *demoCommand) Run(s *session) (err error) {
	l, err := c.listen(s)
	if err != nil {
		return err
	}
	dir := c.Data
	if dir == "" {
		if dir, err = os.MkdirTemp("", "skinafter-demo-"); err != nil {
			return fmt.Errorf("making a folder for the demonstration: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	counts, err := s.meter()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	care, closing, err := recordFlags{Data: dir}.care(s, counts)
	if err != nil {
		return recordFault(err)
	}
	err = demo.Fill(s.ctx, care, s.zone())
	switch {
	case errors.Is(err, demo.ErrNotEmpty):
		err = errors.Join(&skinafter.InputError{Field: "--data", Value: c.Data, Want: "an empty folder: a demonstration never mixes with a record"}, l.Close())
	case err == nil:
		err = c.serve(s, l, web.Options{Care: care, Meter: counts})
	}
	return errors.Join(err, closing())
}

func (f serveFlags) listen(s *session) (net.Listener, error) {
	return web.Listen(s.ctx, f.Addr)
}

// serve answers requests until the run is interrupted.
func (f serveFlags) serve(s *session, l net.Listener, o web.Options) error {
	facts, err := s.facts()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	o.Facts, o.Now, o.Zone = facts, s.main.Now, s.zone()
	o.Log, o.Pseudo = f.logger(s.err), f.Pseudo
	server, err := web.New(o)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	ctx := s.ctx
	if f.For > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, f.For)
		defer cancel()
	}
	if _, err := fmt.Fprintf(s.out, "http://%s\n", l.Addr()); err != nil {
		return errors.Join(fmt.Errorf("saying the address: %w", err), l.Close())
	}
	// The app sits idle for hours beside other programs: what loading left behind goes back to
	// the machine, and garbage is collected early.
	debug.SetGCPercent(collectEarly)
	debug.FreeOSMemory()
	return server.Serve(ctx, l)
}

// collectEarly is by how much, in per cent, the memory of the app may grow before garbage is
// collected; Go's own figure is 100.
const collectEarly = 40

// meter counts requests and writes of the app.
func (s *session) meter() (*meter.Meter, error) {
	facts, err := s.facts()
	if err != nil {
		return nil, err
	}
	return &meter.Meter{Info: map[string]string{"version": version, "knowledge": facts.Version}}, nil
}

func (f serveFlags) logger(w io.Writer) *slog.Logger {
	if !f.Log {
		return nil
	}
	return slog.New(slog.NewTextHandler(w, nil))
}
