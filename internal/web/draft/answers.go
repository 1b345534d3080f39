package draft

import "slices"

// Answers is what was answered so far, by the names of fields.
type Answers map[string][]string

// One is the first answer to a field; empty where there is none.
func (a Answers) One(name string) string {
	if len(a[name]) == 0 {
		return ""
	}
	return a[name][0]
}

// Set replaces an answer; nothing, or nothing but empty words, takes it away.
func (a Answers) Set(name string, values ...string) {
	values = slices.DeleteFunc(values, func(s string) bool { return s == "" })
	if len(values) == 0 {
		delete(a, name)
		return
	}
	a[name] = values
}
