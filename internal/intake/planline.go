package intake

import (
	"encoding/json"
	"time"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/recovery"
)

// PlanLine asks for a plan, as the body of a request.
type PlanLine struct {
	Course     json.RawMessage `json:"course"`
	ElapsedH   *float64        `json:"elapsed_h"`     // hours since the treatment; negative before
	ElapsedMax *float64        `json:"elapsed_max_h"` // the largest possible, where it is not sure
	Setting    string          `json:"setting"`
	Person     json.RawMessage `json:"person"`
	Clinic     json.RawMessage `json:"clinic"` // a clinic's own times and words
}

// PlanInput is what a line asks of recovery.Plan. Its errors are *skinafter.InputError.
func (d Desk) PlanInput(in *PlanLine, now time.Time) (recovery.PlanInput, error) {
	var p recovery.PlanInput
	sit := &p.Situation
	if err := OneOf("setting", in.Setting, Settings); err != nil {
		return p, err
	}
	sit.Setting = in.Setting
	var err error
	if sit.Course, err = courseOf(in.Course, Defaults{}, now); err != nil {
		return p, err
	}
	at, said, err := elapsedOf(in.ElapsedH, in.ElapsedMax)
	switch {
	case err != nil:
		return p, err
	case said:
		sit.At = at
	case sit.Course.End.IsZero():
		return p, &skinafter.InputError{Field: "elapsed_h", Want: "hours since the treatment ended; or course.end"}
	default:
		sit.At = skinafter.At(skinafter.Since(sit.Course.End, now))
	}
	if sit.Person, err = d.person(in.Person); err != nil {
		return p, err
	}
	if sit.Person.Latest != nil {
		sit.CheckIns = []skinafter.CheckIn{*sit.Person.Latest}
	}
	if !isNull(in.Clinic) {
		var w clinicLine
		if err := decodeStrictly("clinic", in.Clinic, &w); err != nil {
			return p, err
		}
		if p.Overrides, err = w.overrides("clinic"); err != nil {
			return p, err
		}
	}
	p.Reaction = assessment.Reacts(d.Facts, *sit)
	return p, nil
}
