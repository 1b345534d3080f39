package diary

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/web/diary/report"
	"skinafter/internal/web/draft"
	"skinafter/internal/web/frame"
)

// journeyName is the journey of a draft of ours.
const journeyName = "check-in"

// The steps of a check-in, as addresses name them. Each sign that was ticked has a step of its
// own, from stepFirst on.
const (
	stepDanger  = 1 // signs of danger
	stepSigns   = 2 // what is noticed
	stepWords   = 3 // own words, a photo
	stepSummary = 4 // everything once more, before it is sent
	stepRead    = 5 // the interruption
	stepCompare = 6 // what was told before and is still there
	stepFirst   = 10
)

// journey is a check-in on its way.
type journey struct {
	draft.Journey           // Done is the check-in that came of it
	course        clinic.ID // None = no treatment is kept
	ended         clinic.Span
	zone          *time.Location
	before        report.Standing
	// raised says that the last check-in gave a level at which someone was to be asked.
	raised bool
}

// drafts are the check-ins that were begun.
func (p *pages) drafts() draft.Desk { return draft.Desk{Care: p.Care, Name: journeyName} }

// save keeps more answers; see draft.Desk.Save.
func (p *pages) save(ctx context.Context, j *journey, change func(draft.Answers)) error {
	return p.drafts().Save(ctx, &j.Journey, change)
}

// open loads the journey of an address.
func (p *pages) open(r *http.Request) (*journey, error) {
	id, err := clinic.ParseID(r.PathValue("draft"))
	if err != nil {
		return nil, err
	}
	j := &journey{Journey: draft.Journey{ID: id}}
	if err := p.drafts().Load(r.Context(), &j.Journey); err != nil {
		return nil, err
	}
	return j, p.around(r.Context(), j)
}

// around reads what the journey stands in: the course, and what was told before. A course that
// was removed in the meantime is no course.
func (p *pages) around(ctx context.Context, j *journey) error {
	j.zone = p.Zone
	if err := p.photosThere(ctx, j); err != nil {
		return err
	}
	id := report.CourseOf(j.Answers)
	if id == clinic.None {
		return nil
	}
	course, err := p.Care.Course(ctx, id)
	if errors.Is(err, clinic.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	j.course, j.ended = id, course.Body.Ended
	if zone, err := time.LoadLocation(course.Body.Zone); err == nil && course.Body.Zone != "" {
		j.zone = zone
	}
	readings, err := p.Care.Situation(ctx, id, p.Care.Time())
	if err != nil {
		return err
	}
	j.before = assessment.Standing(readings[0]).Symptoms
	last, err := p.Care.CheckIns(ctx, id, clinic.Page{Limit: 1, Newest: true})
	if err != nil {
		return err
	}
	j.raised = len(last) > 0 && last[0].Body.Shown.Level != nil && *last[0].Body.Shown.Level >= skinafter.Contact
	return nil
}

// checkIn is what the journey says so far.
func (j *journey) checkIn() clinic.CheckIn {
	return report.CheckIn(j.Answers, j.before, j.ended, j.zone)
}

// to sends the browser to a step, or to the interruption where a sign of danger was told that
// was not read about yet.
func (p *pages) to(w http.ResponseWriter, r *http.Request, j *journey, step int) error {
	alarm, err := p.alarm(r.Context(), j)
	if err != nil {
		return err
	}
	if alarm != nil && !slices.Contains(j.Answers[report.Read], alarm.key) {
		if err := p.save(r.Context(), j, func(a draft.Answers) { a.Set(report.Next, strconv.Itoa(step)) }); err != nil {
			return err
		}
		step = stepRead
	}
	return frame.See(w, r, j.address(step))
}

func (j *journey) address(step int) string { return fmt.Sprintf("/check-in/%s/%d", j.ID, step) }

// flow are the steps of this journey in order. What was told before and is still there has one
// page together; its own page is reached from the summary.
func (j *journey) flow() draft.Flow {
	out := draft.Flow{stepDanger, stepSigns}
	if len(j.compared()) > 0 {
		out = append(out, stepCompare)
	}
	for i, code := range report.Ticked(j.Answers) {
		if j.before.Find(code) == nil {
			out = append(out, stepFirst+i)
		}
	}
	if j.Answers.One(report.Notice) == report.Some {
		out = append(out, stepWords)
	}
	return append(out, stepSummary)
}

// compared are the signs that were told before and are still there.
func (j *journey) compared() []string {
	return slices.DeleteFunc(slices.Clone(report.Ticked(j.Answers)), func(code string) bool { return j.before.Find(code) == nil })
}

// back is the address of the page before a step.
func (j *journey) back(step int) string {
	before, there := j.flow().Back(step)
	if !there {
		return "/"
	}
	return j.address(before)
}

// symptomsOf are the signs that were told at a check-in, by code.
func symptomsOf(in *clinic.CheckIn) []string {
	var out []string
	for _, s := range in.Signs {
		if !slices.Contains(out, s.Code) {
			out = append(out, s.Code)
		}
	}
	return out
}

// rank is a severity as the chart draws it.
func rank(s skinafter.Severity) int {
	switch s {
	case skinafter.Mild:
		return 1
	case skinafter.Severe:
		return 3
	case skinafter.Moderate:
	}
	return 2
}
