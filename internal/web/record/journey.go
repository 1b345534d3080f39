package record

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
	"skinafter/internal/clinic/localtime"
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
	id      clinic.ID
	version int64
	done    clinic.ID // the course that came of it
	answers answers
	// base is the course that is being changed; the zero Course for a new one.
	base clinic.Course
	zone *time.Location
}

// of is the course that is being changed; None = a new one.
func (j *journey) of() clinic.ID {
	id, err := clinic.ParseID(j.answers.one(answerOf))
	if err != nil {
		return clinic.None
	}
	return id
}

// open loads the journey of an address.
func (p *pages) open(r *http.Request) (*journey, error) {
	id, err := clinic.ParseID(r.PathValue("draft"))
	if err != nil {
		return nil, err
	}
	j := &journey{id: id}
	if err := p.load(r.Context(), j); err != nil {
		return nil, err
	}
	return j, nil
}

// load reads the draft, and the course that it changes.
func (p *pages) load(ctx context.Context, j *journey) error {
	rec, err := p.Care.Draft(ctx, j.id)
	if err != nil {
		return err
	}
	if rec.Body.Journey != journeyName {
		return frame.NotThere()
	}
	j.version, j.done, j.answers = rec.Version, rec.Body.Done, answers(rec.Body.Answers)
	if j.answers == nil {
		j.answers = answers{}
	}
	if of := j.of(); of != clinic.None && j.done == clinic.None {
		course, err := p.Care.Course(ctx, of)
		if err != nil {
			return err
		}
		j.base = course.Body
	}
	j.zone = p.Zone
	if zone := j.answers.one(answerZone); localtime.Known(zone) {
		j.zone = localtime.Location(zone)
	}
	return nil
}

// tries is how often a draft that another tab is writing too is tried again.
const tries = 8

// save keeps more answers. A second tab that answered another page in the meantime keeps its
// answers: only what change sets is replaced.
func (p *pages) save(ctx context.Context, j *journey, change func(answers)) error {
	for range tries {
		change(j.answers)
		key, err := clinic.NewKey()
		if err != nil {
			return err
		}
		draft := clinic.Draft{Journey: journeyName, Answers: j.answers, Done: j.done}
		saved, err := p.Care.SaveDraft(ctx, clinic.NewOnce(key, "course answer", draft), j.id, j.version, draft)
		if err == nil {
			j.version = saved.Version
			return nil
		}
		if !errors.Is(err, clinic.ErrStale) {
			return err
		}
		done := j.done
		if err := p.load(ctx, j); err != nil {
			return err
		}
		if j.done == clinic.None {
			j.done = done
		}
	}
	return clinic.ErrStale
}

func (j *journey) address(step int) string { return fmt.Sprintf("/course/new/%s/%d", j.id, step) }

// flow are the steps of this journey in order.
func (j *journey) flow() []int {
	out := []int{stepDone, stepWhen}
	if needled(j.answers.modality()) {
		out = append(out, stepDepth)
	}
	out = append(out, stepArea, stepWho, stepTools, stepSession, stepHappened)
	if skinafter.Class(j.answers.modality(), 0).Ablated() {
		out = append(out, stepSkin)
	}
	return append(out, stepSummary)
}

// after is the step that comes after one: the next that nobody has passed yet, so that nothing
// is asked twice.
func (j *journey) after(step int) int {
	flow := j.flow()
	for _, next := range flow[slices.Index(flow, step)+1:] {
		if !slices.Contains(j.answers[answerPassed], strconv.Itoa(next)) {
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

// tidy removes journeys that are over; what they say stands in the courses. What cannot be
// removed now is removed another time.
func (p *pages) tidy(ctx context.Context) {
	list, err := p.Care.Drafts(ctx, clinic.Page{Limit: 50})
	if err != nil {
		return
	}
	for i := range list {
		d := &list[i]
		if d.Body.Journey != journeyName || p.Care.Time().Sub(d.Changed) < keptFor {
			continue
		}
		if key, err := clinic.NewKey(); err == nil {
			_, _ = p.Care.DropDraft(ctx, clinic.NewOnce(key, "course tidy", d.ID), d.ID, d.Version)
		}
	}
}
