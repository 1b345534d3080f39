package triage

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
)

// engineKey is the Derive key of the compiled rules.
type engineKey struct{}

// engine is the rules of a Base in the form that answers quickly. Read-only.
type engine struct {
	facts *knowledge.Base
	codes map[string]int // symptom code -> bit
	names []string       // bit -> symptom code
	every codeSet
	own   codeSet // judged by rules of their own at every severity

	signs []levelRule // sections 4a to 4d
	later []levelRule // those of them that look at what the others found
	risks []levelRule // 4e and the trend

	limits    []limit // by code, severity and depth class
	courseEnd skinafter.Elapsed
	checkIns  []skinafter.Elapsed
	known     map[string]map[string]bool // closed lists by field
}

// levelRule is a compiled knowledge.TriageRule.
type levelRule struct {
	*knowledge.TriageRule
	group *knowledge.TriageGroup
	level skinafter.Level
	when  cond
}

// limit holds the two day limits of a symptom; row is nil where nobody wrote one.
type limit struct {
	row           *knowledge.NormalRow
	normal, watch skinafter.Elapsed
}

// codeSet is a set of symptom codes, one bit each.
type codeSet [3]uint64

func (s *codeSet) add(i int)      { s[i>>6] |= 1 << (i & 63) }
func (s *codeSet) has(i int) bool { return s[i>>6]&(1<<(i&63)) != 0 }
func (s *codeSet) empty() bool    { return *s == codeSet{} }

func (s *codeSet) meets(o *codeSet) bool { return s[0]&o[0]|s[1]&o[1]|s[2]&o[2] != 0 }

func (s *codeSet) join(o codeSet) {
	s[0] |= o[0]
	s[1] |= o[1]
	s[2] |= o[2]
}

// maxCodes is how many symptom codes a codeSet can hold.
const maxCodes = 192

const (
	severityLevels = 3 // mild, moderate, severe
	classLevels    = 8 // A to G, U
)

func limitIndex(code, severity, class int) int {
	return (code*severityLevels+severity-1)*classLevels + class
}

// engineOf compiles the rules of facts, once for each Base.
func engineOf(facts *knowledge.Base) *engine {
	return facts.Derive(engineKey{}, func() any { return newEngine(facts) }).(*engine)
}

func newEngine(facts *knowledge.Base) *engine {
	e := &engine{
		facts: facts, codes: map[string]int{},
		courseEnd: skinafter.Hours(facts.Care.Barrier.CourseUntilH),
	}
	for _, group := range facts.Care.Vocabulary.Symptoms {
		for _, code := range group.Codes {
			if _, twice := e.codes[code]; !twice && len(e.names) < maxCodes {
				e.every.add(len(e.names))
				e.codes[code] = len(e.names)
				e.names = append(e.names, code)
			}
		}
	}
	e.own = e.setOf(facts.Care.Normal.Own, nil)
	for _, h := range facts.Care.Followup.CheckInH {
		e.checkIns = append(e.checkIns, skinafter.Hours(h))
	}
	e.addLimits()
	e.addRules()
	e.addKnown()
	return e
}

// setOf is the set of some codes and groups of codes; "any" is every code.
func (e *engine) setOf(codes, groups []string) codeSet {
	var s codeSet
	for _, code := range codes {
		if code == anyWord {
			return e.every
		}
		if i, ok := e.codes[code]; ok {
			s.add(i)
		}
	}
	for _, g := range e.facts.Care.Vocabulary.Symptoms {
		if slices.Contains(groups, g.ID) {
			s.join(e.setOf(g.Codes, nil))
		}
	}
	return s
}

func (e *engine) addLimits() {
	e.limits = make([]limit, len(e.names)*severityLevels*classLevels)
	rows := e.facts.Care.Normal.Rows
	classes := skinafter.DepthClasses()
	for i := range rows {
		row := &rows[i]
		for _, code := range row.Symptoms {
			at, ok := e.codes[code]
			if !ok {
				continue
			}
			for _, severity := range row.Severity {
				for _, l := range row.Limits {
					for _, class := range l.Classes {
						e.limits[limitIndex(at, rankOf(skinafter.Severity(severity)), slices.Index(classes, skinafter.DepthClass(class)))] = limit{row, skinafter.Hours(l.NormalH), skinafter.Hours(l.WatchH)}
					}
				}
			}
		}
	}
}

// Sections of the rule matrix that come after the level of the symptoms.
const (
	sectionRisk  = "4e"
	sectionTrend = "trend"
)

func (e *engine) addRules() {
	groups := make([]*knowledge.TriageGroup, 0, len(e.facts.Triage))
	for _, g := range e.facts.Triage {
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b *knowledge.TriageGroup) int { return strings.Compare(a.ID, b.ID) })
	c := compiler{engine: e, named: map[string]*knowledge.TriageWhen{}}
	for _, g := range groups {
		for i := range g.Findings {
			c.named[g.Findings[i].ID] = &g.Findings[i].When
		}
	}
	for _, g := range groups {
		for i := range g.Rules {
			r := levelRule{TriageRule: &g.Rules[i], group: g, when: c.compile(&g.Rules[i].When, 0)}
			level, err := skinafter.ParseLevel(r.Level)
			if err != nil {
				level = skinafter.Emergency // broken facts are refused elsewhere; here nothing is calmed
			}
			r.level = level
			switch {
			case r.Section == sectionRisk || r.Section == sectionTrend:
				e.risks = append(e.risks, r)
			case r.when.looksBack():
				e.later = append(e.later, r)
			default:
				e.signs = append(e.signs, r)
			}
		}
	}
}

// rankOf orders severities from 1; what is not said, and what nobody understands, is moderate.
func rankOf(s skinafter.Severity) int {
	switch s {
	case skinafter.Mild:
		return 1
	case skinafter.Severe:
		return 3
	case skinafter.Moderate:
	}
	return 2
}
