package person

import (
	"cmp"
	"net/http"
	"slices"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// beforePage is what has to be settled before a treatment.
type beforePage struct {
	Record   bool // purpose record: the questions as the sources ask them, and no answer of ours
	Begun    bool // what is planned was said
	Problems []frame.Problem
	Planned  frame.Choice
	Topics   frame.Choice
	Line     frame.Line
	Groups   []itemGroup
	Open     []reason
	Health   []frame.Row
	Told     bool // every question about health was answered
	Reviewed string
}

type itemGroup struct {
	Title string
	Items []reason
}

// asking are the topics that the clinic settles with the person.
func asking() []string { return []string{"needles", "products", "agreed", "screening"} }

// told are the questions about health, as Person.Told names them.
func told() []string { return []string{"birth_year", "conditions", "allergies", "medicines"} }

func (p *pages) before(w http.ResponseWriter, r *http.Request) error {
	page, err := p.beforePage(r, nil)
	if err != nil {
		return err
	}
	return p.Page(w, r, "person/before", page)
}

// planning is the course that went before, None for a first treatment.
func (p *pages) planning(r *http.Request) (clinic.Record[clinic.Course], error) {
	course, _, err := p.Care.Current(r.Context())
	return course, err
}

func (p *pages) beforePage(r *http.Request, form *frame.Form) (*beforePage, error) {
	ctx, v := r.Context(), p.Visit(r)
	page := &beforePage{Record: v.Record(), Problems: form.Problems()}
	if page.Record {
		page.Groups = p.written(v)
		return page, nil
	}
	course, err := p.planning(r)
	if err != nil {
		return nil, err
	}
	kept, begun, err := p.kept(ctx, course.ID)
	if err != nil {
		return nil, err
	}
	page.Begun, page.Told = begun, !slices.ContainsFunc(told(), func(q string) bool { return !slices.Contains(v.Person.Told, q) })
	page.Planned = frame.Choice{Name: "planned", Legend: v.Text("record.planned"), Heading: !begun}
	for _, m := range skinafter.Modalities() {
		page.Planned.Options = append(page.Planned.Options, frame.Option{Value: string(m), Label: v.Text("record.done." + string(m))})
	}
	page.Planned.Options = append(page.Planned.Options, frame.Option{Value: unsure, Label: v.Text("record.not_decided"), Chosen: begun && kept.Modality == ""})
	last := kept.Modality
	if !begun {
		last = course.Body.Modality
	}
	page.Planned = form.Pick(page.Planned.With(string(last)))
	if !begun {
		return page, nil
	}
	page.Topics = frame.Choice{Name: "topics", Legend: v.Text("record.clinic_said"), Hint: v.Text("record.clinic_said_hint"), Many: true}
	page.Topics.Options = v.Options("record.topic.", asking()...)
	page.Topics = form.Pick(page.Topics.With(kept.Topics...))
	page.Health = p.healthRows(v, &v.Person)
	screened, err := p.Care.Screen(ctx, kept)
	if err != nil {
		return nil, err
	}
	said := *v
	said.Speech = v.Speech.At(p.Now(), course.Body.Ended.Last.In(zoneOf(&course.Body)))
	if !course.Body.Ended.Known() {
		said.Speech = v.Speech
	}
	page.Reviewed = v.Text("check.not_reviewed")
	page.items(p, &said, screened.Items)
	return page, nil
}

// items sorts what has to be settled: what speaks against it, what to ask and tell, and what
// nobody has answered yet.
func (page *beforePage) items(p *pages, v *frame.Visit, items []recovery.Item) {
	look := map[string]string{"no": "no", "not-today": "no", "defer": "wait", "ask-first": "unknown", "tell": "unknown", "note": "ok"}
	page.Line = frame.Line{Verdict: "ok", Word: v.Text("screen.nothing"), Main: true}
	if len(items) > 0 {
		page.Line = frame.Line{Verdict: look[items[0].Answer], Word: v.Text("screen.first." + items[0].Answer), Main: true}
	}
	for i := range items {
		x := &items[i]
		one := p.item(v, x)
		if x.Open {
			page.Open = append(page.Open, one)
			continue
		}
		title := v.Text("screen.answer." + x.Answer)
		if n := len(page.Groups); n == 0 || page.Groups[n-1].Title != title {
			page.Groups = append(page.Groups, itemGroup{Title: title})
		}
		last := &page.Groups[len(page.Groups)-1]
		last.Items = append(last.Items, one)
	}
}

func (p *pages) item(v *frame.Visit, x *recovery.Item) reason {
	out := reason{
		Title: speech.Sentence(p.Fact(v, recovery.ScreenKey(x.ID, "title"), x.Title)), Because: p.Fact(v, recovery.ScreenKey(x.ID, "because"), x.Because),
		Decides: v.Text("screen.decides", "who", v.Text("who."+x.Decides)), Sources: p.Sources(v, x.Cites), Choice: x.Basis == "choice",
	}
	if x.Ask != "" {
		out.Ask = p.Fact(v, recovery.ScreenKey(x.ID, "ask"), x.Ask)
	}
	if x.Until != nil && *x.Until > 0 {
		out.Until = v.Text("screen.not_before", "until", until(v, *x.Until))
	}
	return out
}

// written are the rules of screening as they are written, most careful first: nothing is worked
// out from what is known of the person.
func (p *pages) written(v *frame.Visit) []itemGroup {
	var out []itemGroup
	answers := knowledge.ScreenWords()
	slices.Reverse(answers)
	for _, answer := range answers {
		group := itemGroup{Title: v.Text("screen.answer." + answer)}
		for id, rule := range p.Facts.Screening {
			if rule.Answer == answer {
				group.Items = append(group.Items, p.item(v, &recovery.Item{
					ID: id, Title: rule.Title, Because: rule.Because, Ask: rule.Ask, Decides: rule.Decides, Cites: rule.Cites, Basis: rule.Basis,
				}))
			}
		}
		slices.SortFunc(group.Items, func(a, b reason) int { return cmp.Compare(a.Title, b.Title) })
		if len(group.Items) > 0 {
			out = append(out, group)
		}
	}
	return out
}

// beforeSettled keeps what is planned and what the clinic has settled; the first time it goes on
// to the questions about health that nobody has answered yet.
func (p *pages) beforeSettled(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	course, err := p.planning(r)
	if err != nil {
		return err
	}
	planned := form.Code("planned", append(words(skinafter.Modalities()), unsure)...)
	topics := form.Codes("topics", asking())
	if form.Failed() {
		page, err := p.beforePage(r, form)
		if err != nil {
			return err
		}
		return p.Again(w, r, "person/before", page)
	}
	m := skinafter.Modality(planned)
	if !m.Valid() {
		m = ""
	}
	_, begun, err := p.kept(r.Context(), course.ID)
	if err != nil {
		return err
	}
	if err := p.settle(r.Context(), form, course.ID, &m, asking(), topics); err != nil {
		return err
	}
	if missing := len(p.Visit(r).Person.Told) == 0; !begun && missing {
		return frame.See(w, r, "/before/health")
	}
	return frame.See(w, r, "/before")
}
