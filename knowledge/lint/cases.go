package lint

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
)

// cases checks the questions of one case file: each can be asked, and each expects something.
func (l *linter) cases(name string, list []casebook.Case) {
	names := map[string]bool{}
	for i := range list {
		c := &list[i]
		if names[c.Name] {
			l.sayf(to(i, "name"), "a case of this file has the same name")
		}
		names[c.Name] = true
		if (c.Ingredient == "") == (c.Label == "") {
			l.sayf(to(i), "want exactly one of ingredient and label")
		}
		if (c.AtH == nil) == !c.During {
			l.sayf(to(i), "want exactly one of at_h and during")
		}
		if c.Modality == "" && c.Class == "" {
			l.sayf(to(i), "want modality, or class")
		}
		l.caseWords(i, c)
		l.caseExpects(i, c, name)
	}
}

func (l *linter) caseWords(i int, c *casebook.Case) {
	if c.Modality != "" && !skinafter.Modality(c.Modality).Valid() {
		l.sayf(to(i, "modality"), "%q is no modality", c.Modality)
	}
	if c.Class != "" && !skinafter.DepthClass(c.Class).Valid() {
		l.sayf(to(i, "class"), "%q is no depth class; want A to G or U", c.Class)
	}
	if c.Area != "" && !skinafter.Area(c.Area).Valid() {
		l.sayf(to(i, "area"), "%q is no area", c.Area)
	}
	if c.Protocol != "" && !skinafter.Protocol(c.Protocol).Valid() {
		l.sayf(to(i, "protocol"), "%q is no protocol", c.Protocol)
	}
	if c.DepthMM < 0 {
		l.sayf(to(i, "depth_mm"), "a depth is not negative")
	}
}

func (l *linter) caseExpects(i int, c *casebook.Case, name string) {
	e := c.Expect
	if e.Verdict != "" && !oneWord(e.Verdict, knowledge.No, knowledge.Wait, knowledge.OK, knowledge.Unknown) {
		l.sayf(to(i, "expect", "verdict"), "%q is no verdict; want no, wait, ok or unknown", e.Verdict)
	}
	if e.Class != "" && e.Class != knowledge.UnknownClass && !knowledge.ValidClass(e.Class) {
		l.sayf(to(i, "expect", "class"), "%q is no ingredient class", e.Class)
	}
	if e.UntilH != nil && e.OpenEnd {
		l.sayf(to(i, "expect"), "until_h and open_end exclude each other")
	}
	for j, h := range e.NoneOf {
		if !oneWord(h, hazards...) {
			l.sayf(to(i, "expect", "none_of", j), "%q is no public hazard name", h)
		}
	}
	bland := strings.HasPrefix(name, "bland/")
	if e.Verdict == "" && e.Class == "" && len(e.NoneOf) == 0 && !e.Complete {
		l.sayf(to(i, "expect"), "the case expects nothing")
	}
	l.caseRules(i, c, name, bland)
}

// caseRules checks which rules a case is about.
func (l *linter) caseRules(i int, c *casebook.Case, name string, bland bool) {
	said := 0
	for _, yes := range []bool{c.Fires != "", c.Silent, c.NotFires != ""} {
		if yes {
			said++
		}
	}
	if bland && said > 0 {
		l.sayf(to(i), "bland labels belong to no rule; leave fires, silent and not_fires out")
		return
	}
	if !bland && said != 1 {
		l.sayf(to(i), "want exactly one of fires, silent and not_fires")
	}
	for field, id := range map[string]string{"fires": c.Fires, "not_fires": c.NotFires} {
		if id != "" && !l.ruleExists(name, id) {
			l.sayf(to(i, field), "no rule has the id %q", id)
		}
	}
}

// ruleExists reports whether id is a rule, or an entry of the rule list that the case file
// mirrors.
func (l *linter) ruleExists(name, id string) bool {
	if l.base.Rules[id] != nil {
		return true
	}
	f := l.set.Files["rules/"+strings.TrimPrefix(name, "cases/")]
	return f != nil && f.Doc != nil && f.Doc.Root != nil && f.Doc.Root.SeekID(id) != nil
}

var (
	textKey     = regexp.MustCompile(`^[a-z0-9]+([._-][a-z0-9]+)*$`)
	placeholder = regexp.MustCompile(`\{[a-z_]+\}`)
)

// texts checks one catalogue of sentences.
func (l *linter) texts(name string, list map[string]string) {
	lang := strings.TrimSuffix(path.Base(name), ".yaml")
	for _, key := range slices.Sorted(maps.Keys(list)) {
		if !textKey.MatchString(key) {
			l.sayf(to(key), "%q is no key; want small words joined by . _ or -", key)
		}
		if strings.TrimSpace(list[key]) == "" {
			l.sayf(to(key), "the text is empty")
		}
		l.wordsAt(l.doc.Find(key), lang)
	}
}

// translations demands every sentence in every language, with the same {places}.
func (l *linter) translations() {
	home := l.base.Texts[knowledge.DefaultLanguage]
	for _, lang := range slices.Sorted(maps.Keys(l.base.Texts)) {
		f := l.set.Files["texts/"+lang+".yaml"]
		if lang == knowledge.DefaultLanguage || f == nil || f.Doc == nil {
			continue
		}
		l.doc = f.Doc
		there := l.base.Texts[lang]
		for _, key := range slices.Sorted(maps.Keys(home)) {
			text, ok := there[key]
			switch {
			case !ok:
				l.sayf(nil, "the text %q is missing", key)
			case !slices.Equal(placesOf(home[key]), placesOf(text)):
				l.sayf(to(key), "the places {...} differ from the English text: %v, %v", placesOf(text), placesOf(home[key]))
			}
		}
		for _, key := range slices.Sorted(maps.Keys(there)) {
			// The English of a rule stands in the rule.
			if _, ok := home[key]; !ok && !strings.HasPrefix(key, "rule.") && !strings.HasPrefix(key, knowledge.PlanPrefix) {
				l.sayf(to(key), "the English text %q is missing", key)
			}
		}
	}
}

func placesOf(text string) []string {
	list := placeholder.FindAllString(text, -1)
	slices.Sort(list)
	return slices.Compact(list)
}
