package fact

import (
	"maps"
	"reflect"
	"slices"

	"skinafter/knowledge"
)

// Rule is one rule wherever it is written: a file of rules/verdict or an entry of one
// of the lists in rules/.
type Rule struct {
	ID         string
	File       string
	Value      reflect.Value // the struct
	NeedsCases bool          // it changes answers, so it needs a case where it fires and one where it does not
}

// Rules lists every rule with an id, class rules first.
func Rules(b *knowledge.Base) []Rule {
	var out []Rule
	for _, id := range slices.Sorted(maps.Keys(b.Rules)) {
		out = append(out, Rule{id, "rules/verdict/" + id + ".yaml", reflect.ValueOf(b.Rules[id]).Elem(), true})
	}
	for _, id := range slices.Sorted(maps.Keys(b.Triage)) {
		for i := range b.Triage[id].Rules {
			r := &b.Triage[id].Rules[i]
			out = append(out, Rule{r.ID, "rules/triage/" + id + ".yaml", reflect.ValueOf(r).Elem(), false})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(b.Causes)) {
		out = append(out, Rule{"cause-" + id, "rules/causes/" + id + ".yaml", reflect.ValueOf(b.Causes[id]).Elem(), false})
	}
	for _, id := range slices.Sorted(maps.Keys(b.Readiness)) {
		out = append(out, Rule{"ready-" + id, "rules/readiness/" + id + ".yaml", reflect.ValueOf(b.Readiness[id]).Elem(), false})
	}
	for _, id := range slices.Sorted(maps.Keys(b.Screening)) {
		out = append(out, Rule{"screen-" + id, "rules/screening/" + id + ".yaml", reflect.ValueOf(b.Screening[id]).Elem(), false})
	}
	files := b.CareFiles()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		out = append(out, entriesBelow(name, reflect.ValueOf(files[name]).Elem())...)
	}
	return out
}

// entriesBelow finds the structs with an id below v.
func entriesBelow(file string, v reflect.Value) []Rule {
	var out []Rule
	switch v.Kind() {
	case reflect.Struct:
		if id := v.FieldByName("ID"); id.IsValid() && id.String() != "" {
			return []Rule{{id.String(), file, v, changesAnswers(v.Interface())}}
		}
		for i := range v.NumField() {
			out = append(out, entriesBelow(file, v.Field(i))...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, entriesBelow(file, v.Index(i))...)
		}
	default:
	}
	return out
}

// changesAnswers reports whether a kind of entry can change a verdict. Advice, protocols and
// the limits of the normal are shown or looked up; they decide nothing alone.
func changesAnswers(entry any) bool {
	switch entry.(type) {
	case knowledge.Lock, knowledge.PersonRule, knowledge.Placed, knowledge.Medicine, knowledge.Mixture, knowledge.FormUse:
		return true
	}
	return false
}

// texts is a field of an entry as a list of words; nil where the entry has no such field.
func (e Rule) texts(field string) []string {
	if f := e.Value.FieldByName(field); f.IsValid() && f.Type() == reflect.TypeFor[[]string]() {
		return f.Interface().([]string)
	}
	return nil
}

// Text is a field of a rule that holds one text, by its Go name; "" where it has no such field.
func (e Rule) Text(field string) string {
	if f := e.Value.FieldByName(field); f.IsValid() && f.Kind() == reflect.String {
		return f.String()
	}
	return ""
}
