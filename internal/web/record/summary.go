package record

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
)

// summaryPage is a treatment once more, before it is kept.
type summaryPage struct {
	Back, To, Place string
	Problems        []frame.Problem
	Rows            []frame.Row
	Change          bool // it is kept already
	Twice           bool // the clock showed the time twice that night
}

func (p *pages) summary(w http.ResponseWriter, r *http.Request, j *journey, form *frame.Form) error {
	v := p.Visit(r)
	page := summaryPage{
		Back: j.back(stepSummary), To: j.address(stepSummary), Place: p.place(v, j, stepSummary), Problems: form.Problems(),
		Change: j.of() != clinic.None,
	}
	course := j.said().course(j.base, j.zone)
	for _, row := range p.rows(v, &course, j.zone) {
		page.Rows = append(page.Rows, frame.Row{Name: row.name, Value: row.value, Change: frame.Link{Href: j.address(row.step), Text: v.Text("diary.change")}})
	}
	first, last := course.Ended.First.In(j.zone), course.Ended.Last.In(j.zone)
	page.Twice = course.Ended.Known() && !first.Equal(last) && wall(first) == wall(last)
	if form.Failed() {
		return p.Again(w, r, "record/summary", page)
	}
	return p.Page(w, r, "record/summary", page)
}

// row is a line about a treatment, and the step that asks for it.
type row struct {
	step        int
	name, value string
}

// rows are the lines about a treatment, those that nobody answered too.
func (p *pages) rows(v *frame.Visit, c *clinic.Course, zone *time.Location) []row {
	open := v.Text("passport.unknown")
	said := func(prefix, code string) string {
		if code == "" || code == unknown {
			return open
		}
		return speech.Sentence(v.Text(prefix + code))
	}
	or := func(parts ...string) string {
		text := strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
		if text == "" {
			return open
		}
		return text
	}
	out := []row{
		{stepDone, v.Text("passport.done"), said("modality.", string(c.Modality))},
		{stepWhen, v.Text("passport.ended"), or(p.span(v, c.Ended, zone))},
	}
	if needled(c.Modality) {
		out = append(out, row{stepDepth, v.Text("passport.depth"), or(p.depth(v, c))})
	}
	out = append(out,
		row{stepArea, v.Text("record.where"), said("area.", string(c.Area))},
		row{stepWho, v.Text("passport.provider"), or(c.Provider.Name, c.Provider.Phone)},
		row{stepWho, v.Text("passport.setting"), said("setting.", c.Provider.Setting)},
		row{stepTools, v.Text("passport.device"), or(c.Device)},
		row{stepTools, v.Text("passport.needle"), or(c.Needle)},
		row{stepTools, v.Text("passport.batch"), or(c.Batch)},
		row{stepSession, v.Text("passport.session"), or(positive(c.Session))},
	)
	next := open
	if c.Next != nil {
		next = v.Day(c.Next.In(zone))
	}
	out = append(out, row{stepSession, v.Text("record.next_short"), next})
	if c.Note != "" {
		out = append(out, row{stepTools, v.Text("passport.note"), c.Note})
	}
	out = append(out, row{stepHappened, v.Text("record.around"), p.around(v, c)})
	if ablated(c) {
		out = append(out, row{stepSkin, v.Text("record.skin_short"), p.skin(v, c, zone)})
	}
	return out
}

func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// depth is how deep the needles went, in words; empty = not known.
func (p *pages) depth(v *frame.Visit, c *clinic.Course) string {
	if c.DepthMM > 0 {
		return v.Text("record.mm_of", "n", v.Speech.Number(c.DepthMM))
	}
	if word := deepWord(c); word != "" {
		return v.Text("check_page.deep." + word)
	}
	return ""
}

// around is what happened around a treatment.
func (p *pages) around(v *frame.Visit, c *clinic.Course) string {
	var parts []string
	for _, code := range c.Exposures {
		if code != timeUnsaid {
			parts = append(parts, v.Text("exposure."+code))
		}
	}
	if c.Occluded {
		parts = append(parts, v.Text("record.occluded"))
	}
	if len(parts) == 0 {
		return v.Text("record.nothing")
	}
	return speech.Sentence(strings.Join(parts, "; "))
}

// skin is whether new skin has closed over.
func (p *pages) skin(v *frame.Visit, c *clinic.Course, zone *time.Location) string {
	switch {
	case c.OpenSkin:
		return v.Text("record.skin." + skinOpen)
	case c.Closed != nil:
		return v.Text("record.closed_on", "day", v.Day(c.Closed.In(zone)))
	}
	return v.Text("passport.unknown")
}

// keep keeps the treatment. A draft is kept once, however often somebody taps.
func (p *pages) keep(w http.ResponseWriter, r *http.Request, j *journey, form *frame.Form) error {
	ctx := r.Context()
	course := j.said().course(j.base, j.zone)
	once := clinic.NewOnce("course-"+j.ID.String(), "course keep", j.ID)
	saved, err := clinic.Saved{}, error(nil)
	if of := j.of(); of == clinic.None {
		saved, err = p.Care.StartCourse(ctx, once, course)
	} else {
		version, _ := strconv.ParseInt(j.Answers.One(answerVersion), 10, 64)
		saved, err = p.Care.ChangeCourse(ctx, once, of, version, course)
		if errors.Is(err, clinic.ErrStale) {
			return p.staleCourse(r, of, &course)
		}
	}
	if err != nil {
		if err := form.Take(err, nil); err != nil {
			return err
		}
		return p.summary(w, r, j, form)
	}
	j.Done = saved.ID
	if err := p.save(ctx, j, func(answers) {}); err != nil && !errors.Is(err, clinic.ErrStale) {
		return err
	}
	p.drafts().Tidy(ctx, keptFor) // what they say stands in the courses
	return frame.See(w, r, "/")
}

// staleCourse shows both where a treatment was changed in another tab in the meantime.
func (p *pages) staleCourse(r *http.Request, of clinic.ID, yours *clinic.Course) error {
	kept, err := p.Care.Course(r.Context(), of)
	if err != nil {
		return err
	}
	v := p.Visit(r)
	return frame.Stale(courseAddress(of, "edit"), frame.Both{
		Name: v.Text("record.treatment"), Yours: p.plain(v, yours), Kept: p.plain(v, &kept.Body),
	})
}

// plain is a treatment as lines of text.
func (p *pages) plain(v *frame.Visit, c *clinic.Course) string {
	var b strings.Builder
	for _, row := range p.rows(v, c, zoneOf(c)) {
		fmt.Fprintf(&b, "%s: %s\n", row.name, row.value)
	}
	return b.String()
}
