package browser

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Own demands that every request since the last call of Requests went to the server itself, and
// gives them back.
func (p *Phone) Own() []Request {
	p.t.Helper()
	all := p.Requests()
	for _, url := range foreign(p.base, all) {
		p.t.Errorf("%s asks another origin: %s", p.Path(), url)
	}
	return all
}

// foreign are the addresses outside a server. What a page holds inside itself is no request.
func foreign(base string, all []Request) []string {
	var out []string
	for _, r := range all {
		if !strings.HasPrefix(r.URL, base+"/") && !strings.HasPrefix(r.URL, "data:") {
			out = append(out, r.URL)
		}
	}
	return out
}

// Forgets demands that the browser keeps nothing: no cookie, no storage, no cache of its own, no
// worker.
func (p *Phone) Forgets() *Phone {
	p.t.Helper()
	for _, kept := range p.kept() {
		p.t.Errorf("%s: the browser keeps %s", p.Path(), kept)
	}
	return p
}

func (p *Phone) kept() []string {
	p.t.Helper()
	out := Script[[]string](p, `(async () => {
  const kept = [...Object.keys(localStorage).map(k => 'local storage ' + k), ...Object.keys(sessionStorage).map(k => 'session storage ' + k)];
  for (const d of await indexedDB.databases()) kept.push('database ' + d.name);
  if (self.caches) for (const c of await caches.keys()) kept.push('cache ' + c);
  if (navigator.serviceWorker) for (const w of await navigator.serviceWorker.getRegistrations()) kept.push('worker ' + w.scope);
  return kept;
})()`)
	p.do("looking for cookies", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		found, err := chromedp.Call(ctx, network.GetCookies, network.GetCookiesParams{})
		for _, c := range found.Cookies {
			out = append(out, "cookie "+c.Name)
		}
		return err
	}))
	return out
}

// Sheets prints the page on A4, keeps the PDF beside the pictures, and says how many sheets
// it is.
func (p *Phone) Sheets(name string) int {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	p.must("printing", err)
	p.file(name+"-"+p.look.Name+".pdf", pdf)
	return sheets(pdf)
}

// leaf is a sheet of a PDF as Chromium writes it.
var leaf = regexp.MustCompile(`/Type\s*/Page\b`)

func sheets(pdf []byte) int {
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		return 0
	}
	return len(leaf.FindAll(pdf, -1))
}

// Picture takes a picture of the whole page, into the folder that SKINAFTER_SCREENSHOTS names;
// nothing where it names none.
func (p *Phone) Picture(name string) *Phone {
	p.t.Helper()
	if os.Getenv(pictures) == "" {
		return p
	}
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	p.must("taking a picture", err)
	p.file(name+"-"+p.look.Name+".png", png)
	return p
}

// pictures names the folder for pictures.
const pictures = "SKINAFTER_SCREENSHOTS"

// Wanted says whether pictures are wanted.
func Wanted() bool { return os.Getenv(pictures) != "" }

func (p *Phone) file(name string, content []byte) {
	p.t.Helper()
	dir := os.Getenv(pictures)
	if dir == "" {
		return
	}
	p.must("keeping a picture", os.MkdirAll(dir, 0o750))
	p.must("keeping a picture", os.WriteFile(filepath.Join(dir, name), content, 0o600))
}
