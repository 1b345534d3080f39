package record

import (
	"context"
	"net/http"
	"slices"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/intake"
	"skinafter/internal/web/api/contract"
	"skinafter/internal/wire"
	"skinafter/interop/ical"
	"skinafter/recovery"
)

func (h handlers) registerViews() {
	get := func(name, id, title, about string, errors ...int) contract.Operation {
		return contract.Operation{Method: http.MethodGet, Path: "/courses/{id}/" + name, Tag: tagCourse, ID: id, Title: title, About: about, Errors: errors}
	}
	contract.Add(h.Service, get("now", "now", "Where the person stands at this moment", "What to do and avoid now, what comes next, the level of the last check-in, emergency numbers."), h.nowView)
	contract.Add(h.Service, get("plan", "course-plan", "The plan of a course, as of now", "As POST /plans answers."), h.planView)
	contract.Add(h.Service, get("timeline", "timeline", "A course as it went and goes on", "Series are for a chart: one for each sign, with how long it is normal."), h.timeline)
	contract.Add(h.Service, get("passport", "passport", "What was done, with which products", "Every product with its whole label; asks are what nobody knows."), h.passport)
	contract.Add(h.Service, get("readiness", "course-readiness", "May the next session go ahead?", "As POST /readiness answers.", http.StatusForbidden), h.readiness)
	calendar := get("calendar.ics", "calendar", "The plan as a calendar (RFC 5545)", "For one import: a feed that is subscribed to loses its alarms in common programs.")
	calendar.Produces = "text/calendar"
	contract.Add(h.Service, calendar, h.calendar)
}

// Moment is a time since a treatment, from the smallest to the largest possible, in hours.
type Moment struct {
	MinH float64 `json:"min_h"`
	MaxH float64 `json:"max_h"`
}

// Now is where a person stands in a course.
type Now struct {
	Course       string       `json:"course" format:"uuid"`
	At           time.Time    `json:"at"`
	Elapsed      Moment       `json:"elapsed" doc:"Hours since the END of the treatment."`
	Class        string       `json:"depth_class"`
	Phase        *wire.Phase  `json:"phase,omitempty"`
	Do           []wire.Step  `json:"do"`
	Avoid        []wire.Step  `json:"avoid"`
	Look         []wire.Step  `json:"look"`
	Next         *wire.Step   `json:"next,omitempty" doc:"The next step whose time comes."`
	NextCheckIn  *time.Time   `json:"next_check_in,omitempty"`
	Due          bool         `json:"check_in_due" doc:"The planned check-in before this moment was not made."`
	Last         string       `json:"last_check_in,omitempty" format:"uuid"`
	Level        string       `json:"level,omitempty" enum:"normal,watch,contact,same-day,emergency" doc:"Of the last check-in; not there where nothing was computed."`
	Numbers      wire.Numbers `json:"numbers"`
	NumbersKnown bool         `json:"numbers_known" doc:"The numbers are those of the person's country."`
	Purpose      string       `json:"purpose" enum:"guidance,record"`
	ReviewedBy   string       `json:"reviewed_by"`
	Knowledge    wire.Stamp   `json:"knowledge"`
}

func (h handlers) nowView(ctx context.Context, in *OfCourse) (*contract.Answer[Now], error) {
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	v, err := view.Now(ctx, h.Care, course.ID)
	if err != nil {
		return nil, err
	}
	facts := h.Care.Facts()
	plan := wire.Plan(facts, &v.Plan)
	out := Now{
		Course: in.ID, At: v.At, Elapsed: Moment{v.Moment.Min.Hours(), v.Moment.Max.Hours()}, Class: string(v.Plan.Class), Phase: plan.Phase,
		Do: h.steps(v.Do), Avoid: h.steps(v.Avoid), Look: h.steps(v.Look), NextCheckIn: inUTC(v.CheckIn), Due: v.Due,
		Numbers: *wire.NumbersOf(v.Numbers), NumbersKnown: v.Known, Purpose: string(v.Purpose), ReviewedBy: plan.ReviewedBy, Knowledge: plan.Knowledge,
	}
	if v.Next != nil {
		next := wire.StepOf(facts, v.Next)
		out.Next = &next
	}
	if v.Last != nil {
		out.Last = v.Last.ID.String()
		if level := v.Last.Body.Shown.Level; level != nil && v.Purpose != clinic.PurposeRecord {
			out.Level = level.String()
		}
	}
	return &contract.Answer[Now]{Body: out}, nil
}

func (h handlers) steps(list []recovery.Step) []wire.Step {
	out := make([]wire.Step, len(list))
	for i := range list {
		out[i] = wire.StepOf(h.Care.Facts(), &list[i])
	}
	return out
}

func (h handlers) planView(ctx context.Context, in *OfCourse) (*contract.Answer[wire.PlanAnswer], error) {
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	plan, err := view.Plan(ctx, h.Care, course.ID)
	if err != nil {
		return nil, err
	}
	return &contract.Answer[wire.PlanAnswer]{Body: wire.Plan(h.Care.Facts(), &plan)}, nil
}

// Timeline is a course as it went and goes on.
type Timeline struct {
	Course   contract.Kept[Course]    `json:"course"`
	At       time.Time                `json:"at"`
	Elapsed  Moment                   `json:"elapsed"`
	Plan     wire.PlanAnswer          `json:"plan"`
	CheckIns []contract.Kept[CheckIn] `json:"check_ins"`
	Uses     []contract.Kept[Use]     `json:"uses"`
	Photos   []contract.Kept[Photo]   `json:"photos"`
	Series   []Series                 `json:"series"`
	Purpose  string                   `json:"purpose" enum:"guidance,record"`
}

// Series is one sign over a course.
type Series struct {
	Code   string     `json:"code"`
	Points []Point    `json:"points"`
	Band   []Expected `json:"band" doc:"How long it is normal at each severity; empty where nothing is computed or no rule has it."`
}

// Point is a sign at one check-in.
type Point struct {
	At       time.Time `json:"at"`
	Elapsed  Moment    `json:"elapsed"`
	Severity string    `json:"severity,omitempty" enum:"mild,moderate,severe" doc:"Not there: the sign is gone."`
	CheckIn  string    `json:"check_in" format:"uuid"`
}

// Expected is how long a sign is normal at a severity.
type Expected struct {
	Severity     string  `json:"severity" enum:"mild,moderate,severe"`
	NormalUntilH float64 `json:"normal_until_h" doc:"0: never normal."`
	WatchUntilH  float64 `json:"watch_until_h"`
}

func (h handlers) timeline(ctx context.Context, in *OfCourse) (*contract.Answer[Timeline], error) {
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	v, err := view.Timeline(ctx, h.Care, course.ID)
	if err != nil {
		return nil, err
	}
	out := Timeline{
		Course: contract.Keep(&v.Course, showCourse), At: v.At, Elapsed: Moment{v.Moment.Min.Hours(), v.Moment.Max.Hours()}, Plan: wire.Plan(h.Care.Facts(), &v.Plan),
		CheckIns: []contract.Kept[CheckIn]{}, Uses: []contract.Kept[Use]{}, Photos: []contract.Kept[Photo]{}, Series: []Series{}, Purpose: string(v.Purpose),
	}
	for i := range v.CheckIns {
		out.CheckIns = append(out.CheckIns, contract.Keep(&v.CheckIns[i], showCheckIn))
	}
	for i := range v.Uses {
		out.Uses = append(out.Uses, contract.Keep(&v.Uses[i].Use, showUse))
	}
	for i := range v.Photos {
		out.Photos = append(out.Photos, contract.Keep(&v.Photos[i], showPhoto))
	}
	for i := range v.Series {
		out.Series = append(out.Series, showSeries(&v.Series[i]))
	}
	return &contract.Answer[Timeline]{Body: out}, nil
}

func showSeries(s *view.Series) Series {
	out := Series{Code: s.Code, Points: []Point{}, Band: []Expected{}}
	for _, p := range s.Points {
		out.Points = append(out.Points, Point{p.At.UTC(), Moment{p.Since.Min.Hours(), p.Since.Max.Hours()}, string(p.Severity), p.CheckIn.String()})
	}
	for _, e := range s.Band {
		out.Band = append(out.Band, Expected{string(e.Severity), e.NormalUntil.Hours(), e.WatchUntil.Hours()})
	}
	return out
}

func (h handlers) readiness(ctx context.Context, in *struct {
	OfCourse
	Answered []string `query:"answered" maxItems:"50" doc:"Topics that were settled beside what the record settles, separated by commas."`
},
) (*contract.Answer[wire.ReadyAnswer], error) {
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	found, err := h.Care.Ready(ctx, course.ID, in.Answered)
	if err != nil {
		return nil, contract.AsParameter(err, "answered")
	}
	return &contract.Answer[wire.ReadyAnswer]{Body: wire.Ready(h.Care.Facts(), &intake.Report{}, found)}, nil
}

// privacies are the words of how much a calendar shows, in the order of ical.Privacy.
func privacies() []string { return []string{"hidden", "described", "open"} }

func (h handlers) calendar(ctx context.Context, in *struct {
	OfCourse
	Privacy string `query:"privacy" enum:"hidden,described,open" default:"described" doc:"How much an event shows."`
	Lang    string `query:"lang" enum:"en,de" default:"en"`
},
) (*blob, error) {
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	b, err := view.Calendar(ctx, h.Care, course.ID, in.Lang, ical.Privacy(slices.Index(privacies(), in.Privacy)))
	if err != nil {
		return nil, err
	}
	return &blob{Type: "text/calendar; charset=utf-8", Body: b}, nil
}
