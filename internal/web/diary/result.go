package diary

import (
	"net/http"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/web/frame"
	"skinafter/narrative"
	"skinafter/triage"
)

// resultPage is what was answered to a check-in, then and whenever it is opened again.
type resultPage struct {
	When   string
	Record bool // nothing was computed
	answerView
	Told      []frame.Row
	Heard     []string
	Photos    []string
	Next      string // the next planned check-in
	Others    bool   // the facts are newer than this answer
	Knowledge string
	Cleared   bool
}

// result shows a check-in that was kept.
func (p *pages) result(w http.ResponseWriter, r *http.Request) error {
	id, err := clinic.ParseID(r.PathValue("id"))
	if err != nil {
		return err
	}
	e, err := p.Care.Explain(r.Context(), id)
	if err != nil {
		return err
	}
	v := p.Visit(r)
	in := &e.CheckIn.Body
	page := resultPage{
		When: p.when(v, e.CheckIn.At), Knowledge: in.Shown.Knowledge, Cleared: in.Cleared,
		Others: !e.Same && in.Shown.Level != nil, Record: e.Previewed.Assessment == nil || v.Record(),
	}
	if len(page.Knowledge) > shortKnowledge {
		page.Knowledge = page.Knowledge[:shortKnowledge]
	}
	page.told(p, v, in, &e.Previewed.Heard)
	if !page.Record {
		page.answerView = p.answerOf(v, e.Previewed.Assessment)
		if l := in.Shown.Level; l != nil && page.Others && *l != e.Previewed.Assessment.Finding.Level {
			page.Card.Level = l.String()
			page.Card.Heading = v.Text("level." + l.String())
			page.Card.Lines = nil
		}
		page.Next = p.nextLook(v, &e)
	}
	return p.Page(w, r, "diary/result", page)
}

// shortKnowledge is how much of version and hash of the facts a page shows.
const shortKnowledge = 22

// told lists what was told.
func (page *resultPage) told(p *pages, v *frame.Visit, in *clinic.CheckIn, heard *narrative.Reading) {
	for i := range in.Signs {
		page.Told = append(page.Told, frame.Row{Name: p.sign(v, in.Signs[i].Code), Value: p.told(v, &in.Signs[i])})
	}
	if len(in.Signs) == 0 {
		page.Told = append(page.Told, frame.Row{Name: v.Text("diary.summary.notice"), Value: v.Text("diary.summary.well")})
	}
	if len(in.Gone) > 0 {
		page.Told = append(page.Told, frame.Row{Name: v.Text("diary.summary.gone"), Value: p.names(v, in.Gone)})
	}
	if in.Text != "" {
		page.Told = append(page.Told, frame.Row{Name: v.Text("diary.summary.words"), Value: in.Text})
	}
	for _, h := range p.heard(v, heard, nil) {
		page.Heard = append(page.Heard, h.Name)
	}
	for _, id := range in.Photos {
		page.Photos = append(page.Photos, "/photos/"+id.String())
	}
}

// nextLook is the date to look again: the sooner of what the level says and the plan.
func (p *pages) nextLook(v *frame.Visit, e *clinic.Explained) string {
	f := &e.Previewed.Assessment.Finding
	if f.RecheckH > 0 {
		return v.Text("diary.result.again", "date", p.when(v, e.CheckIn.At.Add(skinafter.Hours(f.RecheckH).Duration())))
	}
	ended := e.Previewed.File.Course.Ended
	if !ended.Known() {
		return ""
	}
	next, ok := triage.NextCheckIn(p.Facts, max(skinafter.Since(ended.Last, e.CheckIn.At), 0))
	if !ok {
		return ""
	}
	return v.Text("diary.result.again", "date", p.when(v, ended.Last.Add(next.Duration())))
}
