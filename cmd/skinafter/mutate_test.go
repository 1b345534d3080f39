package main

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
)

// mutant is one change of one rule: a level, an answer or the end of a window that is not
// what it should be. A case that fails finds it out.
type mutant struct {
	kind  string // triage, verdict, readiness, screening, normal
	file  string // the file that the rule stands in, without "rules/" and its ending
	rule  string // its id
	what  string // "until_h: 336 -> 337"
	apply func()
	undo  func()
	equal bool // the changed rule gives the same answers: nothing to find out
}

// mutator walks rules and lists what can be changed in them.
type mutator struct {
	kind, file, rule string
	out              []mutant
	words            map[string][]string // field -> its closed list, least careful first
}

// Windows are moved by this much: cases have to hold their end to the hour.
const mutationH = 1

// levelNames are the levels of triage, calmest first.
func levelNames() []string {
	var out []string
	for _, l := range skinafter.Levels() {
		out = append(out, l.String())
	}
	return out
}

// mutants lists every change of every rule of the kinds that decide: verdict, triage, the
// limits of the normal, readiness, screening. Changes are made in the facts themselves, so
// these must be nobody else's.
func mutants(b *knowledge.Base) []mutant {
	var out []mutant
	add := func(kind, file, rule string, words map[string][]string, rules ...any) {
		m := &mutator{kind: kind, file: file, rule: rule, words: words}
		for _, r := range rules {
			m.walk(reflect.ValueOf(r).Elem(), "")
		}
		out = append(out, m.out...)
	}
	verdicts := map[string][]string{"verdict": {knowledge.OK, knowledge.Wait, knowledge.No}}
	for _, id := range keysOf(b.Rules) {
		r := b.Rules[id]
		add("verdict", "verdict/"+id, id, verdicts, &r.Before, &r.During, &r.After)
	}
	for i := range b.Care.Persons.Rules {
		r := &b.Care.Persons.Rules[i]
		add("verdict", "persons", r.ID, verdicts, r)
	}
	for i := range b.Care.Normal.Rows {
		r := &b.Care.Normal.Rows[i]
		add("normal", "normal", r.ID, nil, r)
	}
	levels := map[string][]string{"level": levelNames()}
	for _, id := range keysOf(b.Triage) {
		g := b.Triage[id]
		for i := range g.Findings {
			add("triage", "triage/"+id, g.Findings[i].ID, nil, &g.Findings[i])
		}
		for i := range g.Rules {
			add("triage", "triage/"+id, g.Rules[i].ID, levels, &g.Rules[i])
		}
	}
	for _, id := range keysOf(b.Readiness) {
		add("readiness", "readiness/"+id, id, map[string][]string{"answer": knowledge.ReadyWords()}, b.Readiness[id])
	}
	for _, id := range keysOf(b.Screening) {
		add("screening", "screening/"+id, id, map[string][]string{"answer": knowledge.ScreenWords(), "ready": knowledge.ReadyWords()}, b.Screening[id])
	}
	return out
}

// walk lists the changes of a value and of all below it. name is the field's name in its
// file.
func (m *mutator) walk(v reflect.Value, name string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			m.walk(v.Elem(), name)
		}
	case reflect.Slice:
		for i := range v.Len() {
			m.walk(v.Index(i), name)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			tag, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
			m.walk(v.Field(i), tag)
		}
	case reflect.Float64:
		if strings.HasSuffix(name, "_h") && v.CanSet() {
			for _, by := range []float64{-mutationH, mutationH} {
				m.change(v, name, reflect.ValueOf(v.Float()+by))
			}
		}
	case reflect.Int:
		if strings.HasSuffix(name, "_years") && v.Int() > 0 {
			for _, by := range []int{-1, 1} {
				m.change(v, name, reflect.ValueOf(int(v.Int())+by))
			}
		}
	case reflect.String:
		m.word(v, name)
	default:
	}
}

// word lists the changes of a level or an answer: one step up, one step down.
func (m *mutator) word(v reflect.Value, name string) {
	list := m.words[name]
	at := slices.Index(list, v.String())
	if at < 0 {
		return
	}
	for _, to := range []int{at - 1, at + 1} {
		if to >= 0 && to < len(list) {
			m.change(v, name, reflect.ValueOf(list[to]))
		}
	}
}

func (m *mutator) change(v reflect.Value, name string, to reflect.Value) {
	was := reflect.New(v.Type()).Elem()
	was.Set(v)
	to = to.Convert(v.Type())
	m.out = append(m.out, mutant{
		kind: m.kind, file: m.file, rule: m.rule, what: fmt.Sprintf("%s: %v -> %v", name, was, to),
		apply: func() { v.Set(to) },
		undo:  func() { v.Set(was) },
		equal: m.equal(name, was, to),
	})
}

// afresh is a copy of facts without what packages keep beside them, so that a changed rule is
// read anew.
func afresh(b *knowledge.Base) *knowledge.Base {
	out := &knowledge.Base{}
	from, to := reflect.ValueOf(b).Elem(), reflect.ValueOf(out).Elem()
	for i := range from.NumField() {
		if to.Field(i).CanSet() {
			to.Field(i).Set(from.Field(i))
		}
	}
	return out
}

// equal reports whether a change is none: a limit of 0 is no limit and neither is one below
// it, and about the next session nobody is asked before hour 0.
func (m *mutator) equal(name string, was, to reflect.Value) bool {
	below := was.CanFloat() && was.Float() == 0 && to.Float() < 0
	return below && (name == "normal_h" || name == "watch_h" || name == "from_h" && (m.kind == "readiness" || m.kind == "triage"))
}

func keysOf[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
