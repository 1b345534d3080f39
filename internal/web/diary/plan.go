package diary

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"skinafter/internal/clinic/view"
	"skinafter/internal/web/diary/report"
	"skinafter/internal/web/frame"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// planPage is the plan of a course: now, later, over.
type planPage struct {
	Course   bool
	Head     string
	Phase    string
	Groups   []planGroup
	Later    []planLine
	Past     []planLine
	NextLook string
	Notes    []string
	Reaction bool
}

// planGroup is what holds now, by kind.
type planGroup struct {
	Kind, Title string
	Lines       []planLine
}

// planKinds are the kinds of steps, in the order of the page.
func planKinds() []string {
	return []string{knowledge.StepDo, knowledge.StepGo, knowledge.StepAvoid, knowledge.StepCheck, knowledge.StepAsk}
}

func (p *pages) plan(w http.ResponseWriter, r *http.Request) error {
	v := p.Visit(r)
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return err
	}
	page := planPage{Course: there}
	if !there {
		return p.Page(w, r, "diary/plan", page)
	}
	plan, err := view.Plan(r.Context(), p.Care, course.ID)
	if err != nil {
		return err
	}
	page.Head, page.Phase, page.Reaction = p.since(v, plan.At, &course.Body), p.phase(v, &plan.Phase), plan.Reaction
	byKind := map[string][]planLine{}
	for i := range plan.Steps {
		s := &plan.Steps[i]
		line := p.line(v, s)
		switch s.State {
		case recovery.Now:
			byKind[s.Kind] = append(byKind[s.Kind], line)
		case recovery.Past:
			page.Past = append(page.Past, line)
		case recovery.Later:
		}
	}
	for _, kind := range planKinds() {
		if len(byKind[kind]) > 0 {
			page.Groups = append(page.Groups, planGroup{kind, v.Text("plan.now." + kind), byKind[kind]})
		}
	}
	for _, s := range plan.Coming() {
		page.Later = append(page.Later, p.line(v, &s))
	}
	for _, id := range plan.Notes {
		page.Notes = append(page.Notes, v.Speech.Note(id))
	}
	if next, ok := plan.NextCheckIn(); ok && course.Body.Ended.Known() {
		page.NextLook = v.Text("plan.next_look", "until", p.when(v, course.Body.Ended.Last.Add(next.Duration())))
	}
	return p.Page(w, r, "diary/plan", page)
}

// helpPage is always one tap away.
type helpPage struct {
	Groups    []signGroup
	Numbers   numbers
	Call      frame.Link
	Countries []frame.Option
	Country   string // in words; empty = not known
}

func (p *pages) help(w http.ResponseWriter, r *http.Request) error {
	v := p.Visit(r)
	country := p.Query(r).Line("country", frame.LineMost)
	if p.Facts.Emergency[country] == nil {
		country = lower(v.Person.Country)
	}
	page := helpPage{Numbers: p.numbersIn(v, country)}
	page.Call = page.Numbers.call(v)
	for _, g := range report.Dangerous() {
		page.Groups = append(page.Groups, p.boxes(v, g, "diary.danger.", nil))
	}
	for id := range p.Facts.Emergency {
		page.Countries = append(page.Countries, frame.Option{Value: id, Label: p.country(v, id), Chosen: id == country})
	}
	slices.SortFunc(page.Countries, func(a, b frame.Option) int { return cmp.Compare(a.Label, b.Label) })
	if page.Numbers.Known {
		page.Country = p.country(v, country)
	}
	return p.Page(w, r, "diary/help", page)
}

// country is the name of a country; the one of the facts where the language has none.
func (p *pages) country(v *frame.Visit, id string) string {
	if key := "diary.country." + id; v.Speech.Texts.Has(key) {
		return v.Text(key)
	}
	if e := p.Facts.Emergency[id]; e != nil {
		return e.Country
	}
	return id
}

// soon is how far ahead the timeline looks.
const soon = 21 * 24 * time.Hour
