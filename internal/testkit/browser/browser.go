package browser

import (
	"context"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// start starts one Chromium for all tests of a binary. It ends with the process that started
// it, because it speaks through a pipe of it.
var start = sync.OnceValues(func() (context.Context, error) {
	path, err := find()
	if err != nil {
		return nil, err
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Headless, chromedp.DisableGPU, chromedp.NoFirstRun}
	for _, flag := range []string{
		"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync",
		"disable-dev-shm-usage", "force-color-profile=srgb", "hide-scrollbars",
	} {
		options = append(options, flagOf(flag))
	}
	alloc, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(alloc) // the browser lives as long as the tests
	return ctx, chromedp.Do(ctx)
})

// find is where Chromium is.
func find() (string, error) {
	var err error
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		var path string
		if path, err = exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", err
}

// Look is how a phone shows pages.
type Look struct {
	Name      string // part of the names of its pictures: "phone", "phone-dark"
	Lang      string // Accept-Language; empty = en
	Dark      bool
	Forced    bool // forced colours
	NoScript  bool // JavaScript off
	Still     bool // the person asked for little motion
	Paper     bool // as it would be printed
	Width     int64
	Height    int64
	TextScale float64 // 2 = text at 200 %; 0 = 1. Only Turn sets it.
}

// patience is how long a phone waits for a page on a busy machine.
const patience = 60 * time.Second

// Open opens a new tab that shows the pages of a server. The tab closes with the test.
func Open(t *testing.T, base string, look Look) *Phone {
	t.Helper()
	root, err := start()
	if err != nil {
		t.Fatalf("the browser tests need Chromium (tools/install.sh installs it): %v", err)
	}
	if look.Width == 0 {
		look.Width, look.Height = 390, 844
	}
	if look.Lang == "" {
		look.Lang = "en"
	}
	p := &Phone{t: t, base: base, look: look}
	ctx, cancel := chromedp.NewContext(root, chromedp.WithNewBrowserContext())
	p.ctx = ctx
	t.Cleanup(cancel)
	if err := p.prepare(); err != nil {
		t.Fatalf("preparing the browser: %v", err)
	}
	return p
}
