package lint

import (
	"path"
	"regexp"
	"strings"

	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
)

var (
	setName    = regexp.MustCompile(`^[A-Z][A-Z_]*$`)
	phraseWord = regexp.MustCompile(`^(\.\.|[A-Z][A-Z_]*\??|\*?[\p{Ll}\p{Nd}]+\*?\??)$`)
)

// phrases checks a file of phrases: kinds, codes, the form of every wording, and that every
// set a wording names exists.
func (l *linter) phrases(name string, book *knowledge.Phrasebook) {
	if !oneWord(book.Kind, knowledge.PhraseKinds()...) {
		l.sayf(to("kind"), "%q is no kind; want %s", book.Kind, strings.Join(knowledge.PhraseKinds(), " "))
	}
	sets := map[string]bool{}
	for _, e := range l.base.Phrases[path.Base(path.Dir(name))]["set"] {
		sets[e.Code] = true
	}
	for i := range book.Entries {
		e := &book.Entries[i]
		if (book.Kind == "set") != setName.MatchString(e.Code) {
			l.sayf(to("entries", i, "code"), "%q: sets, and only sets, are named in capitals", e.Code)
		}
		if e.Severity != "" && !oneWord(e.Severity, "mild", "moderate", "severe") {
			l.sayf(to("entries", i, "severity"), "%q is no severity", e.Severity)
		}
		for j, text := range e.Phrases {
			for part := range strings.SplitSeq(text, " + ") {
				l.phrasePart(part, sets, "entries", i, "phrases", j)
			}
		}
	}
}

func (l *linter) phrasePart(part string, sets map[string]bool, at ...any) {
	if strings.TrimSpace(part) == "" {
		l.sayf(at, "a part of the wording is empty")
	}
	for element := range strings.FieldsSeq(part) {
		for word := range strings.SplitSeq(element, "|") {
			switch {
			case !phraseWord.MatchString(word):
				l.sayf(at, "%q is no word of a wording: small letters and digits, a set in capitals, or ..", word)
			case setName.MatchString(strings.TrimSuffix(word, "?")) && !sets[strings.TrimSuffix(word, "?")]:
				l.sayf(at, "no set has the name %q", word)
			}
		}
	}
}

// phraseCases checks sentences with what must be understood: each expects something.
func (l *linter) phraseCases(list []casebook.Phrase) {
	seen := map[string]bool{}
	for i, c := range list {
		if seen[c.Text] {
			l.sayf(to(i, "text"), "the sentence stands twice")
		}
		seen[c.Text] = true
		if len(c.Finds)+len(c.Denies)+len(c.Not) == 0 && c.Level == "" && c.AtMost == "" && len(c.AnyOf) == 0 && c.SinceH == nil && !c.Bland {
			l.sayf(to(i), "the case expects nothing")
		}
	}
}
