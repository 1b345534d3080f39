package record

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/web/draft"
	"skinafter/internal/web/frame"
)

// stepPage is one question about a treatment.
type stepPage struct {
	Back, To, Place string
	Problems        []frame.Problem
	Name            string // of the page
	Heading         string // empty where the first choice is the heading
	Lead            string
	Parts           []part
	Gap             []string    // clock times beside one that never was
	GapDay          []frame.Row // the day and the zone of those
	Going           string      // address of a journey that was begun before
	Summary         string      // address of the summary; empty = not yet
	First           bool
}

// part is a question of a page: a choice, a field, or fields under a fold.
type part struct {
	Choice *frame.Choice
	Field  *frame.Field
	Fold   string
	Fields []frame.Field
	Open   bool
}

// ask completes a page with its questions.
func (p *pages) ask(v *frame.Visit, j *journey, step int, form *frame.Form) *stepPage {
	page := &stepPage{
		Back: j.back(step), To: j.address(step), Place: p.place(v, j, step), Problems: form.Problems(),
		Summary: j.address(stepSummary), First: step == stepDone,
	}
	switch step {
	case stepDone:
		p.askDone(v, j, form, page)
	case stepWhen:
		p.askWhen(v, j, form, page)
	case stepDepth:
		p.askDepth(v, j, form, page)
	case stepArea:
		p.askArea(v, j, form, page)
	case stepWho:
		p.askWho(v, j, form, page)
	case stepTools:
		p.askTools(v, j, form, page)
	case stepSession:
		p.askSession(v, j, form, page)
	case stepHappened:
		p.askHappened(v, j, form, page)
	case stepSkin:
		p.askSkin(v, j, form, page)
	}
	if page.Name == "" && len(page.Parts) > 0 && page.Parts[0].Choice != nil {
		page.Name = page.Parts[0].Choice.Legend
	}
	if page.Name == "" {
		page.Name = page.Heading
	}
	return page
}

// choose adds a choice.
func (page *stepPage) choose(form *frame.Form, c frame.Choice) {
	c = form.Pick(c)
	page.Parts = append(page.Parts, part{Choice: &c})
}

// write adds a field.
func (page *stepPage) write(form *frame.Form, f frame.Field) {
	f = form.Ask(f)
	page.Parts = append(page.Parts, part{Field: &f})
}

// fold adds fields that few people need.
func (page *stepPage) fold(form *frame.Form, title string, open bool, fields ...frame.Field) {
	for i := range fields {
		fields[i] = form.Ask(fields[i])
		open = open || fields[i].Error != ""
	}
	page.Parts = append(page.Parts, part{Fold: title, Fields: fields, Open: open})
}

// take reads the answers of a page. What can be read of a form with problems is kept too.
func (p *pages) take(j *journey, step int, form *frame.Form) func(answers) {
	switch step {
	case stepDone:
		return takeDone(form)
	case stepWhen:
		return p.takeWhen(j, form)
	case stepDepth:
		return takeDepth(form)
	case stepArea:
		return takeArea(form)
	case stepWho:
		return p.takeWho(form)
	case stepTools:
		return takeTools(form)
	case stepSession:
		return j.takeSession(form)
	case stepHappened:
		return p.takeHappened(form)
	case stepSkin:
		return j.takeSkin(form, p.Care.Time())
	}
	return func(answers) {}
}

// number is the step of an address. One that is not on the way is the first.
func (j *journey) number(r *http.Request) (int, error) {
	n, err := strconv.Atoi(r.PathValue("step"))
	if err != nil || n < stepDone || n > stepSummary {
		return 0, frame.NotThere()
	}
	if !slices.Contains(j.flow(), n) {
		return stepSummary, nil
	}
	return n, nil
}

// step shows a page of the journey.
func (p *pages) step(w http.ResponseWriter, r *http.Request) error {
	j, err := p.open(r)
	if err != nil {
		return err
	}
	if j.Done != clinic.None {
		return frame.See(w, r, "/")
	}
	step, err := j.number(r)
	if err != nil {
		return err
	}
	if step == stepSummary {
		return p.summary(w, r, j, nil)
	}
	return p.Page(w, r, "record/step", p.ask(p.Visit(r), j, step, nil))
}

// answered takes the answers of a page.
func (p *pages) answered(w http.ResponseWriter, r *http.Request) error {
	j, err := p.open(r)
	if err != nil {
		return err
	}
	if j.Done != clinic.None {
		return frame.See(w, r, "/")
	}
	step, err := j.number(r)
	if err != nil {
		return err
	}
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	if step == stepSummary {
		return p.keep(w, r, j, form)
	}
	change := func(answers) {}
	if !form.Yes("skip") {
		change = p.take(j, step, form)
	}
	if form.Failed() {
		return p.Again(w, r, "record/step", p.ask(p.Visit(r), j, step, form))
	}
	err = p.save(r.Context(), j, func(a answers) {
		change(a)
		a.pass(step)
	})
	if err != nil {
		return err
	}
	next := j.after(step)
	if form.Yes("rest") { // what stands on this page is kept all the same
		next = stepSummary
	}
	return frame.See(w, r, j.address(next))
}

// begin shows the first page. Nothing is kept before it is answered.
func (p *pages) begin(w http.ResponseWriter, r *http.Request) error {
	page := p.first(p.Visit(r), nil)
	var err error
	if page.Going, err = p.begunBefore(r.Context()); err != nil {
		return err
	}
	return p.Page(w, r, "record/step", page)
}

// first is the first page of a journey that has no draft yet.
func (p *pages) first(v *frame.Visit, form *frame.Form) *stepPage {
	page := p.ask(v, &journey{Journey: draft.Journey{Answers: draft.Answers{}}, zone: p.Zone}, stepDone, form)
	page.To, page.Summary = "/course/new", ""
	return page
}

// freshFor is how long a journey that was begun is offered again.
const freshFor = 24 * time.Hour

// begunBefore is the address of a new treatment that was begun and not kept; empty = none.
func (p *pages) begunBefore(ctx context.Context) (string, error) {
	list, err := p.Care.Drafts(ctx, clinic.Page{Limit: 20, Newest: true})
	if err != nil {
		return "", err
	}
	for i := range list {
		d := &list[i]
		if d.Body.Journey != journeyName || len(d.Body.Answers[answerOf]) > 0 {
			continue
		}
		if d.Body.Done != clinic.None || p.Care.Time().Sub(d.Changed) > freshFor {
			return "", nil
		}
		j := journey{Journey: draft.Journey{ID: d.ID}}
		return j.address(stepSummary), nil
	}
	return "", nil
}

// begun takes the first page and begins a draft. The same form sent twice is the same draft.
func (p *pages) begun(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	change := func(answers) {}
	if !form.Yes("skip") {
		change = takeDone(form)
	}
	if form.Failed() {
		return p.Again(w, r, "record/step", p.first(p.Visit(r), form))
	}
	kept, err := p.drafts().Begin(r.Context(), form.Line(frame.OnceField, frame.LineMost), nil, func(a draft.Answers) {
		change(answers{a})
		answers{a}.pass(stepDone)
	})
	if err != nil {
		return err
	}
	j := &journey{Journey: *kept}
	if j.Done != clinic.None {
		return frame.See(w, r, "/")
	}
	if err := p.changes(r.Context(), j); err != nil {
		return err
	}
	return frame.See(w, r, j.address(j.after(stepDone)))
}
