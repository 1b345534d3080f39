package catalogue

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"skinafter/knowledge/lint"
)

// webParts are the parts of the catalogue that pages say.
func webParts() []string { return []string{"clinic", "frame", "check", "diary", "record", "api"} }

// The bars. English: grade of Flesch and Kincaid (knowledge.ReadingGrade). German: the first
// Wiener Sachtextformel of Bamberger and Vanecek (1984), which gives the school year too, from
// 4 (very plain) to 15. German words are longer for the same thought ("Notaufnahme"), which the
// formula knows; the bars are those of English.
const (
	mostForSteps  = 6.0 // what to do, and warnings
	mostElsewhere = 8.0
	// fewestWords: a formula over fewer words measures one word. Shorter texts are measured
	// together, a file at a time.
	fewestWords = 8
)

// alerts are the beginnings of keys whose texts say what to do, or warn.
var alerts = regexp.MustCompile(`^(fault|form|frame\.net|frame\.unwatched|help|danger|interrupt|notice|result|shelf_page\.(empty|no_course)|check_page\.(text_hint|nothing|unread_more|compare))`)

// hole stands for what is filled in: a short word.
func filled(text string) string { return place.ReplaceAllString(text, "this") }

// texts are all forms of a message as sentences.
func (m message) sentences() []string {
	var out []string
	for _, text := range append([]string{m.text}, slices.Collect(maps.Values(m.forms))...) {
		if text = strings.TrimSpace(filled(text)); text == "" {
			continue
		}
		if !strings.ContainsAny(text[len(text)-1:], ".?!:") {
			text += "."
		}
		out = append(out, text)
	}
	return out
}

func TestPagesAreWrittenPlainly(t *testing.T) {
	t.Parallel()
	for lang, grade := range map[string]func(string) float64{"en": english, "de": vienna} {
		for _, part := range webParts() {
			c := &Catalogue{messages: map[string]message{}}
			if err := c.add(lang + "_" + part + ".yaml"); err != nil {
				t.Logf("%s_%s.yaml is not there yet", lang, part)
				continue
			}
			var short strings.Builder
			for _, key := range c.Keys() {
				most := mostElsewhere
				if alerts.MatchString(key) {
					most = mostForSteps
				}
				for _, text := range c.messages[key].sentences() {
					if len(strings.Fields(text)) < fewestWords {
						short.WriteString(text + " ")
						continue
					}
					if g := grade(text); g > most {
						t.Errorf("%s %s: grade %.1f, more than %.0f: %s", lang, key, g, most, text)
					}
				}
			}
			g := grade(short.String())
			t.Logf("%s_%s: short texts together have grade %.1f", lang, part, g)
			if g > mostElsewhere {
				t.Errorf("%s_%s.yaml: the short texts together have grade %.1f", lang, part, g)
			}
		}
	}
}

func english(text string) float64 {
	// Names nobody can choose another word for count as one short word.
	return lint.ReadingGrade(text, map[string]bool{"inci": true, "skinafter": true, "wi-fi": true})
}

// vienna is the first Wiener Sachtextformel: 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES -
// 0.875. MS: share of words with three syllables or more, SL: words in a sentence, IW: share of
// words with more than six letters, ES: share of words with one syllable; shares in per cent.
// Source: Bamberger and Vanecek 1984.
func vienna(text string) float64 {
	var words, sentences, long, many, single float64
	for _, word := range strings.Fields(text) {
		letters := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if strings.ContainsAny(word[len(word)-1:], ".?!:") {
			sentences++
		}
		if letters == "" {
			continue
		}
		words++
		switch n := germanSyllables(letters); {
		case n >= 3:
			many++
		case n == 1:
			single++
		}
		if len([]rune(letters)) > 6 {
			long++
		}
	}
	if words == 0 {
		return 0
	}
	share := func(n float64) float64 { return 100 * n / words }
	return 0.1935*share(many) + 0.1672*words/max(sentences, 1) + 0.1297*share(long) - 0.0327*share(single) - 0.875
}

// germanSyllables counts groups of vowels; two that are one sound count once.
func germanSyllables(word string) int {
	n, before := 0, false
	lower := strings.NewReplacer("ei", "i", "ie", "i", "au", "u", "eu", "u", "äu", "u", "ai", "i", "aa", "a", "ee", "e", "oo", "o").Replace(strings.ToLower(word))
	for _, r := range lower {
		vowel := strings.ContainsRune("aeiouyäöü", r)
		if vowel && !before || vowel && before {
			n++
		}
		before = vowel
	}
	return max(n, 1)
}

func TestTheFormulasKnowPlainFromHard(t *testing.T) {
	t.Parallel()
	if g := vienna("Der Hund ist da. Er hat Durst. Gib ihm Wasser."); g > 4 {
		t.Errorf("a plain German text has grade %.1f", g)
	}
	if g := vienna("Die Inanspruchnahme ärztlicher Bereitschaftsdienste wird bei fortschreitender Verschlechterung der Symptomatik unverzüglich empfohlen."); g < 12 {
		t.Errorf("a hard German text has grade %.1f", g)
	}
	for word, want := range map[string]int{"Haut": 1, "Behandlung": 3, "Eiter": 2, "Aloe": 3, "sie": 1, "Theater": 3} {
		if got := germanSyllables(word); got != want {
			t.Errorf("%s has %d syllables, counted %d", word, want, got)
		}
	}
}
