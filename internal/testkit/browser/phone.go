package browser

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Phone is one tab. Every method fails its test where something does not work.
type Phone struct {
	t    *testing.T
	ctx  context.Context
	base string
	look Look
	taps int

	mu       sync.Mutex
	requests []Request
	console  []string
}

// Request is one request that a page made.
type Request struct {
	URL    string
	Status int64
	Bytes  int64 // as they came over the wire, headers included
}

// prepare sets the look and begins to listen.
func (p *Phone) prepare() error {
	if err := chromedp.Listen(p.ctx, p.hear); err != nil {
		return err
	}
	l := p.look
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: choose(l.Dark, "dark", "light")},
		{Name: "forced-colors", Value: choose(l.Forced, "active", "none")},
		{Name: "prefers-reduced-motion", Value: choose(l.Still, "reduce", "no-preference")},
	}}
	return chromedp.Do(p.ctx,
		chromedp.EmulateViewport(l.Width, l.Height, chromedp.EmulateMobile),
		chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
				return err
			}
			if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
				return err
			}
			if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
				return err
			}
			_, err := chromedp.Call(ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": l.Lang}})
			if err != nil {
				return err
			}
			_, err = chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.NoScript})
			return err
		}))
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// hear notes requests and what the console says.
func (p *Phone) hear(ev any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventResponseReceived:
		p.requests = append(p.requests, Request{URL: ev.Response.URL, Status: ev.Response.Status})
	case *runtime.EventConsoleAPICalled:
		p.console = append(p.console, fmt.Sprint(ev.Type, ": ", len(ev.Args), " values"))
	case *runtime.EventExceptionThrown:
		p.console = append(p.console, "exception: "+ev.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		p.console = append(p.console, string(ev.Entry.Level)+": "+ev.Entry.Text)
	}
}

// must fails the test on an error.
func (p *Phone) must(what string, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("%s at %s: %v\n%s", what, p.Path(), err, p.headline())
	}
}

// do runs steps with the phone's patience.
func (p *Phone) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	p.must(what, chromedp.Do(ctx, steps...))
}

// Script evaluates an expression in the page, also where the page's own scripts are off.
func Script[T any](p *Phone, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	p.must("looking at the page", err)
	return v
}

// Visit opens an address of the server.
func (p *Phone) Visit(path string) *Phone {
	p.t.Helper()
	p.do("opening "+path, chromedp.Navigate(p.base+path))
	return p
}

// Path is where the phone is, without the server's address.
func (p *Phone) Path() string {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	at, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return "?"
	}
	if u, err := url.Parse(at); err == nil && strings.HasPrefix(at, p.base) {
		return strings.TrimPrefix(at, u.Scheme+"://"+u.Host)
	}
	return at
}

// Taps is how often the phone was tapped since it was opened, or since ResetTaps. Typing into
// a field counts one tap: the one that puts the cursor there.
func (p *Phone) Taps() int { return p.taps }

// ResetTaps begins to count anew.
func (p *Phone) ResetTaps() { p.taps = 0 }

// Requests are those since the last call, in order.
func (p *Phone) Requests() []Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := p.requests
	p.requests = nil
	return out
}

// Console is what the console said since the last call.
func (p *Phone) Console() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := p.console
	p.console = nil
	return out
}
