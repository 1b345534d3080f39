package browser

import (
	"strings"

	"github.com/chromedp/chromedp"
)

// flagOf is a flag of Chromium's command line: "name" or "name=value".
func flagOf(flag string) chromedp.ExecAllocatorOption {
	name, value, has := strings.Cut(flag, "=")
	if !has {
		return chromedp.Flag(name, true)
	}
	return chromedp.Flag(name, value)
}
