package knowledge

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// eventCasesDir holds reported words with the event that must be found for them.
const eventCasesDir = "cases/events"

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

// EventCase is a reported word and the event that must be found for it.
type EventCase struct {
	Reported string `yaml:"reported"`
	Event    string `yaml:"event,omitempty"` // id; empty = no event may be found
	Not      string `yaml:"not,omitempty"`   // id of the event it could be taken for
}

// EventFor finds the event that a report means by its words: a title, an id, or one of the terms of
// an event, whatever the case and punctuation. Nothing is guessed: false = no event holds
// the words, and they stand for themselves. The caller keeps the words as reported.
func (b *Base) EventFor(reported string) (*Event, bool) {
	e, ok := b.eventWords()[eventKey(reported)]
	return e, ok
}

// EventOfSymptom finds the event that a symptom code of the vocabulary stands for.
func (b *Base) EventOfSymptom(code string) (*Event, bool) {
	for _, id := range sortedKeys(b.Events) {
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
		for _, id := range sortedKeys(b.Events) {
			for _, w := range b.Events[id].words() {
				if _, taken := words[eventKey(w)]; !taken { // Lint reports a word that is taken twice
					words[eventKey(w)] = b.Events[id]
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

// eventKey is a reported word as it is compared: small letters and digits, single spaces.
func eventKey(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	return strings.Join(words, " ")
}

func (b *Base) explainEvent(ev *Event) Explanation {
	e := Explanation{ID: ev.ID, Kind: "event", Title: ev.Title, Citations: b.Citations(ev.Cites)}
	e.add("German", ev.TitleDE)
	e.add("codes", "NCI Thesaurus "+ev.NCIt+", IMDRF "+ev.IMDRF+" ("+ev.Fit+")")
	e.add("what people report", strings.Join(ev.Symptoms, ", "))
	e.add("reported words", strings.Join(ev.Terms, ", "))
	e.header(ev.Basis, ev.Since, "", "")
	return e
}

// LoadEventCases reads the reported words of cases/events in path order. The error, if any, is
// Problems.
func LoadEventCases(fsys fs.FS) ([]EventCase, error) {
	return loadCases(fsys, isEventCase, func(*EventCase, string) {})
}

func isEventCase(name string) bool { return path.Dir(name) == eventCasesDir }

var (
	ncitForm  = regexp.MustCompile(`^C[1-9][0-9]+$`)
	imdrfForm = regexp.MustCompile(`^E[0-9]{4}([0-9]{2})?$`)
)

// event checks one event; eventsTested checks what lies between them.
func (l *linter) event(e *Event) {
	if !familyID.MatchString(e.ID) {
		l.sayf(to("id"), "%q is no event id; want small letters, digits and _", e.ID)
	}
	if !oneWord(e.Group, EventGroups()...) {
		l.sayf(to("group"), "%q is no group; want %s", e.Group, strings.Join(EventGroups(), " "))
	}
	if !ncitForm.MatchString(e.NCIt) {
		l.sayf(to("ncit"), "%q is no concept of the NCI Thesaurus; want C26901", e.NCIt)
	}
	if !imdrfForm.MatchString(e.IMDRF) {
		l.sayf(to("imdrf"), "%q is no code of IMDRF Annex E; want E1716 or E171601", e.IMDRF)
	}
	if !oneWord(e.Fit, "exact", "wider") {
		l.sayf(to("fit"), "%q: want exact or wider", e.Fit)
	}
	if len(e.Cites) == 0 && e.Basis != basisChoice {
		l.sayf(to("cites"), "the event cites nobody; name a source, or write basis: choice")
	}
	l.ruleField("since", l.doc.find("since"))
	if e.Basis != "" {
		l.ruleField("basis", l.doc.find("basis"))
	}
	l.wordsAt(l.doc.find("title"), DefaultLanguage)
	l.wordsAt(l.doc.find("title_de"), "de")
	known := codesOf(l.base.Care.Vocabulary.Symptoms)
	for i, code := range e.Symptoms {
		if !slices.Contains(known, code) {
			l.sayf(to("symptoms", i), "%q is no symptom code", code)
		}
		if first, _ := l.base.EventOfSymptom(code); first != nil && first.ID != e.ID {
			l.sayf(to("symptoms", i), "%s stands for %s too", code, first.ID)
		}
	}
	for i, term := range e.Terms {
		switch first, _ := l.base.EventFor(term); {
		case first != nil && first.ID != e.ID:
			l.sayf(to("terms", i), "%q stands for %s too", term, first.ID)
		case term != strings.ToLower(term):
			l.sayf(to("terms", i), "%q: write reported words in small letters", term)
		case slices.ContainsFunc(append([]string{e.Title, e.TitleDE, e.ID}, e.Terms[:i]...), func(w string) bool { return eventKey(w) == eventKey(term) }):
			l.sayf(to("terms", i), "%q stands twice", term)
		}
	}
}

// eventCases asks reported words at once: to find an event needs nothing but the facts.
func (l *linter) eventCases(list []EventCase) {
	for i, c := range list {
		got := ""
		if e, ok := l.base.EventFor(c.Reported); ok {
			got = e.ID
		}
		switch {
		case c.Event != "" && l.base.Events[c.Event] == nil:
			l.sayf(to(i, "event"), "no event has the id %q", c.Event)
		case c.Not != "" && l.base.Events[c.Not] == nil:
			l.sayf(to(i, "not"), "no event has the id %q", c.Not)
		case c.Not != "" && c.Not == c.Event:
			l.sayf(to(i, "not"), "the case wants %s and does not want it", c.Event)
		case got != c.Event:
			l.sayf(to(i), "%q: want %s, got %s", c.Reported, orNone(c.Event), orNone(got))
		}
	}
}

// eventsTested demands, for every event, a case that finds it and one that comes close and
// does not.
func (l *linter) eventsTested() {
	finds, silent := map[string]bool{}, map[string]bool{}
	for name, f := range l.set.files {
		if list, ok := f.value.(*[]EventCase); ok && isEventCase(name) {
			for _, c := range *list {
				finds[c.Event], silent[c.Not] = true, true
			}
		}
	}
	for _, id := range sortedKeys(l.base.Events) {
		l.doc = l.set.files["events/"+id+".yaml"].doc
		if !finds[id] {
			l.say(fmt.Sprintf("event %s has no case that finds it (event: %s) in %s", id, id, eventCasesDir), "id")
		}
		if !silent[id] {
			l.say(fmt.Sprintf("event %s has no case that comes close and is not it (not: %s) in %s", id, id, eventCasesDir), "id")
		}
	}
}
