package clinic

import (
	"context"
	"time"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/verdict"
)

// Ask is a question about one product. Nothing of it is kept.
type Ask struct {
	Text       string // the label; empty = only Name is known
	Name       string
	Barcode    string // instead of a label: of a product the person has kept
	Form       skinafter.Form
	Prescribed bool
	Tolerated  bool // this skin had it before, without trouble
	During     bool // may it be put on while the skin is being opened?
	// Course is the course it is for; None = Treatment.
	Course    ID
	Treatment Treatment
	At        time.Time // the moment asked about; zero = now
}

// Treatment is a treatment that nobody kept, as far as it is known.
type Treatment struct {
	Modality skinafter.Modality // empty = unknown: judged as each kind it may have been
	DepthMM  float64
	Class    skinafter.DepthClass
	Area     skinafter.Area
	Ended    Span // zero = nobody knows
	Zone     string
}

// Checked is a product with its answer.
type Checked struct {
	Purpose  Purpose // with PurposeRecord show what sources say (Item.Dissent, Item.Cites), not the verdict
	Product  skinafter.Product
	Kept     ID // the kept product; None where the label was pasted
	Question verdict.Question
	Answer   verdict.Answer
}

// Check judges a product, for a course or for a treatment nobody kept. Nothing is stored. Of a
// treatment nobody named the most careful answer counts.
func (c *Care) Check(ctx context.Context, ask Ask) (Checked, error) {
	var out Checked
	if err := ask.check(); err != nil {
		return out, err
	}
	person, err := c.Self(ctx)
	if err != nil {
		return out, err
	}
	out.Purpose = person.Body.purpose()
	p := Product{Name: ask.Name, Label: ask.Text, Form: ask.Form, Prescribed: ask.Prescribed}
	if ask.Barcode != "" && ask.Text == "" {
		kept, err := c.ProductByBarcode(ctx, ask.Barcode)
		if err != nil {
			return out, err
		}
		p, out.Kept = kept.Body, kept.ID
		p.Prescribed = p.Prescribed || ask.Prescribed
		if ask.Form != "" {
			p.Form = ask.Form
		}
	}
	out.Product = p.product(c.Labels())
	out.Product.Tolerated = ask.Tolerated
	f, err := c.asked(ctx, ask, person.Body)
	if err != nil {
		return out, err
	}
	for i, s := range f.Readings(c.facts, c.Labels()) {
		q := assessment.Question(s)
		q.Protocol, q.During = f.Course.Protocol, ask.During
		a := verdict.Judge(c.facts, q, out.Product)
		if i == 0 || verdict.Compare(a.Verdict, a.Until, out.Answer.Verdict, out.Answer.Until) > 0 {
			out.Question, out.Answer = q, a
		}
	}
	return out, nil
}

// asked is what a question is about.
func (c *Care) asked(ctx context.Context, ask Ask, p Person) (*File, error) {
	at := ask.At
	if at.IsZero() {
		at = c.Time()
	}
	if ask.Course != None {
		return c.file(ctx, c.reader(), ask.Course, at)
	}
	t := ask.Treatment
	f := &File{At: at, Lang: p.language(), Person: p, Course: Course{
		Modality: t.Modality, DepthMM: t.DepthMM, Class: t.Class, Area: t.Area, Ended: t.Ended, Zone: t.Zone,
	}}
	return f, c.checkCourse(&f.Course)
}

// ShelfView is what the person's products mean in a course.
type ShelfView struct {
	Products []Record[Product] // on the shelf; Entry.Product is an index into it
	// Read are the same products as the schedule took them; nil where there is no schedule.
	Read []skinafter.Product
	// Schedule says what now, what when; nil where the purpose is record.
	Schedule *verdict.Schedule
	Question verdict.Question
}

// Shelf judges every product on the shelf at once and puts the new ones into an order. With
// None as course it lists the products without a schedule.
func (c *Care) Shelf(ctx context.Context, course ID) (ShelfView, error) {
	var view ShelfView
	list, err := all[Product](ctx, c.reader(), KindProduct, Filter{})
	if err != nil {
		return view, err
	}
	for i := range list {
		if !list[i].Body.OffShelf {
			view.Products = append(view.Products, list[i])
		}
	}
	if course == None || len(view.Products) == 0 {
		return view, nil
	}
	person, err := c.Self(ctx)
	if err != nil || person.Body.purpose() == PurposeRecord {
		return view, err
	}
	f, err := c.file(ctx, c.reader(), course, c.Time())
	if err != nil {
		return view, err
	}
	view.Read = make([]skinafter.Product, len(view.Products))
	for i := range view.Products {
		view.Read[i] = view.Products[i].Body.product(c.Labels())
	}
	view.Question = assessment.Question(deepest(f.Readings(c.facts, c.Labels())))
	view.Question.Protocol = f.Course.Protocol
	schedule := verdict.Shelf(c.facts, view.Question, view.Read)
	view.Schedule = &schedule
	return view, nil
}

// deepest is the reading with the deepest treatment: its waits are the longest.
func deepest(readings []skinafter.Situation) skinafter.Situation {
	out := readings[0]
	for _, s := range readings[1:] {
		if s.Course.DepthClass().DeeperThan(out.Course.DepthClass()) {
			out = s
		}
	}
	return out
}
