package lint

import (
	"regexp"
	"strings"
	"unicode"

	"skinafter/knowledge"
	"skinafter/knowledge/plain"
)

// forbidden are words that promise what nobody can promise, or that judge a product instead
// of saying what it is. Titles and sentences of quoted sources are not checked.
var forbidden = regexp.MustCompile(`(?i)\b(safe|safely|safer|approved|clean|toxic|non-toxic|hypoallergenic|diagnos[ei]s|` +
	`cures?|cured|proved|proven|causes)\b`)

// forbiddenGerman are their German sisters.
var forbiddenGerman = regexp.MustCompile(`(?i)\b(sicher|sichere[nmrs]?|unbedenklich|zugelassen|giftfrei|giftig|toxisch|` +
	`hypoallergen|diagnosen?|heilt|geheilt|bewiesen|verursacht|verursachen)\b`)

// wordsAt reports the forbidden words of a text.
func (l *linter) wordsAt(n *plain.Node, lang string) {
	list := forbidden
	if lang == "de" {
		list = forbiddenGerman
	}
	for _, w := range list.FindAllString(n.Text, -1) {
		l.note(n, "%q is a word we do not use: it promises or judges; say what is meant", strings.ToLower(w))
	}
}

// maxGrade is the highest reading grade (school year) of a reason.
const maxGrade = 8.0

// ReadingGrade is the Flesch-Kincaid grade of an English text: the school year in which it
// can be read. Names of ingredients count as one short word, however long they are, because
// nobody can choose another word for them; names holds them in small letters.
// Source of the formula: Kincaid 1975, 0.39 words/sentence + 11.8 syllables/word - 15.59.
func ReadingGrade(text string, names map[string]bool) float64 {
	words, syllables, sentences := 0, 0, 0
	run := tokenise(text)
	for i := 0; i < len(run); {
		if run[i] == "." {
			sentences++
			i++
			continue
		}
		words++
		if n := nameAt(run[i:], names); n > 0 {
			syllables += nameSyllables
			i += n
			continue
		}
		syllables += countSyllables(run[i])
		i++
	}
	if words == 0 {
		return 0
	}
	sentences = max(sentences, 1)
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59
}

// nameSyllables is what the name of an ingredient counts: an everyday word.
const nameSyllables = 2

// maxNameWords bounds the search for names of several words: "tetrahexyldecyl ascorbate".
const maxNameWords = 4

// tokenise cuts a text into words; "." stands for the end of a sentence.
func tokenise(text string) []string {
	var out []string
	flat := strings.FieldsFunc(text, unicode.IsSpace)
	for _, w := range flat {
		end := strings.ContainsAny(w[len(w)-1:], ".!?;:")
		word := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if word != "" {
			out = append(out, word)
		}
		if end && len(out) > 0 && out[len(out)-1] != "." {
			out = append(out, ".")
		}
	}
	if len(out) > 0 && out[len(out)-1] != "." {
		out = append(out, ".")
	}
	return out
}

// nameAt is the number of words at the start of run that are the name of an ingredient.
func nameAt(run []string, names map[string]bool) int {
	for n := min(maxNameWords, len(run)); n >= 1; n-- {
		name := strings.ToLower(strings.Join(run[:n], " "))
		if names[name] || (n == 1 && (names[strings.TrimSuffix(name, "s")] || isCapitals(run[0]))) {
			return n
		}
	}
	return 0
}

func isCapitals(w string) bool { return len(w) > 1 && w == strings.ToUpper(w) }

// countSyllables counts groups of vowels, less a silent e at the end.
func countSyllables(word string) int {
	w := strings.ToLower(word)
	n, vowel := 0, false
	for _, r := range w {
		is := strings.ContainsRune("aeiouy", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	silent := strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "le") || strings.HasSuffix(w, "es") || strings.HasSuffix(w, "ed")
	if silent && n > 1 && !strings.HasSuffix(w, "ted") && !strings.HasSuffix(w, "ded") {
		n--
	}
	return max(n, 1)
}

// plainNamesKey is the Derive key of plainNames.
type plainNamesKey struct{}

// plainNames are the names of ingredients in small letters: dictionary rows, members and
// titles of families.
func plainNames(b *knowledge.Base) map[string]bool {
	return b.Derive(plainNamesKey{}, func() any {
		names := map[string]bool{}
		for i := range b.Names {
			names[strings.ToLower(b.Names[i].INCI)] = true
			for _, s := range b.Names[i].Also {
				names[strings.ToLower(s)] = true
			}
		}
		for _, f := range b.Families {
			for _, m := range f.Members {
				names[strings.ToLower(m)] = true
			}
			names[strings.ReplaceAll(f.ID, "_", " ")] = true
		}
		return names
	}).(map[string]bool)
}
