package view

import (
	"context"
	"slices"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/knowledge"
	"skinafter/narrative"
	"skinafter/recovery"
)

// Line is a course as it went and as it goes on.
type Line struct {
	Course   clinic.Record[clinic.Course]
	At       time.Time
	Moment   skinafter.Moment
	Plan     recovery.Schedule               // steps past, now and later
	CheckIns []clinic.Record[clinic.CheckIn] // oldest first
	Uses     []UseOf
	Photos   []clinic.Record[clinic.Photo]
	Series   []Series // one for each sign that was ever reported, in the order of first report
	Purpose  clinic.Purpose
}

// UseOf is a use with its product.
type UseOf struct {
	Use     clinic.Record[clinic.Use]
	Product clinic.Record[clinic.Product]
}

// Series is one sign over the course, for a chart.
type Series struct {
	Code   string
	Points []Point // by time
	// Band is how long it is normal, and how long watched, at each severity that the facts have
	// a row for; hours since the treatment. Empty where the purpose is record, or no row has it.
	Band []Expected
}

// Point is a sign at one check-in.
type Point struct {
	At       time.Time
	Since    skinafter.Moment
	Severity skinafter.Severity // empty = not there (any more)
	CheckIn  clinic.ID
}

// Expected is how long a sign is normal at a severity, by rules/normal.yaml.
type Expected struct {
	Severity    skinafter.Severity
	NormalUntil skinafter.Elapsed // 0 = never normal
	WatchUntil  skinafter.Elapsed
}

// Timeline is the whole of a course in order.
func Timeline(ctx context.Context, care *clinic.Care, course clinic.ID) (Line, error) {
	v := Line{At: care.Time()}
	f, err := care.File(ctx, course, v.At)
	if err != nil {
		return v, err
	}
	v.Purpose = f.Person.Purpose.OrGuidance()
	v.Plan, v.Moment = plan(care, f)
	if v.Course, err = care.Course(ctx, course); err != nil {
		return v, err
	}
	if v.CheckIns, err = every(of(ctx, care.CheckIns, course)); err != nil {
		return v, err
	}
	if v.Photos, err = every(of(ctx, care.Photos, course)); err != nil {
		return v, err
	}
	if v.Uses, err = usesOf(ctx, care, course); err != nil {
		return v, err
	}
	v.series(care.Facts(), f.Lang)
	return v, nil
}

func usesOf(ctx context.Context, care *clinic.Care, course clinic.ID) ([]UseOf, error) {
	uses, err := every(of(ctx, care.Uses, course))
	if err != nil || len(uses) == 0 {
		return nil, err
	}
	products, err := products(ctx, care)
	if err != nil {
		return nil, err
	}
	by := map[clinic.ID]clinic.Record[clinic.Product]{}
	for i := range products {
		by[products[i].ID] = products[i]
	}
	out := make([]UseOf, len(uses))
	for i := range uses {
		out[i] = UseOf{uses[i], by[uses[i].Body.Product]}
	}
	return out, nil
}

// series makes one series for each sign. A sign that a check-in calls gone has a point without
// severity; one that it does not mention has none.
func (v *Line) series(facts *knowledge.Base, lang string) {
	class := v.Plan.Class
	at := map[string]int{}
	add := func(code string, p Point) {
		i, known := at[code]
		if !known {
			i = len(v.Series)
			at[code] = i
			s := Series{Code: code}
			if v.Purpose == clinic.PurposeGuidance {
				s.Band = expected(facts, code, class)
			}
			v.Series = append(v.Series, s)
		}
		v.Series[i].Points = append(v.Series[i].Points, p)
	}
	for i := range v.CheckIns {
		in := &v.CheckIns[i]
		since := v.Course.Body.Ended.Since(in.At)
		for _, s := range reported(&in.Body, facts, lang) {
			add(s.Code, Point{in.At, since, skinafter.Symptom{Severity: s.Severity}.Graded(), in.ID})
		}
		for _, code := range in.Body.Gone {
			if _, known := at[code]; known {
				add(code, Point{in.At, since, "", in.ID})
			}
		}
	}
}

// reported are the signs of a check-in, those that only its words say too.
func reported(in *clinic.CheckIn, facts *knowledge.Base, lang string) []clinic.Sign {
	out := slices.Clip(in.Signs)
	if in.Text == "" {
		return out
	}
	for _, h := range clinic.Hear(facts, in.Text, lang, in.Denied).Heard {
		said := slices.ContainsFunc(out, func(s clinic.Sign) bool { return s.Code == h.Code })
		if h.Kind == narrative.Sign && h.Stands() && !said {
			out = append(out, clinic.Sign{Code: h.Code, Severity: h.Severity, Before: h.Before, Trend: h.Trend})
		}
	}
	return out
}

// expected are the rows of the facts about a sign in a depth class.
func expected(facts *knowledge.Base, code string, class skinafter.DepthClass) []Expected {
	var out []Expected
	for _, severity := range []skinafter.Severity{skinafter.Mild, skinafter.Moderate, skinafter.Severe} {
		for _, row := range facts.Care.Normal.Rows {
			if !slices.Contains(row.Symptoms, code) || !slices.Contains(row.Severity, string(severity)) {
				continue
			}
			for _, l := range row.Limits {
				if slices.Contains(l.Classes, string(class)) {
					out = append(out, Expected{severity, skinafter.Hours(l.NormalH), skinafter.Hours(l.WatchH)})
				}
			}
		}
	}
	return out
}
