package view

import (
	"context"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/knowledge"
	"skinafter/passport"
)

// Passport is what was done in a course, with every product and its whole label, and what is
// not known.
func Passport(ctx context.Context, care *clinic.Care, course clinic.ID) (passport.Passport, error) {
	rec, err := care.Course(ctx, course)
	if err != nil {
		return passport.Passport{}, err
	}
	uses, err := usesOf(ctx, care, course)
	if err != nil {
		return passport.Passport{}, err
	}
	now := care.Time()
	f, err := care.File(ctx, course, now)
	if err != nil {
		return passport.Passport{}, err
	}
	p := passport.Passport{Treatment: treatment(&rec.Body), Made: now.In(localtime.Location(rec.Body.Zone))}
	at := map[string]int{}
	for i := range uses {
		u, x := &uses[i].Use.Body, &uses[i].Product
		stage := passport.Stage(u.When)
		key := x.ID.String() + string(stage)
		n, known := at[key]
		if !known {
			n = len(p.Products)
			at[key] = n
			b := &x.Body
			p.Products = append(p.Products, passport.Product{
				Stage: stage, Name: b.Name, Brand: b.Brand, Barcode: b.Barcode, Batch: b.Batch, Form: b.Form, Label: b.Label, Note: u.Note,
			})
		}
		if u.At != nil {
			p.Products[n].Times = append(p.Products[n].Times, u.At.In(localtime.Location(rec.Body.Zone)))
		}
	}
	p.Reactions = reactions(f.CheckIns, care.Facts(), f.Lang)
	p.Complete()
	return p, nil
}

func treatment(x *clinic.Course) passport.Treatment {
	t := passport.Treatment{
		Modality: x.Modality, DepthMM: x.DepthMM, Class: x.DepthClass(), Area: x.Area, Session: x.Session,
		Device: x.Device, Needle: x.Needle, Batch: x.Batch, Provider: x.Provider.Name, Phone: x.Provider.Phone,
		Setting: x.Provider.Setting, Note: x.Note,
	}
	if x.Ended.Known() {
		loc := localtime.Location(x.Zone)
		t.First, t.Last = x.Ended.First.In(loc), x.Ended.Last.In(loc)
	}
	return t
}

// reactions are the signs that were reported and not said to be from before.
func reactions(told []clinic.Told, facts *knowledge.Base, lang string) []passport.Reaction {
	var out []passport.Reaction
	at := map[string]int{}
	rank := map[skinafter.Severity]int{skinafter.Mild: 1, skinafter.Moderate: 2, skinafter.Severe: 3}
	for i := range told {
		for _, s := range reported(&told[i].CheckIn, facts, lang) {
			if s.Before {
				continue
			}
			graded := skinafter.Symptom{Severity: s.Severity}.Graded()
			n, known := at[s.Code]
			if !known {
				at[s.Code] = len(out)
				out = append(out, passport.Reaction{Code: s.Code, Worst: graded, First: told[i].At})
				continue
			}
			if rank[graded] > rank[out[n].Worst] {
				out[n].Worst = graded
			}
		}
	}
	return out
}
