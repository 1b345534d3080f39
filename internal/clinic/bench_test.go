package clinic_test

import (
	"fmt"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
)

// busy is a course of 60 check-ins with 12 products of real length, each used twice.
func busy(b *testing.B) (*bench, clinic.ID) {
	b.Helper()
	at := openedOn(b, onSQLite)
	course := at.course()
	label := "INGREDIENTS: Aqua"
	for range 40 {
		label += ", Butyrospermum Parkii Butter, Glycerin"
	}
	for i := range 12 {
		p := at.product(fmt.Sprint("cream ", i), label)
		for range 2 {
			used := at.Now()
			at.must(at.AddUse(at.ctx(), at.key(), course, clinic.Use{Product: p, When: clinic.After, At: &used}))
		}
	}
	for range 60 {
		at.Later(12 * time.Hour)
		at.must(at.AddCheckIn(at.ctx(), at.key(), course, clinic.CheckIn{
			Signs: []clinic.Sign{{Code: "redness", Severity: skinafter.Mild}, {Code: "dryness"}}, Text: "still a bit red, no fever",
		}, time.Time{}))
	}
	return at, course
}

func BenchmarkNow(b *testing.B) {
	at, course := busy(b)
	for b.Loop() {
		if _, err := view.Now(at.ctx(), at.Care, course); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTimeline(b *testing.B) {
	at, course := busy(b)
	for b.Loop() {
		if _, err := view.Timeline(at.ctx(), at.Care, course); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAddCheckIn(b *testing.B) {
	at, course := busy(b)
	for b.Loop() {
		at.Later(time.Minute)
		at.must(at.AddCheckIn(at.ctx(), at.key(), course, clinic.CheckIn{Gone: []string{"redness"}}, time.Time{}))
	}
}

func BenchmarkCheck(b *testing.B) {
	at, course := busy(b)
	for b.Loop() {
		if _, err := view.Check(at.ctx(), at.Care, clinic.Ask{Text: serum, Course: course}); err != nil {
			b.Fatal(err)
		}
	}
}
