package record

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/web/draft"
	"skinafter/internal/web/frame"
)

// zoneOf is the zone that a treatment was told in.
func zoneOf(c *clinic.Course) *time.Location { return localtime.Location(c.Zone) }

// ablated reports whether a treatment took the surface of the skin away.
func ablated(c *clinic.Course) bool {
	return skinafter.Class(c.Modality, 0).Ablated()
}

// courseOf is the course of an address.
func (p *pages) courseOf(r *http.Request) (clinic.Record[clinic.Course], error) {
	id, err := clinic.ParseID(r.PathValue("id"))
	if err != nil {
		return clinic.Record[clinic.Course]{}, err
	}
	return p.Care.Course(r.Context(), id)
}

// coursesPage lists the treatments, newest first.
type coursesPage struct{ List []listed }

type listed struct {
	Title                        string
	Current                      bool
	Passport, Edit, Remove, Uses string
}

// mostCourses is how many treatments the list shows.
const mostCourses = 200

func (p *pages) courses(w http.ResponseWriter, r *http.Request) error {
	v := p.Visit(r)
	list, err := p.Care.Courses(r.Context(), clinic.Page{Limit: mostCourses, Newest: true})
	if err != nil {
		return err
	}
	page := coursesPage{}
	for i := range list {
		id := list[i].ID
		page.List = append(page.List, listed{
			Title: v.Treatment(&list[i].Body), Current: i == 0, Passport: courseAddress(id, "passport"),
			Edit: courseAddress(id, "edit"), Remove: courseAddress(id, "remove"), Uses: courseAddress(id, "uses"),
		})
	}
	return p.Page(w, r, "record/courses", page)
}

// editPage is a treatment that is kept, each line with a way to change it.
type editPage struct {
	Title              string
	To, Remove, Passed string
	Rows               []editRow
}

type editRow struct {
	Name, Value string
	Step        int // 0 = changed together with the line before
}

func (p *pages) edit(w http.ResponseWriter, r *http.Request) error {
	rec, err := p.courseOf(r)
	if err != nil {
		return err
	}
	v := p.Visit(r)
	page := editPage{
		Title: v.Treatment(&rec.Body), To: courseAddress(rec.ID, "edit"), Remove: courseAddress(rec.ID, "remove"), Passed: courseAddress(rec.ID, "passport"),
	}
	for _, line := range p.rows(v, &rec.Body, zoneOf(&rec.Body)) {
		page.Rows = append(page.Rows, editRow{line.name, line.value, line.step})
	}
	return p.Page(w, r, "record/edit", page)
}

// editBegun begins to change a treatment, at the page that asks for one line.
func (p *pages) editBegun(w http.ResponseWriter, r *http.Request) error {
	rec, err := p.courseOf(r)
	if err != nil {
		return err
	}
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	step, known := form.Whole("step", stepDone, stepSkin)
	if !known || form.Failed() {
		return &frame.Fault{Status: http.StatusUnprocessableEntity, Key: "form"}
	}
	once := clinic.NewOnce(form.Line(frame.OnceField, frame.LineMost), "course edit", rec.ID)
	saved, err := p.Care.SaveDraft(r.Context(), once, clinic.None, 0, clinic.Draft{Journey: journeyName, Answers: answersOf(&rec).Answers})
	if err != nil {
		return err
	}
	j := journey{Journey: draft.Journey{ID: saved.ID}}
	return frame.See(w, r, j.address(step))
}

// removePage asks once more before a treatment is removed.
type removePage struct {
	Title    string
	To, Back string
	Version  int64
	Goes     []string // what goes with it
	Problems []frame.Problem
	Sure     frame.Choice
}

// goes counts what goes with a treatment.
func (p *pages) goes(r *http.Request, v *frame.Visit, course clinic.ID) ([]string, error) {
	const most = 1000
	ctx, part := r.Context(), clinic.Page{Limit: most}
	checkIns, err1 := p.Care.CheckIns(ctx, course, part)
	uses, err2 := p.Care.Uses(ctx, course, part)
	photos, err3 := p.Care.Photos(ctx, course, part)
	var out []string
	for _, x := range []struct {
		key string
		n   int
	}{{"record.goes_check_ins", len(checkIns)}, {"record.goes_uses", len(uses)}, {"record.goes_photos", len(photos)}} {
		if x.n > 0 {
			out = append(out, v.Speech.Texts.Count(x.key, x.n))
		}
	}
	return out, errors.Join(err1, err2, err3)
}

func (p *pages) removePage(r *http.Request, form *frame.Form) (*removePage, error) {
	rec, err := p.courseOf(r)
	if err != nil {
		return nil, err
	}
	v := p.Visit(r)
	page := &removePage{
		Title: v.Treatment(&rec.Body), To: courseAddress(rec.ID, "remove"), Back: "/courses", Version: rec.Version, Problems: form.Problems(),
	}
	page.Sure = v.Sure(form)
	page.Goes, err = p.goes(r, v, rec.ID)
	return page, err
}

func (p *pages) remove(w http.ResponseWriter, r *http.Request) error {
	page, err := p.removePage(r, nil)
	if err != nil {
		return err
	}
	return p.Page(w, r, "record/remove", page)
}

func (p *pages) removed(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	id, err := clinic.ParseID(r.PathValue("id"))
	if err != nil {
		return err
	}
	version := form.Version("version")
	if version == 0 { // 0 would remove whatever there is
		return &frame.Fault{Status: http.StatusUnprocessableEntity, Key: "form"}
	}
	if !form.Confirmed() {
		page, err := p.removePage(r, form)
		if err != nil {
			return err
		}
		return p.Again(w, r, "record/remove", page)
	}
	once := clinic.NewOnce(form.Line(frame.OnceField, frame.LineMost), "course remove", id.String()+strconv.FormatInt(version, 10))
	_, err = p.Care.DropCourse(r.Context(), once, id, version)
	switch {
	case errors.Is(err, clinic.ErrStale):
		rec, err := p.courseOf(r)
		if err != nil {
			return err
		}
		v := p.Visit(r)
		return frame.Stale(courseAddress(id, "remove"), frame.Both{Name: v.Text("record.treatment"), Yours: v.Text("record.removed"), Kept: p.plain(v, &rec.Body)})
	case err != nil:
		return err
	}
	return frame.See(w, r, "/courses")
}
