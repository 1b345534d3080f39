package knowledge

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"skinafter"
)

// basisChoice marks a fact that no source dictates.
const basisChoice = "choice"

var (
	dateForm    = regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)
	validRuleID = regexp.MustCompile(`^(i[1-9][0-9]?|[a-z][a-z0-9]*([_-][a-z0-9]+)*)$`)
)

// rule checks what only rules of one class have; every rule file goes through ruleFile too.
func (l *linter) rule(v *ClassRule) {
	l.windows("before", v.Before, v.Conflicts)
	l.windows("after", v.After, v.Conflicts)
	for i, s := range v.Says {
		if !skinafter.Protocol(s.Protocol).Valid() {
			l.sayf(to("says", i, "protocol"), "%q is no protocol", s.Protocol)
		}
		l.meansOf(v, s.Families, "says", i, "families")
	}
	for side, list := range map[string][]Window{"before": v.Before, "after": v.After} {
		for i, w := range list {
			l.meansOf(v, w.Only, side, i, "only")
		}
	}
	l.reachable(v)
}

// ruleFile checks what all files below rules/ share, by the names of their fields.
func (l *linter) ruleFile(name string, n *node, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			l.ruleFile(name, n, v.Elem())
		}
	case reflect.Slice:
		for i := range min(v.Len(), len(n.items)) {
			l.ruleFile(name, n.items[i], v.Index(i))
		}
	case reflect.Struct:
		l.cited(n, v)
		for _, p := range n.pairs {
			l.ruleField(p.key.text, p.value)
			if f, ok := fieldsOf(v.Type()).byName[p.key.text]; ok {
				l.ruleFile(name, p.value, v.Field(f.index))
			}
		}
	default:
	}
}

// cited demands a source or an admitted choice from everything that gives an answer a
// reason or a name.
func (l *linter) cited(n *node, v reflect.Value) {
	e := ruleEntry{value: v}
	cites, basis := v.FieldByName("Cites"), v.FieldByName("Basis")
	named := v.FieldByName("ID").IsValid() || v.FieldByName("Because").IsValid()
	if cites.IsValid() && basis.IsValid() && named && cites.Len() == 0 && basis.String() != basisChoice {
		l.note(n, "the rule cites nobody; name a source, or write basis: choice")
	}
	if id := e.text("ID"); id != "" && !validRuleID.MatchString(id) {
		l.note(n, "%q is no rule id; want small letters, digits, - and _", id)
	}
	from, until := v.FieldByName("FromH"), v.FieldByName("UntilH")
	if twoClocks(v) {
		return
	}
	if from.IsValid() && until.IsValid() && from.Kind() == reflect.Pointer && !from.IsNil() &&
		until.Kind() == reflect.Pointer && !until.IsNil() && from.Elem().Float() >= until.Elem().Float() {
		l.note(n, "the window ends before it begins")
	}
}

// twoClocks reports whether a window begins at the treatment and ends by new skin.
func twoClocks(v reflect.Value) bool {
	s, ok := v.Interface().(PlanStep)
	return ok && s.UntilNewSkin && !s.FromNewSkin
}

func (l *linter) ruleField(key string, v *node) {
	switch key {
	case "verdict":
		if v.text != "" && !oneWord(v.text, No, Wait, OK, Unknown) {
			l.note(v, "%q is no verdict; want no, wait, ok or unknown", v.text)
		}
	case "condition":
		l.hasText(v, ConditionText(v.text))
	case "note", "key":
		l.hasText(v, NoteText(v.text))
	case "basis":
		if !oneWord(v.text, basisChoice, "sources") {
			l.note(v, "%q: want choice or sources", v.text)
		}
	case "since":
		if !dateForm.MatchString(v.text) {
			l.note(v, "%q is no date; want 2026-11-01", v.text)
		}
	case "review_by":
		l.review(v)
	case "applies":
		for _, c := range v.items {
			if !skinafter.DepthClass(c.text).Valid() {
				l.note(c, "%q is no depth class; want A to G or U", c.text)
			}
		}
	case "classes":
		for _, c := range v.items {
			if !skinafter.DepthClass(c.text).Valid() && !validClass(c.text) {
				l.note(c, "%q is neither a depth class nor an ingredient class", c.text)
			}
		}
	case "because":
		l.wordsAt(v, DefaultLanguage)
		if g := ReadingGrade(v.text, l.base.plainNames()); g > maxGrade {
			l.note(v, "reading grade %.1f is above %.0f; use shorter words and sentences", g, maxGrade)
		}
	case "title", "ask", "text":
		l.wordsAt(v, DefaultLanguage)
	}
}

func (l *linter) review(v *node) {
	due, err := time.Parse(time.DateOnly, v.text)
	switch {
	case err != nil:
		l.note(v, "%q is no date; want 2027-11-01", v.text)
	case !l.today.IsZero() && due.Before(l.today):
		l.note(v, "the review was due on %s", v.text)
	}
}

func (l *linter) hasText(v *node, key string) {
	if _, ok := l.base.Texts[DefaultLanguage][key]; !ok && v.text != "" {
		l.note(v, "no text has the key %q", key)
	}
}

// windows checks the answers of one side of the treatment. The first window that fits
// decides, so a window without from_h begins where those above it end. One hour of one
// depth class has one answer, unless the rule declares the conflict that gives it two.
func (l *linter) windows(side string, list []Window, conflicts []string) {
	said := map[[2]int]bool{}
	for _, class := range skinafter.DepthClasses() {
		starts := startsOf(list, class)
		for i, w := range list {
			for j, above := range list[:i] {
				from, until := max(starts[i], starts[j]), min(w.until(), above.until())
				differ := w.Verdict != above.Verdict || w.Condition != above.Condition
				if !w.appliesTo(class) || !above.appliesTo(class) || w.FromNewSkin != above.FromNewSkin || said[[2]int{i, j}] {
					continue
				}
				same := slices.Equal(w.Only, above.Only)
				switch {
				case same && starts[i] >= w.until() && w.FromH == nil:
					l.sayf(to(side, i), "for depth class %s entry %d leaves no hour to this one", class, j+1)
				case from >= until || !differ:
					continue
				case same && len(conflicts) == 0:
					l.sayf(to(side, i), "depth class %s has two answers between %s and %s: %s here, %s in entry %d",
						class, hours(from), hours(until), w.Verdict, above.Verdict, j+1)
				case len(w.Only) > 0 && len(above.Only) == 0:
					l.sayf(to(side, i), "for depth class %s entry %d decides first; move this exception above it", class, j+1)
				default:
					continue
				}
				said[[2]int{i, j}] = true
			}
		}
	}
}

// startsOf is the hour at which each window begins for a depth class.
func startsOf(list []Window, class skinafter.DepthClass) []float64 {
	starts := make([]float64, len(list))
	for i, w := range list {
		starts[i] = math.Inf(-1)
		if w.FromH != nil {
			starts[i] = *w.FromH
			continue
		}
		for j, above := range list[:i] {
			if above.appliesTo(class) && above.FromNewSkin == w.FromNewSkin && slices.Equal(above.Only, w.Only) && starts[j] < above.until() {
				starts[i] = max(starts[i], above.until())
			}
		}
	}
	return starts
}

func hours(h float64) string {
	switch {
	case math.IsInf(h, -1):
		return "the beginning"
	case math.IsInf(h, 1):
		return "the end"
	}
	return fmt.Sprintf("%g h", h)
}

func (w Window) until() float64 {
	if w.UntilH == nil {
		return math.Inf(1)
	}
	return *w.UntilH
}

// appliesTo reports whether the window answers for a depth class. The clock of new skin runs
// for ablated skin only.
func (w Window) appliesTo(c skinafter.DepthClass) bool {
	if w.FromNewSkin && !c.Ablated() {
		return false
	}
	return len(w.Applies) == 0 || slices.Contains(w.Applies, string(c))
}

// meansOf reports words by which no ingredient of the rule can be meant.
func (l *linter) meansOf(v *ClassRule, words []string, at ...any) {
	for i, word := range words {
		known := l.base.Families[word] != nil || slices.Contains(v.Things, word) || slices.Contains(v.Members, word) ||
			l.base.plainNames()[strings.ToLower(word)]
		if !known {
			l.sayf(append(at, i), "%q is no family, no name of the dictionary and none of the rule's things", word)
		}
	}
}

// reachable reports a rule that no ingredient can lead to.
func (l *linter) reachable(v *ClassRule) {
	for id, f := range l.base.Families {
		if f.Class == v.Class || slices.Contains(v.Families, id) {
			return
		}
	}
	if len(v.Members)+len(v.Things) == 0 && v.Class != UnlistedClass && v.Class != UnknownClass {
		l.sayf(to("class"), "no family, no member and no thing leads to this rule")
	}
}

// tested demands, for every rule that changes answers, a case where it fires and one where
// it stays silent.
func (l *linter) tested() {
	for _, e := range l.base.entries() {
		f := l.set.files[e.file]
		if !e.cases || f == nil || f.doc == nil {
			continue
		}
		want := "cases/" + strings.TrimPrefix(e.file, "rules/")
		var list []Case
		if cf := l.set.files[want]; cf != nil {
			list = *cf.value.(*[]Case)
		}
		fires := slices.ContainsFunc(list, func(c Case) bool { return c.Fires == e.id })
		silent := slices.ContainsFunc(list, func(c Case) bool { return c.Silent || c.NotFires == e.id })
		if fires && silent {
			continue
		}
		var lacks []string
		if !fires {
			lacks = append(lacks, "where it fires (fires: "+e.id+")")
		}
		if !silent {
			lacks = append(lacks, "where it stays silent (silent: true)")
		}
		l.doc = f.doc
		l.note(f.doc.root.withID(e.id), "rule %s has no case %s in %s", e.id, strings.Join(lacks, " and none "), want)
	}
}

// withID is the id field with the given value; the node itself where there is none.
func (n *node) withID(id string) *node {
	if found := n.seekID(id); found != nil {
		return found
	}
	return n
}

func (n *node) seekID(id string) *node {
	if v := n.child("id"); v != nil && v.text == id {
		return v
	}
	for _, p := range n.pairs {
		if found := p.value.seekID(id); found != nil {
			return found
		}
	}
	for _, i := range n.items {
		if found := i.seekID(id); found != nil {
			return found
		}
	}
	return nil
}

// ConditionText is the key of the sentence for a condition id.
func ConditionText(id string) string { return "condition." + id }

// NoteText is the key of the sentence for a remark.
func NoteText(id string) string { return "note." + id }
