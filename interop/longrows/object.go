package longrows

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"skinafter"
)

// object is a line of NDJSON: the fields by their normal names.
type object map[string][]byte

// checkStrata says whether the strata that were asked for are columns that NDJSON may have: any
// name can be one.
func (r *Reader) checkStrata() error {
	for _, name := range r.options.Strata {
		if normal(name) == "" {
			return &skinafter.InputError{Field: "stratify", Value: name, Want: "the name of a field"}
		}
	}
	return nil
}

func (r *Reader) parseObject(record []byte) (why string) {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(record, &raw); err != nil || raw == nil {
		return "not a JSON object"
	}
	if r.object == nil {
		r.object = object{}
	}
	clear(r.object)
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		text, ok := scalar(raw[name])
		if ok {
			r.object[normal(name)] = text
		}
	}
	for c := range r.values {
		r.values[c] = r.object.first(names[c])
	}
	strata := r.options.Strata
	if len(strata) == 0 {
		strata = []string{names[stratum][0]}
	}
	r.stratum = r.stratum[:0]
	for i, name := range strata {
		if i > 0 {
			r.stratum = append(r.stratum, between...)
		}
		value, banded := r.object.stratum(normal(name))
		r.addStratum(value, banded)
	}
	r.endStratum(len(strata))
	return ""
}

// scalar is the text of a string, number or truth value; null is no text.
func scalar(value json.RawMessage) (text []byte, ok bool) {
	value = bytes.TrimSpace(value)
	switch {
	case len(value) == 0 || value[0] == '{' || value[0] == '[':
		return nil, false
	case value[0] == '"':
		var s string
		if json.Unmarshal(value, &s) != nil {
			return nil, false
		}
		return []byte(s), true
	case string(value) == "null":
		return nil, true
	}
	return value, true
}

func (o object) first(names []string) []byte {
	for _, name := range names {
		if v, known := o[name]; known {
			return v
		}
	}
	return nil
}

// stratum is the value of a column by any of its names; banded says that it is an age in years.
func (o object) stratum(name string) (value []byte, banded bool) {
	for c, list := range names {
		if !slices.Contains(list, name) {
			continue
		}
		if column(c) == age {
			if v := o.first(names[ageBand]); len(v) > 0 {
				return v, false
			}
			return o.first(list), true
		}
		return o.first(list), false
	}
	return o[name], false
}
