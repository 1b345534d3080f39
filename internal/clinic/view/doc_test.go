package view

import (
	"errors"
	"testing"
	"time"

	"skinafter/internal/clinic"
)

// TestALongListIsReadToItsEnd: a store hands out a part at a time.
func TestALongListIsReadToItsEnd(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for _, n := range []int{0, 1, 499, 500, 501, 1000, 1203} {
		asked := 0
		got, err := every(func(p clinic.Page) ([]clinic.Record[int], error) {
			asked++
			from := 0
			if !p.After.IsZero() {
				from = int(p.After.Sub(begin)/time.Minute) + 1
			}
			var out []clinic.Record[int]
			for i := from; i < min(from+p.Limit, n); i++ {
				out = append(out, clinic.Record[int]{At: begin.Add(time.Duration(i) * time.Minute), Body: i})
			}
			return out, nil
		})
		if err != nil || len(got) != n || n > 0 && got[n-1].Body != n-1 {
			t.Errorf("%d of %d, %v", len(got), n, err)
		}
		if asked != n/500+1 {
			t.Errorf("%d rows: asked %d times", n, asked)
		}
	}
	if got, err := every(func(clinic.Page) ([]clinic.Record[int], error) { return nil, clinic.ErrNotFound }); !errors.Is(err, clinic.ErrNotFound) || got != nil {
		t.Errorf("%v, %v", got, err)
	}
}
