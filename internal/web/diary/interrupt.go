package diary

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/web/diary/report"
	"skinafter/internal/web/draft"
	"skinafter/internal/web/frame"
	"skinafter/triage"
)

// alarm is a sign of danger that was told in a journey.
type alarm struct {
	key   string   // what gave it; another reason is another interruption
	level string   // as a card says it
	codes []string // the signs that were told
	// finding is nil where the purpose is record: then the list of signs of danger speaks.
	finding *triage.Finding
}

// alarm is the interruption that a journey deserves; nil = none. An emergency interrupts
// whatever else is said; a sign of the first page does so from same-day on. Only what was told
// in this journey interrupts: a level that stands from before is on the result page.
func (p *pages) alarm(ctx context.Context, j *journey) (*alarm, error) {
	in := j.checkIn()
	view, err := p.Care.Preview(ctx, j.course, in, p.Care.Time())
	if err != nil {
		return nil, err
	}
	told := symptomsOf(&in)
	for _, h := range view.Heard.Heard {
		if h.Stands() && !slices.Contains(told, h.Code) {
			told = append(told, h.Code)
		}
	}
	if len(told) == 0 {
		return nil, nil //nolint:nilnil // nothing was told, so nothing interrupts
	}
	dangers := slices.DeleteFunc(slices.Clone(told), func(code string) bool { return !report.IsDanger(code) })
	if view.Assessment == nil {
		dangers = slices.DeleteFunc(told, func(code string) bool { return !p.listed(code) })
		if len(dangers) == 0 {
			return nil, nil //nolint:nilnil // as above
		}
		slices.Sort(dangers)
		return &alarm{key: strings.Join(dangers, " "), level: skinafter.Emergency.String(), codes: dangers}, nil
	}
	f := &view.Assessment.Finding
	if f.Level < skinafter.SameDay || f.Level < skinafter.Emergency && len(dangers) == 0 {
		return nil, nil //nolint:nilnil // as above
	}
	out := &alarm{level: f.Level.String(), codes: dangers, finding: f}
	var ids []string
	for i := range f.Fired {
		if f.Fired[i].Level == f.Level {
			ids = append(ids, f.Fired[i].ID)
		}
	}
	slices.Sort(ids)
	out.key = f.Level.String() + ":" + strings.Join(ids, " ")
	return out, nil
}

// listed reports whether a sign stands on the list of signs of danger: those of the first page,
// and those that the rules call an emergency by themselves. It says nothing about a person.
func (p *pages) listed(code string) bool {
	if report.IsDanger(code) {
		return true
	}
	at := skinafter.At(12 * skinafter.Hour)
	alone := skinafter.Situation{
		Course: skinafter.Course{Modality: skinafter.Needling}, At: at,
		CheckIns: []skinafter.CheckIn{{At: at, Symptoms: []skinafter.Symptom{{Code: code}}}},
	}
	f := triage.Assess(p.Facts, alone)
	return f.Level == skinafter.Emergency
}

// interruption is the page that stops the journey: one action, one button, "I have read this".
type interruption struct {
	Card    frame.Card
	Next    []string // what to do after that
	Told    []string // signs, in words
	Numbers numbers
	Read    string // address of the form
	Change  string // address of the page to put a mistake right
	Why     []reason
	Record  bool
}

// action is the first sentence of advice, and what follows it.
func action(advice string) (first, rest string) {
	first, rest, found := strings.Cut(advice, ". ")
	if found {
		first += "."
	}
	return first, rest
}

// interrupted shows the interruption; where there is none any more the journey goes on.
func (p *pages) interrupted(w http.ResponseWriter, r *http.Request, j *journey) error {
	a, err := p.alarm(r.Context(), j)
	if err != nil {
		return err
	}
	if a == nil {
		return frame.See(w, r, j.address(j.resume()))
	}
	v := p.Visit(r)
	n := p.numbers(v)
	page := interruption{Numbers: n, Read: j.address(stepRead), Change: j.address(stepDanger), Record: a.finding == nil}
	for _, code := range a.codes {
		page.Told = append(page.Told, p.sign(v, code))
	}
	if len(j.Answers[report.Dangers]) == 0 && j.Answers.One(report.Notice) != "" {
		page.Change = j.address(stepSummary)
	}
	page.Card = frame.Card{Level: a.level, Main: true, Heading: v.Text("diary.interrupt.record")}
	if a.finding != nil {
		said := a.finding.In(p.Facts, v.Lang)
		for i, l := range said.Advice {
			text := v.Speech.Say(l.Text)
			if i == 0 {
				page.Card.Heading, text = action(text)
			}
			if text != "" {
				page.Next = append(page.Next, text)
			}
		}
		page.Why = p.reasons(v, &said, said.Level)
	}
	if a.level == skinafter.Emergency.String() {
		page.Card.Links = append(page.Card.Links, n.call(v))
	} else if n.Doctor != "" {
		page.Card.Links = append(page.Card.Links, frame.Link{Href: tel(n.Doctor), Text: v.Text("diary.call.doctor", "number", n.Doctor), Kind: "call"})
	}
	if slices.Contains(a.codes, "self_harm_thoughts") && n.Crisis != "" {
		page.Card.Links = append(page.Card.Links, frame.Link{Href: tel(n.Crisis), Text: v.Text("diary.call.crisis", "number", n.Crisis), Kind: "call"})
	}
	return p.Page(w, r, "diary/interrupt", page)
}

// wasRead notes that the interruption was read, and goes on where the journey stopped.
func (p *pages) wasRead(w http.ResponseWriter, r *http.Request, j *journey) error {
	a, err := p.alarm(r.Context(), j)
	if err != nil {
		return err
	}
	next := j.resume()
	if a != nil {
		err = p.save(r.Context(), j, func(old draft.Answers) {
			if !slices.Contains(old[report.Read], a.key) {
				old[report.Read] = append(old[report.Read], a.key)
			}
		})
	}
	if err != nil {
		return err
	}
	return frame.See(w, r, j.address(next))
}

// resume is the step that was to come when the journey was interrupted.
func (j *journey) resume() int {
	n, err := strconv.Atoi(j.Answers.One(report.Next))
	if err != nil || n == stepRead || n < stepDanger || n >= stepFirst+len(report.Ticked(j.Answers)) || n > stepCompare && n < stepFirst {
		return stepSigns
	}
	return n
}

// doneWith reports where a finished journey leads: its result.
func (j *journey) doneWith() (string, bool) {
	return "/check-in/" + j.Done.String() + "/result", j.Done != clinic.None
}
