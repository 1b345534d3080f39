package diary

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/assessment"
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
	id      clinic.ID
	version int64
	done    clinic.ID // the check-in that came of it
	noted   clinic.ID // done as the draft holds it
	answers answers
	course  clinic.ID // None = no treatment is kept
	ended   clinic.Span
	zone    *time.Location
	before  standing
	// raised says that the last check-in gave a level at which someone was to be asked.
	raised bool
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
	return j, p.around(r.Context(), j)
}

// load reads the draft itself.
func (p *pages) load(ctx context.Context, j *journey) error {
	rec, err := p.Care.Draft(ctx, j.id)
	if err != nil {
		return err
	}
	if rec.Body.Journey != journeyName {
		return frame.NotThere()
	}
	j.version, j.noted, j.answers = rec.Version, rec.Body.Done, answers(rec.Body.Answers)
	if j.done == clinic.None {
		j.done = j.noted
	}
	if j.answers == nil {
		j.answers = answers{}
	}
	return nil
}

// around reads what the journey stands in: the course, and what was told before. A course that
// was removed in the meantime is no course.
func (p *pages) around(ctx context.Context, j *journey) error {
	j.zone = p.Zone
	if err := p.photosThere(ctx, j); err != nil {
		return err
	}
	id := j.answers.course()
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
func (j *journey) checkIn() clinic.CheckIn { return j.answers.checkIn(j.before, j.ended, j.zone) }

// tries is how often a draft that another tab is writing too is tried again.
const tries = 20

// save keeps more answers. A second tab that answered another page in the meantime keeps its
// answers: only what change sets is replaced. Where that is nothing, nothing is written.
func (p *pages) save(ctx context.Context, j *journey, change func(answers)) error {
	for range tries {
		before := maps.Clone(j.answers)
		change(j.answers)
		if j.done == j.noted && maps.EqualFunc(before, j.answers, slices.Equal) {
			return nil
		}
		key, err := clinic.NewKey()
		if err != nil {
			return err
		}
		draft := clinic.Draft{Journey: journeyName, Answers: j.answers, Done: j.done}
		saved, err := p.Care.SaveDraft(ctx, clinic.NewOnce(key, "check-in answer", draft), j.id, j.version, draft)
		if err == nil {
			j.version, j.noted = saved.Version, j.done
			return nil
		}
		if !errors.Is(err, clinic.ErrStale) {
			return err
		}
		if err := p.load(ctx, j); err != nil {
			return err
		}
	}
	return clinic.ErrStale
}

// to sends the browser to a step, or to the interruption where a sign of danger was told that
// was not read about yet.
func (p *pages) to(w http.ResponseWriter, r *http.Request, j *journey, step int) error {
	alarm, err := p.alarm(r.Context(), j)
	if err != nil {
		return err
	}
	if alarm != nil && !slices.Contains(j.answers[answerRead], alarm.key) {
		if err := p.save(r.Context(), j, func(a answers) { a.set(answerNext, strconv.Itoa(step)) }); err != nil {
			return err
		}
		step = stepRead
	}
	return frame.See(w, r, j.address(step))
}

func (j *journey) address(step int) string { return fmt.Sprintf("/check-in/%s/%d", j.id, step) }

// flow are the steps of this journey in order. What was told before and is still there has one
// page together; its own page is reached from the summary.
func (j *journey) flow() []int {
	out := []int{stepDanger, stepSigns}
	if len(j.compared()) > 0 {
		out = append(out, stepCompare)
	}
	for i, code := range j.answers.pages() {
		if j.before.find(code) == nil {
			out = append(out, stepFirst+i)
		}
	}
	if j.answers.one(answerNotice) == noticeSome {
		out = append(out, stepWords)
	}
	return append(out, stepSummary)
}

// compared are the signs that were told before and are still there.
func (j *journey) compared() []string {
	return slices.DeleteFunc(slices.Clone(j.answers.pages()), func(code string) bool { return j.before.find(code) == nil })
}

// after is the step that follows a step; the summary where it is not on the way.
func (j *journey) after(step int) int {
	flow := j.flow()
	at := slices.Index(flow, step)
	if at < 0 || at+1 == len(flow) {
		return stepSummary
	}
	return flow[at+1]
}

// back is the address of the page before a step.
func (j *journey) back(step int) string {
	flow := j.flow()
	switch at := slices.Index(flow, step); {
	case at == 0:
		return "/"
	case at > 0:
		return j.address(flow[at-1])
	}
	return j.address(stepSummary)
}

// place is the number of a page and how many there are, the summary included.
func (j *journey) place(step int) (page, all int) {
	flow := j.flow()
	at := slices.Index(flow, step)
	if at < 0 {
		at = len(flow) - 1
	}
	return at + 1, len(flow)
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
