package diary

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/web/diary/report"
	"skinafter/internal/web/draft"
	"skinafter/internal/web/frame"
)

// step shows a page of a check-in.
func (p *pages) step(w http.ResponseWriter, r *http.Request) error {
	j, err := p.open(r)
	if err != nil {
		return err
	}
	if there, done := j.doneWith(); done {
		return frame.See(w, r, there)
	}
	step, err := j.number(r)
	if err != nil {
		return err
	}
	switch {
	case step == stepRead:
		return p.interrupted(w, r, j)
	case step > stepDanger:
		a, err := p.alarm(r.Context(), j)
		if err != nil {
			return err
		}
		if a != nil && !slices.Contains(j.Answers[report.Read], a.key) {
			return p.to(w, r, j, step)
		}
	}
	return p.show(w, r, j, step, nil)
}

// number is the step of an address. The page of a sign that is not ticked any more is the page
// of signs.
func (j *journey) number(r *http.Request) (int, error) {
	n, err := strconv.Atoi(r.PathValue("step"))
	switch {
	case err != nil, n < stepDanger, n > stepCompare && n < stepFirst:
		return 0, frame.NotThere()
	case n == stepCompare && len(j.compared()) == 0, n >= stepFirst+len(report.Ticked(j.Answers)):
		return stepSigns, nil
	}
	return n, nil
}

// show writes a page of the journey; form holds what was typed where something is wrong.
func (p *pages) show(w http.ResponseWriter, r *http.Request, j *journey, step int, form *frame.Form) error {
	name, data := "", any(nil)
	v := p.Visit(r)
	switch step {
	case stepDanger:
		name, data = "diary/danger", p.dangerPage(v, j, form)
	case stepSigns:
		name, data = "diary/signs", p.signsPage(v, j, form)
	case stepCompare:
		name, data = "diary/compare", p.comparePage(v, j, form)
	case stepWords:
		name, data = "diary/words", p.wordsPage(v, j, form)
	case stepSummary:
		page, err := p.summaryPage(r.Context(), v, j)
		if err != nil {
			return err
		}
		name, data = "diary/summary", page
	default:
		name, data = "diary/sign", p.signPage(v, j, step, form)
	}
	if form.Failed() {
		return p.Again(w, r, name, data)
	}
	return p.Page(w, r, name, data)
}

// answered takes the answers of a page of a check-in.
func (p *pages) answered(w http.ResponseWriter, r *http.Request) error {
	j, err := p.open(r)
	if err != nil {
		return err
	}
	if there, done := j.doneWith(); done {
		return frame.See(w, r, there)
	}
	step, err := j.number(r)
	if err != nil {
		return err
	}
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	if step, err = j.asked(step, form); err != nil {
		return frame.See(w, r, j.address(stepSigns))
	}
	switch step {
	case stepRead:
		return p.wasRead(w, r, j)
	case stepSummary:
		return p.send(w, r, j, form)
	}
	change, err := p.take(r.Context(), j, step, form)
	if err != nil {
		return err
	}
	if err := p.save(r.Context(), j, change); err != nil {
		return err
	}
	if step, err = j.asked(step, form); err != nil {
		return frame.See(w, r, j.address(stepSigns))
	}
	if form.Failed() {
		return p.show(w, r, j, step, form)
	}
	return p.to(w, r, j, j.flow().After(step))
}

// asked is the step whose page a form came from. Where another tab has ticked other signs since,
// the address of the page of a sign is that of another sign now: the form itself says which one it
// asked about. An error where that sign is not ticked any more.
func (j *journey) asked(step int, form *frame.Form) (int, error) {
	code := form.Raw("sign")
	switch {
	case code != "":
		if at := slices.Index(report.Ticked(j.Answers), code); at >= 0 {
			return stepFirst + at, nil
		}
		return 0, clinic.ErrStale
	case step >= stepFirst+len(report.Ticked(j.Answers)):
		return 0, clinic.ErrStale
	}
	return step, nil
}

// take reads the answers of a page. What can be read of a form with problems is kept too.
func (p *pages) take(ctx context.Context, j *journey, step int, form *frame.Form) (func(draft.Answers), error) {
	switch step {
	case stepDanger:
		return takeDangers(form), nil
	case stepSigns:
		return takeSigns(form), nil
	case stepCompare:
		return j.takeCompare(form, p.Care.Time()), nil
	case stepWords:
		return p.takeWords(ctx, j, form)
	}
	return j.takeSign(step, form, p.Care.Time()), nil
}

// newJourney is a check-in of which nothing was answered yet.
func (p *pages) newJourney(ctx context.Context) (*journey, error) {
	j := &journey{Journey: draft.Journey{Answers: draft.Answers{}}, zone: p.Zone}
	course, there, err := p.Care.Current(ctx)
	if err != nil || !there {
		return j, err
	}
	j.Answers.Set(report.Course, course.ID.String())
	return j, p.around(ctx, j)
}

// begin shows the first page of a check-in. Nothing is kept before it is answered.
func (p *pages) begin(w http.ResponseWriter, r *http.Request) error {
	j, err := p.newJourney(r.Context())
	if err != nil {
		return err
	}
	page := p.dangerPage(p.Visit(r), j, nil)
	if page.Going, err = p.begunBefore(r.Context()); err != nil {
		return err
	}
	return p.Page(w, r, "diary/danger", page)
}

// freshFor is how long a check-in that was begun is offered again.
const freshFor = 6 * time.Hour

// begunBefore is the address of a check-in that was begun and not sent; empty = none.
func (p *pages) begunBefore(ctx context.Context) (string, error) {
	id, err := p.drafts().Going(ctx, freshFor)
	if err != nil || id == clinic.None {
		return "", err
	}
	j := journey{Journey: draft.Journey{ID: id}}
	return j.address(stepSummary), nil
}

// begun takes the first page and begins a draft. The same form sent twice is the same draft.
func (p *pages) begun(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	j, err := p.newJourney(r.Context())
	if err != nil {
		return err
	}
	change := takeDangers(form)
	if form.Failed() {
		return p.Again(w, r, "diary/danger", p.dangerPage(p.Visit(r), j, form))
	}
	kept, err := p.drafts().Begin(r.Context(), form.Line(frame.OnceField, frame.LineMost), j.Answers, change)
	if err != nil {
		return err
	}
	j.Journey = *kept
	if there, done := j.doneWith(); done {
		return frame.See(w, r, there)
	}
	return p.to(w, r, j, stepSigns)
}
