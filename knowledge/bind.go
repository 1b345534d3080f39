package knowledge

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// bind fills the struct, list or map that dst points to and lists everything that does not
// fit: unknown and missing fields, wrong types, empty values, numbers that YAML readers
// disagree about. Fields without omitempty are required. It is stricter than the YAML
// library and does not stop at the first problem.
func (d *document) bind(dst any) Problems {
	b := binder{doc: d}
	if d.root != nil {
		b.bind(d.root, reflect.ValueOf(dst).Elem(), "the file")
	}
	return b.problems
}

type binder struct {
	doc      *document
	problems Problems
}

func (b *binder) say(n *node, format string, args ...any) {
	b.problems = append(b.problems, b.doc.at(n, fmt.Sprintf(format, args...)))
}

// ambiguous are scalars that one YAML reader takes for a number and the next for a text,
// or for another number: octal 012, hexadecimal 0x1F, 1_000, 12:30.
var ambiguous = regexp.MustCompile(`^[-+]?(0[0-9_]+|0[xob][0-9A-Fa-f_]+|[0-9][0-9_]*_[0-9_]*|[0-9]+(:[0-5]?[0-9])+)$`)

func (b *binder) bind(n *node, v reflect.Value, what string) {
	if n.kind == nullNode {
		if !n.quoted { // a quoted null marks a piece that was refused while converting
			b.say(n, "%s has no value; leave the field out", what)
		}
		return
	}
	if !n.quoted && startsLikeNumber(n.text) && ambiguous.MatchString(n.text) {
		b.say(n, "%s: %s is read differently by different programs; write a plain number, or quote it if it is a text", what, n.text)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		b.bind(n, v.Elem(), what)
	case reflect.Struct:
		b.bindStruct(n, v, what)
	case reflect.Map:
		b.bindMap(n, v, what)
	case reflect.Slice:
		b.bindList(n, v, what)
	default:
		b.bindScalar(n, v, what)
	}
}

func (b *binder) bindScalar(n *node, v reflect.Value, what string) {
	switch v.Kind() {
	case reflect.String:
		if n.kind != textNode {
			b.say(n, "%s: want text, found %s%s", what, n.describe(), quoteHint(n))
			return
		}
		v.SetString(n.text)
	case reflect.Bool:
		if n.kind != boolNode {
			b.say(n, "%s: want true or false, found %s", what, n.describe())
			return
		}
		v.SetBool(n.text == "true")
	case reflect.Int:
		i, err := strconv.Atoi(n.text)
		if n.kind != numberNode || err != nil {
			b.say(n, "%s: want a whole number, found %s", what, n.describe())
			return
		}
		v.SetInt(int64(i))
	case reflect.Float64:
		f, err := strconv.ParseFloat(n.text, 64)
		if n.kind != numberNode || err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
			b.say(n, "%s: want a number, found %s", what, n.describe())
			return
		}
		v.SetFloat(f)
	default:
		b.say(n, "%s: the program cannot hold this field", what)
	}
}

func (b *binder) bindStruct(n *node, v reflect.Value, what string) {
	if n.kind != mapNode {
		b.say(n, "%s: want fields (name: value), found %s", what, n.describe())
		return
	}
	fields := fieldsOf(v.Type())
	seen := make(map[string]bool, len(n.pairs))
	for _, p := range n.pairs {
		name := p.key.text
		f, ok := fields.byName[name]
		switch {
		case !ok:
			b.say(p.key, "unknown field %q%s%s", name, fields.suggest(name), unitHint(name, p.value))
		case seen[name]:
			b.say(p.key, "field %q stands twice", name)
		default:
			b.bind(p.value, v.Field(f.index), name)
		}
		seen[name] = true
	}
	for _, f := range fields.ordered {
		if f.required && !seen[f.name] {
			b.say(n, "%s: field %q is missing", what, f.name)
		}
	}
}

func (b *binder) bindMap(n *node, v reflect.Value, what string) {
	if n.kind != mapNode {
		b.say(n, "%s: want key: value lines, found %s", what, n.describe())
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(n.pairs)))
	for _, p := range n.pairs {
		key := reflect.New(v.Type().Key()).Elem()
		key.SetString(p.key.text)
		if v.MapIndex(key).IsValid() {
			b.say(p.key, "key %q stands twice", p.key.text)
			continue
		}
		value := reflect.New(v.Type().Elem()).Elem()
		b.bind(p.value, value, p.key.text)
		v.SetMapIndex(key, value)
	}
}

func (b *binder) bindList(n *node, v reflect.Value, what string) {
	if n.kind != listNode {
		b.say(n, "%s: want a list, found %s", what, n.describe())
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
	for i, item := range n.items {
		b.bind(item, v.Index(i), what+", entry "+strconv.Itoa(i+1))
		if at := placeOf(v.Index(i)); at != nil {
			*at = Place{File: b.doc.file, Line: item.line}
		}
	}
}

// placeOf is the At field of a list entry that wants to know where it stands; nil = none.
func placeOf(v reflect.Value) *Place {
	if v.Kind() != reflect.Struct {
		return nil
	}
	at := v.FieldByName("At")
	if !at.IsValid() {
		return nil
	}
	place, _ := at.Addr().Interface().(*Place)
	return place
}

func (n *node) describe() string {
	switch n.kind {
	case numberNode:
		return "the number " + n.text
	case boolNode:
		return n.text
	case mapNode:
		return "fields (name: value)"
	case listNode:
		return "a list"
	case nullNode:
		return "nothing"
	case textNode:
	}
	return "the text " + strconv.Quote(shorten(n.text))
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}

func quoteHint(n *node) string {
	if n.kind == numberNode || n.kind == boolNode {
		return "; put it in quotes"
	}
	return ""
}

// structFields are the YAML fields of a struct type, in the order they are declared.
type structFields struct {
	ordered []structField
	byName  map[string]structField
}

type structField struct {
	name     string
	index    int
	required bool
}

var structCache sync.Map // reflect.Type -> *structFields

func fieldsOf(t reflect.Type) *structFields {
	if f, ok := structCache.Load(t); ok {
		return f.(*structFields)
	}
	out := &structFields{byName: map[string]structField{}}
	for i := range t.NumField() {
		name, opts, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		f := structField{name: name, index: i, required: !strings.Contains(opts, "omitempty")}
		out.ordered = append(out.ordered, f)
		out.byName[name] = f
	}
	structCache.Store(t, out)
	return out
}

// suggest names the field that was probably meant.
func (f *structFields) suggest(name string) string {
	for _, c := range f.ordered {
		if near(c.name, name) {
			return fmt.Sprintf("; did you mean %q?", c.name)
		}
	}
	names := make([]string, len(f.ordered))
	for i, c := range f.ordered {
		names[i] = c.name
	}
	return "; known: " + strings.Join(names, ", ")
}

// near reports whether two field names differ by one letter or by the order of letters, or
// one is the other's beginning.
func near(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) > 2 && strings.HasPrefix(b, a) {
		return true
	}
	if len(b)-len(a) > 1 {
		return false
	}
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	if bytes.Equal(x, y) {
		return true
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	return len(b)-i-j <= 1
}

// unitEndings close the names of all fields that hold a number, so that nobody has to guess
// what 36 means.
var unitEndings = []string{"_h", "_min", "_days", "_years", "_mm", "_pct", "_kda", "_names"}

// hasUnit reports whether a field name says the unit of its number. A calendar year has none.
func hasUnit(name string) bool {
	return name == "year" || slices.ContainsFunc(unitEndings, func(u string) bool { return strings.HasSuffix(name, u) })
}

func unitHint(name string, value *node) string {
	if value.kind != numberNode || hasUnit(name) {
		return ""
	}
	return "; a number needs its unit in the field name: " + strings.Join(unitEndings, " ")
}

// startsLikeNumber spares most texts the look at a pattern.
func startsLikeNumber(s string) bool {
	return s != "" && (s[0] >= '0' && s[0] <= '9' || s[0] == '-' || s[0] == '+')
}
