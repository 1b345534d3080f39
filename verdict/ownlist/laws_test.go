package ownlist_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter/internal/testkit"
	"skinafter/verdict/ownlist"
	"skinafter/verdict/words"
)

// drawText is a name of the dictionary, some of its words, words of several, or a name with a
// slip of the pen.
func drawText(rt *rapid.T, names []string) string {
	var out []string
	for range rapid.IntRange(1, 3).Draw(rt, "names") {
		name := []rune(rapid.SampledFrom(names).Draw(rt, "name"))
		at := rapid.IntRange(0, len(name)-1).Draw(rt, "at")
		switch rapid.IntRange(0, 5).Draw(rt, "slip") {
		case 0:
			name[at] = 'q'
		case 1:
			name = slices.Delete(name, at, at+1)
		case 2:
			name = slices.Insert(name, at, 's')
		case 3:
			name[at], name[max(0, at-1)] = name[max(0, at-1)], name[at]
		case 4:
			name = append(name, 's')
		}
		fields := strings.Fields(string(name))
		from := rapid.IntRange(0, max(0, len(fields)-1)).Draw(rt, "from")
		out = append(out, fields[min(from, len(fields)):]...)
	}
	return words.Plain(strings.Join(out, " "))
}

func TestNamesFoundByTheirWordsAreThoseFoundByLookingAtAll(t *testing.T) {
	t.Parallel()
	facts := testkit.Facts(t)
	names := ownlist.Dictionary(facts)
	rapid.Check(t, func(rt *rapid.T) {
		text := drawText(rt, names)
		byWords, byAll := ownlist.Found(facts, text)
		for i, what := range []string{"names that hold it", "names within it", "names one letter away"} {
			if !slices.Equal(byWords[i], byAll[i]) {
				rt.Fatalf("%s of %q: %q, want %q", what, text, byWords[i], byAll[i])
			}
		}
	})
}

// Every part of a list is known or said to be unknown, whatever stands in it.
func FuzzRead(f *testing.F) {
	f.Add("lanolin and blorptane, 1,2-hexanediol; ???")
	f.Add("äther\xff & _und_ oder\n\n, s ss")
	facts := testkit.Facts(f)
	f.Fuzz(func(t *testing.T, entry string) {
		l := ownlist.Read(facts, []string{entry})
		for _, u := range l.Unknown {
			if strings.TrimSpace(u) == "" {
				t.Errorf("%q: an empty part is not known", entry)
			}
		}
		if words.Plain(strings.ReplaceAll(entry, "_", " ")) == "" && !l.Empty() && len(l.Unknown) == 0 {
			t.Errorf("%q: known, without a word", entry)
		}
	})
}
