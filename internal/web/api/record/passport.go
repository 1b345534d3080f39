package record

import (
	"context"
	"time"

	"skinafter/internal/clinic/view"
	"skinafter/internal/web/api/contract"
	"skinafter/passport"
)

// Passport is what was done to a skin, and with what. What is not known is left out.
type Passport struct {
	Made      time.Time         `json:"made"`
	Treatment PassportTreatment `json:"treatment"`
	Products  []PassportProduct `json:"products"`
	Reactions []Reaction        `json:"reactions"`
	Asks      []PassportAsk     `json:"asks" doc:"What to ask the clinic, most important first."`
}

// PassportTreatment is what was done.
type PassportTreatment struct {
	Modality string     `json:"modality,omitempty"`
	DepthMM  float64    `json:"depth_mm,omitempty"`
	Class    string     `json:"depth_class"`
	Area     string     `json:"area,omitempty"`
	First    *time.Time `json:"ended_first,omitempty"`
	Last     *time.Time `json:"ended_last,omitempty"`
	Session  int        `json:"session,omitempty"`
	Device   string     `json:"device,omitempty"`
	Needle   string     `json:"needle,omitempty"`
	Batch    string     `json:"batch,omitempty"`
	Provider string     `json:"provider,omitempty"`
	Phone    string     `json:"phone,omitempty"`
	Setting  string     `json:"setting,omitempty"`
	Note     string     `json:"note,omitempty"`
}

// PassportProduct is a product that touched the skin.
type PassportProduct struct {
	Stage   string      `json:"stage" enum:"before,during,after,unknown"`
	Name    string      `json:"name,omitempty"`
	Brand   string      `json:"brand,omitempty"`
	Barcode string      `json:"barcode,omitempty"`
	Batch   string      `json:"batch,omitempty"`
	Form    string      `json:"form,omitempty"`
	Label   string      `json:"label,omitempty" doc:"The whole label as it was that day."`
	Times   []time.Time `json:"times" doc:"Empty where the hour is not known."`
	Note    string      `json:"note,omitempty"`
}

// Reaction is a sign that was reported since the treatment.
type Reaction struct {
	Code  string    `json:"code"`
	Worst string    `json:"worst" enum:"mild,moderate,severe"`
	First time.Time `json:"first" doc:"When it was first reported."`
}

// PassportAsk is a question to the clinic.
type PassportAsk struct {
	ID    string `json:"id"`
	About string `json:"about,omitempty" doc:"The product it is about."`
}

func (h handlers) passport(ctx context.Context, in *OfCourse) (*contract.Answer[Passport], error) {
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	p, err := view.Passport(ctx, h.Care, course.ID)
	if err != nil {
		return nil, err
	}
	return &contract.Answer[Passport]{Body: showPassport(&p)}, nil
}

func showPassport(p *passport.Passport) Passport {
	t := &p.Treatment
	out := Passport{
		Made: p.Made, Products: []PassportProduct{}, Reactions: []Reaction{}, Asks: []PassportAsk{},
		Treatment: PassportTreatment{
			Modality: string(t.Modality), DepthMM: t.DepthMM, Class: string(t.Class), Area: string(t.Area), First: sometime(t.First), Last: sometime(t.Last),
			Session: t.Session, Device: t.Device, Needle: t.Needle, Batch: t.Batch, Provider: t.Provider, Phone: t.Phone, Setting: t.Setting, Note: t.Note,
		},
	}
	for i := range p.Products {
		x := &p.Products[i]
		times := x.Times
		if times == nil {
			times = []time.Time{}
		}
		out.Products = append(out.Products, PassportProduct{string(x.Stage), x.Name, x.Brand, x.Barcode, x.Batch, string(x.Form), x.Label, times, x.Note})
	}
	for _, r := range p.Reactions {
		out.Reactions = append(out.Reactions, Reaction{r.Code, string(r.Worst), r.First})
	}
	for _, q := range p.Asks {
		out.Asks = append(out.Asks, PassportAsk{q.ID, q.About})
	}
	return out
}

// sometime is a time that is known; nil = it is not.
func sometime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
