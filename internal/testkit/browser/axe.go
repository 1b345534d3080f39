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
		b, readErr := os.ReadFile(filepath.Join(dir, "tools", "browser", "node_modules", "axe-core", "axe.min.js")) //nolint:gosec // a fixed name below the project
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
// calls best practice. It returns how many checks the page passed, so that a page on which axe
// saw nothing is noticed.
func (p *Phone) Accessible() *Phone {
	p.t.Helper()
	source, err := axeSource()
	if err != nil {
		p.t.Fatalf("the accessibility check needs axe-core (tools/install.sh installs it): %v", err)
	}
	if p.look.NoScript {
		p.scripts(true)
		defer p.scripts(false)
	}
	p.do("loading axe-core", chromedp.Evaluate[chromedp.Void](source+"; undefined"))
	raw := Script[string](p, `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
  .then(r => JSON.stringify({passes: r.passes.length, violations: r.violations}))`)
	var found struct {
		Passes     int         `json:"passes"`
		Violations []violation `json:"violations"`
	}
	p.must("reading what axe-core found", json.Unmarshal([]byte(raw), &found))
	if found.Passes < 5 {
		p.t.Errorf("axe-core passed only %d checks at %s: did it see the page?", found.Passes, p.Path())
	}
	for _, v := range found.Violations {
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

// scripts switches the page's scripts on or off.
func (p *Phone) scripts(on bool) {
	p.t.Helper()
	p.do("switching scripts", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	}))
}
