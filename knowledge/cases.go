package knowledge

import (
	"io/fs"
	"strings"
)

// LoadCases reads cases/ and bland/ in path order. The error, if any, is Problems.
func LoadCases(fsys fs.FS) ([]Case, error) {
	set, problems := readSet(fsys)
	set.parse(isCaseFile)
	var out []Case
	for _, name := range set.names {
		f := set.files[name]
		if f.doc == nil {
			continue
		}
		problems = append(problems, f.problems...)
		list, ok := f.value.(*[]Case)
		if !ok {
			continue
		}
		for _, c := range *list {
			c.Rule = strings.TrimPrefix(strings.TrimSuffix(name, ".yaml"), "cases/")
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
