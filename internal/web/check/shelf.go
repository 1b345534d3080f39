package check

import (
	"cmp"
	"errors"
	"net/http"
	"strings"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/paper"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
	"skinafter/internal/wire"
	"skinafter/verdict"
)

// shelfPage is the shelf with the order in which new products come back.
type shelfPage struct {
	Course   string     // what the dates are for; empty = no course, no dates
	Record   bool       // purpose record
	Line     frame.Line // the one thing to do first; Word empty = nothing to say
	Warnings []string
	Spacing  string
	Stop     string
	Slots    []placed
	Lists    []placedList
	Plain    []placed // without a course
	Off      []placed // taken off the shelf
	Basis    []source
}

// placedList is a part of the shelf.
type placedList struct {
	Title string
	Items []placed
}

// placed is a product of the shelf and what holds for it.
type placed struct {
	Name, Href            string
	Verdict, When, Reason string
	Rule                  string
}

// shelf shows the products and their order.
func (p *pages) shelf(w http.ResponseWriter, r *http.Request) error {
	v := p.Visit(r)
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return err
	}
	id := clinic.None
	page := &shelfPage{Record: v.Record()}
	if there {
		id, page.Course = course.ID, p.about(v, &course)
	}
	shelf, err := view.Shelf(r.Context(), p.Care, id)
	if err != nil {
		return err
	}
	if err := p.offShelf(r, v, page); err != nil {
		return err
	}
	if shelf.Schedule == nil {
		for i := range shelf.Products {
			page.Plain = append(page.Plain, p.shelved(v, &shelf.Products[i]))
		}
		return p.Page(w, r, "check/shelf", page)
	}
	said := &telling{Speech: v.Speech.At(p.Now(), shelf.Question.Course.End), v: v}
	p.schedule(page, said, &shelf)
	return p.Page(w, r, "check/shelf", page)
}

// offShelf lists what was taken off the shelf and is still kept.
func (p *pages) offShelf(r *http.Request, v *frame.Visit, page *shelfPage) error {
	all, err := p.Care.Products(r.Context(), clinic.Page{Limit: 1000, Newest: true})
	if err != nil {
		return err
	}
	for i := range all {
		if all[i].Body.OffShelf {
			page.Off = append(page.Off, p.shelved(v, &all[i]))
		}
	}
	return nil
}

func (p *pages) shelved(v *frame.Visit, rec *clinic.Record[clinic.Product]) placed {
	return placed{Name: title(v, &rec.Body), Href: "/shelf/" + rec.ID.String()}
}

// title names a product.
func title(v *frame.Visit, product *clinic.Product) string {
	name := paper.Clean(strings.TrimSpace(product.Brand + " " + product.Name))
	return speech.Sentence(cmp.Or(name, v.Text("shelf_page.unnamed")))
}

// schedule fills in what now, what when, in which order.
func (p *pages) schedule(page *shelfPage, said *telling, shelf *view.Shelved) {
	sc, t := shelf.Schedule, said.Texts
	page.Line = said.shelfAction(sc)
	for i := range sc.Slots {
		slot := &sc.Slots[i]
		item := p.placed(said, shelf, &slot.Entry)
		item.When = t.Text("check.now")
		if slot.From > slot.Answer.At.Min {
			item.When = said.Until(slot.From)
		}
		item.When = speech.Sentence(item.When)
		page.Slots = append(page.Slots, item)
	}
	if len(sc.Slots) > 0 {
		page.Spacing = t.Text("shelf.spacing", "span", said.Span(sc.Spacing))
		page.Stop = t.Text("shelf.stop", "span", said.Span(sc.Settled))
	}
	for _, list := range []struct {
		key     string
		entries []verdict.Entry
	}{
		{"shelf.now", sc.Now}, {"shelf.later", sc.Later}, {"shelf.held", sc.Held}, {"shelf.ask", sc.Ask}, {"shelf.never", sc.Never},
	} {
		if len(list.entries) == 0 {
			continue
		}
		part := placedList{Title: t.Text(list.key)}
		for i := range list.entries {
			part.Items = append(part.Items, p.placed(said, shelf, &list.entries[i]))
		}
		page.Lists = append(page.Lists, part)
	}
	page.Basis = p.sources(said.v, sc.Cites)
}

// shelfAction is the one thing to do first.
func (p *telling) shelfAction(sc *verdict.Schedule) frame.Line {
	t := p.Texts
	lines := p.Schedule(sc, p.End, p.Now)
	switch {
	case sc.Stopped && len(lines) > 0:
		return frame.Line{Verdict: "no", Word: lines[0]}
	case len(sc.Slots) > 0 && sc.Slots[0].From <= sc.Slots[0].Answer.At.Min:
		return frame.Line{Verdict: "ok", Word: t.Text("shelf.first_now", "name", speech.Sentence(paper.Clean(sc.Slots[0].Name)))}
	case len(sc.Slots) > 0:
		return frame.Line{Verdict: "wait", Word: t.Text("shelf_page.nothing_new"), When: t.Text("shelf_page.first", "name", speech.Sentence(paper.Clean(sc.Slots[0].Name)), "until", p.Until(sc.Slots[0].From))}
	case len(sc.Now) > 0:
		return frame.Line{Verdict: "ok", Word: t.Text("shelf.only_now")}
	default:
		return frame.Line{Verdict: "wait", Word: t.Text("shelf.nothing")}
	}
}

func (p *pages) placed(said *telling, shelf *view.Shelved, e *verdict.Entry) placed {
	out := placed{Verdict: e.Answer.Verdict.String()}
	if e.Product >= 0 && e.Product < len(shelf.Products) {
		of := p.shelved(said.v, &shelf.Products[e.Product])
		out.Name, out.Href = of.Name, of.Href
	}
	if e.At != nil && *e.At > e.Answer.At.Min {
		out.When = speech.Sentence(said.Until(*e.At))
	}
	if condition := said.Condition(e.Condition); condition != "" {
		out.When = strings.TrimPrefix(out.When+", "+condition, ", ")
	}
	d := e.Answer.Deciding()
	switch {
	case d == nil || e.Answer.Verdict == verdict.OK:
		out.Reason = said.v.Text("shelf.no_objection")
	case wire.Nameless(d):
		out.Reason, out.Rule = said.Say(d.Because), d.Rule
	default:
		out.Reason, out.Rule = said.v.Text("check.because", "name", said.shown(d), "because", said.Say(d.Because)), d.Rule
	}
	return out
}

// newPage is the form for a product that is put on the shelf.
type newPage struct {
	Problems                          []frame.Problem
	Name, Brand, Text, Barcode, Batch frame.Field
	Form, More                        frame.Choice
}

func (p *pages) newPage(r *http.Request, form *frame.Form) *newPage {
	v := p.Visit(r)
	page := &newPage{Problems: form.Problems()}
	page.Name, page.Form, page.More = p.productFields(v, form)
	page.More.Options = page.More.Options[:1] // what this skin had before is told with each use
	page.Brand = form.Ask(frame.Field{Name: "brand", Label: v.Text("check_page.brand")})
	page.Barcode = form.Ask(frame.Field{Name: "barcode", Label: v.Text("check_page.barcode"), Short: true, Mode: "numeric"})
	page.Batch = form.Ask(frame.Field{Name: "batch", Label: v.Text("check_page.batch"), Short: true})
	page.Text = form.Ask(frame.Field{Name: "text", Label: v.Text("check_page.text"), Hint: v.Text("shelf_page.text_hint"), Rows: 7, Plain: true})
	return page
}

// shelfNew asks for a product.
func (p *pages) shelfNew(w http.ResponseWriter, r *http.Request) error {
	return p.Page(w, r, "check/new", p.newPage(r, nil))
}

// shelfAdd puts a product on the shelf, with its label as it is today.
func (p *pages) shelfAdd(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	product := clinic.Product{
		Name: form.Line("name", frame.LineMost), Brand: form.Line("brand", frame.LineMost), Barcode: form.Line("barcode", frame.LineMost),
		Batch: form.Line("batch", frame.LineMost), Label: labelText(form),
		Form: skinafter.Form(form.Code("form", forms()...)), Prescribed: len(form.Codes("more", []string{"prescribed"})) > 0,
	}
	if product.Name == "" {
		form.Fail("name", "shelf_page.want_name")
	}
	if !form.Failed() {
		saved, err := p.Care.AddProduct(r.Context(), form.Once("shelf"), product)
		if err == nil {
			return frame.See(w, r, "/shelf/"+saved.ID.String())
		}
		if errors.Is(err, clinic.ErrExists) {
			form.Fail("barcode", "shelf_page.barcode_taken")
			err = nil
		}
		if err := form.Take(err, map[string]string{"label": "text"}); err != nil {
			return err
		}
	}
	return p.Again(w, r, "check/new", p.newPage(r, form))
}
