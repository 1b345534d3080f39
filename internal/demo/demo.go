package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
)

// ErrNotEmpty says that something is kept already: a demonstration never mixes with a record.
var ErrNotEmpty = errors.New("there is a record here already")

// since is how long ago the treatment of the demonstration ended.
const since = 51 * time.Hour

// Fill writes a person, a course two days old, products, uses and check-ins into an empty
// record. zone is where the person lives. ErrNotEmpty where a course or a product is kept.
func Fill(ctx context.Context, care *clinic.Care, zone *time.Location) error {
	courses, err := care.Courses(ctx, clinic.Page{Limit: 1})
	if err != nil {
		return fmt.Errorf("looking whether the record is empty: %w", err)
	}
	products, err := care.Products(ctx, clinic.Page{Limit: 1})
	switch {
	case err != nil:
		return fmt.Errorf("looking whether the record is empty: %w", err)
	case len(courses)+len(products) > 0:
		return ErrNotEmpty
	}
	f := &filling{ctx: ctx, care: care, end: care.Time().Add(-since).Truncate(15 * time.Minute)}
	f.person()
	course := f.course(zone)
	f.products(course)
	f.checkIns(course)
	return f.err
}

// filling is a record being filled; after an error it does nothing more.
type filling struct {
	ctx  context.Context
	care *clinic.Care
	end  time.Time
	n    int
	err  error
}

// once is the key of the next write: the same for the same step, so that it is never done twice.
func (f *filling) once(action string, request any) clinic.Once {
	f.n++
	return clinic.NewOnce(fmt.Sprintf("demo-%d", f.n), action, request)
}

// save carries out a write unless something went wrong before.
func (f *filling) save(what string, write func() (clinic.Saved, error)) clinic.ID {
	if f.err != nil {
		return clinic.None
	}
	saved, err := write()
	if err != nil {
		f.err = fmt.Errorf("filling in %s: %w", what, err)
	}
	return saved.ID
}

func (f *filling) person() {
	self, err := f.care.Self(f.ctx)
	if err != nil {
		f.err = fmt.Errorf("looking for the person: %w", err)
		return
	}
	p := self.Body
	p.BirthYear, p.SkinType, p.Allergies = f.care.Time().Year()-34, "III", []string{}
	p.Told = []string{"conditions", "allergies", "medicines", "birth_year"}
	f.save("the person", func() (clinic.Saved, error) {
		return f.care.SavePerson(f.ctx, f.once("person", p), self.Version, p)
	})
}

func (f *filling) course(zone *time.Location) clinic.ID {
	next := f.end.Add(35 * 24 * time.Hour)
	c := clinic.Course{
		Modality: skinafter.Needling, DepthMM: 1, Area: "face", Ended: clinic.Span{First: f.end, Last: f.end}, Zone: zone.String(),
		Provider: clinic.Provider{Name: "Practice by the river (invented)", Setting: "clinic"},
		Device:   "Needling pen", Needle: "12 needles, single use", Batch: "N12-0826", Session: 2, Next: &next,
	}
	return f.save("the course", func() (clinic.Saved, error) { return f.care.StartCourse(f.ctx, f.once("course", c), c) })
}

func (f *filling) products(course clinic.ID) {
	for _, it := range shelf() {
		id := f.save("a product", func() (clinic.Saved, error) {
			return f.care.AddProduct(f.ctx, f.once("product", it.product), it.product)
		})
		if it.during {
			f.use(course, clinic.Use{Product: id, When: clinic.During})
		}
		for _, h := range it.hours {
			at, when := hourAfter(f.end, h), clinic.After
			if h < 0 {
				when = clinic.Before
			}
			f.use(course, clinic.Use{Product: id, When: when, At: &at})
		}
	}
}

func (f *filling) use(course clinic.ID, u clinic.Use) {
	f.save("a use", func() (clinic.Saved, error) { return f.care.AddUse(f.ctx, f.once("use", u), course, u) })
}

func (f *filling) checkIns(course clinic.ID) {
	for _, s := range diary() {
		in := clinic.CheckIn{Signs: s.signs, Gone: s.gone, Text: s.text}
		for i := range in.Signs {
			if h, known := s.begins[in.Signs[i].Code]; known {
				at := hourAfter(f.end, h)
				in.Signs[i].Since = &at
			}
		}
		at := hourAfter(f.end, s.hour)
		f.save("a check-in", func() (clinic.Saved, error) { return f.care.AddCheckIn(f.ctx, f.once("check-in", in), course, in, at) })
	}
}
