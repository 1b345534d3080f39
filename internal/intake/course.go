package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"skinafter"
)

// courseLine is a treatment in the machine interface.
type courseLine struct {
	Modality string   `json:"modality"`
	DepthMM  *float64 `json:"depth_mm"`
	Depth    any      `json:"depth"` // instead of depth_mm: a number of mm, or a text with its unit
	Class    string   `json:"depth_class"`
	Area     string   `json:"area"`
	Setting  string   `json:"setting"` // carried by other programs; changes no verdict
	End      string   `json:"end"`
	ClosedH  *float64 `json:"closed_h"`
	OpenSkin bool     `json:"open_skin"`
	Occluded bool     `json:"occluded"`
}

// ClosedNames fills the closed-list fields of a course.
func ClosedNames(c *skinafter.Course, modalityField, modality, classField, class, areaField, area string) error {
	c.Modality = skinafter.Modality(modality)
	if !c.Modality.Valid() {
		return &skinafter.InputError{Field: modalityField, Value: Short(modality), Want: "one of " + Words(skinafter.Modalities())}
	}
	c.Class = skinafter.DepthClass(strings.ToUpper(class))
	if class != "" && !c.Class.Valid() {
		return &skinafter.InputError{Field: classField, Value: Short(class), Want: "one of " + Words(skinafter.DepthClasses())}
	}
	c.Area = skinafter.Area(area)
	if area != "" && !c.Area.Valid() {
		return &skinafter.InputError{Field: areaField, Value: Short(area), Want: "one of " + Words(skinafter.Areas())}
	}
	return nil
}

// decodeCourse reads the course of a line of the machine interface.
func decodeCourse(raw json.RawMessage) (courseLine, error) {
	var w courseLine
	return w, decodeStrictly("course", raw, &w)
}

// decodeStrictly decodes an object that may hold no field we do not know: what is not read
// cannot make an answer more careful.
func decodeStrictly(field string, raw json.RawMessage, into any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	err := dec.Decode(into)
	if err == nil {
		return nil
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return &skinafter.InputError{Field: field + "." + strings.Trim(name, `"`), Want: "a field of the machine interface, see docs/machine-interface.md"}
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		path := field
		if kind.Field != "" {
			path += "." + kind.Field
		}
		return &skinafter.InputError{Field: path, Want: jsonKind(kind) + ", this is " + kind.Value}
	}
	return &skinafter.InputError{Field: field, Want: "an object: " + err.Error()}
}

// course is the treatment of a line; its end is zero where the line names none.
func (w *courseLine) course(now time.Time) (skinafter.Course, error) {
	c := skinafter.Course{OpenSkin: w.OpenSkin, Occluded: w.Occluded}
	var err error
	switch {
	case w.DepthMM != nil:
		c.Depth, err = checkDepth("course.depth_mm", *w.DepthMM, jsonNumber(*w.DepthMM))
	case w.Depth != nil:
		c.Depth, err = depthOf("course.depth", w.Depth)
	}
	if err == nil && w.ClosedH != nil {
		var closed skinafter.Elapsed
		closed, err = hours("course.closed_h", *w.ClosedH)
		c.Closed = &closed
	}
	if err == nil && w.End != "" {
		c.End, err = ParseEnd("course.end", w.End, now)
	}
	if err != nil {
		return c, err
	}
	return c, ClosedNames(&c, "course.modality", w.Modality, "course.depth_class", w.Class, "course.area", w.Area)
}

func depthOf(field string, v any) (skinafter.Millimetres, error) {
	switch v := v.(type) {
	case float64:
		return checkDepth(field, v, jsonNumber(v))
	case string:
		return ParseDepth(field, v)
	}
	return 0, &skinafter.InputError{Field: field, Want: "a number of millimetres, or a text such as \"1.5mm\""}
}

func jsonNumber(f float64) string {
	b, err := json.Marshal(f)
	if err != nil {
		return ""
	}
	return string(b)
}

// ParseProtocol reads the name of a protocol.
func ParseProtocol(field, text string) (skinafter.Protocol, error) {
	p := skinafter.Protocol(text)
	if !slices.Contains(skinafter.Protocols(), p) {
		return p, &skinafter.InputError{Field: field, Value: Short(text), Want: "one of " + Words(skinafter.Protocols())}
	}
	return p, nil
}
