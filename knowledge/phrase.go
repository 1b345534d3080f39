package knowledge

import (
	"path"
	"strings"
)

// phrasesDir holds what people say, one folder for each language: phrases/en/feel.yaml.
const phrasesDir = "phrases"

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
