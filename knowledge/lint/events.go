package lint

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
)

var (
	ncitForm  = regexp.MustCompile(`^C[1-9][0-9]+$`)
	imdrfForm = regexp.MustCompile(`^E[0-9]{4}([0-9]{2})?$`)
)

// event checks one event; eventsTested checks what lies between them.
func (l *linter) event(e *knowledge.Event) {
	if !familyID.MatchString(e.ID) {
		l.sayf(to("id"), "%q is no event id; want small letters, digits and _", e.ID)
	}
	if !oneWord(e.Group, knowledge.EventGroups()...) {
		l.sayf(to("group"), "%q is no group; want %s", e.Group, strings.Join(knowledge.EventGroups(), " "))
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
	if len(e.Cites) == 0 && e.Basis != knowledge.BasisChoice {
		l.sayf(to("cites"), "the event cites nobody; name a source, or write basis: choice")
	}
	l.ruleField("since", l.doc.Find("since"))
	if e.Basis != "" {
		l.ruleField("basis", l.doc.Find("basis"))
	}
	l.wordsAt(l.doc.Find("title"), knowledge.DefaultLanguage)
	l.wordsAt(l.doc.Find("title_de"), "de")
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
		case slices.ContainsFunc(append([]string{e.Title, e.TitleDE, e.ID}, e.Terms[:i]...), func(w string) bool { return knowledge.EventKey(w) == knowledge.EventKey(term) }):
			l.sayf(to("terms", i), "%q stands twice", term)
		}
	}
}

// eventCases asks reported words at once: to find an event needs nothing but the facts.
func (l *linter) eventCases(list []casebook.Event) {
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
			l.sayf(to(i), "%q: want %s, got %s", c.Reported, cmp.Or(c.Event, "none"), cmp.Or(got, "none"))
		}
	}
}

// eventsTested demands, for every event, a case that finds it and one that comes close and
// does not.
func (l *linter) eventsTested() {
	finds, silent := map[string]bool{}, map[string]bool{}
	for _, f := range l.set.Files {
		if list, ok := f.Value.(*[]casebook.Event); ok {
			for _, c := range *list {
				finds[c.Event], silent[c.Not] = true, true
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.base.Events)) {
		l.doc = l.set.Files["events/"+id+".yaml"].Doc
		if !finds[id] {
			l.say(fmt.Sprintf("event %s has no case that finds it (event: %s) in %s", id, id, casebook.EventFolder), "id")
		}
		if !silent[id] {
			l.say(fmt.Sprintf("event %s has no case that comes close and is not it (not: %s) in %s", id, id, casebook.EventFolder), "id")
		}
	}
}
