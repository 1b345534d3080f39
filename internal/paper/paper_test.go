package paper

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestColumnsAreThoseOfATerminal(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"":                    0,
		"RETINOL":             7,
		"소듐하이알루로네이트":          20,
		"E\u0301lastin":       7,
		"\u2060joined":        6,
		"ＡＱＵＡ":                8,
		"Süßholz · 5 µm":      14,
		"\x1b[31m":            4,
		"soft\u00adhyphen":    10,
		"Cire d\u2019abeille": 14,
	} {
		if got := Columns(text); got != want {
			t.Errorf("Columns(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestCleanTakesOutWhatSteersATerminal(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a\x1b[2Jb":             "a\uFFFD[2Jb",
		"a\r\nb\tc":             "a b c",
		"safe\u202Erorret":      "safe\uFFFDrorret",
		"  spaced \u00a0 out  ": "spaced out",
		"\u0085next":            "next",
	} {
		if got := Clean(text); got != want {
			t.Errorf("Clean(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestEveryLineFitsThePage(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := &Sheet{Width: rapid.IntRange(0, 120).Draw(t, "width")}
		words := rapid.SliceOf(rapid.StringMatching(`[a-z소듐하이가-힣,]{0,90}`)).Draw(t, "words")
		text := strings.Join(words, " ")
		s.Heading(text)
		s.Item(Red, "  - ", text)
		s.Row(Plain, Cut(text, 20), text)
		s.Exact(Plain, text)
		for line := range strings.Lines(string(s.Bytes())) {
			if n := Columns(strings.TrimSuffix(line, "\n")); n > s.Columns() {
				t.Fatalf("line of %d columns on a page of %d: %q", n, s.Columns(), line)
			}
			if !utf8.ValidString(line) {
				t.Fatalf("a character was cut in two: %q", line)
			}
		}
	})
}

func TestWrappingLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z가-힣 ]{0,200}`).Draw(t, "text")
		n := rapid.IntRange(2, 80).Draw(t, "columns")
		got := strings.ReplaceAll(strings.Join(wrap(text, n), ""), " ", "")
		if want := strings.ReplaceAll(text, " ", ""); got != want {
			t.Fatalf("wrapped %q, want %q", got, want)
		}
	})
}

func TestColourIsWrittenOnlyWhereAsked(t *testing.T) {
	t.Parallel()
	plain, bright := &Sheet{}, &Sheet{Colour: true}
	plain.Para(Red, 2, "Do not use this now.")
	bright.Para(Red, 2, "Do not use this now.")
	if got := string(plain.Bytes()); got != "  Do not use this now.\n" {
		t.Errorf("plain page: %q", got)
	}
	if got := string(bright.Bytes()); got != "  \x1b[1;31mDo not use this now.\x1b[0m\n" {
		t.Errorf("page with colour: %q", got)
	}
}

func TestBarShowsWhatIsShutAndWhereNowIs(t *testing.T) {
	t.Parallel()
	b := Bar{From: 0, To: 100, Now: 20, Width: 10}
	if got := b.Draw([]Stretch{{0, 36, '#'}}, '.'); got != "####......" {
		t.Errorf("Draw = %q", got)
	}
	for now, want := range map[float64]int{-5: 0, 0: 0, 20: 2, 99: 9, 100: 9, 400: 9} {
		b.Now = now
		if got := b.Caret(); got != want {
			t.Errorf("Caret at %v h = %d, want %d", now, got, want)
		}
	}
	if got := (Bar{}).Caret(); got != 0 {
		t.Errorf("an empty bar has its caret at %d", got)
	}
}
