package check

import (
	"net/http"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/paper"
	"skinafter/internal/web/frame"
)

// kept is a product on the shelf, with what can be done with it.
type kept struct {
	Problems  []frame.Problem
	ID        string
	Version   int64
	Name      string
	Facts     []frame.Row
	Label     string
	OffShelf  bool
	Course    bool // there is a course, so that a use can be told
	Uses      []use
	When      frame.Choice
	Day       frame.Field
	Clock     frame.Field
	Prescribe bool
}

// use is a use of the product that was told.
type use struct{ ID, Text string }

// product shows a product of the shelf, with its answer at this moment.
func (p *pages) product(w http.ResponseWriter, r *http.Request) error {
	page, err := p.productPage(r, nil)
	if err != nil {
		return err
	}
	return p.Page(w, r, "check/product", page)
}

func (p *pages) productPage(r *http.Request, form *frame.Form) (*resultPage, error) {
	ctx, v := r.Context(), p.Visit(r)
	id, err := clinic.ParseID(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	rec, err := p.Care.Product(ctx, id)
	if err != nil {
		return nil, err
	}
	course, there, err := p.Care.Current(ctx)
	if err != nil {
		return nil, err
	}
	page := &resultPage{Record: v.Record()}
	if there {
		checked, err := view.Check(ctx, p.Care, clinic.Ask{
			Text: rec.Body.Label, Name: rec.Body.Name, Form: rec.Body.Form, Prescribed: rec.Body.Prescribed, Course: course.ID,
		})
		if err != nil {
			return nil, err
		}
		page = p.result(v, &checked)
	}
	page.Kept = &kept{
		Problems: form.Problems(), ID: id.String(), Version: rec.Version, Name: title(v, &rec.Body), Label: rec.Body.Label,
		OffShelf: rec.Body.OffShelf, Course: there, Facts: facts(v, &rec.Body), Prescribe: rec.Body.Prescribed,
	}
	p.useFields(v, form, page.Kept)
	if there {
		page.Kept.Uses, err = p.uses(r, v, course.ID, id)
	}
	return page, err
}

func facts(v *frame.Visit, product *clinic.Product) []frame.Row {
	var out []frame.Row
	add := func(key, value string) {
		if value != "" {
			out = append(out, frame.Row{Name: v.Text(key), Value: paper.Clean(value)})
		}
	}
	if product.Form != "" {
		add("check_page.form", v.Text("check_page.form."+string(product.Form)))
	}
	add("check_page.barcode", product.Barcode)
	add("check_page.batch", product.Batch)
	return out
}

// whens are the answers to "When did you use it?".
func whens() []string {
	return []string{"just-now", "before", "during", "after", "unknown"}
}

func (p *pages) useFields(v *frame.Visit, form *frame.Form, k *kept) {
	k.When = frame.Choice{Name: "when", Legend: v.Text("shelf_page.use")}
	for _, word := range whens() {
		k.When.Options = append(k.When.Options, frame.Option{Value: word, Label: v.Text("shelf_page.use." + word)})
	}
	k.When = form.Pick(k.When)
	k.Day = form.Ask(frame.Field{Name: "day", Type: "date", Label: v.Text("check_page.day"), Short: true})
	k.Clock = form.Ask(frame.Field{Name: "clock", Type: "time", Label: v.Text("check_page.clock"), Short: true})
}

// uses are those of one product in a course, newest first.
func (p *pages) uses(r *http.Request, v *frame.Visit, course, product clinic.ID) ([]use, error) {
	list, err := p.Care.Uses(r.Context(), course, clinic.Page{Limit: 1000, Newest: true})
	if err != nil {
		return nil, err
	}
	said := &telling{v: v}
	var out []use
	for i := range list {
		u := &list[i]
		if u.Body.Product != product {
			continue
		}
		text := v.Text("shelf_page.used." + string(u.Body.When))
		if u.Body.At != nil {
			text += ", " + said.date(u.Body.At.In(p.Zone))
		}
		out = append(out, use{u.ID.String(), text})
	}
	return out, nil
}

// productChange takes a product off the shelf or puts it back, or says that it was prescribed.
func (p *pages) productChange(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	id, err := clinic.ParseID(r.PathValue("id"))
	if err != nil {
		return err
	}
	rec, err := p.Care.Product(r.Context(), id)
	if err != nil {
		return err
	}
	shelving := clinic.Shelving{OffShelf: rec.Body.OffShelf, Prescribed: rec.Body.Prescribed}
	switch form.Code("do", "off", "on", "prescribed", "not-prescribed") {
	case "off":
		shelving.OffShelf = true
	case "on":
		shelving.OffShelf = false
	case "prescribed":
		shelving.Prescribed = true
	case "not-prescribed":
		shelving.Prescribed = false
	default:
		return &frame.Fault{Status: http.StatusUnprocessableEntity, Key: "form"}
	}
	if _, err := p.Care.ChangeProduct(r.Context(), form.Once("shelving "+id.String()), id, form.Version("version"), shelving); err != nil {
		return err
	}
	return frame.See(w, r, "/shelf/"+id.String())
}

// productRemove removes a product that was never used in a course.
func (p *pages) productRemove(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	id, err := clinic.ParseID(r.PathValue("id"))
	if err != nil {
		return err
	}
	version := form.Version("version")
	if version == 0 { // to the record that would be any version
		return frame.Stale("/shelf/" + id.String())
	}
	if _, err := p.Care.DropProduct(r.Context(), form.Once("drop "+id.String()), id, version); err != nil {
		return err
	}
	return frame.See(w, r, "/shelf")
}

// useAdd keeps that a product was used.
func (p *pages) useAdd(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	id, err := clinic.ParseID(r.PathValue("id"))
	if err != nil {
		return err
	}
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return err
	}
	if !there {
		return frame.NotThere()
	}
	told := p.told(form, id)
	if !form.Failed() {
		_, err := p.Care.AddUse(r.Context(), form.Once("use "+id.String()), course.ID, told)
		if err == nil {
			return frame.See(w, r, "/shelf/"+id.String())
		}
		if err := form.Take(err, map[string]string{"at": "day"}); err != nil {
			return err
		}
	}
	page, err := p.productPage(r, form)
	if err != nil {
		return err
	}
	return p.Again(w, r, "check/product", page)
}

// told reads a use. A day without an hour counts from its first minute: that is the more
// careful side for "was it too early".
func (p *pages) told(form *frame.Form, product clinic.ID) clinic.Use {
	word := form.Code("when", whens()...)
	u := clinic.Use{Product: product, When: clinic.When(word)}
	var at time.Time
	span, known := form.Moment("day", "clock", p.Zone)
	switch {
	case word == "":
		form.Fail("when", "form.choose")
	case word == "just-now":
		u.When, at = clinic.After, p.Now()
	case known && span.First.After(p.Now()):
		form.Fail("day", "shelf_page.to_come")
	case known:
		at = span.First
	}
	if !at.IsZero() && u.When != clinic.Unknown {
		u.At = &at
	}
	return u
}

// useRemove takes back that a product was used.
func (p *pages) useRemove(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	product, err := clinic.ParseID(r.PathValue("id"))
	if err != nil {
		return err
	}
	id := form.ID("use")
	if id == clinic.None || form.Failed() {
		return frame.NotThere()
	}
	if _, err := p.Care.DropUse(r.Context(), form.Once("unuse "+id.String()), id, 0); err != nil {
		return err
	}
	return frame.See(w, r, "/shelf/"+product.String())
}
