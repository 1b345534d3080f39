package knowledge

import (
	"io/fs"
	"strings"
)

// LoadCases reads cases/ and bland/ in path order. The error, if any, is Problems.
func LoadCases(fsys fs.FS) ([]Case, error) {
	return loadCases(fsys, isCaseFile, func(c *Case, name string) {
		c.Rule = strings.TrimPrefix(strings.TrimSuffix(name, ".yaml"), "cases/")
	})
}

// loadCases reads the case files that are mine, in path order; place tells each case where
// it stands. The error, if any, is Problems.
func loadCases[T any](fsys fs.FS, mine func(name string) bool, place func(c *T, name string)) ([]T, error) {
	set, problems := readSet(fsys)
	set.parse(mine)
	var out []T
	for _, name := range set.names {
		f := set.files[name]
		if f.doc == nil || !mine(name) {
			continue
		}
		problems = append(problems, f.problems...)
		list, ok := f.value.(*[]T)
		if !ok {
			continue
		}
		for _, c := range *list {
			place(&c, name)
			out = append(out, c)
		}
	}
	if len(problems) > 0 {
		problems.sort()
		return nil, problems
	}
	return out, nil
}

// ruleFile is the rule file that the case's file mirrors.
func (c Case) ruleFile() string { return "rules/" + c.Rule + ".yaml" }

// Bland reports whether the case is an innocent label that belongs to no rule.
func (c Case) Bland() bool { return strings.HasPrefix(c.Rule, "bland/") }
