package lint

import (
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"strings"
	"time"

	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/plain"
)

// Check lists everything that is wrong with a set of facts: all that Load refuses, and what is
// well formed and still not right: a rule nobody can reach or that has no case, two windows
// that answer the same hour differently, an expired review, a number without a unit, a
// forbidden word. Today is the date that reviews are compared with; the zero time leaves
// that check out. An empty list means that nothing was found.
func Check(fsys fs.FS, today time.Time) plain.Problems {
	base, set, problems := knowledge.Draft(fsys, casebook.NewValue)
	l := &linter{base: base, set: set, today: today, problems: problems}
	for _, name := range set.Names {
		f := set.Files[name]
		if f.Doc == nil || f.Doc.Root == nil {
			continue
		}
		l.doc = f.Doc
		l.value(name, f.Value)
		if strings.HasPrefix(name, "rules/") || strings.HasPrefix(name, "plans/") {
			l.ruleFile(name, f.Doc.Root, reflect.ValueOf(f.Value).Elem())
		}
	}
	l.tested()
	l.triageTested()
	l.courseTested()
	l.contradictions()
	l.plansTested()
	l.eventsTested()
	l.names()
	l.translations()
	l.problems.Sort()
	return l.problems
}

// value checks what one file holds, by its kind.
func (l *linter) value(name string, value any) {
	switch v := value.(type) {
	case *knowledge.Source:
		l.source(v)
	case *knowledge.Conflict:
		l.conflict(v)
	case *knowledge.Family:
		l.family(v)
	case *knowledge.ClassRule:
		l.rule(v)
	case *knowledge.TriageGroup:
		l.triage(v)
	case *[]casebook.Triage:
		l.triageCases(*v)
	case *knowledge.Followup:
		l.followup(v)
	case *knowledge.CauseRule:
		l.cause(v)
	case *knowledge.ReadyRule:
		l.ready(v)
	case *knowledge.ScreenRule:
		l.screen(v)
	case *[]casebook.Course:
		l.courseCases(*v)
	case *knowledge.Plan:
		l.plan(v)
	case *knowledge.Phrasebook:
		l.phrases(name, v)
	case *[]casebook.Phrase:
		l.phraseCases(*v)
	case *knowledge.Event:
		l.event(v)
	case *[]casebook.Event:
		l.eventCases(*v)
	case *[]casebook.Plan:
		l.planCases(*v)
	case *[]casebook.Case:
		l.cases(name, *v)
	case *map[string]string:
		l.texts(name, *v)
	}
}

type linter struct {
	base     *knowledge.Base
	set      *plain.Set
	today    time.Time
	doc      *plain.Document
	problems plain.Problems
}

// note reports something at n.
func (l *linter) note(n *plain.Node, format string, args ...any) {
	l.problems = append(l.problems, l.doc.At(n, fmt.Sprintf(format, args...)))
}

// say reports text at the piece of the current file that path leads to.
func (l *linter) say(text string, path ...any) {
	l.problems = append(l.problems, l.doc.At(l.doc.Find(path...), text))
}

func (l *linter) sayf(path []any, format string, args ...any) {
	l.say(fmt.Sprintf(format, args...), path...)
}

// to is a place in a file: keys and list positions from the top.
func to(steps ...any) []any { return steps }

var (
	sourceID    = regexp.MustCompile(`^([AB]|[EX][1-9][0-9]*)$`)
	statementID = regexp.MustCompile(`^S[1-9][0-9]*$`)
	conflictID  = regexp.MustCompile(`^C[1-9][0-9]*[a-z]?$`)
	familyID    = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
)

func (l *linter) source(v *knowledge.Source) {
	if !sourceID.MatchString(v.ID) {
		l.sayf(to("id"), "%q is no source id; want A, B, E1 ... or X1 ...", v.ID)
	}
	if !oneWord(v.Checked, "seen", "memory", "partly") {
		l.sayf(to("checked"), "%q: want seen, memory or partly; say more in checked_note", v.Checked)
	}
	if v.Year != 0 && (v.Year < 1800 || v.Year > 2100) {
		l.sayf(to("year"), "%d is no year of publication", v.Year)
	}
	for i, st := range v.Statements {
		if !statementID.MatchString(st.ID) {
			l.sayf(to("statements", i, "id"), "%q is no statement id; want S1 ...", st.ID)
		}
		if src, _, _ := l.base.Cite(st.ID); src.ID != v.ID {
			l.sayf(to("statements", i, "id"), "statement %s stands in source %s too", st.ID, src.ID)
		}
		for j := range i {
			if v.Statements[j].ID == st.ID {
				l.sayf(to("statements", i, "id"), "statement %s stands twice", st.ID)
			}
		}
	}
}

func (l *linter) conflict(v *knowledge.Conflict) {
	if !conflictID.MatchString(v.ID) {
		l.sayf(to("id"), "%q is no conflict id; want C1 ...", v.ID)
	}
	if len(v.Sides)+len(v.Studies) < 2 {
		l.say("a conflict needs two sides", "sides")
	}
	l.wordsAt(l.doc.Find("title"), knowledge.DefaultLanguage)
	l.wordsAt(l.doc.Find("decided"), knowledge.DefaultLanguage)
}

func (l *linter) family(v *knowledge.Family) {
	if !familyID.MatchString(v.ID) {
		l.sayf(to("id"), "%q is no family id; want small letters, digits and _", v.ID)
	}
	if v.Hazard != "" && !oneWord(v.Hazard, hazards...) {
		l.sayf(to("hazard"), "%q is no public hazard name; known: %s", v.Hazard, strings.Join(hazards, " "))
	}
	for field, list := range map[string][]string{"members": v.Members, "patterns": v.Patterns, "not": v.Not} {
		for i, name := range list {
			if name != strings.ToUpper(name) {
				l.sayf(to(field, i), "%q: write INCI names in capital letters", name)
			}
			if field == "members" && strings.ContainsAny(name, "*#") {
				l.sayf(to(field, i), "%q is a pattern; move it to patterns", name)
			}
		}
	}
	l.wordsAt(l.doc.Find("title"), knowledge.DefaultLanguage)
	if v.Note != "" {
		l.wordsAt(l.doc.Find("note"), knowledge.DefaultLanguage)
	}
}

// hazards are the public hazard names of the machine interface.
var hazards = strings.Fields(`retinoid aha bha pha vitamin_c fragrance fragrance_allergen
	fragrance_allergen_2023 essential_oil denatured_alcohol alcohol uv_filter_chemical uv_filter_mineral
	harsh_surfactant formaldehyde_releaser isothiazolinone silicone ferment snail aloe hyaluronate_hmw
	hyaluronate_lmw hyaluronate_unspecified ceramide cholesterol copper_peptide peptide_other growth_factor
	niacinamide panthenol centella petrolatum mineral_oil benzoyl_peroxide hydroquinone enzyme scrub_particle`)

func oneWord(word string, list ...string) bool {
	for _, w := range list {
		if w == word {
			return true
		}
	}
	return false
}
