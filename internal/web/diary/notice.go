package diary

import (
	"time"

	"skinafter"
	"skinafter/internal/speech"
	"skinafter/internal/web/diary/report"
	"skinafter/internal/web/draft"
	"skinafter/internal/web/frame"
)

// signsPage asks what is noticed.
type signsPage struct {
	Back, To string
	Place    string
	Problems []frame.Problem
	Standing []string // what was told last time, in words
	Groups   []signGroup
}

func (p *pages) signsPage(v *frame.Visit, j *journey, form *frame.Form) signsPage {
	page := signsPage{Back: j.back(stepSigns), To: j.address(stepSigns), Problems: form.Problems(), Place: p.place(v, j, stepSigns)}
	stood := j.before.Codes()
	for _, code := range stood {
		s := j.before.Find(code)
		page.Standing = append(page.Standing, v.Text("diary.signs.stood", "name", p.sign(v, code), "grade", p.grade(v, s.Graded())))
	}
	ticked := j.Answers[report.Signs]
	switch {
	case form != nil:
		ticked = form.RawAll(report.Signs)
	case j.Answers.One(report.Notice) != report.Some:
		ticked = stood
	}
	for i, g := range report.Further() {
		boxes := p.boxes(v, g, "diary.group.", ticked)
		boxes.Open = i == 0 || boxes.Ticked > 0
		page.Groups = append(page.Groups, boxes)
	}
	return page
}

// takeSigns reads what is noticed. Boxes that are ticked count only with their own button:
// before, they show what was told last time.
func takeSigns(form *frame.Form) func(draft.Answers) {
	codes := form.Codes(report.Signs, report.Codes(report.Further()))
	notice := form.Code(report.Notice, report.Well, report.Same, report.Some)
	switch {
	case notice == "" && len(codes) > 0:
		notice = report.Some
	case (notice == "" || notice == report.Some) && len(codes) == 0:
		form.Fail(report.Signs, "diary.signs.choose")
	}
	return func(a draft.Answers) {
		a.Set(report.Notice, notice)
		if notice == report.Some {
			a.Set(report.Signs, codes...)
		}
	}
}

// signPage asks about one sign.
type signPage struct {
	Back, To string
	Place    string
	Problems []frame.Problem
	Code     string // of the sign, for the form: see journey.asked
	Name     string
	Was      string // as it was told last time; empty = it was not
	Severity frame.Choice
	Since    frame.Choice
	Day      frame.Field
	Trend    frame.Choice
}

func (p *pages) signPage(v *frame.Visit, j *journey, step int, form *frame.Form) signPage {
	code := report.Ticked(j.Answers)[step-stepFirst]
	page := signPage{Back: j.back(step), To: j.address(step), Problems: form.Problems(), Code: code, Name: p.sign(v, code), Place: p.place(v, j, step)}
	a := j.Answers
	if s := j.before.Find(code); s != nil {
		page.Was = v.Text("diary.sign.was", "grade", p.grade(v, s.Graded()))
	}
	page.Severity = form.Pick(frame.Choice{Name: "how", Legend: v.Text("diary.sign.how"), Options: []frame.Option{
		severityOption(v, skinafter.Mild), severityOption(v, skinafter.Moderate), severityOption(v, skinafter.Severe),
	}})
	page.Since = frame.Choice{Name: "since", Legend: v.Text("diary.sign.since"), Inline: true}
	elapsed := p.Care.Time().Sub(j.ended.Last)
	for _, word := range report.SinceWords() {
		switch {
		case word == report.SinceDate, !j.ended.Known() && word == report.SinceTreatment:
			continue
		case j.ended.Known() && (word == report.SinceDay && elapsed < report.OneDay || word == report.SinceDays && elapsed < report.FewDays):
			continue
		}
		page.Since.Options = append(page.Since.Options, frame.Option{Value: word, Label: v.Text("diary.since." + word)})
	}
	page.Day = form.Ask(frame.Field{Name: "day", Type: "date", Short: true, Label: v.Text("diary.sign.day"), Value: a.One(report.Day + code)})
	page.Trend = frame.Choice{Name: "trend", Legend: v.Text("diary.sign.trend"), Inline: true}
	for _, word := range trends() {
		page.Trend.Options = append(page.Trend.Options, frame.Option{Value: word, Label: speech.Sentence(v.Text("trend." + word))})
	}
	if form == nil {
		chosen(&page.Severity, a.One(report.Severity+code))
		chosen(&page.Since, a.One(report.Since+code))
		chosen(&page.Trend, a.One(report.Trend+code))
	}
	page.Since, page.Trend = form.Pick(page.Since), form.Pick(page.Trend)
	return page
}

func severityOption(v *frame.Visit, s skinafter.Severity) frame.Option {
	return frame.Option{Value: string(s), Label: speech.Sentence(v.Text("diary.how." + string(s))), Hint: speech.Sentence(v.Text("severity." + string(s)))}
}

func chosen(c *frame.Choice, value string) {
	for i := range c.Options {
		c.Options[i].Chosen = value != "" && c.Options[i].Value == value
	}
}

// takeSign reads the page of one sign.
func (j *journey) takeSign(step int, form *frame.Form, now time.Time) func(draft.Answers) {
	code := report.Ticked(j.Answers)[step-stepFirst]
	how := form.Code("how", string(skinafter.Mild), string(skinafter.Moderate), string(skinafter.Severe))
	since := form.Code("since", report.SinceWords()...)
	trend := form.Code("trend", trends()...)
	day := ""
	if d, ok := form.Day("day", j.zone); ok {
		day, since = d.Format(time.DateOnly), report.SinceDate
		if d.After(now) {
			form.Fail("day", "diary.sign.day_ahead")
			day = ""
		}
	} else if since == report.SinceDate {
		form.Fail("day", "diary.sign.day_missing")
	}
	asked := now.UTC().Format(time.RFC3339)
	if since == "" && j.before.Find(code) != nil {
		since = report.SinceLast // told before: an open answer leaves what was said
	}
	if s := j.before.Find(code); s != nil && form.Yes("same") {
		how, trend, since, day = string(s.Graded()), "stable", report.SinceLast, ""
	}
	return func(a draft.Answers) {
		a.Set(report.Severity+code, how)
		a.Set(report.Since+code, since)
		a.Set(report.Day+code, day)
		a.Set(report.Trend+code, trend)
		a.Set(report.Asked+code, asked)
	}
}

// comparePage asks at once how everything is that was told before and is still there.
type comparePage struct {
	Back, To string
	Place    string
	Problems []frame.Problem
	Signs    []frame.Choice
}

func (p *pages) comparePage(v *frame.Visit, j *journey, form *frame.Form) comparePage {
	page := comparePage{Back: j.back(stepCompare), To: j.address(stepCompare), Problems: form.Problems(), Place: p.place(v, j, stepCompare)}
	for _, code := range j.compared() {
		s := j.before.Find(code)
		c := frame.Choice{
			Name: "now." + code, Inline: true,
			Legend: v.Text("diary.signs.stood", "name", p.sign(v, code), "grade", p.grade(v, s.Graded())),
		}
		for _, word := range trends() {
			c.Options = append(c.Options, frame.Option{Value: word, Label: v.Text("diary.compare." + word)})
		}
		if form == nil {
			chosen(&c, j.Answers.One(report.Trend+code))
		}
		page.Signs = append(page.Signs, form.Pick(c))
	}
	return page
}

func trends() []string { return []string{"improving", "stable", "worsening"} }

// takeCompare reads how signs are against last time. Worse is one step stronger; better keeps
// its strength, because a sign that gets better is not gone. Left open it counts as before.
func (j *journey) takeCompare(form *frame.Form, now time.Time) func(draft.Answers) {
	words := map[string]string{}
	for _, code := range j.compared() {
		words[code] = form.Code("now."+code, trends()...)
	}
	return func(a draft.Answers) {
		for code, word := range words {
			s := j.before.Find(code)
			if s == nil {
				continue
			}
			how := s.Graded()
			if word == "worsening" {
				how = stronger(how)
			}
			a.Set(report.Severity+code, string(how))
			a.Set(report.Trend+code, word)
			a.Set(report.Since+code, report.SinceLast)
			a.Set(report.Asked+code, now.UTC().Format(time.RFC3339))
		}
	}
}

func stronger(s skinafter.Severity) skinafter.Severity {
	if s == skinafter.Mild {
		return skinafter.Moderate
	}
	return skinafter.Severe
}
