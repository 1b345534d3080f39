package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"skinafter"
)

// problems collects what is wrong with a report while the rest of it is read.
type problems struct {
	list []*skinafter.InputError
}

func (p *problems) add(field, value, want string) {
	p.list = append(p.list, &skinafter.InputError{Field: field, Value: Short(value), Want: want})
}

// take notes an input error; other errors cannot come from reading fields.
func (p *problems) take(err error) bool {
	var input *skinafter.InputError
	if errors.As(err, &input) {
		p.list = append(p.list, input)
	}
	return err == nil
}

// object is a JSON object of a report, read member by member: what is wrong with one of
// them is noted, and the rest is read all the same.
type object struct {
	path     string // with a dot at its end; empty at the top
	members  map[string]json.RawMessage
	read     map[string]bool
	problems *problems
}

// newObject opens a JSON object; anything else is a problem and an empty object.
func newObject(path string, raw json.RawMessage, ps *problems) *object {
	o := &object{path: path, read: map[string]bool{}, problems: ps}
	if !isNull(raw) && json.Unmarshal(raw, &o.members) != nil {
		ps.add(strings.TrimSuffix(path, "."), string(raw), "an object")
	}
	return o
}

func (o *object) field(name string) string { return o.path + name }

// decode decodes a member into a value of the kind that want names and reports whether it
// stood there and could be read.
func (o *object) decode(name, want string, into any) bool {
	o.read[name] = true
	raw, ok := o.members[name]
	if !ok || isNull(raw) {
		return false
	}
	if json.Unmarshal(raw, into) != nil {
		o.problems.add(o.field(name), string(raw), want)
		return false
	}
	return true
}

// has reports whether a member stands there and is not null.
func (o *object) has(name string) bool { return !isNull(o.members[name]) }

func (o *object) text(name string) string {
	var s string
	o.decode(name, "text in quotes", &s)
	return strings.TrimSpace(s)
}

func (o *object) flag(name string) bool {
	var b bool
	o.decode(name, "true or false", &b)
	return b
}

func (o *object) number(name, want string) *float64 {
	var n float64
	if !o.decode(name, want, &n) {
		return nil
	}
	return &n
}

// hours is a member that holds hours; nil where there are none that can be used.
func (o *object) hours(name string) *skinafter.Elapsed {
	n := o.number(name, "a number of hours")
	if n == nil {
		return nil
	}
	e, err := hours(o.field(name), *n)
	if !o.problems.take(err) {
		return nil
	}
	return &e
}

// raws are the members of a list.
func (o *object) raws(name, want string) []json.RawMessage {
	var list []json.RawMessage
	o.decode(name, want, &list)
	return list
}

// texts are the texts of a list; a single text is a list of one, "none" an empty one.
func (o *object) texts(name string) []string {
	var one string
	if json.Unmarshal(o.members[name], &one) == nil {
		o.read[name] = true
		if one = strings.TrimSpace(one); one == "" || one == "none" {
			return nil
		}
		return []string{one}
	}
	var out []string
	for i, raw := range o.raws(name, "a list of texts") {
		var s string
		if json.Unmarshal(raw, &s) != nil || strings.TrimSpace(s) == "" {
			o.problems.add(Index(o.field(name), i), string(raw), "text in quotes")
			continue
		}
		out = append(out, strings.TrimSpace(s))
	}
	return out
}

// code is a text of a closed list. A text outside it is noted and comes back as unread.
func (o *object) code(name, list string) (code, unread string) {
	code = o.text(name)
	if !o.problems.take(OneOf(o.field(name), code, list)) {
		return "", code
	}
	return code, ""
}

// rest notes the members that nobody read.
func (o *object) rest(known string) {
	var names []string
	for name := range o.members {
		if !o.read[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		o.problems.add(o.field(Short(name)), "", "one of the fields "+known)
	}
}

// Index is the name of an entry of a list.
func Index(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }
