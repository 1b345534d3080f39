package record

import (
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"skinafter"
	"skinafter/internal/web/frame"
)

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

// askDone asks what was done.
func (p *pages) askDone(v *frame.Visit, j *journey, form *frame.Form, page *stepPage) {
	c := frame.Choice{Name: answerDone, Legend: v.Text("record.done"), Heading: true}
	for _, m := range skinafter.Modalities() {
		c.Options = append(c.Options, frame.Option{Value: string(m), Label: v.Text("record.done." + string(m))})
	}
	c.Options = append(c.Options, frame.Option{Value: unsure, Label: v.Text("check_page.done.unsure")})
	page.choose(form, c.With(j.Answers.One(answerDone)))
}

func takeDone(form *frame.Form) func(answers) {
	done := form.Code(answerDone, append(words(skinafter.Modalities()), unsure)...)
	return func(a answers) { a.Set(answerDone, done) }
}

// askDepth asks how deep the needles went: a range or the millimetres.
func (p *pages) askDepth(v *frame.Visit, j *journey, form *frame.Form, page *stepPage) {
	page.Heading = v.Text("check_page.deep")
	if j.said().modality() != skinafter.RFNeedling { // with heat the depth class is known
		c := frame.Choice{Name: answerDeep, Legend: v.Text("record.deep_about"), Inline: true}
		c.Options = v.Options("check_page.deep.", "shallow", "medium", "deep", unsure)
		page.choose(form, c.With(j.Answers.One(answerDeep)))
	}
	page.write(form, frame.Field{
		Name: answerMM, Label: v.Text("record.mm"), Hint: v.Text("record.mm_hint"), Mode: "decimal", Short: true, Value: number(v, j.Answers.One(answerMM)),
	})
}

// number is a kept number as the language writes it.
func number(v *frame.Visit, text string) string {
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		return v.Speech.Number(n)
	}
	return text
}

// Depths that can be told, in millimetres.
const leastMM, mostMM = 0.05, 10

func takeDepth(form *frame.Form) func(answers) {
	deep := form.Code(answerDeep, "shallow", "medium", "deep", unsure)
	mm, known := form.Number(answerMM, leastMM, mostMM)
	return func(a answers) {
		a.Set(answerDeep, deep)
		a.Set(answerMM)
		if known {
			a.Set(answerMM, strconv.FormatFloat(mm, 'g', -1, 64))
		}
	}
}

// askArea asks where on the body.
func (p *pages) askArea(v *frame.Visit, j *journey, form *frame.Form, page *stepPage) {
	c := frame.Choice{Name: answerArea, Legend: v.Text("record.area"), Heading: true, Inline: true}
	c.Options = v.Options("area.", words(skinafter.Areas())...)
	page.choose(form, c.With(j.Answers.One(answerArea)))
}

func takeArea(form *frame.Form) func(answers) {
	area := form.Code(answerArea, words(skinafter.Areas())...)
	return func(a answers) { a.Set(answerArea, area) }
}

// askWho asks who did it, and where.
func (p *pages) askWho(v *frame.Visit, j *journey, form *frame.Form, page *stepPage) {
	page.Heading = v.Text("record.who")
	c := frame.Choice{Name: answerSetting, Legend: v.Text("record.setting")}
	c.Options = v.Options("setting.", p.Facts.Care.Vocabulary.Settings...)
	page.choose(form, c.With(j.Answers.One(answerSetting)))
	page.write(form, frame.Field{Name: answerName, Label: v.Text("record.name"), Value: j.Answers.One(answerName)})
	page.write(form, frame.Field{Name: answerPhone, Label: v.Text("record.phone"), Hint: v.Text("record.phone_hint"), Type: "tel", Short: true, Value: j.Answers.One(answerPhone)})
}

func (p *pages) takeWho(form *frame.Form) func(answers) {
	setting := form.Code(answerSetting, p.Facts.Care.Vocabulary.Settings...)
	name, phone := line(form, answerName), line(form, answerPhone)
	return func(a answers) {
		a.Set(answerSetting, setting)
		a.Set(answerName, name)
		a.Set(answerPhone, phone)
	}
}

// tools are the questions about what was used.
func tools() []string { return []string{answerDevice, answerNeedle, answerBatch} }

// lineBytes is the longest line that is kept, in bytes; lineMost is what people are told, in
// characters of which some have several bytes.
const lineBytes, lineMost = 200, 100

// line reads a line that fits into the record.
func line(form *frame.Form, name string) string {
	text := form.Line(name, lineBytes)
	if len(text) > lineBytes {
		form.Fail(name, "form.too_long", "most", lineMost, "n", utf8.RuneCountInString(text))
	}
	return text
}

// askTools asks what was used.
func (p *pages) askTools(v *frame.Visit, j *journey, form *frame.Form, page *stepPage) {
	page.Heading, page.Lead = v.Text("record.tools"), v.Text("record.tools_lead")
	for _, name := range tools() {
		if name == answerNeedle && j.said().modality() != "" && !needled(j.said().modality()) {
			continue
		}
		page.write(form, frame.Field{Name: name, Label: v.Text("record.tool." + name), Hint: v.Text("record.tool_hint." + name), Value: j.Answers.One(name), Plain: true})
	}
	page.write(form, frame.Field{Name: answerNote, Label: v.Text("record.note"), Value: j.Answers.One(answerNote), Rows: 3})
}

// noteMost is the longest note, in characters.
const noteMost = 1000

func takeTools(form *frame.Form) func(answers) {
	told := map[string]string{}
	for _, name := range tools() {
		told[name] = line(form, name)
	}
	note := form.Text(answerNote, noteMost)
	return func(a answers) {
		for name, text := range told {
			a.Set(name, text)
		}
		a.Set(answerNote, note)
	}
}

// askSession asks which session it was, and when the next one is planned.
func (p *pages) askSession(v *frame.Visit, j *journey, form *frame.Form, page *stepPage) {
	page.Heading = v.Text("record.session")
	page.write(form, frame.Field{
		Name: answerSession, Label: v.Text("record.session_number"), Hint: v.Text("record.session_hint"), Mode: "numeric", Short: true, Value: j.Answers.One(answerSession),
	})
	page.write(form, frame.Field{Name: answerNext, Label: v.Text("record.next"), Hint: v.Text("record.next_hint"), Type: "date", Short: true, Value: j.Answers.One(answerNext)})
}

// mostSessions is the largest number of treatments that can be told.
const mostSessions = 1000

func (j *journey) takeSession(form *frame.Form) func(answers) {
	n, known := form.Whole(answerSession, 1, mostSessions)
	next, planned := form.Day(answerNext, j.zone)
	if ended := j.said().ended(); planned && ended.Known() && !next.After(ended.First) {
		form.Fail(answerNext, "record.next_before")
	}
	return func(a answers) {
		a.Set(answerSession)
		a.Set(answerNext)
		if known {
			a.Set(answerSession, strconv.Itoa(n))
		}
		if planned {
			a.Set(answerNext, next.Format(time.DateOnly))
		}
	}
}

// happenings are what can have happened around a treatment.
func (p *pages) happenings() []string {
	codes := slices.DeleteFunc(slices.Clone(p.Facts.Care.Vocabulary.Exposures), func(s string) bool { return s == timeUnsaid })
	return append(codes, occluded)
}

// askHappened asks what happened around it.
func (p *pages) askHappened(v *frame.Visit, j *journey, form *frame.Form, page *stepPage) {
	c := frame.Choice{Name: answerHappened, Legend: v.Text("record.happened"), Hint: v.Text("record.happened_hint"), Heading: true, Many: true}
	for _, code := range p.happenings() {
		key := "exposure." + code
		if code == occluded {
			key = "record.occluded"
		}
		c.Options = append(c.Options, v.Options("", key)...)
		c.Options[len(c.Options)-1].Value = code
	}
	c.Options = append(c.Options, frame.Option{Value: none, Label: v.Text("record.happened_none"), Alone: true})
	page.choose(form, c.With(j.Answers[answerHappened]...))
}

func (p *pages) takeHappened(form *frame.Form) func(answers) {
	codes := form.Codes(answerHappened, append(p.happenings(), none))
	if len(codes) > 1 {
		codes = slices.DeleteFunc(codes, func(s string) bool { return s == none })
	}
	return func(a answers) { a.Set(answerHappened, codes...) }
}

// askSkin asks whether new skin has closed over.
func (p *pages) askSkin(v *frame.Visit, j *journey, form *frame.Form, page *stepPage) {
	page.Heading = v.Text("record.skin")
	c := frame.Choice{Name: answerSkin, Legend: v.Text("record.skin_now")}
	c.Options = v.Options("record.skin.", skinOpen, skinShut, unsure)
	page.choose(form, c.With(j.Answers.One(answerSkin)))
	page.write(form, frame.Field{Name: answerClosed, Label: v.Text("record.closed"), Type: "date", Short: true, Value: j.Answers.One(answerClosed)})
}

func (j *journey) takeSkin(form *frame.Form, now time.Time) func(answers) {
	word := form.Code(answerSkin, skinOpen, skinShut, unsure)
	day, known := form.Day(answerClosed, j.zone)
	ended := j.said().ended()
	switch {
	case word == skinShut && !known && !form.Failed():
		form.Fail(answerClosed, "record.closed_when")
	case word == skinShut && day.After(now):
		form.Fail(answerClosed, "record.ahead")
	case word == skinShut && ended.Known() && day.Before(ended.First):
		form.Fail(answerClosed, "record.closed_before")
	}
	return func(a answers) {
		a.Set(answerSkin, word)
		a.Set(answerClosed)
		if known && word == skinShut {
			a.Set(answerClosed, day.Format(time.DateOnly))
		}
	}
}
