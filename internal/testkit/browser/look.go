package browser

import (
	"context"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// Text is what the page says, as a person reads it.
func (p *Phone) Text() string {
	p.t.Helper()
	return Script[string](p, "document.body.innerText")
}

// headline is the beginning of the page, for error lines.
func (p *Phone) headline() string {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string]("document.body.innerText.slice(0, 1500)"))
	if err != nil {
		return ""
	}
	return text
}

// Sees demands that the page says every text, in any case of letters.
func (p *Phone) Sees(texts ...string) *Phone {
	p.t.Helper()
	page := strings.ToLower(strings.Join(strings.Fields(p.Text()), " "))
	for _, want := range texts {
		if !strings.Contains(page, strings.ToLower(want)) {
			p.t.Errorf("%s does not say %q:\n%.1500s", p.Path(), want, page)
		}
	}
	return p
}

// SeesNot demands that the page says none of the texts.
func (p *Phone) SeesNot(texts ...string) *Phone {
	p.t.Helper()
	page := strings.ToLower(strings.Join(strings.Fields(p.Text()), " "))
	for _, not := range texts {
		if strings.Contains(page, strings.ToLower(not)) {
			p.t.Errorf("%s says %q", p.Path(), not)
		}
	}
	return p
}

// Fits demands that nothing has to be scrolled sideways and that nothing is cut off.
func (p *Phone) Fits() *Phone {
	p.t.Helper()
	for _, wide := range p.tooWide() {
		p.t.Errorf("%s (%s) is too wide: %s", p.Path(), p.look.Name, wide)
	}
	return p
}

// tooWide is what reaches over the side of the page, or of its own box where that hides the rest.
func (p *Phone) tooWide() []string {
	p.t.Helper()
	return Script[[]string](p, `(() => {
  const w = document.documentElement.clientWidth;
  const all = [...document.querySelectorAll('body *')];
  const name = e => e.outerHTML.slice(0, 120);
  const cut = all.filter(e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1
    && e.clientWidth > 2 && !e.closest('svg') && !['INPUT', 'TEXTAREA', 'SELECT'].includes(e.tagName)).map(e => 'cut off: ' + name(e));
  if (document.documentElement.scrollWidth <= w) return cut;
  const wide = all.filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.right > w + 1 || r.left < -1) });
  return [document.documentElement.scrollWidth + ' of ' + w + ' px: ' + wide.slice(0, 4).map(name).join(' | '), ...cut];
})()`)
}

// BigEnough demands that everything to tap is at least 44 px high and wide, links inside a
// sentence and what nobody sees left out (24 px is the floor of WCAG 2.2, 44 px is ours).
func (p *Phone) BigEnough() *Phone {
	p.t.Helper()
	for _, s := range p.tooSmall() {
		p.t.Errorf("%s (%s): too small to tap: %s", p.Path(), p.look.Name, s)
	}
	return p
}

func (p *Phone) tooSmall() []string {
	p.t.Helper()
	return Script[[]string](p, `(() => [...document.querySelectorAll('a,button,summary,select,textarea,input:not([type=hidden])')]
  .map(e => [e, (['checkbox', 'radio'].includes(e.type) && e.closest('label')) || e])
  .filter(([e, b]) => { const r = b.getBoundingClientRect();
    if (r.width === 0 || r.height === 0 || e.closest('.hidden')) return false;
    if (r.right < 0 || r.bottom < 0) return false;
    if (e.tagName === 'A' && getComputedStyle(e).display === 'inline') return false;
    return r.height < 43.5 || r.width < 43.5 })
  .map(([e, b]) => { const r = b.getBoundingClientRect(); return Math.round(r.width) + 'x' + Math.round(r.height) + ' ' + e.outerHTML.slice(0, 100) }))()`)
}

// Quiet demands that the console said nothing.
func (p *Phone) Quiet() *Phone {
	p.t.Helper()
	for _, line := range p.Console() {
		p.t.Errorf("%s: the console says %s", p.Path(), line)
	}
	return p
}

// Refused demands that the page came with a status that is an error, and that the console says
// no more than that: a browser notes every such page there.
func (p *Phone) Refused(status int64) *Phone {
	p.t.Helper()
	for _, line := range p.Console() {
		if !strings.Contains(line, fmt.Sprintf("status of %d", status)) {
			p.t.Errorf("%s: the console says %s", p.Path(), line)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := len(p.requests) - 1; i >= 0; i-- {
		if r := p.requests[i]; r.Page {
			if r.Status != status {
				p.t.Errorf("%s %s was answered with %d, want %d", r.Method, r.URL, r.Status, status)
			}
			return p
		}
	}
	p.t.Error("no page was asked for")
	return p
}
