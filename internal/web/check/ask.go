package check

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
	"skinafter/label"
)

// askPage is the question about a product.
type askPage struct {
	Problems []frame.Problem
	Course   string // what the answer is for; empty = the questions below ask
	Of       string // id of that course
	Other    bool   // there is a course, and the question is about another treatment
	Text     frame.Field
	Barcode  frame.Field
	Name     frame.Field
	Form     frame.Choice
	More     frame.Choice
	Unfold   bool // the questions about the product are unfolded
	questions
}

// ask puts the question, for the person's course where there is one.
func (p *pages) ask(w http.ResponseWriter, r *http.Request) error {
	page, err := p.askPage(r, nil, false)
	if err != nil {
		return err
	}
	return p.Page(w, r, "check/ask", page)
}

// askAny puts the question for a treatment that nobody has kept.
func (p *pages) askAny(w http.ResponseWriter, r *http.Request) error {
	page, err := p.askPage(r, nil, true)
	if err != nil {
		return err
	}
	return p.Page(w, r, "check/ask", page)
}

// forms are the answers to "How is it used?".
func forms() []string {
	return []string{string(skinafter.LeaveOn), string(skinafter.RinseOff), string(skinafter.Sunscreen), string(skinafter.Makeup), string(skinafter.Medicine)}
}

func (p *pages) askPage(r *http.Request, form *frame.Form, other bool) (*askPage, error) {
	v := p.Visit(r)
	page := &askPage{Problems: form.Problems(), questions: p.questions(v, form)}
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return nil, err
	}
	if there && !other {
		page.Course, page.Of = p.about(v, &course), course.ID.String()
	}
	page.Other = there && other
	page.Text = form.Ask(frame.Field{Name: "text", Label: v.Text("check_page.text"), Hint: v.Text("check_page.text_hint"), Rows: 7, Plain: true})
	page.Barcode = form.Ask(frame.Field{Name: "barcode", Label: v.Text("check_page.barcode"), Hint: v.Text("check_page.barcode_hint"), Mode: "numeric", Short: true})
	page.Name, page.Form, page.More = p.productFields(v, form)
	page.Unfold = page.Barcode.Value != "" || page.Name.Value != "" || form.Raw("form") != "" || form.Raw("more") != ""
	return page, nil
}

// productFields are the questions about a product that may be left open.
func (p *pages) productFields(v *frame.Visit, form *frame.Form) (name frame.Field, use, more frame.Choice) {
	name = form.Ask(frame.Field{Name: "name", Label: v.Text("check_page.name"), Hint: v.Text("check_page.name_hint")})
	use = frame.Choice{Name: "form", Legend: v.Text("check_page.form")}
	for _, f := range forms() {
		use.Options = append(use.Options, frame.Option{Value: f, Label: v.Text("check_page.form." + f)})
	}
	more = frame.Choice{Name: "more", Legend: v.Text("check_page.more"), Many: true, Options: []frame.Option{
		{Value: "prescribed", Label: v.Text("check_page.more.prescribed")},
		{Value: "tolerated", Label: v.Text("check_page.more.tolerated"), Hint: v.Text("check_page.more.tolerated_hint")},
	}}
	return name, form.Pick(use), form.Pick(more)
}

// about names a course: "needling, 20 h ago".
func (p *pages) about(v *frame.Visit, course *clinic.Record[clinic.Course]) string {
	what := v.Text("check_page.some_treatment")
	if course.Body.Modality != "" {
		what = v.Text("modality." + string(course.Body.Modality))
	}
	if !course.Body.Ended.Known() {
		return v.Text("check_page.about_unknown", "what", speech.Sentence(what))
	}
	since := course.Body.Ended.Since(p.Now())
	switch {
	case since.Min < 0:
		return v.Text("check_page.about_before", "what", speech.Sentence(what), "span", v.Speech.Span(whole(-since.Min)))
	case !since.Exact():
		return v.Text("check_page.about_least", "what", speech.Sentence(what), "span", v.Speech.Span(whole(since.Min)))
	}
	return v.Text("check_page.about", "what", speech.Sentence(what), "span", v.Speech.Span(whole(since.Min)))
}

// whole leaves the minutes out, which nobody needs: 20 h, 6 days.
func whole(e skinafter.Elapsed) skinafter.Elapsed {
	if e >= 4*skinafter.Day {
		return e - e%skinafter.Day
	}
	if e >= skinafter.Hour {
		return e - e%skinafter.Hour
	}
	return e
}

// answer judges what was asked and shows the answer. Nothing is kept.
func (p *pages) answer(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	if form.Code("do", "change") == "change" {
		page, err := p.askPage(r, form, form.Raw("course") == "")
		if err != nil {
			return err
		}
		return p.Page(w, r, "check/ask", page)
	}
	ask := p.read(form)
	if strings.TrimSpace(ask.Text+ask.Name+ask.Barcode) == "" {
		form.Fail("text", "check_page.nothing")
	}
	var checked view.Checked
	if !form.Failed() {
		if checked, err = view.Check(r.Context(), p.Care, ask); errors.Is(err, clinic.ErrNotFound) {
			err = p.gone(r.Context(), form, &ask)
		}
		if err := form.Take(err, map[string]string{"barcode": "barcode"}); err != nil {
			return err
		}
	}
	if form.Failed() {
		page, err := p.askPage(r, form, ask.Course == clinic.None)
		if err != nil {
			return err
		}
		return p.Again(w, r, "check/ask", page)
	}
	page := p.result(p.Visit(r), &checked)
	page.Keep = checked.Kept == clinic.None
	page.Asked = asked{Text: ask.Text, Name: ask.Name, Form: string(ask.Form), Prescribed: ask.Prescribed}
	if len(checked.Product.Label.Barcodes) > 0 {
		page.Asked.Barcode = checked.Product.Label.Barcodes[0]
	}
	page.Loose = ask.Course == clinic.None
	for _, name := range []string{"text", "name", "barcode", "form", "more", "course", "when", "hour", "day", "clock", "done", "deep"} {
		for _, value := range form.RawAll(name) {
			page.Sent = append(page.Sent, frame.Row{Name: name, Value: value})
		}
	}
	return p.Page(w, r, "check/result", page)
}

// gone notes what a question named and is not kept: its course, which was deleted in the
// meantime, or else the product with its barcode.
func (p *pages) gone(ctx context.Context, form *frame.Form, ask *clinic.Ask) error {
	if ask.Course != clinic.None {
		_, err := p.Care.Course(ctx, ask.Course)
		switch {
		case errors.Is(err, clinic.ErrNotFound):
			form.Fail("", "check_page.course_gone")
			return nil
		case err != nil:
			return err
		}
	}
	form.Fail("barcode", "check_page.barcode_unknown")
	return nil
}

// labelText is the text of a label. It is kept in bytes, of which signs other than those of
// English need several.
func labelText(form *frame.Form) string {
	text := form.Text("text", frame.LabelMost)
	if len(text) > label.MaxBytes {
		form.Fail("text", "form.too_long", "most", utf8.RuneCountInString(text[:label.MaxBytes]), "n", utf8.RuneCountInString(text))
	}
	return text
}

// read reads what was asked.
func (p *pages) read(form *frame.Form) clinic.Ask {
	more := form.Codes("more", []string{"prescribed", "tolerated"})
	ask := clinic.Ask{
		Text: labelText(form), Name: form.Line("name", frame.LineMost), Barcode: form.Line("barcode", frame.LineMost),
		Form: skinafter.Form(form.Code("form", forms()...)), Course: form.ID("course"),
	}
	for _, word := range more {
		ask.Prescribed = ask.Prescribed || word == "prescribed"
		ask.Tolerated = ask.Tolerated || word == "tolerated"
	}
	if ask.Course == clinic.None {
		ask.Treatment = p.treatment(form)
	}
	return ask
}
