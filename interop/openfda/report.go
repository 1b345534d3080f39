package openfda

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"skinafter/signal"
)

// report is what is read of a report of any of the three kinds.
type report struct {
	Number text `json:"report_number"`
	Key    text `json:"mdr_report_key"` // device: the number of a report may come again

	Reactions list `json:"reactions"`
	Outcomes  list `json:"outcomes"`

	Consumer person          `json:"consumer"` // food
	Patient  json.RawMessage `json:"patient"`  // cosmetic: one person; device: a list
	Products []struct {
		Role     text `json:"role"`
		Brand    text `json:"name_brand"`   // food
		Name     text `json:"product_name"` // cosmetic
		Industry text `json:"industry_code"`
	} `json:"products"`

	Device []struct {
		Brand   text `json:"brand_name"`
		Generic text `json:"generic_name"`
	} `json:"device"`
	EventType text `json:"event_type"` // device: Death, Injury, Malfunction ...
	Problems  list `json:"product_problems"`

	DateCreated  text `json:"date_created"` // food
	DateStarted  text `json:"date_started"`
	DateInitial  text `json:"initial_received_date"` // cosmetic
	DateEvent    text `json:"event_date"`
	DateReceived text `json:"date_received"` // device
	DateOfEvent  text `json:"date_of_event"`

	// Error stands in an answer that has no reports.
	Error *struct {
		Code    text `json:"code"`
		Message text `json:"message"`
	} `json:"error"`
}

type person struct {
	Age    text `json:"age"`
	Unit   text `json:"age_unit"`
	Gender text `json:"gender"`
}

// patient is one of the patients of a device report.
type patient struct {
	Age      text `json:"patient_age"` // "34 YR"
	Sex      text `json:"patient_sex"`
	Problems list `json:"patient_problems"`
}

// text is a string, a number or nothing.
type text string

// UnmarshalJSON takes what the FDA writes, and nothing for null; a list of one stands for its
// member.
func (t *text) UnmarshalJSON(b []byte) error {
	*t = ""
	switch b = bytes.TrimSpace(b); {
	case len(b) == 0 || b[0] == 'n':
		return nil
	case b[0] == '"':
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		*t = text(strings.TrimSpace(s))
		return nil
	case b[0] == '[':
		var one []text
		if err := json.Unmarshal(b, &one); err != nil {
			return err
		}
		if len(one) == 1 {
			*t = one[0]
			return nil
		}
		if len(one) == 0 {
			return nil
		}
	case b[0] == '-' || b[0] >= '0' && b[0] <= '9':
		*t = text(b)
		return nil
	}
	return &json.UnmarshalTypeError{Value: kindOf(b), Type: textType}
}

// list is a list of texts; a single text stands for a list of one.
type list []string

// UnmarshalJSON takes a list, one text or nothing.
func (l *list) UnmarshalJSON(b []byte) error {
	*l = nil
	b = bytes.TrimSpace(b)
	if len(b) > 0 && b[0] == '[' {
		var all []text
		if err := json.Unmarshal(b, &all); err != nil {
			return err
		}
		for _, t := range all {
			if t != "" {
				*l = append(*l, string(t))
			}
		}
		return nil
	}
	var one text
	if err := one.UnmarshalJSON(b); err != nil {
		return err
	}
	if one != "" {
		*l = list{string(one)}
	}
	return nil
}

// kindOf names a JSON value for a message.
func kindOf(b []byte) string {
	switch b[0] {
	case '{':
		return "object"
	case '[':
		return "list"
	}
	return "true or false"
}

// years is an age in years; ok is false where it was told and cannot be read.
func years(age, unit text) (n signal.Number, ok bool) {
	if age == "" || strings.EqualFold(string(unit), "not available") {
		return signal.Number{}, true
	}
	figure, rest, _ := strings.Cut(string(age), " ")
	if unit == "" {
		unit = text(rest)
	}
	x, err := strconv.ParseFloat(figure, 64)
	y, known := signal.Years(x, string(unit))
	if err != nil || !known || !(y >= 0) || y > 1000 {
		return signal.Number{}, false
	}
	return signal.Number{Value: y, Known: true}, true
}

// serious is the answer for a device report, by the kind of its event.
func (t text) serious() signal.Answer {
	switch strings.ToLower(string(t)) {
	case "death", "injury":
		return signal.Yes
	case "malfunction":
		return signal.No
	}
	return signal.NotSaid
}

// first is the first text that says something.
func first(texts ...text) text {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// yearOf is the year of a date written 20160630 or 2016-06-30; 0 = none.
func yearOf(date text) int {
	if len(date) < 4 {
		return 0
	}
	y, err := strconv.Atoi(string(date[:4]))
	if err != nil || y < 1900 || y >= 2200 {
		return 0
	}
	return y
}
