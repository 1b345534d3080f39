package record

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/web/draft"
	"skinafter/internal/web/frame"
)

// journeyName is the journey of a draft of ours.
const journeyName = "course"

// The steps of telling a treatment, as addresses name them.
const (
	stepDone     = 1 // what was done
	stepWhen     = 2 // when it ended
	stepDepth    = 3 // how deep; needles only
	stepArea     = 4 // where on the body
	stepWho      = 5 // by whom, and where
	stepTools    = 6 // device, needle, batch, note
	stepSession  = 7 // which session, and the next one
	stepHappened = 8 // what happened around it
	stepSkin     = 9 // whether new skin has closed; laser and peels that open it
	stepSummary  = 10
)

// journey is a treatment being told, or changed.
type journey struct {
	draft.Journey // Done is the course that came of it
	// base is the course that is being changed; the zero Course for a new one.
	base clinic.Course
	zone *time.Location
}

// of is the course that is being changed; None = a new one.
func (j *journey) of() clinic.ID {
	id, err := clinic.ParseID(j.Answers.One(answerOf))
	if err != nil {
		return clinic.None
	}
	return id
}

// said are the answers so far.
func (j *journey) said() answers { return answers{j.Answers} }

// drafts are the treatments that are being told.
func (p *pages) drafts() draft.Desk { return draft.Desk{Care: p.Care, Name: journeyName} }

// save keeps more answers; see draft.Desk.Save.
func (p *pages) save(ctx context.Context, j *journey, change func(answers)) error {
	return p.drafts().Save(ctx, &j.Journey, func(a draft.Answers) { change(answers{a}) })
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
	return j, p.changes(r.Context(), j)
}

// changes reads the course that a journey changes, and the zone of its times.
func (p *pages) changes(ctx context.Context, j *journey) error {
	if of := j.of(); of != clinic.None && j.Done == clinic.None {
		course, err := p.Care.Course(ctx, of)
		if err != nil {
			return err
		}
		j.base = course.Body
	}
	j.zone = p.Zone
	if zone := j.Answers.One(answerZone); localtime.Known(zone) {
		j.zone = localtime.Location(zone)
	}
	return nil
}

func (j *journey) address(step int) string { return fmt.Sprintf("/course/new/%s/%d", j.ID, step) }

// flow are the steps of this journey in order.
func (j *journey) flow() []int {
	out := []int{stepDone, stepWhen}
	if needled(j.said().modality()) {
		out = append(out, stepDepth)
	}
	out = append(out, stepArea, stepWho, stepTools, stepSession, stepHappened)
	if skinafter.Class(j.said().modality(), 0).Ablated() {
		out = append(out, stepSkin)
	}
	return append(out, stepSummary)
}

// after is the step that comes after one: the next that nobody has passed yet, so that nothing
// is asked twice.
func (j *journey) after(step int) int {
	flow := j.flow()
	for _, next := range flow[slices.Index(flow, step)+1:] {
		if !slices.Contains(j.Answers[answerPassed], strconv.Itoa(next)) {
			return next
		}
	}
	return stepSummary
}

// back is the address of the page before a step.
func (j *journey) back(step int) string {
	flow := j.flow()
	at := slices.Index(flow, step)
	switch {
	case j.of() != clinic.None && step == stepSummary:
		return courseAddress(j.of(), "edit")
	case j.of() != clinic.None:
		return j.address(stepSummary)
	case at > 0:
		return j.address(flow[at-1])
	}
	return "/"
}

// place says which page this is; nothing where a treatment that is kept is changed.
func (p *pages) place(v *frame.Visit, j *journey, step int) string {
	if j.of() != clinic.None {
		return ""
	}
	flow := j.flow()
	return v.Text("diary.place", "page", max(slices.Index(flow, step), 0)+1, "all", len(flow))
}

func courseAddress(id clinic.ID, page string) string { return "/course/" + id.String() + "/" + page }

// keptFor is how long a journey that is over stays, so that a tab that was left open still
// finds its way.
const keptFor = 48 * time.Hour
