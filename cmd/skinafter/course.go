package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"skinafter"
)

// courseFlags describe the treatment and the moment of the question on the command line.
type courseFlags struct {
	Modality string `placeholder:"NAME" help:"Kind of treatment: needling, prp_needling, roller, stamp, rf_needling, laser_fractional_nonablative, laser_fractional_ablative, laser_full_ablative, peel_superficial, peel_medium, peel_deep."`
	Depth    string `placeholder:"1.5mm" help:"Needle depth. Left out: not known, judged carefully."`
	Since    string `placeholder:"20h" help:"Time since the treatment ended: 20h, 90min, 3d; 20h..30h or unknown where it is not sure; -24h before it."`
	End      string `name:"end" aliases:"until-time" placeholder:"TIME" help:"When the treatment ended, instead of --since: 2026-11-19T13:00:00+01:00."`
	Now      string `name:"now" placeholder:"TIME" help:"Answer as of this time instead of the clock's."`
	Class    string `placeholder:"A..G" help:"Depth class, instead of what follows from kind and depth; U = depth not known."`
	Area     string `placeholder:"NAME" help:"Treated place: face, neck, scalp ..."`
	Closed   string `placeholder:"6d" help:"A clinician said that new skin has closed over this long after the treatment (laser, peel)."`
	OpenSkin bool   `name:"open-skin" help:"Skin is still open or weeping."`
	Occluded bool   `help:"A dressing or film lies on the skin."`
	Protocol string `default:"combined" placeholder:"NAME" help:"Rules to follow: combined, combined-plus, conservative, general."`
}

// courseWire is a treatment in the machine interface.
type courseWire struct {
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

// now is the moment of the question.
func (f *courseFlags) now(s *session) (time.Time, error) {
	now := s.main.Now()
	if f.Now == "" {
		return now, nil
	}
	at, err := parseTime("--now", f.Now, now)
	if err != nil {
		return at, err
	}
	return at, nil
}

// course is the treatment that the flags describe, without its end.
func (f *courseFlags) course() (skinafter.Course, error) {
	c := skinafter.Course{OpenSkin: f.OpenSkin, Occluded: f.Occluded}
	if f.Modality == "" {
		return c, &skinafter.InputError{Field: "--modality", Want: "one of " + words(skinafter.Modalities())}
	}
	if f.Depth != "" {
		depth, err := parseDepth("--depth", f.Depth)
		if err != nil {
			return c, err
		}
		c.Depth = depth
	}
	if f.Closed != "" {
		closed, err := parseSpan("--closed", f.Closed)
		if err != nil {
			return c, err
		}
		c.Closed = &closed
	}
	return c, closedNames(&c, "--modality", f.Modality, "--class", f.Class, "--area", f.Area)
}

// closedNames fills the closed-list fields of a course.
func closedNames(c *skinafter.Course, modalityField, modality, classField, class, areaField, area string) error {
	c.Modality = skinafter.Modality(modality)
	if !c.Modality.Valid() {
		return &skinafter.InputError{Field: modalityField, Value: short(modality), Want: "one of " + words(skinafter.Modalities())}
	}
	c.Class = skinafter.DepthClass(strings.ToUpper(class))
	if class != "" && !c.Class.Valid() {
		return &skinafter.InputError{Field: classField, Value: short(class), Want: "one of " + words(skinafter.DepthClasses())}
	}
	c.Area = skinafter.Area(area)
	if area != "" && !c.Area.Valid() {
		return &skinafter.InputError{Field: areaField, Value: short(area), Want: "one of " + words(skinafter.Areas())}
	}
	return nil
}

// moment is when the question is asked, since the end of the treatment, and that end.
func (f *courseFlags) moment(now time.Time) (skinafter.Moment, time.Time, error) {
	switch {
	case f.Since != "" && f.End != "":
		return skinafter.Moment{}, time.Time{}, &skinafter.InputError{Field: "--since and --end", Want: "one of the two, not both"}
	case f.End != "":
		end, err := parseEnd("--end", f.End, now)
		return skinafter.At(skinafter.Since(end, now)), end, err
	case f.Since == "":
		return skinafter.Moment{}, time.Time{}, &skinafter.InputError{
			Field: "--since", Want: "the time since the treatment, such as 20h; or --end with the time it ended",
		}
	}
	at, err := parseSince("--since", f.Since)
	if err != nil {
		return at, time.Time{}, err
	}
	// The careful reading of an uncertain time is the latest possible end.
	return at, now.Add(-at.Min.Duration()).Truncate(time.Minute), nil
}

// decodeCourse reads the course of a line of the machine interface.
func decodeCourse(raw json.RawMessage) (courseWire, error) {
	var w courseWire
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
func (w *courseWire) course(now time.Time) (skinafter.Course, error) {
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
		c.End, err = parseEnd("course.end", w.End, now)
	}
	if err != nil {
		return c, err
	}
	return c, closedNames(&c, "course.modality", w.Modality, "course.depth_class", w.Class, "course.area", w.Area)
}

func depthOf(field string, v any) (skinafter.Millimetres, error) {
	switch v := v.(type) {
	case float64:
		return checkDepth(field, v, jsonNumber(v))
	case string:
		return parseDepth(field, v)
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

// parseProtocol reads the name of a protocol.
func parseProtocol(field, text string) (skinafter.Protocol, error) {
	p := skinafter.Protocol(text)
	if !slices.Contains(skinafter.Protocols(), p) {
		return p, &skinafter.InputError{Field: field, Value: short(text), Want: "one of " + words(skinafter.Protocols())}
	}
	return p, nil
}
