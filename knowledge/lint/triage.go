package lint

import (
	"maps"
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/plain"
)

// triageSections are the parts of the rule matrix that a triage rule may belong to. Steps stand
// only in those that come after the level of the symptoms.
var triageSections = []string{"4a", "4b", "4c", "4d", "4e", "trend"}

// triage checks one group of rules. That more reports never lower a level follows from the
// form of a condition: it has no "not", and what it compares is one sign, the time or the
// person. What is left to check are words, and findings that lead in a circle.
func (l *linter) triage(g *knowledge.TriageGroup) {
	for i := range g.Findings {
		f := &g.Findings[i]
		n := l.doc.Find("findings", i)
		if findingOf(l.base, f.ID) != f {
			l.note(n, "another finding has the id %q", f.ID)
		}
		l.when(n, &f.When, []string{f.ID})
	}
	for i := range g.Rules {
		r := &g.Rules[i]
		n := l.doc.Find("rules", i)
		if l.base.TriageRule(r.ID) != r || isNormalRow(l.base, r.ID) {
			l.note(n, "another rule or row has the id %q", r.ID)
		}
		if _, err := skinafter.ParseLevel(r.Level); err != nil {
			l.note(n, "%q is no level; want normal, watch, contact, same-day or emergency", r.Level)
		}
		if !oneWord(r.Section, triageSections...) {
			l.note(n, "%q is no section; want one of %s", r.Section, strings.Join(triageSections, ", "))
		}
		if r.Step && r.Section != "4e" && r.Section != "trend" {
			l.note(n, "only rules of 4e and trend count a step above the signs")
		}
		for _, key := range append([]string{r.Lead}, r.Advice...) {
			l.keyed(n, "advice", key)
		}
		l.when(n, &r.When, nil)
	}
}

// keyed demands the text prefix.key.
func (l *linter) keyed(n *plain.Node, prefix, key string) {
	if _, ok := l.base.Texts[knowledge.DefaultLanguage][prefix+"."+key]; !ok && key != "" {
		l.note(n, "no text has the key %q", prefix+"."+key)
	}
}

// when checks the words of a condition; path are the findings on the way to it.
func (l *linter) when(n *plain.Node, w *knowledge.TriageWhen, path []string) {
	words := &l.base.Care.Vocabulary
	l.words(n, "symptom code", append(slices.Clone(w.Symptoms), w.NotBefore...), append(codesOf(words.Symptoms), "any"))
	l.words(n, "group of symptoms", w.Groups, idsOf(words.Symptoms))
	l.words(n, "condition", w.Conditions, codesOf(words.Conditions))
	l.words(n, "exposure", w.Exposures, words.Exposures)
	l.words(n, "setting", w.Settings, words.Settings)
	l.words(n, "modality", w.Modalities, textsOf(skinafter.Modalities()))
	l.words(n, "area", w.Areas, textsOf(skinafter.Areas()))
	l.words(n, "severity", one(w.Severity), []string{"mild", "moderate", "severe"})
	l.words(n, "level", one(w.Worst), textsOf(skinafter.Levels()))
	var groups []string
	for i := range l.base.Care.Medicines.Groups {
		groups = append(groups, l.base.Care.Medicines.Groups[i].ID)
	}
	l.words(n, "group of medicines", w.Medicines, groups)
	for _, class := range w.Products {
		if class != "any" && class != knowledge.UnknownClass && !knowledge.ValidClass(class) {
			l.note(n, "%q is no ingredient class", class)
		}
	}
	if asksNothing(w) {
		l.note(n, "a condition without anything would hold always")
	}
	for i := range w.All {
		l.when(n, &w.All[i], path)
	}
	for i := range w.Any {
		l.when(n, &w.Any[i], path)
	}
	l.named(n, w.Finding, path)
}

// named checks a finding that a condition names, and what leads from there.
func (l *linter) named(n *plain.Node, id string, path []string) {
	if id == "" {
		return
	}
	f := findingOf(l.base, id)
	switch {
	case f == nil:
		l.note(n, "no finding has the id %q", id)
	case slices.Contains(path, id):
		l.note(n, "the findings lead in a circle: %s", strings.Join(append(path, id), " -> "))
	default:
		l.when(n, &f.When, append(slices.Clone(path), id))
	}
}

func (l *linter) words(n *plain.Node, what string, list, known []string) {
	for _, w := range list {
		if !slices.Contains(known, w) {
			l.note(n, "%q is no %s", w, what)
		}
	}
}

func one(word string) []string {
	if word == "" {
		return nil
	}
	return []string{word}
}

func codesOf(groups []knowledge.WordGroup) []string {
	var out []string
	for _, g := range groups {
		out = append(out, g.Codes...)
	}
	return out
}

func idsOf(groups []knowledge.WordGroup) []string {
	var out []string
	for _, g := range groups {
		out = append(out, g.ID)
	}
	return out
}

// textsOf are the words of a closed list.
func textsOf[T ~string | skinafter.Level](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		switch v := any(v).(type) {
		case skinafter.Level:
			out[i] = v.String()
		case skinafter.Modality:
			out[i] = string(v)
		case skinafter.Area:
			out[i] = string(v)
		}
	}
	return out
}

// asksNothing reports whether nothing is asked for.
func asksNothing(w *knowledge.TriageWhen) bool {
	lists := [][]string{w.Symptoms, w.Groups, w.Applies, w.Modalities, w.Areas, w.Settings, w.Exposures, w.Conditions, w.Medicines, w.Products}
	return len(w.All)+len(w.Any)+w.FromYears+w.BelowYears == 0 && w.Finding+w.Worst == "" && !w.Missed && !w.Unread && !w.InCourse &&
		w.FromH == nil && w.UntilH == nil && w.NextWithinH == nil &&
		!slices.ContainsFunc(lists, func(list []string) bool { return len(list) > 0 })
}

// triageCases checks that each case can be asked and is about a rule that exists.
func (l *linter) triageCases(list []casebook.Triage) {
	names := map[string]bool{}
	codes := codesOf(l.base.Care.Vocabulary.Symptoms)
	for i := range list {
		c := &list[i]
		if names[c.Name] {
			l.sayf(to(i, "name"), "a case of this file has the same name")
		}
		names[c.Name] = true
		if (c.Fires == "") == (c.NotFires == "") {
			l.sayf(to(i), "want exactly one of fires and not_fires")
		}
		if id := c.Fires + c.NotFires; l.base.TriageRule(id) == nil {
			l.sayf(to(i), "no rule has the id %q", id)
		}
		if _, err := skinafter.ParseLevel(c.Expect.Level); err != nil {
			l.sayf(to(i, "expect", "level"), "%q is no level", c.Expect.Level)
		}
		if c.Modality == "" && c.Class == "" {
			l.sayf(to(i), "want modality, or class")
		}
		l.caseWords(i, &casebook.Case{Modality: c.Modality, Class: c.Class, Area: c.Area, DepthMM: c.DepthMM})
		for j := range c.CheckIns {
			for k := range c.CheckIns[j].Symptoms {
				code := c.CheckIns[j].Symptoms[k].Code
				if !slices.Contains(codes, code) && c.Fires != unreadRule {
					l.sayf(to(i, "check_ins", j, "symptoms", k), "%q is no symptom code", code)
				}
			}
		}
	}
}

// unreadRule is the one rule whose cases hold a code that nobody knows.
const unreadRule = "unread-sign"

// triageTested demands, for every rule, a case where it fires and one where it is silent.
func (l *linter) triageTested() {
	fires, silent := map[string]bool{}, map[string]bool{}
	for _, f := range l.set.Files {
		if list, ok := f.Value.(*[]casebook.Triage); ok {
			for i := range *list {
				fires[(*list)[i].Fires], silent[(*list)[i].NotFires] = true, true
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.base.Triage)) {
		f := l.set.Files["rules/triage/"+id+".yaml"]
		if f == nil || f.Doc == nil || f.Doc.Root == nil {
			continue
		}
		l.doc = f.Doc
		for _, r := range l.base.Triage[id].Rules {
			if !fires[r.ID] || !silent[r.ID] {
				l.note(f.Doc.Root.WithID(r.ID), "rule %s needs a case where it fires and one where it is silent, in %s/%s.yaml", r.ID, casebook.TriageFolder, id)
			}
		}
	}
}

// followup checks that every level says something, in texts that exist.
func (l *linter) followup(v *knowledge.Followup) {
	for _, level := range skinafter.Levels() {
		found := slices.ContainsFunc(v.Levels, func(a knowledge.LevelAdvice) bool { return a.Level == level.String() })
		if !found && len(v.Levels) > 0 {
			l.sayf(to("levels"), "the level %s says nothing", level)
		}
	}
	for i, a := range v.Levels {
		n := l.doc.Find("levels", i)
		l.words(n, "level", one(a.Level), textsOf(skinafter.Levels()))
		for _, key := range a.Advice {
			l.keyed(n, "advice", key)
		}
		for _, key := range a.SafetyNet {
			l.keyed(n, "safety", key)
		}
		if len(a.Advice) == 0 || len(a.SafetyNet) < 5 {
			l.note(n, "want one thing to do, and five sentences: what to expect, when to act, whom to ask, how fast, and if nobody answers")
		}
	}
	if !slices.IsSorted(v.CheckInH) {
		l.sayf(to("check_in_h"), "the check-ins are not in order")
	}
}

// finding is the named finding with this id; nil where there is none.
func findingOf(b *knowledge.Base, id string) *knowledge.NamedFinding {
	for _, name := range slices.Sorted(maps.Keys(b.Triage)) {
		g := b.Triage[name]
		for i := range g.Findings {
			if g.Findings[i].ID == id {
				return &g.Findings[i]
			}
		}
	}
	return nil
}

// isNormalRow reports whether rules/normal.yaml has a row with this id.
func isNormalRow(b *knowledge.Base, id string) bool {
	for i := range b.Care.Normal.Rows {
		if b.Care.Normal.Rows[i].ID == id {
			return true
		}
	}
	return false
}
