package lint

import (
	"fmt"
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/clues"
	"skinafter/knowledge/plain"
)

// cause checks one rule of likely causes.
func (l *linter) cause(v *knowledge.CauseRule) {
	if v.OnlyWhen != nil {
		l.clue(l.doc.Find("only_when"), v.OnlyWhen, true)
	}
	for side, list := range map[string][]knowledge.CausePoint{"for": v.For, "against": v.Against} {
		for i := range list {
			p := &list[i]
			n := l.doc.Find(side, i)
			if p.Points < 1 {
				l.note(n, "points are above 0 on both sides")
			}
			if !strings.HasPrefix(p.ID, v.ID+"-") {
				l.note(n, "the id %q does not begin with %q", p.ID, v.ID+"-")
			}
			l.clue(n, &p.When, true)
		}
	}
	for i := range v.KeySigns {
		l.clue(l.doc.Find("key_signs", i), &v.KeySigns[i], false)
	}
}

// ready checks one rule about the next session.
func (l *linter) ready(v *knowledge.ReadyRule) {
	l.words(l.doc.Find("answer"), "answer that speaks against a session", []string{v.Answer}, knowledge.ReadyWords()[1:])
	l.since(v.UntilH, v.From, "", "treatment", "use", "report")
	l.clue(l.doc.Find("when"), &v.When, false)
	if s := v.Spares; s != nil {
		words := &l.base.Care.Vocabulary
		n := l.doc.Find("spares")
		l.words(n, "level", []string{s.Level}, textsOf(skinafter.Levels()))
		l.words(n, "symptom code", s.Symptoms, codesOf(words.Symptoms))
		l.words(n, "condition", s.Conditions, codesOf(words.Conditions))
		l.words(n, "exposure", s.Exposures, words.Exposures)
		for _, id := range slices.Concat(s.Rules, s.Steps) {
			if l.base.TriageRule(id) == nil && !isNormalRow(l.base, id) {
				l.note(n, "no rule or row of triage has the id %q", id)
			}
		}
	}
}

// screen checks one rule of screening. Nobody is told to stop a medicine.
func (l *linter) screen(v *knowledge.ScreenRule) {
	l.words(l.doc.Find("answer"), "answer of screening", []string{v.Answer}, knowledge.ScreenWords())
	l.words(l.doc.Find("ready"), "answer about a session", []string{v.Ready}, append([]string{""}, knowledge.ReadyWords()...))
	l.words(l.doc.Find("decides"), "one who decides", []string{v.Decides},
		[]string{"you", "provider", "doctor", "dermatologist", "specialist", "prescriber"})
	l.since(v.UntilH, v.From, "", "use", "report")
	l.clue(l.doc.Find("when"), &v.When, false)
}

func (l *linter) since(h *float64, from string, known ...string) {
	if !slices.Contains(known, from) || h == nil && from != "" {
		l.say(fmt.Sprintf("%q: want until_h, and from one of%s", from, strings.Join(known, " ")), "from")
	}
}

// clue checks the words of a clue. A clue that may not be negative never holds because
// something was not reported, so that reporting more keeps it.
func (l *linter) clue(n *plain.Node, c *knowledge.Clue, negative bool) {
	if n == nil {
		n = l.doc.Root
	}
	words := &l.base.Care.Vocabulary
	var groups []string
	for i := range l.base.Care.Medicines.Groups {
		groups = append(groups, l.base.Care.Medicines.Groups[i].ID)
	}
	l.words(n, "symptom code", append(slices.Clone(c.Symptoms), c.OnlySigns...), codesOf(words.Symptoms))
	l.words(n, "condition", c.Conditions, append(codesOf(words.Conditions), clues.AllergyPrefix))
	l.words(n, "exposure", c.Exposures, words.Exposures)
	l.words(n, "setting", c.Settings, words.Settings)
	l.words(n, "modality", c.Modalities, textsOf(skinafter.Modalities()))
	l.words(n, "area", c.Areas, textsOf(skinafter.Areas()))
	l.words(n, "severity", c.Severity, []string{"mild", "moderate", "severe"})
	l.words(n, "trend", append(slices.Clone(c.Trend), c.EveryTrend...), []string{skinafter.Improving, skinafter.Stable, skinafter.Worsening})
	l.words(n, "band", append(slices.Clone(c.Band), c.EveryBand...), []string{clues.BandNormal, clues.BandWatch, clues.BandBeyond})
	l.words(n, "time of use", c.Used, []string{"before", "during", "after", "early"})
	l.words(n, "group of medicines", c.Medicines, groups)
	l.words(n, "level", c.Levels, textsOf(skinafter.Levels()))
	l.words(n, "topic", c.Missing, knowledge.Topics())
	l.words(n, "beginning", []string{c.Began}, []string{"", "before", "after"})
	for _, class := range c.Products {
		if class != clues.AnyProduct && class != knowledge.UnknownClass && !knowledge.ValidClass(class) {
			l.note(n, "%q is no ingredient class", class)
		}
	}
	if !negative && isNegative(c) {
		l.note(n, "this rule never holds because something was not reported; leave none, only_signs, every_ and no_ out")
	}
	for _, list := range [][]knowledge.Clue{c.All, c.Any, c.None} {
		for i := range list {
			l.clue(n, &list[i], negative)
		}
	}
}

// isNegative reports whether more reports could make the clue fail.
func isNegative(c *knowledge.Clue) bool {
	return len(c.None)+len(c.OnlySigns)+len(c.EveryBand)+len(c.EveryTrend)+c.UntilSessions > 0 || c.NoSigns || c.NotInUse || c.NotEarly
}

// courseCases checks that each case has a name of its own and speaks of rules that exist.
func (l *linter) courseCases(list []casebook.Course) {
	names := map[string]bool{}
	known := l.courseIDs()
	for i := range list {
		c := &list[i]
		if names[c.Name] {
			l.sayf(to(i, "name"), "a case of this file has the same name")
		}
		names[c.Name] = true
		for _, id := range append(slices.Clone(c.Fires), c.NotFires...) {
			if !known[id] {
				l.sayf(to(i), "no rule has the id %q", id)
			}
		}
		for _, id := range append([]string{c.Expect.First}, append(slices.Clone(c.Expect.Among), c.Expect.NoneOf...)...) {
			if id != "" && l.base.Causes[id] == nil {
				l.sayf(to(i, "expect"), "no cause has the id %q", id)
			}
		}
		l.words(l.doc.Find(i), "answer about a session", []string{c.Expect.Ready}, append([]string{""}, knowledge.ReadyWords()...))
		l.words(l.doc.Find(i), "answer of screening", []string{c.Expect.Answer}, append([]string{""}, knowledge.ScreenWords()...))
		l.caseWords(i, &casebook.Case{Modality: c.Modality, Class: c.Class, Area: c.Area, DepthMM: c.DepthMM})
		for _, s := range c.Symptoms {
			l.words(l.doc.Find(i), "symptom code", []string{s.Code}, codesOf(l.base.Care.Vocabulary.Symptoms))
		}
	}
}

// courseIDs are the ids that course cases may speak of.
func (l *linter) courseIDs() map[string]bool {
	known := map[string]bool{}
	for id := range l.base.Readiness {
		known[id] = true
	}
	for id := range l.base.Screening {
		known[id] = true
	}
	for _, r := range l.base.Causes {
		for _, p := range slices.Concat(r.For, r.Against) {
			known[p.ID] = true
		}
	}
	return known
}

// courseTested demands, for every rule and every point, a case in its own file where it fires
// and one where it is silent. For the silence of a point that a case of another rule shows,
// the packages that answer have tests.
func (l *linter) courseTested() {
	for _, name := range l.set.Names {
		kind, id, ok := courseRule(name)
		if !ok {
			continue
		}
		f := l.set.Files[name]
		if f.Doc == nil || f.Doc.Root == nil {
			continue
		}
		l.doc = f.Doc
		var cases []casebook.Course
		if c := l.set.Files["cases/"+kind+"/"+id+".yaml"]; c != nil {
			if list, isList := c.Value.(*[]casebook.Course); isList {
				cases = *list
			}
		}
		fires := slices.ContainsFunc(cases, func(c casebook.Course) bool { return len(c.Fires) > 0 || c.Expect.First == id })
		silent := slices.ContainsFunc(cases, func(c casebook.Course) bool { return len(c.NotFires) > 0 || slices.Contains(c.Expect.NoneOf, id) })
		if !fires || !silent {
			l.say(fmt.Sprintf("rule %s needs a case where it fires and one where it is silent, in cases/%s/%s.yaml", id, kind, id), "id")
		}
	}
}

// courseRule splits the path of a rule whose cases are course cases.
func courseRule(name string) (kind, id string, ok bool) {
	rest, isRule := strings.CutPrefix(name, "rules/")
	kind, file, _ := strings.Cut(rest, "/")
	return kind, strings.TrimSuffix(file, ".yaml"), isRule && slices.Contains(casebook.CourseKinds(), kind)
}
