package plain

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
// disagree about. Fields without omitempty are Required. It is stricter than the YAML
// library and does not stop at the first problem.
func (d *Document) bind(dst any) Problems {
	b := binder{doc: d}
	if d.Root != nil {
		b.bind(d.Root, reflect.ValueOf(dst).Elem(), "the file")
	}
	return b.problems
}

type binder struct {
	doc      *Document
	problems Problems
}

func (b *binder) say(n *Node, format string, args ...any) {
	b.problems = append(b.problems, b.doc.At(n, fmt.Sprintf(format, args...)))
}

// ambiguous are scalars that one YAML reader takes for a number and the next for a text,
// or for another number: octal 012, hexadecimal 0x1F, 1_000, 12:30.
var ambiguous = regexp.MustCompile(`^[-+]?(0[0-9_]+|0[xob][0-9A-Fa-f_]+|[0-9][0-9_]*_[0-9_]*|[0-9]+(:[0-5]?[0-9])+)$`)

func (b *binder) bind(n *Node, v reflect.Value, what string) {
	if n.Kind == Null {
		if !n.quoted { // a quoted null marks a piece that was refused while converting
			b.say(n, "%s has no value; leave the field out", what)
		}
		return
	}
	if !n.quoted && startsLikeNumber(n.Text) && ambiguous.MatchString(n.Text) {
		b.say(n, "%s: %s is read differently by different programs; write a plain number, or quote it if it is a text", what, n.Text)
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

func (b *binder) bindScalar(n *Node, v reflect.Value, what string) {
	switch v.Kind() {
	case reflect.String:
		if n.Kind != Text {
			b.say(n, "%s: want text, found %s%s", what, n.describe(), quoteHint(n))
			return
		}
		v.SetString(n.Text)
	case reflect.Bool:
		if n.Kind != Bool {
			b.say(n, "%s: want true or false, found %s", what, n.describe())
			return
		}
		v.SetBool(n.Text == "true")
	case reflect.Int:
		i, err := strconv.Atoi(n.Text)
		if n.Kind != Number || err != nil {
			b.say(n, "%s: want a whole number, found %s", what, n.describe())
			return
		}
		v.SetInt(int64(i))
	case reflect.Float64:
		f, err := strconv.ParseFloat(n.Text, 64)
		if n.Kind != Number || err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
			b.say(n, "%s: want a number, found %s", what, n.describe())
			return
		}
		v.SetFloat(f)
	default:
		b.say(n, "%s: the program cannot hold this field", what)
	}
}

func (b *binder) bindStruct(n *Node, v reflect.Value, what string) {
	if n.Kind != Map {
		b.say(n, "%s: want fields (name: value), found %s", what, n.describe())
		return
	}
	fields := FieldsOf(v.Type())
	seen := make(map[string]bool, len(n.Pairs))
	for _, p := range n.Pairs {
		name := p.Key.Text
		f, ok := fields.ByName[name]
		switch {
		case !ok:
			b.say(p.Key, "unknown field %q%s%s", name, fields.suggest(name), unitHint(name, p.Value))
		case seen[name]:
			b.say(p.Key, "field %q stands twice", name)
		default:
			b.bind(p.Value, v.Field(f.Index), name)
		}
		seen[name] = true
	}
	for _, f := range fields.Ordered {
		if f.Required && !seen[f.Name] {
			b.say(n, "%s: field %q is missing", what, f.Name)
		}
	}
}

func (b *binder) bindMap(n *Node, v reflect.Value, what string) {
	if n.Kind != Map {
		b.say(n, "%s: want key: value lines, found %s", what, n.describe())
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(n.Pairs)))
	for _, p := range n.Pairs {
		key := reflect.New(v.Type().Key()).Elem()
		key.SetString(p.Key.Text)
		if v.MapIndex(key).IsValid() {
			b.say(p.Key, "key %q stands twice", p.Key.Text)
			continue
		}
		value := reflect.New(v.Type().Elem()).Elem()
		b.bind(p.Value, value, p.Key.Text)
		v.SetMapIndex(key, value)
	}
}

func (b *binder) bindList(n *Node, v reflect.Value, what string) {
	if n.Kind != List {
		b.say(n, "%s: want a list, found %s", what, n.describe())
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items)))
	for i, item := range n.Items {
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

func (n *Node) describe() string {
	switch n.Kind {
	case Number:
		return "the number " + n.Text
	case Bool:
		return n.Text
	case Map:
		return "fields (name: value)"
	case List:
		return "a list"
	case Null:
		return "nothing"
	case Text:
	}
	return "the text " + strconv.Quote(Shorten(n.Text))
}

// Shorten cuts a text to what fits in a message: 40 characters.
func Shorten(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}

func quoteHint(n *Node) string {
	if n.Kind == Number || n.Kind == Bool {
		return "; put it in quotes"
	}
	return ""
}

// Fields are the YAML fields of a struct type, in the order they are declared.
type Fields struct {
	Ordered []Field
	ByName  map[string]Field
}

// Field is one YAML field of a struct.
type Field struct {
	Name     string
	Index    int
	Required bool
}

var structCache sync.Map // reflect.Type -> *structFields

// FieldsOf are the YAML fields of a struct type, worked out once for each type.
func FieldsOf(t reflect.Type) *Fields {
	if f, ok := structCache.Load(t); ok {
		return f.(*Fields)
	}
	out := &Fields{ByName: map[string]Field{}}
	for i := range t.NumField() {
		name, opts, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		f := Field{Name: name, Index: i, Required: !strings.Contains(opts, "omitempty")}
		out.Ordered = append(out.Ordered, f)
		out.ByName[name] = f
	}
	structCache.Store(t, out)
	return out
}

// suggest names the field that was probably meant.
func (f *Fields) suggest(name string) string {
	for _, c := range f.Ordered {
		if near(c.Name, name) {
			return fmt.Sprintf("; did you mean %q?", c.Name)
		}
	}
	names := make([]string, len(f.Ordered))
	for i, c := range f.Ordered {
		names[i] = c.Name
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

// HasUnit reports whether a field name says the unit of its number. A calendar year has none.
func HasUnit(name string) bool {
	return name == "year" || slices.ContainsFunc(unitEndings, func(u string) bool { return strings.HasSuffix(name, u) })
}

func unitHint(name string, value *Node) string {
	if value.Kind != Number || HasUnit(name) {
		return ""
	}
	return "; a number needs its unit in the field name: " + strings.Join(unitEndings, " ")
}

// startsLikeNumber spares most texts the look at a pattern.
func startsLikeNumber(s string) bool {
	return s != "" && (s[0] >= '0' && s[0] <= '9' || s[0] == '-' || s[0] == '+')
}
