package knowledge

import (
	"fmt"
	"reflect"
	"strings"
)

// explainEntry explains an entry of one of the lists in rules/: every field that is set, in
// the order of the file, and what stands above the list about its review.
func (b *Base) explainEntry(id string) (Explanation, bool) {
	for _, entry := range b.entries() {
		if entry.id != id {
			continue
		}
		e := Explanation{ID: id, Kind: "rule", Title: entry.text("Title")}
		e.addFields(entry.value)
		file := reflect.ValueOf(b.careFiles()[entry.file])
		if g := b.Triage[strings.TrimSuffix(strings.TrimPrefix(entry.file, "rules/triage/"), ".yaml")]; g != nil {
			file = reflect.ValueOf(g)
		}
		if !file.IsValid() && entry.text("Since") != "" {
			file = entry.value.Addr()
		}
		if file.IsValid() {
			top := ruleEntry{value: file.Elem()}
			e.header(entry.text("Basis"), top.text("Since"), top.text("ReviewBy"), top.text("ReviewedBy"))
		}
		e.Citations = b.Citations(entry.texts("Cites"))
		return e, true
	}
	return Explanation{}, false
}

// addFields adds each field that is set, with its name as label. What has a place of its own
// in an Explanation is left out.
func (e *Explanation) addFields(v reflect.Value) {
	for _, f := range fieldsOf(v.Type()).ordered {
		switch f.name {
		case "id", "title", "cites", "basis":
			continue
		}
		if value := v.Field(f.index); !value.IsZero() {
			e.add(strings.ReplaceAll(f.name, "_", " "), plainText(value))
		}
	}
}

// plainText writes a field as people read it: "no; 36; I13, I14".
func plainText(v reflect.Value) string {
	var parts []string
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return plainText(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			parts = append(parts, plainText(v.Index(i)))
		}
		return strings.Join(parts, ", ")
	case reflect.Struct:
		for _, f := range fieldsOf(v.Type()).ordered {
			if value := v.Field(f.index); !value.IsZero() {
				parts = append(parts, strings.ReplaceAll(f.name, "_", " ")+" "+plainText(value))
			}
		}
		return strings.Join(parts, "; ")
	default:
		return fmt.Sprint(v.Interface())
	}
}

// String is the explanation as people read it: what it says first, then what it rests on.
func (e Explanation) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s: %s\n", e.Kind, e.ID, e.Title)
	for _, p := range e.Parts {
		fmt.Fprintf(&out, "  %s: %s\n", p.Label, p.Text)
	}
	for _, c := range e.Citations {
		fmt.Fprintf(&out, "  source %s\n", c)
	}
	return out.String()
}
