package clinic

import (
	"context"
	"slices"
	"time"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/narrative"
	"skinafter/recovery"
)

// Timeline is a course as it went and as it goes on.
type Timeline struct {
	Course   Record[Course]
	At       time.Time
	Moment   skinafter.Moment
	Plan     recovery.Schedule // steps past, now and later
	CheckIns []Record[CheckIn] // oldest first
	Uses     []UseOf
	Photos   []Record[Photo]
	Series   []Series // one for each sign that was ever reported, in the order of first report
	Purpose  Purpose
}

// UseOf is a use with its product.
type UseOf struct {
	Use     Record[Use]
	Product Record[Product]
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
	CheckIn  ID
}

// Expected is how long a sign is normal at a severity, by rules/normal.yaml.
type Expected struct {
	Severity    skinafter.Severity
	NormalUntil skinafter.Elapsed // 0 = never normal
	WatchUntil  skinafter.Elapsed
}

// Timeline is the whole of a course in order.
func (c *Care) Timeline(ctx context.Context, course ID) (Timeline, error) {
	r := c.reader()
	v := Timeline{At: c.Time()}
	f, err := c.file(ctx, r, course, v.At)
	if err != nil {
		return v, err
	}
	v.Purpose = f.Person.purpose()
	v.Plan, v.Moment = c.plan(f)
	if v.Course, err = one[Course](ctx, r, KindCourse, course); err != nil {
		return v, err
	}
	if v.CheckIns, err = all[CheckIn](ctx, r, KindCheckIn, Filter{Course: course}); err != nil {
		return v, err
	}
	if v.Photos, err = all[Photo](ctx, r, KindPhoto, Filter{Course: course}); err != nil {
		return v, err
	}
	if v.Uses, err = usesOf(ctx, r, course); err != nil {
		return v, err
	}
	v.series(c.facts, f.Lang)
	return v, nil
}

func usesOf(ctx context.Context, r Reader, course ID) ([]UseOf, error) {
	uses, err := all[Use](ctx, r, KindUse, Filter{Course: course})
	if err != nil || len(uses) == 0 {
		return nil, err
	}
	products, err := all[Product](ctx, r, KindProduct, Filter{})
	if err != nil {
		return nil, err
	}
	by := map[ID]Record[Product]{}
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
func (v *Timeline) series(facts *knowledge.Base, lang string) {
	class := v.Plan.Class
	at := map[string]int{}
	add := func(code string, p Point) {
		i, known := at[code]
		if !known {
			i = len(v.Series)
			at[code] = i
			s := Series{Code: code}
			if v.Purpose == PurposeGuidance {
				s.Band = expected(facts, code, class)
			}
			v.Series = append(v.Series, s)
		}
		v.Series[i].Points = append(v.Series[i].Points, p)
	}
	for i := range v.CheckIns {
		in := &v.CheckIns[i]
		since := v.Course.Body.Ended.Since(in.At)
		for _, s := range in.Body.reported(facts, lang) {
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
func (in *CheckIn) reported(facts *knowledge.Base, lang string) []Sign {
	out := slices.Clip(in.Signs)
	if in.Text == "" {
		return out
	}
	for _, h := range Hear(facts, in.Text, lang, in.Denied).Heard {
		said := slices.ContainsFunc(out, func(s Sign) bool { return s.Code == h.Code })
		if h.Kind == narrative.Sign && h.Stands() && !said {
			out = append(out, Sign{Code: h.Code, Severity: h.Severity, Before: h.Before, Trend: h.Trend})
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
