package record

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/intake"
	"skinafter/internal/web/api/contract"
	"skinafter/internal/wire"
	"skinafter/verdict"
)

// ProductQuestion is the body of POST /courses/{id}/checks: a product that is kept, or the text
// of a label, or only a name.
type ProductQuestion struct {
	ID         json.RawMessage `json:"id,omitempty" doc:"Yours; comes back with the answer."`
	Product    string          `json:"product,omitempty" maxLength:"64" doc:"Id of a product that is kept; instead of text and name."`
	Text       string          `json:"text,omitempty" maxLength:"65536" doc:"Text of the label, at most 64 KiB."`
	Name       string          `json:"name,omitempty" maxLength:"200"`
	Form       string          `json:"form,omitempty"`
	Prescribed bool            `json:"prescribed,omitempty"`
	Tolerated  bool            `json:"tolerated,omitempty" doc:"This skin had it before, without trouble."`
	During     bool            `json:"during,omitempty" doc:"May it be put on while the skin is being opened?"`
	At         *time.Time      `json:"at,omitempty" doc:"The moment asked about; now where it is left out."`
}

// Shelf is what now and what when of all products on the shelf.
type Shelf struct {
	Kept []string `json:"kept" doc:"Ids of the products, in the order of products."`
	wire.ShelfAnswer
}

func (h handlers) registerChecks() {
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodPost, Path: "/courses/{id}/checks", Tag: tagCourse, ID: "check-for-course", Title: "May this product touch the skin after this treatment?",
		About:   "As POST /checks answers, for the course and the person that are kept. Nothing is stored. Of a treatment that nobody named the most careful answer counts.",
		Largest: maxBody, Errors: []int{http.StatusForbidden},
	}, h.check)
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodGet, Path: "/courses/{id}/shelf", Tag: tagCourse, ID: "course-shelf", Title: "What of the shelf now, and what when",
		About:  "Every product that is kept and not off the shelf; new ones one at a time. ok where the shelf is empty.",
		Errors: []int{http.StatusForbidden},
	}, h.shelf)
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodGet, Path: "/person/screening", Tag: tagRecord, ID: "person-screening", Title: "What has to be settled before a treatment?",
		About: "As POST /screenings answers, for the person that is kept.", Errors: []int{http.StatusForbidden},
	}, h.screening)
}

func (h handlers) check(ctx context.Context, in *struct {
	OfCourse
	Body ProductQuestion
},
) (*contract.Answer[wire.CheckAnswer], error) {
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	ask, err := h.ask(ctx, &in.Body)
	if err != nil {
		return nil, err
	}
	ask.Course = course.ID
	found, err := view.Check(ctx, h.Care, ask)
	if err != nil {
		return nil, err
	}
	if found.Purpose == clinic.PurposeRecord {
		return nil, clinic.ErrRecord
	}
	out := wire.Check(h.Care.Facts(), found.Product.Label, &found.Answer)
	out.ID = in.Body.ID
	return &contract.Answer[wire.CheckAnswer]{Body: out}, nil
}

// ask is a question as the record takes it.
func (h handlers) ask(ctx context.Context, q *ProductQuestion) (clinic.Ask, error) {
	out := clinic.Ask{
		Text: q.Text, Name: q.Name, Form: skinafter.Form(q.Form), Prescribed: q.Prescribed, Tolerated: q.Tolerated, During: q.During,
	}
	if q.At != nil {
		out.At = q.At.UTC()
	}
	if q.Product == "" {
		return out, nil
	}
	if q.Text != "" || q.Name != "" {
		return out, contract.Invalid(contract.Fault{Detail: "want the id of a product, or text and name, not both", Pointer: "#/product"})
	}
	id, err := clinic.ParseID(q.Product)
	var kept clinic.Record[clinic.Product]
	if err == nil {
		kept, err = h.Care.Product(ctx, id)
	}
	if isNotFound(err) {
		return out, contract.Invalid(contract.Fault{Detail: "want the id of a product that is kept", Pointer: "#/product"})
	}
	p := &kept.Body
	out.Text, out.Name, out.Prescribed = p.Label, p.Name, p.Prescribed || q.Prescribed
	if out.Form == "" {
		out.Form = p.Form
	}
	return out, err
}

func (h handlers) shelf(ctx context.Context, in *OfCourse) (*contract.Answer[Shelf], error) {
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	v, err := view.Shelf(ctx, h.Care, course.ID)
	if err != nil {
		return nil, err
	}
	self, err := h.Care.Self(ctx)
	if err != nil {
		return nil, err
	}
	if self.Body.Purpose == clinic.PurposeRecord {
		return nil, clinic.ErrRecord
	}
	if v.Schedule == nil { // an empty shelf
		v.Schedule = &verdict.Schedule{}
	}
	out := Shelf{Kept: []string{}, ShelfAnswer: wire.Shelf(h.Care.Facts(), v.Read, v.Schedule)}
	for i := range v.Products {
		out.Kept = append(out.Kept, v.Products[i].ID.String())
	}
	return &contract.Answer[Shelf]{Body: out}, nil
}

func (h handlers) screening(ctx context.Context, in *struct {
	Course   string   `query:"course" maxLength:"64" doc:"The last course; left out before a first treatment."`
	Modality string   `query:"modality" maxLength:"40" doc:"What is planned; the same as last time where it is left out."`
	Answered []string `query:"answered" maxItems:"50" doc:"Topics that were settled beside what the record settles, separated by commas."`
},
) (*contract.Answer[wire.ScreenAnswer], error) {
	ask := clinic.Answered{Topics: in.Answered, Modality: skinafter.Modality(in.Modality)}
	if in.Course != "" {
		var err error
		if ask.Course, err = h.courseNamed(ctx, in.Course, contract.Fault{Parameter: "course"}); err != nil {
			return nil, err
		}
	}
	found, err := h.Care.Screen(ctx, ask)
	if err != nil {
		name := "answered"
		if ask.Modality != "" && !ask.Modality.Valid() {
			name = "modality"
		}
		return nil, contract.AsParameter(err, name)
	}
	if found.Purpose == clinic.PurposeRecord {
		return nil, clinic.ErrRecord
	}
	x := &intake.Screening{Report: &intake.Report{}, Items: found.Items}
	return &contract.Answer[wire.ScreenAnswer]{Body: wire.Screen(h.Care.Facts(), x)}, nil
}
