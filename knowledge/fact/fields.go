package fact

import (
	"fmt"
	"reflect"
	"strings"

	"skinafter/knowledge"
	"skinafter/knowledge/plain"
)

// explainEntry explains an entry of one of the lists in rules/: every field that is set, in
// the order of the file, and what stands above the list about its review.
func explainEntry(b *knowledge.Base, id string) (Explanation, bool) {
	for _, entry := range Rules(b) {
		if entry.ID != id {
			continue
		}
		e := Explanation{ID: id, Kind: "rule", Title: entry.Text("Title")}
		e.addFields(entry.Value)
		file := reflect.ValueOf(b.CareFiles()[entry.File])
		if g := b.Triage[strings.TrimSuffix(strings.TrimPrefix(entry.File, "rules/triage/"), ".yaml")]; g != nil {
			file = reflect.ValueOf(g)
		}
		if !file.IsValid() && entry.Text("Since") != "" {
			file = entry.Value.Addr()
		}
		if file.IsValid() {
			top := Rule{Value: file.Elem()}
			e.header(entry.Text("Basis"), top.Text("Since"), top.Text("ReviewBy"), top.Text("ReviewedBy"))
		}
		e.Citations = b.Citations(entry.texts("Cites"))
		return e, true
	}
	return Explanation{}, false
}

// addFields adds each field that is set, with its name as label. What has a place of its own
// in an Explanation is left out.
func (e *Explanation) addFields(v reflect.Value) {
	for _, f := range plain.FieldsOf(v.Type()).Ordered {
		switch f.Name {
		case "id", "title", "cites", "basis":
			continue
		}
		if value := v.Field(f.Index); !value.IsZero() {
			e.add(strings.ReplaceAll(f.Name, "_", " "), plainText(value))
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
		for _, f := range plain.FieldsOf(v.Type()).Ordered {
			if value := v.Field(f.Index); !value.IsZero() {
				parts = append(parts, strings.ReplaceAll(f.Name, "_", " ")+" "+plainText(value))
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

func explainEvent(b *knowledge.Base, ev *knowledge.Event) Explanation {
	e := Explanation{ID: ev.ID, Kind: "event", Title: ev.Title, Citations: b.Citations(ev.Cites)}
	e.add("German", ev.TitleDE)
	e.add("codes", "NCI Thesaurus "+ev.NCIt+", IMDRF "+ev.IMDRF+" ("+ev.Fit+")")
	e.add("what people report", strings.Join(ev.Symptoms, ", "))
	e.add("reported words", strings.Join(ev.Terms, ", "))
	e.header(ev.Basis, ev.Since, "", "")
	return e
}
