package casebook

import (
	"io/fs"
	"path"
	"strings"

	"skinafter/knowledge"
)

// NewValue makes an empty Go value for a case file by its place; nil = it is none.
func NewValue(name string) any {
	switch {
	case path.Ext(name) != ".yaml" || !knowledge.IsCase(name):
		return nil
	case path.Dir(name) == TriageFolder:
		return new([]Triage)
	case path.Dir(name) == PlanFolder:
		return new([]Plan)
	case path.Dir(name) == phraseFolder:
		return new([]Phrase)
	case path.Dir(name) == EventFolder:
		return new([]Event)
	case isCourseCase(name):
		return new([]Course)
	}
	return new([]Case)
}

// Load reads cases/ and bland/ in path order. The error, if any, is plain.Problems.
func Load(fsys fs.FS) ([]Case, error) {
	return loadCases(fsys, knowledge.IsCase, func(c *Case, name string) {
		c.Rule = strings.TrimPrefix(strings.TrimSuffix(name, ".yaml"), "cases/")
	})
}

// loadCases reads the case files that are mine, in path order; place tells each case where
// it stands. The error, if any, is plain.Problems.
func loadCases[T any](fsys fs.FS, mine func(name string) bool, place func(c *T, name string)) ([]T, error) {
	set, problems := knowledge.Files(fsys)
	set.Parse(func(name string) any {
		if mine(name) {
			return NewValue(name)
		}
		return nil
	})
	var out []T
	for _, name := range set.Names {
		f := set.Files[name]
		if f.Doc == nil || !mine(name) {
			continue
		}
		problems = append(problems, f.Problems...)
		list, ok := f.Value.(*[]T)
		if !ok {
			continue
		}
		for _, c := range *list {
			place(&c, name)
			out = append(out, c)
		}
	}
	if len(problems) > 0 {
		problems.Sort()
		return nil, problems
	}
	return out, nil
}

// ruleFile is the rule file that the case's file mirrors.
func (c Case) ruleFile() string { return "rules/" + c.Rule + ".yaml" }

// Bland reports whether the case is an innocent label that belongs to no rule.
func (c Case) Bland() bool { return strings.HasPrefix(c.Rule, "bland/") }
