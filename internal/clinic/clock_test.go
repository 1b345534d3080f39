package clinic_test

import (
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
)

// TestAClockThatIsPutBackForgetsNothing: the machine ran a day and a half ahead when signs of an
// infection were told, and was put right since.
func TestAClockThatIsPutBackForgetsNothing(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	b.Later(4 * 24 * time.Hour)
	since := b.Now().Add(-time.Hour)
	bad := clinic.CheckIn{Signs: []clinic.Sign{
		{Code: "spreading_redness", Severity: skinafter.Severe, Since: &since}, {Code: "fever", Severity: skinafter.Severe},
	}}
	first, err := b.CheckIn(b.ctx(), b.must(b.AddCheckIn(b.ctx(), b.key(), course, bad, time.Time{})).ID)
	if err != nil || first.Body.Shown.Level == nil || *first.Body.Shown.Level < skinafter.SameDay {
		t.Fatalf("%v, %v", first.Body.Shown.Level, err)
	}
	b.Later(-36 * time.Hour)

	small := clinic.CheckIn{Signs: []clinic.Sign{{Code: "itch", Severity: skinafter.Mild}}}
	p, err := b.Preview(b.ctx(), course, small, time.Time{})
	if err != nil || p.Assessment.Finding.Level < *first.Body.Shown.Level {
		t.Errorf("after the clock was put back: %v, %v; want %v or more", p.Assessment.Finding.Level, err, *first.Body.Shown.Level)
	}
	late, err := b.Preview(b.ctx(), course, small, b.Now().Add(-24*time.Hour))
	if err != nil || late.Assessment.Finding.Level >= *first.Body.Shown.Level {
		t.Errorf("what is noted down for yesterday counts what came later: %v, %v", late.Assessment.Finding.Level, err)
	}
	if pass, err := view.Passport(b.ctx(), b.Care, course); err != nil || len(pass.Reactions) != 2 {
		t.Errorf("the passport knows %v, %v", pass.Reactions, err)
	}
	b.must(b.AddCheckIn(b.ctx(), b.key(), course, small, time.Time{}))
	if _, err := b.Verify(b.ctx()); err != nil {
		t.Errorf("the audit chain: %v", err)
	}
	if err := b.VerifyRows(b.ctx()); err != nil {
		t.Errorf("the rows: %v", err)
	}
}
