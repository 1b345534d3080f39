package diary

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/web/frame"
)

// summaryPage is everything once more, before it is sent.
type summaryPage struct {
	Back, To string
	Place    string
	Rows     []frame.Row
	Heard    []heardSign
	Words    string // address of the page of words
	Photos   []string
	Raised   bool // ask whether a clinician has looked at it
	Cleared  bool
}

func (p *pages) summaryPage(ctx context.Context, v *frame.Visit, j *journey) (summaryPage, error) {
	page := summaryPage{
		Back: j.back(stepSummary), To: j.address(stepSummary), Place: p.place(v, j, stepSummary), Words: j.address(stepWords),
		Raised: j.raised, Cleared: j.answers.one(answerCleared) != "",
	}
	in := j.checkIn()
	change := func(step int) frame.Link { return frame.Link{Href: j.address(step), Text: v.Text("diary.change")} }
	none := v.Text("diary.summary.none")
	danger := none
	if codes := j.answers[answerDangers]; len(codes) > 0 {
		danger = p.names(v, codes)
	}
	page.Rows = append(page.Rows, frame.Row{Name: v.Text("diary.summary.danger"), Value: danger, Change: change(stepDanger)})
	notice := v.Text("diary.summary.open")
	switch j.answers.one(answerNotice) {
	case noticeWell:
		notice = v.Text("diary.summary.well")
	case noticeSame:
		notice = v.Text("diary.summary.same", "names", p.names(v, j.before.codes()))
	case noticeSome:
		notice = p.names(v, j.answers[answerSigns])
	}
	page.Rows = append(page.Rows, frame.Row{Name: v.Text("diary.summary.notice"), Value: notice, Change: change(stepSigns)})
	for i, code := range j.answers.pages() {
		at := slices.IndexFunc(in.Signs, func(s clinic.Sign) bool { return s.Code == code })
		if at >= 0 {
			page.Rows = append(page.Rows, frame.Row{Name: p.sign(v, code), Value: p.told(v, &in.Signs[at]), Change: change(stepFirst + i)})
		}
	}
	if gone := in.Gone; len(gone) > 0 {
		page.Rows = append(page.Rows, frame.Row{Name: v.Text("diary.summary.gone"), Value: p.names(v, gone), Change: change(stepSigns)})
	}
	if in.Text != "" {
		page.Rows = append(page.Rows, frame.Row{Name: v.Text("diary.summary.words"), Value: in.Text, Change: change(stepWords)})
	}
	for _, id := range j.answers[answerPhotos] {
		page.Photos = append(page.Photos, "/photos/"+id+"/image")
	}
	view, err := p.Care.Preview(ctx, j.course, in, p.Care.Time())
	if err != nil {
		return page, err
	}
	page.Heard = p.heard(v, &view.Heard, in.Denied)
	return page, nil
}

// names are signs in words.
func (p *pages) names(v *frame.Visit, codes []string) string {
	out := make([]string, len(codes))
	for i, code := range codes {
		out[i] = p.sign(v, code)
	}
	return strings.Join(out, ", ")
}

// told is how strong a sign is, since when, and which way it goes.
func (p *pages) told(v *frame.Visit, s *clinic.Sign) string {
	parts := []string{v.Text("diary.told.open")}
	if s.Severity != "" {
		parts[0] = p.grade(v, s.Severity)
	}
	switch {
	case s.Before:
		parts = append(parts, v.Text("diary.told.before"))
	case s.Since != nil:
		parts = append(parts, v.Text("diary.told.since", "date", p.when(v, *s.Since)))
	}
	if s.Trend != "" {
		parts = append(parts, v.Text("trend."+s.Trend))
	}
	return strings.Join(parts, ", ")
}

// send keeps the check-in. A draft is sent once, however often somebody taps.
func (p *pages) send(w http.ResponseWriter, r *http.Request, j *journey, form *frame.Form) error {
	ctx := r.Context()
	known := append(codesOf(dangers()), codesOf(signGroups())...)
	shown, right := form.Codes(answerHeard, known), form.Codes("right", known)
	cleared := ""
	if j.raised && form.Yes(answerCleared) {
		cleared = "yes"
	}
	err := p.save(ctx, j, func(a answers) {
		denied := slices.DeleteFunc(slices.Clone(a[answerDenied]), func(code string) bool { return contains(shown, code) })
		for _, code := range shown {
			if !contains(right, code) && !contains(denied, code) {
				denied = append(denied, code)
			}
		}
		a.set(answerDenied, denied...)
		a.set(answerCleared, cleared)
	})
	if err != nil {
		return err
	}
	a, err := p.alarm(ctx, j)
	if err != nil {
		return err
	}
	if j.answers.one(answerNotice) == "" {
		return frame.See(w, r, j.address(stepSigns)) // the page of signs was passed over
	}
	if a != nil && !contains(j.answers[answerRead], a.key) {
		return p.to(w, r, j, stepSummary)
	}
	once := clinic.NewOnce("check-in-"+j.id.String(), "check-in send", j.id)
	saved, err := p.Care.AddCheckIn(ctx, once, j.course, j.checkIn(), time.Time{})
	if err != nil {
		return err
	}
	j.done = saved.ID
	if err := p.save(ctx, j, func(answers) {}); err != nil {
		return err
	}
	p.tidy(ctx)
	return frame.See(w, r, resultOf(saved.ID))
}

// keptFor is how long a journey stays, so that a tab that was left open still finds its way.
const keptFor = 48 * time.Hour

// tidy removes journeys that are over: what they say stands in the check-ins. What cannot be
// removed now is removed after the next check-in.
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
			_, _ = p.Care.DropDraft(ctx, clinic.NewOnce(key, "check-in tidy", d.ID), d.ID, d.Version)
		}
	}
}
