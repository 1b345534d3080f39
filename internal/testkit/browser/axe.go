package browser

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axeSource is the text of axe-core, as tools/install.sh put it.
var axeSource = sync.OnceValues(func() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		b, readErr := os.ReadFile(filepath.Join(dir, "tools", "browser", "node_modules", "axe-core", "axe.min.js"))
		if readErr == nil {
			return string(b), nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", readErr
		}
		dir = up
	}
	return "", err
})

// violation is what axe-core says is wrong.
type violation struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Nodes  []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// Accessible demands that axe-core finds nothing against WCAG 2.2 A and AA, nor against what it
// calls best practice. A page on which axe saw nothing fails too.
func (p *Phone) Accessible() *Phone {
	p.t.Helper()
	passes, found := p.axe()
	if passes < 5 {
		p.t.Errorf("axe-core passed only %d checks at %s: did it see the page?", passes, p.Path())
	}
	for _, v := range found {
		var where []string
		for i, n := range v.Nodes {
			if i < 4 {
				where = append(where, n.HTML+" ("+strings.ReplaceAll(n.Summary, "\n", " ")+")")
			}
		}
		p.t.Errorf("%s (%s): %s, %s: %s\n  %s", p.Path(), p.look.Name, v.ID, v.Impact, v.Help, strings.Join(where, "\n  "))
	}
	return p
}

// axe is what axe-core says about the page, and how many of its checks the page passed.
func (p *Phone) axe() (passes int, found []violation) {
	p.t.Helper()
	source, err := axeSource()
	if err != nil {
		p.t.Fatalf("the accessibility check needs axe-core (tools/install.sh installs it): %v", err)
	}
	if p.look.NoScript {
		p.scripts(true)
		defer p.scripts(false)
	}
	if !Script[bool](p, "!!window.axe") {
		p.do("loading axe-core", chromedp.Evaluate[chromedp.Void](source+"; undefined"))
	}
	if p.look.Forced {
		p.do("telling axe-core what is painted", chromedp.Evaluate[chromedp.Void](painted))
		defer p.do("telling axe-core no more", chromedp.Evaluate[chromedp.Void]("window.getComputedStyle = window.unpainted; undefined"))
	}
	raw := Script[string](p, `axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
  .then(r => JSON.stringify({passes: r.passes.length, violations: r.violations}))`)
	var said struct {
		Passes     int         `json:"passes"`
		Violations []violation `json:"violations"`
	}
	p.must("reading what axe-core found", json.Unmarshal([]byte(raw), &said))
	return said.Passes, said.Violations
}

// painted makes axe-core read the colour of text that Chromium paints where colours are forced.
// axe-core asks for -webkit-text-fill-color, which Chromium computes without forcing it, though
// it paints what color says.
const painted = `window.unpainted = window.getComputedStyle;
window.getComputedStyle = (...of) => {
  const style = window.unpainted(...of);
  const asked = name => name === '-webkit-text-fill-color' || name === 'webkitTextFillColor' ? 'color' : name;
  return new Proxy(style, {get: (_, name) => name === 'getPropertyValue' ? n => style.getPropertyValue(asked(n))
    : typeof style[asked(name)] === 'function' ? style[name].bind(style) : style[asked(name)]});
}; undefined`

// scripts switches the page's scripts on or off.
func (p *Phone) scripts(on bool) {
	p.t.Helper()
	p.do("switching scripts", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	}))
}
