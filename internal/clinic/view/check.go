package view

import (
	"context"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/assessment"
	"skinafter/verdict"
)

// Checked is a product with its answer.
type Checked struct {
	Purpose  clinic.Purpose // with clinic.PurposeRecord show what sources say (Item.Dissent, Item.Cites), not the verdict
	Product  skinafter.Product
	Kept     clinic.ID // the kept product; None where the label was pasted
	Question verdict.Question
	Answer   verdict.Answer
}

// Check judges a product, for a course or for a treatment nobody kept. Nothing is stored. Of a
// treatment nobody named the most careful answer counts.
func Check(ctx context.Context, care *clinic.Care, ask clinic.Ask) (Checked, error) {
	var out Checked
	if err := ask.Check(); err != nil {
		return out, err
	}
	person, err := care.Self(ctx)
	if err != nil {
		return out, err
	}
	out.Purpose = person.Body.Purpose.OrGuidance()
	p := clinic.Product{Name: ask.Name, Label: ask.Text, Form: ask.Form, Prescribed: ask.Prescribed}
	if ask.Barcode != "" && ask.Text == "" {
		kept, err := care.ProductByBarcode(ctx, ask.Barcode)
		if err != nil {
			return out, err
		}
		p, out.Kept = kept.Body, kept.ID
		p.Prescribed = p.Prescribed || ask.Prescribed
		if ask.Form != "" {
			p.Form = ask.Form
		}
	}
	out.Product = p.Read(care.Labels())
	out.Product.Tolerated = ask.Tolerated
	f, err := asked(ctx, care, ask, person.Body)
	if err != nil {
		return out, err
	}
	for i, s := range f.Readings(care.Facts(), care.Labels()) {
		q := assessment.Question(s)
		q.Protocol, q.During = f.Course.Protocol, ask.During
		a := verdict.Judge(care.Facts(), q, out.Product)
		if i == 0 || verdict.Compare(a.Verdict, a.Until, out.Answer.Verdict, out.Answer.Until) > 0 {
			out.Question, out.Answer = q, a
		}
	}
	return out, nil
}

// asked is what a question is about.
func asked(ctx context.Context, care *clinic.Care, ask clinic.Ask, p clinic.Person) (*clinic.File, error) {
	if ask.Course == clinic.None {
		return care.FileOf(p, ask.Treatment, ask.At)
	}
	at := ask.At
	if at.IsZero() {
		at = care.Time()
	}
	return care.File(ctx, ask.Course, at)
}

// Shelved is what the person's products mean in a course.
type Shelved struct {
	Products []clinic.Record[clinic.Product] // on the shelf; Entry.Product is an index into it
	// Read are the same products as the schedule took them; nil where there is no schedule.
	Read []skinafter.Product
	// Schedule says what now, what when; nil where the purpose is record.
	Schedule *verdict.Schedule
	Question verdict.Question
}

// Shelf judges every product on the shelf at once and puts the new ones into an order. With
// None as course it lists the products without a schedule.
func Shelf(ctx context.Context, care *clinic.Care, course clinic.ID) (Shelved, error) {
	var view Shelved
	list, err := products(ctx, care)
	if err != nil {
		return view, err
	}
	for i := range list {
		if !list[i].Body.OffShelf {
			view.Products = append(view.Products, list[i])
		}
	}
	if course == clinic.None || len(view.Products) == 0 {
		return view, nil
	}
	person, err := care.Self(ctx)
	if err != nil || person.Body.Purpose.OrGuidance() == clinic.PurposeRecord {
		return view, err
	}
	f, err := care.File(ctx, course, care.Time())
	if err != nil {
		return view, err
	}
	view.Read = make([]skinafter.Product, len(view.Products))
	for i := range view.Products {
		view.Read[i] = view.Products[i].Body.Read(care.Labels())
	}
	view.Question = assessment.Question(deepest(f.Readings(care.Facts(), care.Labels())))
	view.Question.Protocol = f.Course.Protocol
	schedule := verdict.Shelf(care.Facts(), view.Question, view.Read)
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
