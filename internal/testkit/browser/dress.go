package browser

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
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
	sizes := &page.FontSizes{Standard: usualText}
	if l.TextScale != 0 {
		sizes.Standard = int64(usualText * l.TextScale)
	}
	return chromedp.Do(p.ctx,
		chromedp.EmulateViewport(l.Width, l.Height, chromedp.EmulateMobile),
		chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
				return err
			}
			_, err := chromedp.Call(ctx, page.SetFontSizes, page.SetFontSizesParams{FontSizes: sizes})
			return err
		}))
}

// usualText is the size of text in px where nobody asked for another.
const usualText = 16

// Turn shows the page that is there in another look, as somebody does who changes a setting of
// the phone. Language and scripts stay as they were: they come with the next page.
func (p *Phone) Turn(change func(*Look)) *Phone {
	p.t.Helper()
	change(&p.look)
	p.must("changing the look", p.dress())
	l := p.look
	scale := l.TextScale
	if scale == 0 {
		scale = 1
	}
	p.wait("after the look changed", func() (bool, error) {
		return chromedp.Run(p.ctx, chromedp.Evaluate[bool](fmt.Sprintf(`(() => {
  const is = q => matchMedia(q).matches;
  const probe = document.body.appendChild(document.createElement('span'));
  probe.style.fontSize = 'medium';
  const size = parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  return is('(prefers-color-scheme: dark)') === %t && is('(forced-colors: active)') === %t && is('print') === %t
    && document.documentElement.clientWidth === %d && Math.abs(size - %g) < 1;
})()`, l.Dark, l.Forced, l.Paper, l.Width, usualText*scale)))
	})
	return p
}

// Look is how the phone shows pages now.
func (p *Phone) Look() Look { return p.look }
