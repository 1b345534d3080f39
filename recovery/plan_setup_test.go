package recovery_test

import (
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/recovery"
)

func planBase(t testing.TB) *knowledge.Base {
	t.Helper()
	return testkit.Facts(t)
}

// evening is when the treatments of the tests end: half past eight in the evening in Berlin.
var evening = time.Date(2026, 11, 17, 19, 30, 0, 0, time.UTC)

// treated is a course by modality, depth and hours since its end.
func treated(m skinafter.Modality, depth skinafter.Millimetres, h float64) recovery.PlanInput {
	return recovery.PlanInput{Situation: skinafter.Situation{
		Course: skinafter.Course{Modality: m, Depth: depth, End: evening},
		At:     skinafter.At(skinafter.Hours(h)),
	}}
}

func ptr[T any](v T) *T { return &v }

// hoursOf writes an end of a window as hours.
func hoursOf(e *skinafter.Elapsed) any {
	if e == nil {
		return nil
	}
	return e.Hours()
}
