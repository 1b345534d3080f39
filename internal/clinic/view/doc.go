// Package view answers what a person only looks at: where the course stands, its plan and
// calendar, the timeline, the passport, what a product or the whole shelf means. Every answer is
// made anew from the record (internal/clinic) and the facts, and nothing is kept.
package view

import (
	"context"

	"skinafter/internal/clinic"
)

// every lists all there is, oldest first, a page at a time.
func every[T any](list func(clinic.Page) ([]clinic.Record[T], error)) ([]clinic.Record[T], error) {
	const most = 500
	var out []clinic.Record[T]
	for p := (clinic.Page{Limit: most}); ; {
		some, err := list(p)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
		if len(some) < most {
			return out, nil
		}
		last := &some[len(some)-1]
		p.After, p.AfterID = last.At, last.ID
	}
}

// of is a list of what belongs to a course.
func of[T any](
	ctx context.Context, list func(context.Context, clinic.ID, clinic.Page) ([]clinic.Record[T], error), course clinic.ID,
) func(clinic.Page) ([]clinic.Record[T], error) {
	return func(p clinic.Page) ([]clinic.Record[T], error) { return list(ctx, course, p) }
}

// products are all products of the person, those off the shelf too.
func products(ctx context.Context, care *clinic.Care) ([]clinic.Record[clinic.Product], error) {
	return every(func(p clinic.Page) ([]clinic.Record[clinic.Product], error) { return care.Products(ctx, p) })
}
