package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// target is the expression that finds what a person would tap: by CSS where it begins with
// "css:", else the first visible link, button, label or fold whose words are, or begin with, or
// hold the text.
func target(what string) string {
	if css, is := strings.CutPrefix(what, "css:"); is {
		return "document.querySelector(" + quoted(css) + ")"
	}
	return `(() => {
  const want = ` + quoted(what) + `.toLowerCase();
  const say = e => (e.getAttribute('aria-label') || e.innerText || e.value || '').replace(/\s+/g, ' ').trim().toLowerCase();
  const seen = [...document.querySelectorAll('a,button,label,summary,input[type=submit]')]
    .filter(e => e.getClientRects().length > 0);
  return seen.find(e => say(e) === want) || seen.find(e => say(e).startsWith(want)) || seen.find(e => say(e).includes(want)) || null;
})()`
}

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(b)
}

// Tap taps what leads to another page, and waits for that page.
func (p *Phone) Tap(what string) *Phone {
	p.t.Helper()
	p.mark()
	p.touch(what)
	p.arrive("after tapping " + what)
	return p
}

// TapTwice taps what leads to another page twice, as an impatient thumb does, and waits for
// that page.
func (p *Phone) TapTwice(what string) *Phone {
	p.t.Helper()
	p.mark()
	p.taps += 2
	p.do("tapping twice "+what, chromedp.DoubleClick(chromedp.JSPath(target(what))))
	p.arrive("after tapping " + what + " twice")
	return p
}

// Touch taps what stays on this page: a choice, a fold.
func (p *Phone) Touch(what string) *Phone {
	p.t.Helper()
	p.touch(what)
	return p
}

func (p *Phone) touch(what string) {
	p.t.Helper()
	p.taps++
	if !Script[bool](p, target(what)+" !== null") {
		p.t.Fatalf("nothing to tap that says %q at %s\n%s", what, p.Path(), p.headline())
	}
	p.do("tapping "+what, chromedp.Click(chromedp.JSPath(target(what))))
}

// Fill puts the cursor into a field and writes, as pasting does; one tap. The field is found by
// its name. What stood there is replaced. A day or a time is set as its picker does.
func (p *Phone) Fill(field, text string) *Phone {
	p.t.Helper()
	p.taps++
	css := chromedp.CSS(fmt.Sprintf("[name=%q]", field))
	kind := Script[string](p, fmt.Sprintf("document.querySelector('[name=%q]')?.type ?? ''", field))
	switch kind {
	case "":
		p.t.Fatalf("no field is named %q at %s\n%s", field, p.Path(), p.headline())
	case "date", "time", "datetime-local", "select-one":
		p.do("setting "+field, chromedp.SetValue(css, text))
	default:
		p.do("writing into "+field, chromedp.Click(css), chromedp.Evaluate[chromedp.Void]("document.activeElement.select?.()"), insert(text))
	}
	return p
}

// insert writes where the cursor is, all at once.
func insert(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
}

// Write writes where the focus is; for a journey by keyboard alone.
func (p *Phone) Write(text string) *Phone {
	p.t.Helper()
	p.do("writing", insert(text))
	return p
}

// Upload chooses a file in a field.
func (p *Phone) Upload(field, path string) *Phone {
	p.t.Helper()
	p.taps++
	p.do("choosing a file", chromedp.SetUploadFiles(chromedp.CSS(fmt.Sprintf("[name=%q]", field)), []string{path}))
	return p
}

// Keys of the keyboard.
const (
	KeyTab   = kb.Tab
	KeyEnter = kb.Enter
	KeySpace = " "
	KeyDown  = kb.ArrowDown
)

// Press presses a key where the focus is.
func (p *Phone) Press(key string) *Phone {
	p.t.Helper()
	p.do("pressing a key", chromedp.KeyEvent(key))
	return p
}

// PressTo presses a key that leads to another page, and waits for that page.
func (p *Phone) PressTo(key string) *Phone {
	p.t.Helper()
	p.mark()
	p.Press(key)
	p.arrive("after pressing a key")
	return p
}

// TabTo presses Tab until the focus is on what a person would tap; it fails after 200.
func (p *Phone) TabTo(what string) *Phone {
	p.t.Helper()
	for range 200 {
		p.Press(KeyTab)
		if Script[bool](p, "(() => { const e = "+focusable(what)+"; return e !== null && document.activeElement === e })()") {
			if !Script[bool](p, `(() => { const s = getComputedStyle(document.activeElement); const r = document.activeElement.closest('label') || document.activeElement;
  const b = getComputedStyle(r); return s.outlineStyle !== 'none' || b.outlineStyle !== 'none' || s.boxShadow !== 'none' || b.boxShadow !== 'none' })()`) {
				p.t.Errorf("the focus on %q cannot be seen at %s", what, p.Path())
			}
			return p
		}
	}
	p.t.Fatalf("the keyboard does not reach %q at %s\n%s", what, p.Path(), p.headline())
	return p
}

// focusable is what takes the focus for a target: the field inside or beside a label.
func focusable(what string) string {
	return `(() => { const e = ` + target(what) + `; return e === null ? null : e.tagName === 'LABEL' ? e.control : e })()`
}

// Back goes back as the browser's own button does, to a page with another address.
func (p *Phone) Back() *Phone {
	p.t.Helper()
	from := p.Path()
	p.do("going back", chromedp.Evaluate[chromedp.Void]("history.back()"))
	p.wait("after going back", func() (bool, error) {
		there, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("document.readyState === 'complete'"))
		return there && p.Path() != from, err // a page from the browser's memory still carries its mark
	})
	return p
}

// mark marks the page, so that arrive notices another one.
func (p *Phone) mark() {
	p.t.Helper()
	p.do("marking the page", chromedp.Evaluate[chromedp.Void]("window.seenByTest = true; undefined"))
}

// arrive waits for another page to be complete.
func (p *Phone) arrive(when string) {
	p.t.Helper()
	p.wait(when, func() (bool, error) {
		return chromedp.Run(p.ctx, chromedp.Evaluate[bool]("!window.seenByTest && document.readyState === 'complete'"))
	})
}

// wait asks again until there says yes. An error in between is a page that is just going.
func (p *Phone) wait(when string, there func() (bool, error)) {
	p.t.Helper()
	for until := time.Now().Add(patience); ; time.Sleep(15 * time.Millisecond) { //nolint:forbidigo // patience with a machine, not a time of the program
		yes, err := there()
		switch {
		case err == nil && yes:
			return
		case time.Now().After(until): //nolint:forbidigo // the same patience
			p.t.Fatalf("no other page came %s at %s: %v\n%s", when, p.Path(), err, p.headline())
		}
	}
}

// Download taps what hands out a file, waits for the file, and gives its name and content.
func (p *Phone) Download(what string) (name string, content []byte) {
	p.t.Helper()
	dir := p.t.TempDir()
	allow := cdpbrowser.SetDownloadBehaviorParams{Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}
	allow.BrowserContextID = chromedp.FromContext(p.ctx).BrowserContextID
	_, err := chromedp.CallBrowser(p.ctx, cdpbrowser.SetDownloadBehavior, allow)
	p.must("allowing downloads", err)
	p.touch(what)
	p.wait("with a file", func() (bool, error) {
		found, err := os.ReadDir(dir)
		if err != nil || len(found) != 1 || filepath.Ext(found[0].Name()) == ".crdownload" || strings.HasPrefix(found[0].Name(), ".") {
			return false, err
		}
		name = found[0].Name()
		content, err = os.ReadFile(filepath.Join(dir, name))
		return err == nil && len(content) > 0, err
	})
	return name, content
}
