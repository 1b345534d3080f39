package browser

import (
	"context"
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
	Method string
	Status int64 // 0 where no answer came
	Bytes  int64 // of the answer as they came over the wire, headers included; 0 from the browser's own memory
	Page   bool  // a page, not what belongs to one
	id     network.RequestID
}

// prepare begins to listen and sets the look.
func (p *Phone) prepare() error {
	if err := chromedp.Listen(p.ctx, p.hear); err != nil {
		return err
	}
	l := p.look
	err := chromedp.Do(p.ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
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
	if err != nil {
		return err
	}
	return p.dress()
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
	case *network.EventRequestWillBeSent:
		if ev.RedirectResponse != nil {
			if sent := p.sent(ev.RequestID); sent != nil {
				sent.Status, sent.Bytes = ev.RedirectResponse.Status, int64(ev.RedirectResponse.EncodedDataLength)
			}
		}
		p.requests = append(p.requests, Request{URL: ev.Request.URL, Method: ev.Request.Method, Page: ev.Type == network.ResourceTypeDocument, id: ev.RequestID})
	case *network.EventResponseReceived:
		if sent := p.sent(ev.RequestID); sent != nil {
			sent.Status = ev.Response.Status
		}
	case *network.EventLoadingFinished:
		if sent := p.sent(ev.RequestID); sent != nil {
			sent.Bytes = int64(ev.EncodedDataLength)
		}
	case *runtime.EventConsoleAPICalled:
		var said []string
		for _, arg := range ev.Args {
			said = append(said, string(arg.Value)+arg.Description)
		}
		p.console = append(p.console, string(ev.Type)+": "+strings.Join(said, " "))
	case *runtime.EventExceptionThrown:
		p.console = append(p.console, "exception: "+ev.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		p.console = append(p.console, string(ev.Entry.Level)+": "+ev.Entry.Text)
	}
}

// sent is the latest request of an id: one that was led elsewhere has several.
func (p *Phone) sent(id network.RequestID) *Request {
	for i := len(p.requests) - 1; i >= 0; i-- {
		if p.requests[i].id == id {
			return &p.requests[i]
		}
	}
	return nil
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
