package knowledge

import (
	"reflect"
	"strings"
)

// ruleEntry is one rule wherever it is written: a file of rules/verdict or an entry of one
// of the lists in rules/.
type ruleEntry struct {
	id    string
	file  string
	value reflect.Value // the struct
	cases bool          // it changes answers, so it needs a case where it fires and one where it does not
}

// careFiles are the fields of Care with their files.
func (b *Base) careFiles() map[string]any {
	files := map[string]any{}
	t := reflect.TypeFor[Care]()
	for i := range t.NumField() {
		name := "rules/" + strings.ToLower(t.Field(i).Name) + ".yaml"
		if v := b.Care.file(name); v != nil {
			files[name] = v
		}
	}
	return files
}

// entries lists every rule with an id, class rules first.
func (b *Base) entries() []ruleEntry {
	var out []ruleEntry
	for _, id := range sortedKeys(b.Rules) {
		out = append(out, ruleEntry{id, "rules/verdict/" + id + ".yaml", reflect.ValueOf(b.Rules[id]).Elem(), true})
	}
	for _, id := range sortedKeys(b.Triage) {
		for i := range b.Triage[id].Rules {
			r := &b.Triage[id].Rules[i]
			out = append(out, ruleEntry{r.ID, "rules/triage/" + id + ".yaml", reflect.ValueOf(r).Elem(), false})
		}
	}
	for _, id := range sortedKeys(b.Causes) {
		out = append(out, ruleEntry{"cause-" + id, "rules/causes/" + id + ".yaml", reflect.ValueOf(b.Causes[id]).Elem(), false})
	}
	for _, id := range sortedKeys(b.Readiness) {
		out = append(out, ruleEntry{"ready-" + id, "rules/readiness/" + id + ".yaml", reflect.ValueOf(b.Readiness[id]).Elem(), false})
	}
	for _, id := range sortedKeys(b.Screening) {
		out = append(out, ruleEntry{"screen-" + id, "rules/screening/" + id + ".yaml", reflect.ValueOf(b.Screening[id]).Elem(), false})
	}
	files := b.careFiles()
	for _, name := range sortedKeys(files) {
		out = append(out, entriesOf(name, reflect.ValueOf(files[name]).Elem())...)
	}
	return out
}

// entriesOf finds the structs with an id below v.
func entriesOf(file string, v reflect.Value) []ruleEntry {
	var out []ruleEntry
	switch v.Kind() {
	case reflect.Struct:
		if id := v.FieldByName("ID"); id.IsValid() && id.String() != "" {
			return []ruleEntry{{id.String(), file, v, changesAnswers(v.Interface())}}
		}
		for i := range v.NumField() {
			out = append(out, entriesOf(file, v.Field(i))...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, entriesOf(file, v.Index(i))...)
		}
	default:
	}
	return out
}

// changesAnswers reports whether a kind of entry can change a verdict. Advice, protocols and
// the limits of the normal are shown or looked up; they decide nothing alone.
func changesAnswers(entry any) bool {
	switch entry.(type) {
	case Lock, PersonRule, Placed, Medicine, Mixture, FormUse:
		return true
	}
	return false
}

// texts is a field of an entry as a list of words; nil where the entry has no such field.
func (e ruleEntry) texts(field string) []string {
	if f := e.value.FieldByName(field); f.IsValid() && f.Type() == reflect.TypeFor[[]string]() {
		return f.Interface().([]string)
	}
	return nil
}

func (e ruleEntry) text(field string) string {
	if f := e.value.FieldByName(field); f.IsValid() && f.Kind() == reflect.String {
		return f.String()
	}
	return ""
}
