package clinic_test

import (
	"context"
	"fmt"
	"os"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/store/sqlite"
	"skinafter/knowledge"
)

// A person was needled yesterday evening, asks about a serum, and reports how the skin is.
func Example() {
	if err := evening(context.Background()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// wait 2026-12-02 22:59 UTC
	// normal
}

func evening(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "skinafter")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	store, err := sqlite.Open(ctx, sqlite.Options{Dir: dir})
	if err != nil {
		return err
	}
	defer store.Close()
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		return err
	}
	clock := func() time.Time { return time.Date(2026, 11, 19, 8, 0, 0, 0, time.UTC) }
	care := clinic.New(store, facts, clock, clinic.None)
	if err := care.Settle(ctx); err != nil {
		return err
	}
	ended, err := clinic.ReadLocal("ended", "2026-11-18 evening", "Europe/Berlin")
	if err != nil {
		return err
	}
	checked, err := view.Check(ctx, care, clinic.Ask{
		Text:      "INGREDIENTS: Aqua, Glycerin, Retinol",
		Treatment: clinic.Treatment{Modality: skinafter.Needling, DepthMM: 1, Ended: ended, Zone: "Europe/Berlin"},
	})
	if err != nil {
		return err
	}
	until, _ := checked.Answer.UntilTime()
	fmt.Println(checked.Answer.Verdict, until.UTC().Format("2006-01-02 15:04 MST"))

	course := clinic.Course{Modality: skinafter.Needling, DepthMM: 1, Ended: ended, Zone: "Europe/Berlin"}
	saved, err := care.StartCourse(ctx, clinic.NewOnce("form-1", "start", course), course)
	if err != nil {
		return err
	}
	in := clinic.CheckIn{Signs: []clinic.Sign{{Code: "redness", Severity: skinafter.Mild}}}
	saved, err = care.AddCheckIn(ctx, clinic.NewOnce("form-2", "check-in", in), saved.ID, in, time.Time{})
	if err != nil {
		return err
	}
	kept, err := care.CheckIn(ctx, saved.ID)
	if err != nil {
		return err
	}
	fmt.Println(kept.Body.Shown.Level)
	return nil
}
