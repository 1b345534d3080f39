package diary

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/web/chart"
	"skinafter/internal/web/frame"
)

// timelinePage is a course as it went and as it goes on.
type timelinePage struct {
	Course   bool
	Head     string
	Problems []frame.Problem
	Chart    *chartView
	Table    *frame.Table
	Uses     []string // the numbered products of the chart
	Steps    []frame.Step
	Photo    frame.Field
	Note     frame.Field
}

// chartView is the chart with its words.
type chartView struct {
	Title  string
	SVG    template.HTML
	Hidden int // signs that stand in the table only
}

// mostLanes is how many signs the chart draws.
const mostLanes = 5

func (p *pages) timeline(w http.ResponseWriter, r *http.Request) error {
	return p.timelineWith(w, r, nil)
}

func (p *pages) timelineWith(w http.ResponseWriter, r *http.Request, form *frame.Form) error {
	v := p.Visit(r)
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return err
	}
	page := timelinePage{Course: there, Problems: form.Problems(), Photo: form.Ask(photoField(v))}
	page.Note = form.Ask(frame.Field{Name: "note", Label: v.Text("diary.photo.note"), Most: frame.LineMost})
	if there {
		line, err := view.Timeline(r.Context(), p.Care, course.ID)
		if err != nil {
			return err
		}
		page.Head = p.since(v, line.Moment, &course.Body)
		page.Steps = p.steps(v, &line)
		if err := p.chart(v, &page, &line); err != nil {
			return err
		}
	}
	if form.Failed() {
		return p.Again(w, r, "diary/timeline", page)
	}
	return p.Page(w, r, "diary/timeline", page)
}

// chart draws the signs over the days. Where nobody knows when the treatment ended there are
// no days to draw, only the table.
func (p *pages) chart(v *frame.Visit, page *timelinePage, line *view.Line) error {
	if len(line.Series) == 0 {
		return nil
	}
	page.Table = p.table(v, line)
	ended := line.Course.Body.Ended
	if !ended.Known() || line.Moment.Min < 0 {
		return nil
	}
	c := chart.Chart{NowH: line.Moment.Min.Hours()}
	for i := range line.Series {
		c.Series = append(c.Series, p.series(v, &line.Series[i]))
	}
	for i := range line.Uses {
		u := &line.Uses[i]
		at, known := useTime(&u.Use.Body, ended)
		if known && !at.Before(ended.Last) {
			c.Uses = append(c.Uses, chart.Use{Hour: skinafter.Since(ended.Last, at).Hours(), Name: u.Product.Body.Name})
		}
	}
	hidden := c.Order(mostLanes)
	for i, u := range c.Uses {
		page.Uses = append(page.Uses, v.Text("diary.chart.use", "n", i+1, "name", u.Name, "span", p.rough(v, skinafter.Hours(u.Hour))))
	}
	names := make([]string, len(c.Series))
	for i := range c.Series {
		names[i] = c.Series[i].Name
	}
	words := chart.Words{
		Title: v.Text("diary.chart.title"), Desc: v.Text("diary.chart.desc", "names", strings.Join(names, ", ")),
		Axis: v.Text("diary.chart.axis"), Uses: v.Text("diary.chart.uses"), RightToLeft: v.Speech.Texts.Dir() == "rtl",
		Ranks: map[string]string{"0": v.Text("diary.chart.none"), "1": v.Text("diary.how.mild"), "2": v.Text("diary.how.moderate"), "3": v.Text("diary.how.severe")},
	}
	svg, err := c.SVG(words)
	page.Chart = &chartView{Title: words.Title, SVG: svg, Hidden: hidden}
	return err
}

// useTime is when a product was used; during the treatment is its end.
func useTime(u *clinic.Use, ended clinic.Span) (time.Time, bool) {
	switch {
	case u.When == clinic.During:
		return ended.Last, true
	case u.At != nil:
		return *u.At, true
	}
	return time.Time{}, false
}

func (p *pages) series(v *frame.Visit, in *view.Series) chart.Series {
	out := chart.Series{Name: p.sign(v, in.Code)}
	for _, pt := range in.Points {
		r := 0
		if pt.Severity != "" {
			r = rank(pt.Severity)
		}
		out.Points = append(out.Points, chart.Point{Hour: max(pt.Since.Min.Hours(), 0), Rank: r})
	}
	for _, e := range in.Band {
		if e.NormalUntil > 0 {
			out.Band = append(out.Band, chart.Step{UntilH: e.NormalUntil.Hours(), Rank: rank(e.Severity)})
		}
	}
	slices.SortStableFunc(out.Band, func(a, b chart.Step) int { return b.Rank - a.Rank })
	return out
}

// table says in words what the chart draws.
func (p *pages) table(v *frame.Visit, line *view.Line) *frame.Table {
	t := &frame.Table{Caption: v.Text("diary.table.caption"), Head: []string{v.Text("diary.table.when"), v.Text("diary.table.sign"), v.Text("diary.table.how"), v.Text("diary.table.usual")}}
	type row struct {
		at    time.Time
		cells []string
	}
	var rows []row
	for i := range line.Series {
		s := &line.Series[i]
		for _, pt := range s.Points {
			how, usual := v.Text("diary.chart.none"), "–"
			if pt.Severity != "" {
				how = p.grade(v, pt.Severity)
				usual = p.usual(v, s.Band, pt)
			}
			rows = append(rows, row{pt.At, []string{p.when(v, pt.At), p.sign(v, s.Code), how, usual}})
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return b.at.Compare(a.at) })
	for _, r := range rows {
		t.Rows = append(t.Rows, r.cells)
	}
	return t
}

// usual says until when a sign is usual at this strength.
func (p *pages) usual(v *frame.Visit, band []view.Expected, pt view.Point) string {
	for _, e := range band {
		if e.Severity == pt.Severity && e.NormalUntil > 0 {
			return v.Text("diary.table.until", "span", p.rough(v, e.NormalUntil))
		}
	}
	return "–"
}

// event is something on the way.
type event struct {
	at   time.Time
	step frame.Step
}

// steps are what was, where the person stands, and what comes.
func (p *pages) steps(v *frame.Visit, line *view.Line) []frame.Step {
	past := p.past(v, line)
	slices.SortStableFunc(past, func(a, b event) int { return a.at.Compare(b.at) })
	var out []frame.Step
	for i := range past {
		out = append(out, past[i].step)
	}
	here := frame.Step{State: "now", When: p.when(v, line.At), Title: cmp.Or(p.phase(v, &line.Plan.Phase), v.Text("plan.over"))}
	here.Links = []frame.Link{{Href: "/plan", Text: v.Text("diary.timeline.plan"), Kind: "quiet"}}
	out = append(out, here)
	return append(out, p.coming(v, line)...)
}

// past are the treatment, the check-ins, the products and the photos.
func (p *pages) past(v *frame.Visit, line *view.Line) []event {
	var out []event
	ended := line.Course.Body.Ended
	if ended.Known() && !ended.Last.After(line.At) {
		out = append(out, event{ended.Last, frame.Step{State: "past", When: p.when(v, ended.Last), Title: v.Text("diary.timeline.treatment")}})
	}
	for i := range line.CheckIns {
		in := &line.CheckIns[i]
		s := frame.Step{State: "past", When: p.when(v, in.At), Title: v.Text("diary.timeline.check_in"), Links: []frame.Link{{Href: resultOf(in.ID), Text: v.Text("diary.timeline.open"), Kind: "quiet"}}}
		if l := in.Body.Shown.Level; l != nil && line.Purpose == clinic.PurposeGuidance {
			s.Title = v.Text("diary.timeline.check_in_level", "level", v.Text("short."+l.String()))
		}
		if codes := symptomsOf(&in.Body); len(codes) > 0 {
			s.Lines = []string{p.names(v, codes)}
		}
		out = append(out, event{in.At, s})
	}
	for i := range line.Uses {
		u := &line.Uses[i]
		at, known := useTime(&u.Use.Body, ended)
		if !known {
			continue
		}
		out = append(out, event{at, frame.Step{State: "past", When: p.when(v, at), Title: v.Text("diary.timeline.used", "name", u.Product.Body.Name)}})
	}
	for i := range line.Photos {
		ph := &line.Photos[i]
		s := frame.Step{State: "past", When: p.when(v, ph.At), Title: v.Text("diary.timeline.photo"), Links: []frame.Link{{Href: "/photos/" + ph.ID.String(), Text: v.Text("diary.timeline.open_photo"), Kind: "quiet"}}}
		if ph.Body.Note != "" {
			s.Lines = []string{ph.Body.Note}
		}
		out = append(out, event{ph.At, s})
	}
	return out
}

// coming are the next planned check-in and the steps of the next weeks.
func (p *pages) coming(v *frame.Visit, line *view.Line) []frame.Step {
	var list []event
	if next, ok := line.Plan.NextCheckIn(); ok && line.Course.Body.Ended.Known() {
		at := line.Course.Body.Ended.Last.Add(next.Duration())
		list = append(list, event{at, frame.Step{State: "later", When: p.when(v, at), Title: v.Text("diary.timeline.next_check_in")}})
	}
	for _, s := range line.Plan.Coming() {
		if s.Starts.IsZero() || s.Starts.Sub(line.At) > soon || s.Starts.Before(line.At) {
			continue
		}
		l := p.line(v, &s)
		list = append(list, event{s.Starts, frame.Step{State: "later", When: p.when(v, s.Starts), Title: l.Title, Lines: []string{l.Text}}})
	}
	slices.SortStableFunc(list, func(a, b event) int { return a.at.Compare(b.at) })
	var out []frame.Step
	for i := range list {
		out = append(out, list[i].step)
	}
	return out
}

func lower(s string) string { return strings.ToLower(s) }
