package demo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/demo"
	"skinafter/internal/testkit/house"
)

// newCare is an empty record in a folder of its own, at a fixed time.
func newCare(t *testing.T) *clinic.Care {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 11, 22, 21, 40, 0, 0, time.UTC) }
	return house.Care(t, now)
}

func TestTheDemonstrationIsAPlausibleCourse(t *testing.T) {
	t.Parallel()
	ctx, care := context.Background(), newCare(t)
	if err := demo.Fill(ctx, care, time.UTC); err != nil {
		t.Fatal(err)
	}
	course, found, err := care.Current(ctx)
	if err != nil || !found {
		t.Fatalf("course: %v %v", found, err)
	}
	checkIns, err := care.CheckIns(ctx, course.ID, clinic.Page{})
	if err != nil || len(checkIns) != 3 {
		t.Fatalf("%d check-ins, %v", len(checkIns), err)
	}
	for _, c := range checkIns {
		if level := c.Body.Shown.Level; level == nil || *level != skinafter.Normal {
			t.Errorf("at %v the level is %v: usual healing was meant", c.At, level)
		}
	}
	products, err := care.Products(ctx, clinic.Page{})
	if err != nil || len(products) != 6 {
		t.Errorf("%d products, %v", len(products), err)
	}
	for _, p := range products {
		asked, err := view.Check(ctx, care, clinic.Ask{Text: p.Body.Label, Name: p.Body.Name, Form: p.Body.Form, Course: course.ID})
		if err != nil {
			t.Fatalf("%s: %v", p.Body.Name, err)
		}
		if asked.Product.Label.Incomplete {
			t.Errorf("the label of %s is not read whole", p.Body.Name)
		}
	}
}

func TestADemonstrationNeverMixesWithARecord(t *testing.T) {
	t.Parallel()
	ctx, care := context.Background(), newCare(t)
	if err := demo.Fill(ctx, care, time.UTC); err != nil {
		t.Fatal(err)
	}
	if err := demo.Fill(ctx, care, time.UTC); !errors.Is(err, demo.ErrNotEmpty) {
		t.Errorf("the second filling: %v", err)
	}
}
