package diary

import (
	"time"

	"skinafter"
	"skinafter/internal/speech"
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
	stood := j.before.codes()
	for _, code := range stood {
		s := j.before.find(code)
		page.Standing = append(page.Standing, v.Text("diary.signs.stood", "name", p.sign(v, code), "grade", p.grade(v, s.Graded())))
	}
	ticked := j.answers[answerSigns]
	switch {
	case form != nil:
		ticked = form.RawAll(answerSigns)
	case j.answers.one(answerNotice) != noticeSome:
		ticked = stood
	}
	for i, g := range signGroups() {
		boxes := p.boxes(v, g, "diary.group.", ticked)
		boxes.Open = i == 0 || boxes.Ticked > 0
		page.Groups = append(page.Groups, boxes)
	}
	return page
}

// takeSigns reads what is noticed. Boxes that are ticked count only with their own button:
// before, they show what was told last time.
func takeSigns(form *frame.Form) func(answers) {
	codes := form.Codes(answerSigns, codesOf(signGroups()))
	notice := form.Code(answerNotice, noticeWell, noticeSame, noticeSome)
	switch {
	case notice == "" && len(codes) > 0:
		notice = noticeSome
	case (notice == "" || notice == noticeSome) && len(codes) == 0:
		form.Fail(answerSigns, "diary.signs.choose")
	}
	return func(a answers) {
		a.set(answerNotice, notice)
		if notice == noticeSome {
			a.set(answerSigns, codes...)
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
	code := j.answers.pages()[step-stepFirst]
	page := signPage{Back: j.back(step), To: j.address(step), Problems: form.Problems(), Code: code, Name: p.sign(v, code), Place: p.place(v, j, step)}
	a := j.answers
	if s := j.before.find(code); s != nil {
		page.Was = v.Text("diary.sign.was", "grade", p.grade(v, s.Graded()))
	}
	page.Severity = form.Pick(frame.Choice{Name: "how", Legend: v.Text("diary.sign.how"), Options: []frame.Option{
		severityOption(v, skinafter.Mild), severityOption(v, skinafter.Moderate), severityOption(v, skinafter.Severe),
	}})
	page.Since = frame.Choice{Name: "since", Legend: v.Text("diary.sign.since"), Inline: true}
	elapsed := p.Care.Time().Sub(j.ended.Last)
	for _, word := range sinceWords() {
		switch {
		case word == sinceDate, !j.ended.Known() && word == sinceTreatment:
			continue
		case j.ended.Known() && (word == sinceDay && elapsed < oneDay || word == sinceDays && elapsed < fewDays):
			continue
		}
		page.Since.Options = append(page.Since.Options, frame.Option{Value: word, Label: v.Text("diary.since." + word)})
	}
	page.Day = form.Ask(frame.Field{Name: "day", Type: "date", Short: true, Label: v.Text("diary.sign.day"), Value: a.one(answerDay + code)})
	page.Trend = frame.Choice{Name: "trend", Legend: v.Text("diary.sign.trend"), Inline: true}
	for _, word := range trends() {
		page.Trend.Options = append(page.Trend.Options, frame.Option{Value: word, Label: speech.Sentence(v.Text("trend." + word))})
	}
	if form == nil {
		chosen(&page.Severity, a.one(answerSeverity+code))
		chosen(&page.Since, a.one(answerSince+code))
		chosen(&page.Trend, a.one(answerTrend+code))
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
func (j *journey) takeSign(step int, form *frame.Form, now time.Time) func(answers) {
	code := j.answers.pages()[step-stepFirst]
	how := form.Code("how", string(skinafter.Mild), string(skinafter.Moderate), string(skinafter.Severe))
	since := form.Code("since", sinceWords()...)
	trend := form.Code("trend", trends()...)
	day := ""
	if d, ok := form.Day("day", j.zone); ok {
		day, since = d.Format(time.DateOnly), sinceDate
		if d.After(now) {
			form.Fail("day", "diary.sign.day_ahead")
			day = ""
		}
	} else if since == sinceDate {
		form.Fail("day", "diary.sign.day_missing")
	}
	asked := now.UTC().Format(time.RFC3339)
	if since == "" && j.before.find(code) != nil {
		since = sinceLast // told before: an open answer leaves what was said
	}
	if s := j.before.find(code); s != nil && form.Yes("same") {
		how, trend, since, day = string(s.Graded()), "stable", sinceLast, ""
	}
	return func(a answers) {
		a.set(answerSeverity+code, how)
		a.set(answerSince+code, since)
		a.set(answerDay+code, day)
		a.set(answerTrend+code, trend)
		a.set(answerAsked+code, asked)
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
		s := j.before.find(code)
		c := frame.Choice{
			Name: "now." + code, Inline: true,
			Legend: v.Text("diary.signs.stood", "name", p.sign(v, code), "grade", p.grade(v, s.Graded())),
		}
		for _, word := range trends() {
			c.Options = append(c.Options, frame.Option{Value: word, Label: v.Text("diary.compare." + word)})
		}
		if form == nil {
			chosen(&c, j.answers.one(answerTrend+code))
		}
		page.Signs = append(page.Signs, form.Pick(c))
	}
	return page
}

func trends() []string { return []string{"improving", "stable", "worsening"} }

// takeCompare reads how signs are against last time. Worse is one step stronger; better keeps
// its strength, because a sign that gets better is not gone. Left open it counts as before.
func (j *journey) takeCompare(form *frame.Form, now time.Time) func(answers) {
	words := map[string]string{}
	for _, code := range j.compared() {
		words[code] = form.Code("now."+code, trends()...)
	}
	return func(a answers) {
		for code, word := range words {
			s := j.before.find(code)
			if s == nil {
				continue
			}
			how := s.Graded()
			if word == "worsening" {
				how = stronger(how)
			}
			a.set(answerSeverity+code, string(how))
			a.set(answerTrend+code, word)
			a.set(answerSince+code, sinceLast)
			a.set(answerAsked+code, now.UTC().Format(time.RFC3339))
		}
	}
}

func stronger(s skinafter.Severity) skinafter.Severity {
	if s == skinafter.Mild {
		return skinafter.Moderate
	}
	return skinafter.Severe
}
