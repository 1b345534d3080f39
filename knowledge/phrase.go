package knowledge

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// phrasesDir holds what people say, one folder for each language: phrases/en/feel.yaml.
const phrasesDir = "phrases"

// phraseCasesDir holds sentences with what must be understood from them.
const phraseCasesDir = "cases/phrases"

// Phrasebook is one file of phrases/: entries of one kind.
type Phrasebook struct {
	Kind    string   `yaml:"kind"` // see PhraseKinds
	Entries []Phrase `yaml:"entries"`
}

// Phrase is one thing that people say in many ways.
//
// A wording is one or more parts with " + " between them; parts may stand in any order in
// one statement. A part is words in a row; between them little words such as "my" and "very"
// may stand. A word may be:
//
//	swollen      this word, also with one letter wrong
//	swell*       every word that begins so; *ache every word that ends so; *eiter* inside
//	lip|lips     either
//	really?      may be missing
//	SWOLLEN      any wording of the entry of kind set with this code
//	..           up to four other words
type Phrase struct {
	Code string `yaml:"code"` // of the vocabulary; a name in capitals for sets
	// Severity that the wording itself tells: "like a balloon" is severe.
	Severity string `yaml:"severity,omitempty"`
	// Settles: "the redness is gone" takes it from the list. Never for signs of danger.
	Settles bool `yaml:"settles,omitempty"`
	// Beside: other signs told with the same words stand beside it: "blisters in rows" is a
	// pattern and blisters.
	Beside bool `yaml:"beside,omitempty"`
	// Note is the word handed on where the code is not enough: the label words of a product,
	// the name of a medicine.
	Note    string   `yaml:"note,omitempty"`
	LastsH  float64  `yaml:"lasts_h,omitempty"` // units: how many hours one is; days: shortest time ago
	UntilH  float64  `yaml:"until_h,omitempty"` // days: longest time ago
	Phrases []string `yaml:"phrases"`
}

// PhraseKinds are the kinds of a Phrasebook.
func PhraseKinds() []string {
	return strings.Fields("set symptom condition exposure medicine product modality area setting number ordinal unit day ignore")
}

// Phrasebooks are the phrases of one language by kind, in the order of files and entries.
type Phrasebooks map[string][]Phrase

// takePhrases puts a file of phrases under its language.
func (b *Base) takePhrases(name string, book *Phrasebook) {
	lang := path.Base(path.Dir(name))
	if b.Phrases[lang] == nil {
		b.Phrases[lang] = Phrasebooks{}
	}
	b.Phrases[lang][book.Kind] = append(b.Phrases[lang][book.Kind], book.Entries...)
}

// isPhraseFile reports phrases/<language>/<name>.yaml.
func isPhraseFile(name string) bool {
	return strings.HasPrefix(name, phrasesDir+"/") && strings.Count(name, "/") == 2
}

// PhraseCase is a sentence and what must be understood from it.
type PhraseCase struct {
	Text   string   `yaml:"text"`
	Finds  []string `yaml:"finds,omitempty"`  // codes that must be found; "swelling:severe" with severity
	Denies []string `yaml:"denies,omitempty"` // codes said not to be there
	Not    []string `yaml:"not,omitempty"`    // codes that must not be found
	// Level and AtMost are bounds of the assessment of a face, needled 1 mm, this many hours ago.
	Level  string   `yaml:"level,omitempty"`
	AtMost string   `yaml:"at_most,omitempty"`
	AtH    *float64 `yaml:"at_h,omitempty"`
	// AnyOf are the levels of which one must come out where nothing but the text is known.
	AnyOf []string `yaml:"any_of,omitempty"`
	// SinceH is the time since treatment that must be read from the text.
	SinceH *float64 `yaml:"since_h,omitempty"`
	Bland  bool     `yaml:"bland,omitempty"` // a calm diary: no sign of danger may be found

	Lang string `yaml:"-"` // by file name: en-signs.yaml
}

var (
	setName    = regexp.MustCompile(`^[A-Z][A-Z_]*$`)
	phraseWord = regexp.MustCompile(`^(\.\.|[A-Z][A-Z_]*\??|\*?[\p{Ll}\p{Nd}]+\*?\??)$`)
)

// phrases checks a file of phrases: kinds, codes, the form of every wording, and that every
// set a wording names exists.
func (l *linter) phrases(name string, book *Phrasebook) {
	if !oneWord(book.Kind, PhraseKinds()...) {
		l.sayf(to("kind"), "%q is no kind; want %s", book.Kind, strings.Join(PhraseKinds(), " "))
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
func (l *linter) phraseCases(list []PhraseCase) {
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

// LoadPhraseCases reads the sentences of cases/phrases in path order. The error, if any, is
// Problems.
func LoadPhraseCases(fsys fs.FS) ([]PhraseCase, error) {
	mine := func(name string) bool { return path.Dir(name) == phraseCasesDir }
	return loadCases(fsys, mine, func(c *PhraseCase, name string) { c.Lang, _, _ = strings.Cut(path.Base(name), "-") })
}
