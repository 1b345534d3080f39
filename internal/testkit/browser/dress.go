package browser

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// dress shows the page as the look says.
func (p *Phone) dress() error {
	l := p.look
	media := emulation.SetEmulatedMediaParams{Media: choose(l.Paper, "print", ""), Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: choose(l.Dark, "dark", "light")},
		{Name: "forced-colors", Value: choose(l.Forced, "active", "none")},
		{Name: "prefers-reduced-motion", Value: choose(l.Still, "reduce", "no-preference")},
	}}
	return chromedp.Do(p.ctx,
		chromedp.EmulateViewport(l.Width, l.Height, chromedp.EmulateMobile),
		chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media)
			return err
		}))
}

// Turn shows the page that is there in another look, as somebody does who changes a setting of
// the phone. Language and scripts stay as they were: they come with the next page. The size of
// text is that of this page alone.
func (p *Phone) Turn(change func(*Look)) *Phone {
	p.t.Helper()
	change(&p.look)
	p.must("changing the look", p.dress())
	l := p.look
	scale := l.TextScale
	if scale == 0 {
		scale = 1
	}
	p.do("changing the size of text", chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => {
  const root = document.documentElement;
  window.usualText ||= parseFloat(getComputedStyle(root).fontSize);
  root.style.fontSize = %[1]g === 1 ? '' : window.usualText * %[1]g + 'px';
})()`, scale)))
	p.wait("after the look changed", func() (bool, error) {
		return chromedp.Run(p.ctx, chromedp.Evaluate[bool](fmt.Sprintf(`(() => {
  const is = q => matchMedia(q).matches;
  return is('(prefers-color-scheme: dark)') === %t && is('(forced-colors: active)') === %t && is('print') === %t
    && document.documentElement.clientWidth === %d
})()`, l.Dark, l.Forced, l.Paper, l.Width)))
	})
	return p
}

// Look is how the phone shows pages now.
func (p *Phone) Look() Look { return p.look }
