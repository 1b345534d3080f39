package intake

import (
	"encoding/json"
	"time"

	"skinafter"
	"skinafter/verdict"
)

// CheckLine is one question about a product: a line of check --ndjson, or the body of a
// request.
type CheckLine struct {
	ID         json.RawMessage `json:"id"`
	Text       *string         `json:"text"`
	Name       string          `json:"name"`
	Form       string          `json:"form"`
	Prescribed bool            `json:"prescribed"`
	Tolerated  bool            `json:"tolerated"`
	Course     json.RawMessage `json:"course"`
	ElapsedH   *float64        `json:"elapsed_h"`     // hours since the treatment; negative before
	ElapsedMax *float64        `json:"elapsed_max_h"` // the largest possible, where it is not sure
	During     bool            `json:"during"`
	Protocol   string          `json:"protocol"`
	Person     json.RawMessage `json:"person"`
}

// Defaults are what a line leaves out: on the command line they come from the flags. The
// zero value is "nothing"; an empty Protocol there is an input error of the line.
type Defaults struct {
	During     bool
	Prescribed bool
	Tolerated  bool
	Form       string
	Protocol   string
	Course     func() (skinafter.Course, error)                         // nil = a line must name its treatment
	Moment     func(now time.Time) (skinafter.Moment, time.Time, error) // time since the end, and the end; nil = none
}

// Question is the question and the product of one line. Its errors are *skinafter.InputError.
func (d Desk) Question(in *CheckLine, o Defaults, now time.Time) (verdict.Question, skinafter.Product, error) {
	q := verdict.Question{During: in.During || o.During}
	p := skinafter.Product{Name: in.Name, Prescribed: in.Prescribed || o.Prescribed, Tolerated: in.Tolerated || o.Tolerated}
	if err := CheckLabel(in.Text); err != nil {
		return q, p, err
	}
	var err error
	if p.Form, err = ParseForm("form", orWord(in.Form, o.Form)); err != nil {
		return q, p, err
	}
	if q.Protocol, err = ParseProtocol("protocol", orWord(in.Protocol, o.Protocol)); err != nil {
		return q, p, err
	}
	if q.Course, err = courseOf(in.Course, o, now); err != nil {
		return q, p, err
	}
	if err := momentOf(in, o, now, &q); err != nil {
		return q, p, err
	}
	if q.Person, err = d.person(in.Person); err != nil {
		return q, p, err
	}
	p.Label = d.Labels.Parse(*in.Text)
	return q, p, nil
}

// person reads the person of a line; null is nobody in particular.
func (d Desk) person(raw json.RawMessage) (skinafter.Person, error) {
	if isNull(raw) {
		return skinafter.Person{}, nil
	}
	var w personLine
	if err := decodeStrictly("person", raw, &w); err != nil {
		return skinafter.Person{}, err
	}
	p, err := w.person(d.Labels)
	if err != nil {
		return p, Under("person", err)
	}
	return p, nil
}

// courseOf is the course of a line, or that of the defaults.
func courseOf(raw json.RawMessage, o Defaults, now time.Time) (skinafter.Course, error) {
	if !isNull(raw) {
		w, err := decodeCourse(raw)
		if err != nil {
			return skinafter.Course{}, err
		}
		return w.course(now)
	}
	if o.Course == nil {
		return skinafter.Course{}, &skinafter.InputError{Field: "course", Want: "a treatment, such as {\"modality\":\"needling\",\"depth_mm\":1.5}"}
	}
	return o.Course()
}

// momentOf fills the time of the question: of the line, else of its course's end, else of
// the defaults. Dates come only where the end is known.
func momentOf(in *CheckLine, o Defaults, now time.Time, q *verdict.Question) error {
	at, said, err := elapsedOf(in.ElapsedH, in.ElapsedMax)
	switch {
	case err != nil:
		return err
	case said:
		q.At = at
	case !q.Course.End.IsZero():
		q.At = skinafter.At(skinafter.Since(q.Course.End, now))
	case o.Moment != nil:
		q.At, q.Course.End, err = o.Moment(now)
		return err
	case !q.During:
		return &skinafter.InputError{Field: "elapsed_h", Want: "hours since the treatment ended; or course.end"}
	}
	return nil
}

// elapsedOf reads elapsed_h and elapsed_max_h; false where the first was left out.
func elapsedOf(from, to *float64) (skinafter.Moment, bool, error) {
	if from == nil {
		return skinafter.Moment{}, false, nil
	}
	a, err := hours("elapsed_h", *from)
	if err != nil || to == nil {
		return skinafter.At(a), true, err
	}
	b, err := hours("elapsed_max_h", *to)
	return skinafter.Between(a, b), true, err
}
