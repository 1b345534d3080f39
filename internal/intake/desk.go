package intake

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/knowledge"
	"skinafter/label"
	"skinafter/narrative"
	"skinafter/recovery"
	"skinafter/triage"
)

// Desk takes reports, questions and labels, and answers them from the facts. All three fields
// must be filled; Labels reads with the same Facts. It may be used by many at once.
type Desk struct {
	Facts  *knowledge.Base
	Labels *label.Reader
	Lang   string // language in which a person's own words are read: "en", "de"
}

// MaxReportBytes bounds one report: years of check-ins fit in.
const MaxReportBytes = 16 << 20

// ReportLine is one report as it comes in: a line of triage --ndjson, a whole file, or the
// body of a request.
type ReportLine struct {
	ID      json.RawMessage `json:"id"`
	Fields  json.RawMessage `json:"fields"`
	Text    *string         `json:"text"`
	Country string          `json:"country"`
}

// ReadReport reads a whole file, YAML or JSON: a report line, or its fields alone. name says
// in errors where it came from. Its errors are *skinafter.InputError.
func ReadReport(name string, b []byte) (*ReportLine, error) {
	if _, err := CheckText(name, b); err != nil {
		return nil, err
	}
	if !json.Valid(b) {
		var err error
		if b, err = yamlToJSON(name, b); err != nil {
			return nil, err
		}
	}
	var in ReportLine
	if err := Decode(b, &in); err != nil {
		return nil, Under(name, err)
	}
	if isNull(in.Fields) && in.Text == nil {
		in.Fields = b
	}
	return &in, nil
}

// Report reads fields and words of a line. An error, always *skinafter.InputError, says that
// the line cannot be used at all; what could be read only in part is in Report.Problems.
func (d Desk) Report(in *ReportLine) (*Report, error) {
	if err := d.CheckCountry("country", in.Country); err != nil {
		return nil, err
	}
	if in.Text != nil {
		if err := CheckWords("text", *in.Text); err != nil {
			return nil, err
		}
	}
	if isNull(in.Fields) {
		if in.Text == nil {
			return nil, &skinafter.InputError{Field: "fields", Want: "the fields of a report, or text"}
		}
		r := d.Words(*in.Text)
		r.Country = in.Country
		return r, nil
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(in.Fields, &object) != nil {
		return nil, &skinafter.InputError{Field: "fields", Value: Short(string(in.Fields)), Want: "an object"}
	}
	r := readFields(in.Fields, d.Labels)
	r.Country = in.Country
	if in.Text != nil {
		r.Situation.Text = strings.TrimSpace(r.Situation.Text + "\n" + *in.Text)
	}
	r.complete(d)
	return r, nil
}

// Fields reads the fields of a report alone. Fields that are no object are a problem of it.
func (d Desk) Fields(raw json.RawMessage) *Report {
	r := readFields(raw, d.Labels)
	r.complete(d)
	return r
}

// Asked is the report that an interview ended with. What nobody said is judged carefully; a
// person who passes a question over made no mistake, so that is no problem of the input.
func (d Desk) Asked(raw json.RawMessage) *Report {
	r := d.Fields(raw)
	r.Problems = nil
	return r
}

// SoFar is the report in the middle of an interview: only what was said counts, because the
// rest is still to be asked.
func (d Desk) SoFar(raw json.RawMessage) *Report {
	r := readFields(raw, d.Labels)
	r.Problems = nil
	if r.Situation.Text != "" {
		r.Heard = narrative.Read(d.Facts, r.Situation.Text, d.Lang)
	}
	r.labels = d.Labels
	return r
}

// Words is a report of somebody's own words, of any length.
func (d Desk) Words(text string) *Report {
	r := &Report{labels: d.Labels}
	r.Situation.Text = text
	r.Heard = narrative.Read(d.Facts, text, d.Lang)
	return r
}

// Known is the report of a situation that was read already, such as a stored one. heard is
// what its words say (triage.Read), less what the person says was misread; said are the ids
// of careful readings that were taken, as the texts "fields.<id>" have them.
func (d Desk) Known(s skinafter.Situation, heard narrative.Reading, said ...string) *Report {
	return &Report{Situation: s, Heard: heard, Said: said, labels: d.Labels}
}

// Assess judges a report. answered are topics (knowledge.Topics) that were settled beside
// those that the report settles.
func (d Desk) Assess(r *Report, answered ...string) *assessment.Assessment {
	return assessment.Assess(d.Facts, r.Readings(), r.Options(answered...))
}

// Screening is a report with what has to be settled before a treatment.
type Screening struct {
	Report     *Report
	Assessment *assessment.Assessment
	Items      []recovery.Item // most careful first
}

// Screen settles nothing that the report does not say: each reading is looked at, and what
// any of them has to settle counts. answered are as in Assess.
func (d Desk) Screen(r *Report, answered ...string) *Screening {
	o := r.Options(answered...)
	readings := r.Readings()
	x := &Screening{Report: r, Assessment: assessment.Assess(d.Facts, readings, o)}
	seen := map[string]bool{}
	for _, sit := range readings {
		in := recovery.ScreenInput{Situation: assessment.WithEarly(d.Facts, sit), Level: x.Assessment.Finding.Level, Answered: o.Answered}
		for _, item := range recovery.Screen(d.Facts, in) {
			if !seen[item.ID] {
				seen[item.ID] = true
				x.Items = append(x.Items, item)
			}
		}
	}
	slices.SortStableFunc(x.Items, func(a, b recovery.Item) int { return RankOfScreen(b.Answer) - RankOfScreen(a.Answer) })
	return x
}

// RankOfScreen is how careful a word of screening is; -1 is none of the words.
func RankOfScreen(word string) int { return slices.Index(knowledge.ScreenWords(), word) }

// CheckCountry refuses a country whose emergency numbers are not known; empty is none.
func (d Desk) CheckCountry(field, code string) error {
	if code == "" {
		return nil
	}
	if _, known := triage.Numbers(d.Facts, code); !known {
		return &skinafter.InputError{
			Field: field, Value: Short(code), Want: "one of " + strings.Join(slices.Sorted(maps.Keys(d.Facts.Emergency)), ", "),
		}
	}
	return nil
}
