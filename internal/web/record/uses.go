package record

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/paper"
	"skinafter/internal/web/frame"
)

// usesPage is what touched the skin in a course, and the form for one more.
type usesPage struct {
	To, Remove, Back string
	Problems         []frame.Problem
	Title            string
	Uses             []usedLine
	Product          frame.Choice
	Name, Label      frame.Field
	Batch            frame.Field
	When             frame.Choice
	Day, Clock, Note frame.Field
	New              bool // the fields of a new product are unfolded
}

type usedLine struct{ ID, Name, When string }

// mostShelf is how many products can be chosen from, and how many uses are listed.
const mostShelf = 300

// fresh is the answer that names a product that is not on the shelf.
const fresh = "new"

func (p *pages) uses(w http.ResponseWriter, r *http.Request) error {
	course, err := p.courseOf(r)
	if err != nil {
		return err
	}
	page, err := p.usesPage(r, &course, nil)
	if err != nil {
		return err
	}
	return p.Page(w, r, "record/uses", page)
}

func (p *pages) usesPage(r *http.Request, course *clinic.Record[clinic.Course], form *frame.Form) (*usesPage, error) {
	ctx, v := r.Context(), p.Visit(r)
	page := &usesPage{
		To: courseAddress(course.ID, "uses"), Remove: courseAddress(course.ID, "unuse"), Back: courseAddress(course.ID, "passport"),
		Problems: form.Problems(), Title: v.Treatment(&course.Body),
	}
	products, err := p.Care.Products(ctx, clinic.Page{Limit: mostShelf, Newest: true})
	if err != nil {
		return nil, err
	}
	names := map[clinic.ID]string{}
	page.Product = frame.Choice{Name: "product", Legend: v.Text("record.which_product")}
	for i := range products {
		x := &products[i]
		names[x.ID] = nameOf(v, &x.Body)
		if !x.Body.OffShelf {
			page.Product.Options = append(page.Product.Options, frame.Option{Value: x.ID.String(), Label: names[x.ID]})
		}
	}
	page.Product.Options = append(page.Product.Options, frame.Option{Value: fresh, Label: v.Text("record.product_new"), Hint: v.Text("record.product_new_hint"), Chosen: len(products) == 0})
	page.Product = form.Pick(page.Product)
	page.fields(v, form)
	page.Uses, err = p.usedLines(ctx, v, course, names)
	return page, err
}

// nameOf is what a product is called.
func nameOf(v *frame.Visit, x *clinic.Product) string {
	if name := called(x.Brand, x.Name); name != "" {
		return name
	}
	return v.Text("passport.unnamed")
}

// called is the brand and the name of a product; a name that begins with the brand stands alone.
func called(brand, name string) string {
	if strings.HasPrefix(strings.ToLower(name), strings.ToLower(brand)) {
		return paper.Clean(name)
	}
	return paper.Clean(strings.TrimSpace(brand + " " + name))
}

func (page *usesPage) fields(v *frame.Visit, form *frame.Form) {
	page.Name = form.Ask(frame.Field{Name: "name", Label: v.Text("check_page.name")})
	page.Label = form.Ask(frame.Field{Name: "label", Label: v.Text("record.label"), Hint: v.Text("record.label_hint"), Rows: 5, Plain: true})
	page.Batch = form.Ask(frame.Field{Name: "batch", Label: v.Text("check_page.batch"), Plain: true})
	page.When = frame.Choice{Name: "when", Legend: v.Text("shelf_page.use")}
	page.When.Options = v.Options("shelf_page.use.", string(clinic.Before), string(clinic.During), string(clinic.After), string(clinic.Unknown))
	page.When = form.Pick(page.When)
	page.Day = form.Ask(frame.Field{Name: "day", Type: "date", Label: v.Text("record.use_day"), Hint: v.Text("record.use_day_hint"), Short: true})
	page.Clock = form.Ask(frame.Field{Name: "clock", Type: "time", Label: v.Text("check_page.clock"), Short: true})
	page.Note = form.Ask(frame.Field{Name: "note", Label: v.Text("record.note")})
	page.New = form.Raw("product") == fresh || len(page.Product.Options) == 1 || page.Name.Error+page.Label.Error != ""
}

// usedLines are the uses of a course, newest first.
func (p *pages) usedLines(ctx context.Context, v *frame.Visit, course *clinic.Record[clinic.Course], names map[clinic.ID]string) ([]usedLine, error) {
	list, err := p.Care.Uses(ctx, course.ID, clinic.Page{Limit: mostShelf, Newest: true})
	if err != nil {
		return nil, err
	}
	var out []usedLine
	for i := range list {
		u := &list[i]
		when := v.Text("shelf_page.used." + string(u.Body.When))
		if u.Body.At != nil {
			when += ", " + v.Stamp(u.Body.At.In(zoneOf(&course.Body)))
		}
		name, known := names[u.Body.Product]
		if !known {
			x, err := p.Care.Product(ctx, u.Body.Product)
			if err != nil && !errors.Is(err, clinic.ErrNotFound) {
				return nil, err
			}
			name = nameOf(v, &x.Body)
		}
		out = append(out, usedLine{u.ID.String(), name, when})
	}
	return out, nil
}

// useAdd keeps that a product was used; a product that is not on the shelf is put there first.
func (p *pages) useAdd(w http.ResponseWriter, r *http.Request) error {
	course, err := p.courseOf(r)
	if err != nil {
		return err
	}
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	told, product := p.readUse(form, &course.Body)
	if !form.Failed() {
		err := p.keepUse(r.Context(), form, course.ID, told, product)
		if err == nil {
			return frame.See(w, r, courseAddress(course.ID, "passport"))
		}
		if err := form.Take(err, map[string]string{"at": "day"}); err != nil {
			return err
		}
	}
	page, err := p.usesPage(r, &course, form)
	if err != nil {
		return err
	}
	return p.Again(w, r, "record/uses", page)
}

// keepUse keeps the product where it is a new one, and the use. Both go by the key of the form,
// so that a second click does neither twice.
func (p *pages) keepUse(ctx context.Context, form *frame.Form, course clinic.ID, told clinic.Use, product *clinic.Product) error {
	once := form.Once("use in " + course.String())
	if product != nil {
		saved, err := p.Care.AddProduct(ctx, clinic.NewOnce(once.Key+"-product", "product", once.Print), *product)
		if err != nil {
			return err
		}
		told.Product = saved.ID
	}
	_, err := p.Care.AddUse(ctx, once, course, told)
	return err
}

// readUse reads a use, and the product where it is a new one. A day without an hour counts from
// its first minute: that is the more careful side for "was it too early".
func (p *pages) readUse(form *frame.Form, course *clinic.Course) (clinic.Use, *clinic.Product) {
	u := clinic.Use{Note: line(form, "note")}
	var product *clinic.Product
	switch form.Raw("product") {
	case "":
		form.Fail("product", "form.choose")
	case fresh:
		product = &clinic.Product{Name: line(form, "name"), Label: form.Text("label", frame.LabelMost), Batch: line(form, "batch")}
		if strings.TrimSpace(product.Name+product.Label) == "" {
			form.Fail("name", "record.product_nothing")
		}
		if len(product.Label) > labelBytes {
			form.Fail("label", "form.too_long", "most", frame.LabelMost, "n", len(product.Label))
		}
	default:
		u.Product = form.ID("product")
	}
	word := form.Code("when", string(clinic.Before), string(clinic.During), string(clinic.After), string(clinic.Unknown))
	if word == "" {
		form.Fail("when", "form.choose")
	}
	u.When = clinic.When(word)
	span, known := form.Moment("day", "clock", localtime.Location(course.Zone))
	switch {
	case !known && form.Raw("clock") != "" && form.Raw("day") == "":
		form.Fail("day", "record.day_missing")
	case known && span.First.After(p.Care.Time()):
		form.Fail("day", "record.ahead")
	case known && p.Care.Time().Sub(span.First) > longestAgo:
		form.Fail("day", "form.day")
	case known && u.When != clinic.Unknown:
		at := span.First.Truncate(time.Microsecond)
		u.At = &at
	}
	return u, product
}

// labelBytes is the longest label that is kept, in bytes.
const labelBytes = 64 << 10

// useRemove takes back that a product was used. The product stays.
func (p *pages) useRemove(w http.ResponseWriter, r *http.Request) error {
	course, err := p.courseOf(r)
	if err != nil {
		return err
	}
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	id := form.ID("use")
	if id == clinic.None || form.Failed() {
		return frame.NotThere()
	}
	used, err := p.Care.Use(r.Context(), id)
	if err == nil && used.Course != course.ID {
		return frame.NotThere()
	}
	if err != nil && !errors.Is(err, clinic.ErrNotFound) { // gone: perhaps by this very form
		return err
	}
	if _, err := p.Care.DropUse(r.Context(), form.Once("unuse "+id.String()), id, 0); err != nil {
		return err
	}
	return frame.See(w, r, courseAddress(course.ID, "uses"))
}
