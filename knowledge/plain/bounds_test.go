package plain

import (
	"strings"
	"testing"
	"time"
)

// Files made to keep a reader busy are read or refused in bounded time. The bound is wide
// because tests share their processors.
func TestHostileFilesTakeBoundedTime(t *testing.T) {
	t.Parallel()
	const mega = 400_000
	for name, text := range map[string]string{
		"very many fields":       strings.Repeat("a: b # c\n", mega/10),
		"fields to the limit":    strings.Repeat("a: b # c\n", maxLibraryLines-1),
		"questions":              strings.Repeat("? a\n", maxLibraryLines-1),
		"dashes":                 strings.Repeat("-\n", maxLibraryLines-1),
		"dashes on one line":     strings.Repeat("- ", mega/2),
		"quotes":                 strings.Repeat("\"", mega),
		"anchors":                strings.Repeat("&a ", mega/3),
		"tags":                   strings.Repeat("!!str ", mega/6),
		"colons":                 strings.Repeat("a: ", mega/3),
		"open brackets":          strings.Repeat("[", mega),
		"commas":                 "[" + strings.Repeat(",", mega-1),
		"a list that never ends": "[" + strings.Repeat("a, ", mega/3),
		"comments":               strings.Repeat("#\n", mega/2),
		"documents":              strings.Repeat("---\n", maxLibraryLines-1),
		"deep indents":           strings.Repeat(" ", mega),
		"aliases of aliases":     "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			_, problems := Read("texts/en.yaml", []byte(text), new(map[string]string))
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if len(problems) == 0 {
				t.Error("nothing to complain about?")
			}
		})
	}
}
