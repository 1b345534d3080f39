package check

import (
	"slices"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/web/frame"
)

// unsure is the answer "not sure" of every question about a treatment.
const unsure = "unsure"

// kind is what was done, as people say it.
type kind struct {
	word     string
	modality skinafter.Modality
}

// done are the answers to "What was done?". Needling with plasma, a roller and a stamp wait as
// long as needling of the same depth.
func done() []kind {
	return []kind{
		{"needles", skinafter.Needling},
		{"needles-heat", skinafter.RFNeedling},
		{"laser-closed", skinafter.LaserFractionalNonAblate},
		{"laser-dots", skinafter.LaserFractionalAblative},
		{"laser-whole", skinafter.LaserFullAblative},
		{"peel-light", skinafter.PeelSuperficial},
		{"peel-medium", skinafter.PeelMedium},
		{"peel-deep", skinafter.PeelDeep},
	}
}

// deep are the answers to "How deep did the needles go?".
func deep() []struct {
	word  string
	class skinafter.DepthClass
} {
	return []struct {
		word  string
		class skinafter.DepthClass
	}{{"shallow", skinafter.ClassA}, {"medium", skinafter.ClassB}, {"deep", skinafter.ClassC}}
}

// ago are the answers to "When?", in days before today: from the first to the last.
type ago struct {
	word        string
	first, last int
}

func agos() []ago {
	const year = 365
	return []ago{{"today", 0, 0}, {"yesterday", 1, 1}, {"two", 2, 2}, {"three", 3, 3}, {"week", 6, 4}, {"weeks", 13, 7}, {"longer", year, 14}}
}

// questions are the questions about a treatment that nobody has kept, with what was answered.
type questions struct {
	When, Hour, Done, Deep frame.Choice
	Day, Clock             frame.Field
	Exact                  bool // the exact time is unfolded
}

// questions puts them.
func (p *pages) questions(v *frame.Visit, form *frame.Form) questions {
	option := func(group, word string) frame.Option {
		return frame.Option{Value: word, Label: v.Text(group + word), Chosen: word == unsure}
	}
	var q questions
	q.When = frame.Choice{Name: "when", Legend: v.Text("check_page.when"), Inline: true}
	for _, a := range agos() {
		q.When.Options = append(q.When.Options, option("check_page.when.", a.word))
	}
	q.When.Options = append(q.When.Options, option("check_page.when.", unsure))
	q.Hour = frame.Choice{Name: "hour", Legend: v.Text("check_page.hour"), Inline: true}
	for _, word := range append(localtime.Parts(), unsure) {
		q.Hour.Options = append(q.Hour.Options, option("check_page.hour.", word))
	}
	q.Done = frame.Choice{Name: "done", Legend: v.Text("check_page.done")}
	for _, k := range done() {
		q.Done.Options = append(q.Done.Options, option("check_page.done.", k.word))
	}
	q.Done.Options = append(q.Done.Options, option("check_page.done.", unsure))
	q.Deep = frame.Choice{Name: "deep", Legend: v.Text("check_page.deep"), Inline: true}
	for _, d := range deep() {
		q.Deep.Options = append(q.Deep.Options, option("check_page.deep.", d.word))
	}
	q.Deep.Options = append(q.Deep.Options, option("check_page.deep.", unsure))
	q.When, q.Hour, q.Done, q.Deep = form.Pick(q.When), form.Pick(q.Hour), form.Pick(q.Done), form.Pick(q.Deep)
	q.Day = form.Ask(frame.Field{Name: "day", Type: "date", Label: v.Text("check_page.day"), Short: true})
	q.Clock = form.Ask(frame.Field{Name: "clock", Type: "time", Label: v.Text("check_page.clock"), Short: true})
	q.Exact = q.Day.Value != "" || q.Day.Error != "" || q.Clock.Error != ""
	return q
}

// treatment reads the answers. What is not sure stays open, and is judged carefully.
func (p *pages) treatment(form *frame.Form) clinic.Treatment {
	t := clinic.Treatment{Zone: p.Zone.String()}
	words := []string{unsure}
	for _, k := range done() {
		words = append(words, k.word)
	}
	chosen := form.Code("done", words...)
	for _, k := range done() {
		if k.word == chosen {
			t.Modality = k.modality
		}
	}
	depth := form.Code("deep", "shallow", "medium", "deep", unsure)
	for _, d := range deep() {
		if d.word == depth && t.Modality == skinafter.Needling {
			t.Class = d.class
		}
	}
	t.Ended = p.ended(form)
	return t
}

// ended is when the treatment ended: the exact time where one was told, else the day and the
// part of the day. The zero Span is "not sure".
func (p *pages) ended(form *frame.Form) clinic.Span {
	if span, ok := form.Moment("day", "clock", p.Zone); ok {
		return span
	}
	var words []string
	for _, a := range agos() {
		words = append(words, a.word)
	}
	word := form.Code("when", append(words, unsure)...)
	hour := form.Code("hour", append(localtime.Parts(), unsure)...)
	i := slices.Index(words, word)
	if i < 0 {
		return clinic.Span{}
	}
	return p.span(form, agos()[i], hour)
}

// span is the part of a day, or the days, that were meant; never later than now.
func (p *pages) span(form *frame.Form, a ago, hour string) clinic.Span {
	now := p.Now()
	day := func(before int) string { return now.AddDate(0, 0, -before).Format(time.DateOnly) }
	text := day(a.last)
	if a.first == a.last && hour != "" && hour != unsure {
		text += " " + hour
	}
	last, err := clinic.ReadLocal("when", text, p.Zone.String())
	if err != nil {
		form.Fail("when", "form.day")
		return clinic.Span{}
	}
	first := last
	if a.first != a.last {
		if first, err = clinic.ReadLocal("when", day(a.first), p.Zone.String()); err != nil {
			form.Fail("when", "form.day")
			return clinic.Span{}
		}
	}
	if first.First.After(now) {
		form.Fail("hour", "check_page.to_come")
		return clinic.Span{}
	}
	span := clinic.Span{First: first.First, Last: last.Last}
	if span.Last.After(now) {
		span.Last = now
	}
	return span
}
