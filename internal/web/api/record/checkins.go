package record

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/web/api/contract"
)

// Sign is one thing a person reports.
type Sign struct {
	Code     string     `json:"code" maxLength:"100" doc:"A code of docs/vocabulary.md."`
	Severity string     `json:"severity,omitempty" enum:"mild,moderate,severe" doc:"Moderate where it is left out."`
	Since    *time.Time `json:"since,omitempty" doc:"Left out where nobody knows."`
	Before   bool       `json:"before,omitempty" doc:"Was there before the treatment."`
	Trend    string     `json:"trend,omitempty" enum:"improving,stable,worsening"`
}

// CheckInReport is what a person reports at one moment.
type CheckInReport struct {
	At      *time.Time `json:"at,omitempty" doc:"The moment; now where it is left out."`
	Signs   []Sign     `json:"signs" maxItems:"200" doc:"Empty: nothing to be seen or felt."`
	Gone    []string   `json:"gone,omitempty" maxItems:"200" doc:"Codes that are not there any more."`
	Cleared bool       `json:"cleared,omitempty" doc:"A clinician has seen it."`
	Text    string     `json:"text,omitempty" maxLength:"64000" doc:"Own words."`
	Denied  []string   `json:"denied,omitempty" maxItems:"200" doc:"Codes that were understood from the words and are wrong."`
	Photos  []string   `json:"photos,omitempty" maxItems:"200"`
}

// CheckIn is a check-in that is kept, with the answer as it was shown.
type CheckIn struct {
	Course  string   `json:"course" format:"uuid"`
	Signs   []Sign   `json:"signs"`
	Gone    []string `json:"gone,omitempty"`
	Cleared bool     `json:"cleared,omitempty"`
	Text    string   `json:"text,omitempty"`
	Denied  []string `json:"denied,omitempty"`
	Photos  []string `json:"photos,omitempty"`
	Shown   Shown    `json:"shown"`
}

// Shown is an answer as it was shown.
type Shown struct {
	Level     string         `json:"level,omitempty" enum:"normal,watch,contact,same-day,emergency" doc:"Not there where the purpose was record."`
	Answer    map[string]any `json:"answer,omitempty" doc:"As POST /triages answers, in the version of that day."`
	Knowledge string         `json:"knowledge" doc:"Version and hash of the knowledge it was made from."`
	Purpose   string         `json:"purpose" enum:"guidance,record"`
	Lang      string         `json:"lang"`
}

func (in *CheckInReport) clinic() (clinic.CheckIn, time.Time, error) {
	out := clinic.CheckIn{Signs: []clinic.Sign{}, Gone: in.Gone, Cleared: in.Cleared, Text: in.Text, Denied: in.Denied}
	for _, s := range in.Signs {
		out.Signs = append(out.Signs, clinic.Sign{
			Code: s.Code, Severity: skinafter.Severity(s.Severity), Since: inUTC(s.Since), Before: s.Before, Trend: s.Trend,
		})
	}
	for _, text := range in.Photos {
		id, err := clinic.ParseID(text)
		if err != nil {
			return out, time.Time{}, &skinafter.InputError{Field: "photos", Want: "ids of photos"}
		}
		out.Photos = append(out.Photos, id)
	}
	if in.At == nil {
		return out, time.Time{}, nil
	}
	return out, in.At.UTC(), nil
}

func showCheckIn(rec *clinic.Record[clinic.CheckIn]) CheckIn {
	in := &rec.Body
	out := CheckIn{
		Course: rec.Course.String(), Signs: []Sign{}, Gone: in.Gone, Cleared: in.Cleared, Text: in.Text, Denied: in.Denied,
		Shown: Shown{Knowledge: in.Shown.Knowledge, Purpose: string(in.Shown.Purpose), Lang: in.Shown.Lang},
	}
	for _, s := range in.Signs {
		out.Signs = append(out.Signs, Sign{Code: s.Code, Severity: string(s.Severity), Since: s.Since, Before: s.Before, Trend: s.Trend})
	}
	for _, id := range in.Photos {
		out.Photos = append(out.Photos, id.String())
	}
	if in.Shown.Level != nil {
		out.Shown.Level = in.Shown.Level.String()
	}
	if len(in.Shown.Answer) > 0 && json.Unmarshal(in.Shown.Answer, &out.Shown.Answer) != nil {
		out.Shown.Answer = nil // what was shown is kept as it is; it stands in the export
	}
	return out
}

func (h handlers) registerCheckIns() {
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodGet, Path: "/courses/{id}/check-ins", Tag: tagCourse, ID: "list-check-ins", Title: "The check-ins of a course",
	}, ofCourse(h, "check-ins", h.Care.CheckIns, showCheckIn))
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodPost, Path: "/courses/{id}/check-ins", Tag: tagCourse, ID: "add-check-in", Title: "Report how it looks and feels",
		About: "It is answered and kept with its answer, which stands under shown.", Status: http.StatusCreated, Largest: maxBody,
		Errors: []int{http.StatusConflict},
	}, h.addCheckIn)
	contract.Add(h.Service, contract.Operation{Method: http.MethodGet, Path: "/check-ins/{id}", Tag: tagCourse, ID: "get-check-in", Title: "A check-in as it was answered"},
		one(h.Care.CheckIn, showCheckIn))
}

// maxBody bounds a body with a person's own words or a label, every byte of which may be
// written as \u00XX.
const maxBody = 1 << 20

func (h handlers) addCheckIn(ctx context.Context, in *struct {
	OfCourse
	contract.Keyed
	Body CheckInReport
},
) (*contract.Made[CheckIn], error) {
	once, err := in.Once("POST /courses/"+in.ID+"/check-ins", in.Body)
	if err != nil {
		return nil, err
	}
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	told, at, err := in.Body.clinic()
	if err != nil {
		return nil, err
	}
	saved, err := h.Care.AddCheckIn(ctx, once, course.ID, told, at)
	if err != nil {
		return nil, err
	}
	rec, err := h.Care.CheckIn(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return contract.MadeOf(&rec, saved, "/check-ins/"+rec.ID.String(), showCheckIn), nil
}
