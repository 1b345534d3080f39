package diary

import (
	"slices"

	"skinafter/internal/clinic"
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
	page := dangerPage{Back: "/", To: "/check-in", Problems: form.Problems(), Course: j.answers.one(answerCourse) != ""}
	if j.id != clinic.None {
		page.To = j.address(stepDanger)
	}
	ticked := j.answers[answerDangers]
	if form != nil {
		ticked = form.RawAll(answerDangers)
	}
	for _, g := range dangers() {
		page.Groups = append(page.Groups, p.boxes(v, g, "diary.danger.", ticked))
	}
	page.Words = form.Ask(frame.Field{
		Name: answerText, Label: v.Text("diary.danger.words"), Hint: v.Text("diary.danger.words_hint"),
		Value: j.answers.one(answerText), Rows: 3, Most: frame.NoteMost,
	})
	return page
}

// boxes are the boxes of a group.
func (p *pages) boxes(v *frame.Visit, g group, texts string, ticked []string) signGroup {
	out := signGroup{ID: g.id, Title: v.Text(texts + g.id)}
	for _, code := range g.codes {
		on := slices.Contains(ticked, code)
		if on {
			out.Ticked++
		}
		out.Options = append(out.Options, frame.Option{Value: code, Label: p.sign(v, code), Chosen: on})
	}
	return out
}

// takeDangers reads the first page. A box that is ticked counts, also beside "None of these".
func takeDangers(form *frame.Form) func(answers) {
	codes := form.Codes(answerDangers, codesOf(dangers()))
	text := form.Text(answerText, frame.NoteMost)
	if len(codes) == 0 && text == "" && !form.Yes("none") && !form.Failed() {
		form.Fail("", "diary.danger.choose")
	}
	return func(a answers) {
		a.set(answerDangers, codes...)
		a.setWords(text)
	}
}
