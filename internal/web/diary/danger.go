package diary

import (
	"slices"
	"unicode/utf8"

	"skinafter/internal/clinic"
	"skinafter/internal/web/diary/report"
	"skinafter/internal/web/draft"
	"skinafter/internal/web/frame"
)

// dangerPage is the first page: is any of these there right now?
type dangerPage struct {
	Back, To string
	Going    string // address of a check-in that was begun before; empty = none
	Problems []frame.Problem
	Groups   []signGroup
	Words    frame.Field
	Course   bool
}

// signGroup is a group of boxes.
type signGroup struct {
	ID, Title string
	Open      bool // not folded
	Ticked    int
	Options   []frame.Option
}

func (p *pages) dangerPage(v *frame.Visit, j *journey, form *frame.Form) dangerPage {
	page := dangerPage{Back: "/", To: "/check-in", Problems: form.Problems(), Course: j.Answers.One(report.Course) != ""}
	if j.ID != clinic.None {
		page.To = j.address(stepDanger)
	}
	ticked := j.Answers[report.Dangers]
	if form != nil {
		ticked = form.RawAll(report.Dangers)
	}
	for _, g := range report.Dangerous() {
		page.Groups = append(page.Groups, p.boxes(v, g, "diary.danger.", ticked))
	}
	page.Words = form.Ask(frame.Field{
		Name: report.Text, Label: v.Text("diary.danger.words"), Hint: v.Text("diary.danger.words_hint"),
		Value: j.Answers.One(report.Text), Rows: 3, Most: frame.NoteMost,
	})
	return page
}

// boxes are the boxes of a group.
func (p *pages) boxes(v *frame.Visit, g report.Group, texts string, ticked []string) signGroup {
	out := signGroup{ID: g.ID, Title: v.Text(texts + g.ID)}
	for _, code := range g.Codes {
		on := slices.Contains(ticked, code)
		if on {
			out.Ticked++
		}
		out.Options = append(out.Options, frame.Option{Value: code, Label: p.sign(v, code), Chosen: on})
	}
	return out
}

// takeDangers reads the first page. A box that is ticked counts, also beside "None of these".
func takeDangers(form *frame.Form) func(draft.Answers) {
	codes := form.Codes(report.Dangers, report.Codes(report.Dangerous()))
	text := form.Text(report.Text, frame.NoteMost)
	if len(codes) == 0 && text == "" && !form.Yes("none") && !form.Failed() {
		form.Fail("", "diary.danger.choose")
	}
	return func(a draft.Answers) {
		a.Set(report.Dangers, codes...)
		setWords(a, text)
	}
}

// setWords replaces own words, unless they are too long to be kept: then the page that asks again
// still shows them, and what was kept before stays.
func setWords(a draft.Answers, text string) {
	if utf8.RuneCountInString(text) <= frame.NoteMost {
		a.Set(report.Text, text)
	}
}
