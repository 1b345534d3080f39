package record

import (
	"net/http"
	"strings"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/paper"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
	"skinafter/passport"
)

// passportPage is what was done, with every product and its whole label.
type passportPage struct {
	Course bool
	Title  string
	Facts  []frame.Row
	Stages []stage
	Signs  []string
	Asks   []string
	Made   string

	Edit, Print, Uses string // addresses
	Code              *code  // of the printed sheet
	Call              string // who to call, of the printed sheet
}

// stage is a part of a course with the products that were used in it.
type stage struct {
	Title    string
	Products []product
}

// product is a product with its label as it was.
type product struct {
	Name  string
	Facts []frame.Row
	Label string
}

// passport shows the passport of the newest treatment.
func (p *pages) passport(w http.ResponseWriter, r *http.Request) error {
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return err
	}
	if !there {
		return p.Page(w, r, "record/passport", &passportPage{})
	}
	return p.showPassport(w, r, &course, "record/passport")
}

func (p *pages) passportOf(w http.ResponseWriter, r *http.Request) error {
	course, err := p.courseOf(r)
	if err != nil {
		return err
	}
	return p.showPassport(w, r, &course, "record/passport")
}

// print shows the sheet for the newest treatment.
func (p *pages) print(w http.ResponseWriter, r *http.Request) error {
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return err
	}
	if !there {
		return frame.See(w, r, "/passport")
	}
	return p.showPassport(w, r, &course, "record/print")
}

func (p *pages) printOf(w http.ResponseWriter, r *http.Request) error {
	course, err := p.courseOf(r)
	if err != nil {
		return err
	}
	return p.showPassport(w, r, &course, "record/print")
}

func (p *pages) showPassport(w http.ResponseWriter, r *http.Request, course *clinic.Record[clinic.Course], name string) error {
	v := p.Visit(r)
	pass, err := view.Passport(r.Context(), p.Care, course.ID)
	if err != nil {
		return err
	}
	zone := zoneOf(&course.Body)
	page := &passportPage{
		Course: true, Title: v.Treatment(&course.Body), Edit: courseAddress(course.ID, "edit"),
		Print: courseAddress(course.ID, "print"), Uses: courseAddress(course.ID, "uses"), Made: v.Stamp(pass.Made.In(zone)),
	}
	for _, row := range p.rows(v, &course.Body, zone) {
		if row.step == stepHappened || row.step == stepSkin || row.name == v.Text("record.next_short") {
			continue // no part of what was done
		}
		page.Facts = append(page.Facts, frame.Row{Name: row.name, Value: paper.Clean(row.value)})
	}
	for _, s := range passport.Stages() {
		part := stage{Title: v.Text("passport.stage_" + string(s))}
		for _, x := range pass.By(s) {
			part.Products = append(part.Products, p.product(v, &x))
		}
		if len(part.Products) > 0 || s == passport.During {
			page.Stages = append(page.Stages, part)
		}
	}
	for _, sign := range pass.Reactions {
		page.Signs = append(page.Signs, v.Text("record.sign", "sign", speech.Sentence(v.Text("symptom."+sign.Code)),
			"grade", v.Text("diary.how."+string(sign.Worst)), "day", v.Day(sign.First.In(zone))))
	}
	for _, ask := range pass.Asks {
		page.Asks = append(page.Asks, paper.Clean(ask.Text(v.Speech.Texts)))
	}
	if name == "record/print" {
		page.Call = strings.TrimSpace(course.Body.Provider.Name + " " + course.Body.Provider.Phone)
		if page.Code, err = newCode(pass.Compact(v.Speech.Texts)); err != nil {
			return err
		}
	}
	return p.Page(w, r, name, page)
}

// product is a product of a passport in words.
func (p *pages) product(v *frame.Visit, x *passport.Product) product {
	out := product{Name: called(x.Brand, x.Name), Label: strings.TrimSpace(x.Label)}
	if out.Name == "" {
		out.Name = v.Text("passport.unnamed")
	}
	add := func(key, value string) {
		if value != "" {
			out.Facts = append(out.Facts, frame.Row{Name: v.Text("passport." + key), Value: paper.Clean(value)})
		}
	}
	add("batch", x.Batch)
	add("barcode", x.Barcode)
	add("used", p.times(v, x.Times))
	add("note", x.Note)
	return out
}

// mostTimes is how many times of use stand in one line.
const mostTimes = 6

// times are the times at which a product was used.
func (p *pages) times(v *frame.Visit, list []time.Time) string {
	var parts []string
	for i, at := range list {
		if i == mostTimes {
			parts = append(parts, v.Speech.Texts.Count("diary.now.more", len(list)-mostTimes))
			break
		}
		parts = append(parts, v.Stamp(at))
	}
	return strings.Join(parts, "; ")
}
