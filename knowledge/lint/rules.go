package lint

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/fact"
	"skinafter/knowledge/plain"
)

var (
	dateForm    = regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)
	validRuleID = regexp.MustCompile(`^(i[1-9][0-9]?|[a-z][a-z0-9]*([_-][a-z0-9]+)*)$`)
)

// rule checks what only rules of one class have; every rule file goes through ruleFile too.
func (l *linter) rule(v *knowledge.ClassRule) {
	l.windows("before", v.Before, v.Conflicts)
	l.windows("after", v.After, v.Conflicts)
	for i, s := range v.Says {
		if !skinafter.Protocol(s.Protocol).Valid() {
			l.sayf(to("says", i, "protocol"), "%q is no protocol", s.Protocol)
		}
		l.meansOf(v, s.Families, "says", i, "families")
	}
	for side, list := range map[string][]knowledge.Window{"before": v.Before, "after": v.After} {
		for i, w := range list {
			l.meansOf(v, w.Only, side, i, "only")
		}
	}
	l.reachable(v)
}

// ruleFile checks what all files below rules/ share, by the names of their fields.
func (l *linter) ruleFile(name string, n *plain.Node, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			l.ruleFile(name, n, v.Elem())
		}
	case reflect.Slice:
		for i := range min(v.Len(), len(n.Items)) {
			l.ruleFile(name, n.Items[i], v.Index(i))
		}
	case reflect.Struct:
		l.cited(n, v)
		for _, p := range n.Pairs {
			l.ruleField(p.Key.Text, p.Value)
			if f, ok := plain.FieldsOf(v.Type()).ByName[p.Key.Text]; ok {
				l.ruleFile(name, p.Value, v.Field(f.Index))
			}
		}
	default:
	}
}

// cited demands a source or an admitted choice from everything that gives an answer a
// reason or a name.
func (l *linter) cited(n *plain.Node, v reflect.Value) {
	e := fact.Rule{Value: v}
	cites, basis := v.FieldByName("Cites"), v.FieldByName("Basis")
	named := v.FieldByName("ID").IsValid() || v.FieldByName("Because").IsValid()
	if cites.IsValid() && basis.IsValid() && named && cites.Len() == 0 && basis.String() != knowledge.BasisChoice {
		l.note(n, "the rule cites nobody; name a source, or write basis: choice")
	}
	if id := e.Text("ID"); id != "" && !validRuleID.MatchString(id) {
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
	s, ok := v.Interface().(knowledge.PlanStep)
	return ok && s.UntilNewSkin && !s.FromNewSkin
}

func (l *linter) ruleField(key string, v *plain.Node) {
	switch key {
	case "verdict":
		if v.Text != "" && !oneWord(v.Text, knowledge.No, knowledge.Wait, knowledge.OK, knowledge.Unknown) {
			l.note(v, "%q is no verdict; want no, wait, ok or unknown", v.Text)
		}
	case "condition":
		l.hasText(v, knowledge.ConditionText(v.Text))
	case "note", "key":
		l.hasText(v, knowledge.NoteText(v.Text))
	case "basis":
		if !oneWord(v.Text, knowledge.BasisChoice, "sources") {
			l.note(v, "%q: want choice or sources", v.Text)
		}
	case "since":
		if !dateForm.MatchString(v.Text) {
			l.note(v, "%q is no date; want 2026-11-01", v.Text)
		}
	case "review_by":
		l.review(v)
	case "applies":
		for _, c := range v.Items {
			if !skinafter.DepthClass(c.Text).Valid() {
				l.note(c, "%q is no depth class; want A to G or U", c.Text)
			}
		}
	case "classes":
		for _, c := range v.Items {
			if !skinafter.DepthClass(c.Text).Valid() && !knowledge.ValidClass(c.Text) {
				l.note(c, "%q is neither a depth class nor an ingredient class", c.Text)
			}
		}
	case "because":
		l.wordsAt(v, knowledge.DefaultLanguage)
		if g := ReadingGrade(v.Text, plainNames(l.base)); g > maxGrade {
			l.note(v, "reading grade %.1f is above %.0f; use shorter words and sentences", g, maxGrade)
		}
	case "title", "ask", "text":
		l.wordsAt(v, knowledge.DefaultLanguage)
	}
}

func (l *linter) review(v *plain.Node) {
	due, err := time.Parse(time.DateOnly, v.Text)
	switch {
	case err != nil:
		l.note(v, "%q is no date; want 2027-11-01", v.Text)
	case !l.today.IsZero() && due.Before(l.today):
		l.note(v, "the review was due on %s", v.Text)
	}
}

func (l *linter) hasText(v *plain.Node, key string) {
	if _, ok := l.base.Texts[knowledge.DefaultLanguage][key]; !ok && v.Text != "" {
		l.note(v, "no text has the key %q", key)
	}
}

// windows checks the answers of one side of the treatment. The first window that fits
// decides, so a window without from_h begins where those above it end. One hour of one
// depth class has one answer, unless the rule declares the conflict that gives it two.
func (l *linter) windows(side string, list []knowledge.Window, conflicts []string) {
	said := map[[2]int]bool{}
	for _, class := range skinafter.DepthClasses() {
		starts := startsOf(list, class)
		for i, w := range list {
			for j, above := range list[:i] {
				from, until := max(starts[i], starts[j]), min(endOf(w), endOf(above))
				differ := w.Verdict != above.Verdict || w.Condition != above.Condition
				if !answersFor(w, class) || !answersFor(above, class) || w.FromNewSkin != above.FromNewSkin || said[[2]int{i, j}] {
					continue
				}
				same := slices.Equal(w.Only, above.Only)
				switch {
				case same && starts[i] >= endOf(w) && w.FromH == nil:
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
func startsOf(list []knowledge.Window, class skinafter.DepthClass) []float64 {
	starts := make([]float64, len(list))
	for i, w := range list {
		starts[i] = math.Inf(-1)
		if w.FromH != nil {
			starts[i] = *w.FromH
			continue
		}
		for j, above := range list[:i] {
			if answersFor(above, class) && above.FromNewSkin == w.FromNewSkin && slices.Equal(above.Only, w.Only) && starts[j] < endOf(above) {
				starts[i] = max(starts[i], endOf(above))
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

func endOf(w knowledge.Window) float64 {
	if w.UntilH == nil {
		return math.Inf(1)
	}
	return *w.UntilH
}

// answersFor reports whether the window answers for a depth class. The clock of new skin runs
// for ablated skin only.
func answersFor(w knowledge.Window, c skinafter.DepthClass) bool {
	if w.FromNewSkin && !c.Ablated() {
		return false
	}
	return len(w.Applies) == 0 || slices.Contains(w.Applies, string(c))
}

// meansOf reports words by which no ingredient of the rule can be meant.
func (l *linter) meansOf(v *knowledge.ClassRule, words []string, at ...any) {
	for i, word := range words {
		known := l.base.Families[word] != nil || slices.Contains(v.Things, word) || slices.Contains(v.Members, word) ||
			plainNames(l.base)[strings.ToLower(word)]
		if !known {
			l.sayf(append(at, i), "%q is no family, no name of the dictionary and none of the rule's things", word)
		}
	}
}

// reachable reports a rule that no ingredient can lead to.
func (l *linter) reachable(v *knowledge.ClassRule) {
	for id, f := range l.base.Families {
		if f.Class == v.Class || slices.Contains(v.Families, id) {
			return
		}
	}
	if len(v.Members)+len(v.Things) == 0 && v.Class != knowledge.UnlistedClass && v.Class != knowledge.UnknownClass {
		l.sayf(to("class"), "no family, no member and no thing leads to this rule")
	}
}

// tested demands, for every rule that changes answers, a case where it fires and one where
// it stays silent.
func (l *linter) tested() {
	for _, e := range fact.Rules(l.base) {
		f := l.set.Files[e.File]
		if !e.NeedsCases || f == nil || f.Doc == nil {
			continue
		}
		want := "cases/" + strings.TrimPrefix(e.File, "rules/")
		var list []casebook.Case
		if cf := l.set.Files[want]; cf != nil {
			list = *cf.Value.(*[]casebook.Case)
		}
		fires := slices.ContainsFunc(list, func(c casebook.Case) bool { return c.Fires == e.ID })
		silent := slices.ContainsFunc(list, func(c casebook.Case) bool { return c.Silent || c.NotFires == e.ID })
		if fires && silent {
			continue
		}
		var lacks []string
		if !fires {
			lacks = append(lacks, "where it fires (fires: "+e.ID+")")
		}
		if !silent {
			lacks = append(lacks, "where it stays silent (silent: true)")
		}
		l.doc = f.Doc
		l.note(f.Doc.Root.WithID(e.ID), "rule %s has no case %s in %s", e.ID, strings.Join(lacks, " and none "), want)
	}
}
