package knowledge

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Event is one kind of skin event in our own words, with the codes that regulators share. One
// file in events/. There is no hierarchy: an event is not part of another.
type Event struct {
	ID      string `yaml:"id"`
	Group   string `yaml:"group"` // see EventGroups
	Title   string `yaml:"title"`
	TitleDE string `yaml:"title_de"`
	NCIt    string `yaml:"ncit"`  // concept of the NCI Thesaurus: C26901
	IMDRF   string `yaml:"imdrf"` // Annex E, health effects: E171601
	// Fit says whether the codes mean just this event (exact) or also others (wider).
	Fit      string   `yaml:"fit"`
	Symptoms []string `yaml:"symptoms,omitempty"` // codes of the vocabulary that are this event when a person reports them
	Terms    []string `yaml:"terms,omitempty"`    // reported words that mean it, beside its titles and its id
	Cites    []string `yaml:"cites,omitempty"`
	Basis    string   `yaml:"basis,omitempty"`
	Since    string   `yaml:"since"`
}

// TitleIn is the title in a language; English where there is no other.
func (e *Event) TitleIn(lang string) string {
	if base, _, _ := strings.Cut(lang, "-"); base == "de" {
		return e.TitleDE
	}
	return e.Title
}

// EventGroups are the groups of events, in the order in which they are shown.
func EventGroups() []string {
	return strings.Fields("colour feel surface bumps scar swelling allergy infection burn eye breath heart nerve whole_body hair_nails mind procedure other")
}

// EventFor finds the event that a report means by its words: a title, an id, or one of the terms of
// an event, whatever the case and punctuation. Nothing is guessed: false = no event holds
// the words, and they stand for themselves. The caller keeps the words as reported.
func (b *Base) EventFor(reported string) (*Event, bool) {
	e, ok := b.eventWords()[EventKey(reported)]
	return e, ok
}

// EventOfSymptom finds the event that a symptom code of the vocabulary stands for.
func (b *Base) EventOfSymptom(code string) (*Event, bool) {
	for _, id := range slices.Sorted(maps.Keys(b.Events)) {
		if slices.Contains(b.Events[id].Symptoms, code) {
			return b.Events[id], true
		}
	}
	return nil, false
}

// eventWordsKey is the Derive key of eventWords.
type eventWordsKey struct{}

func (b *Base) eventWords() map[string]*Event {
	return b.Derive(eventWordsKey{}, func() any {
		words := map[string]*Event{}
		for _, id := range slices.Sorted(maps.Keys(b.Events)) {
			for _, w := range b.Events[id].words() {
				if _, taken := words[EventKey(w)]; !taken { // lint reports a word that is taken twice
					words[EventKey(w)] = b.Events[id]
				}
			}
		}
		return words
	}).(map[string]*Event)
}

// words are all reported words of the event.
func (e *Event) words() []string {
	return append([]string{e.Title, e.TitleDE, e.ID}, e.Terms...)
}

// EventKey is a reported word as it is compared: small letters and digits, single spaces.
func EventKey(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	return strings.Join(words, " ")
}
