package diary

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/web/diary/report"
	"skinafter/internal/web/draft"
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
		Raised: j.raised, Cleared: j.Answers.One(report.Cleared) != "",
	}
	in := j.checkIn()
	change := func(step int) frame.Link { return frame.Link{Href: j.address(step), Text: v.Text("diary.change")} }
	none := v.Text("diary.summary.none")
	danger := none
	if codes := j.Answers[report.Dangers]; len(codes) > 0 {
		danger = p.names(v, codes)
	}
	page.Rows = append(page.Rows, frame.Row{Name: v.Text("diary.summary.danger"), Value: danger, Change: change(stepDanger)})
	notice := v.Text("diary.summary.open")
	switch j.Answers.One(report.Notice) {
	case report.Well:
		notice = v.Text("diary.summary.well")
	case report.Same:
		notice = v.Text("diary.summary.same", "names", p.names(v, j.before.Codes()))
	case report.Some:
		notice = p.names(v, j.Answers[report.Signs])
	}
	page.Rows = append(page.Rows, frame.Row{Name: v.Text("diary.summary.notice"), Value: notice, Change: change(stepSigns)})
	for i, code := range report.Ticked(j.Answers) {
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
	for _, id := range j.Answers[report.Photos] {
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
	known := append(report.Codes(report.Dangerous()), report.Codes(report.Further())...)
	shown, right := form.Codes(report.Heard, known), form.Codes("right", known)
	cleared := ""
	if j.raised && form.Yes(report.Cleared) {
		cleared = "yes"
	}
	err := p.save(ctx, j, func(a draft.Answers) {
		denied := slices.DeleteFunc(slices.Clone(a[report.Denied]), func(code string) bool { return contains(shown, code) })
		for _, code := range shown {
			if !contains(right, code) && !contains(denied, code) {
				denied = append(denied, code)
			}
		}
		a.Set(report.Denied, denied...)
		a.Set(report.Cleared, cleared)
	})
	if err != nil {
		return err
	}
	a, err := p.alarm(ctx, j)
	if err != nil {
		return err
	}
	if j.Answers.One(report.Notice) == "" {
		return frame.See(w, r, j.address(stepSigns)) // the page of signs was passed over
	}
	if a != nil && !contains(j.Answers[report.Read], a.key) {
		return p.to(w, r, j, stepSummary)
	}
	once := clinic.NewOnce("check-in-"+j.ID.String(), "check-in send", j.ID)
	saved, err := p.Care.AddCheckIn(ctx, once, j.course, j.checkIn(), time.Time{})
	if err != nil {
		return err
	}
	j.Done = saved.ID
	if err := p.save(ctx, j, func(draft.Answers) {}); err != nil {
		return err
	}
	p.drafts().Tidy(ctx, keptFor) // what they say stands in the check-ins
	return frame.See(w, r, resultOf(saved.ID))
}

// keptFor is how long a journey stays, so that a tab that was left open still finds its way.
const keptFor = 48 * time.Hour
