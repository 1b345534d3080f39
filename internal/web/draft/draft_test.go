package draft_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/house"
	"skinafter/internal/web/draft"
)

// desk is an empty desk of check-ins.
func desk(t *testing.T) (draft.Desk, *house.Clock) {
	t.Helper()
	c := house.ClockAt(time.Date(2026, 11, 22, 21, 40, 0, 0, time.UTC))
	return draft.Desk{Care: house.Care(t, c.Now), Name: "check-in"}, c
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func says(name string, values ...string) func(draft.Answers) {
	return func(a draft.Answers) { a.Set(name, values...) }
}

func TestTwoTabsThatAnswerTwoPagesKeepBothAnswers(t *testing.T) {
	t.Parallel()
	d, _ := desk(t)
	one, err := d.Begin(t.Context(), "form-1", draft.Answers{"course": {"c"}}, says("danger", "none"))
	must(t, err)
	other := &draft.Journey{ID: one.ID}
	must(t, d.Load(t.Context(), other))
	must(t, d.Save(t.Context(), one, says("signs", "redness", "itch")))
	must(t, d.Save(t.Context(), other, says("text", "a bit red")))
	now := &draft.Journey{ID: one.ID}
	must(t, d.Load(t.Context(), now))
	for name, want := range map[string][]string{"course": {"c"}, "danger": {"none"}, "signs": {"redness", "itch"}, "text": {"a bit red"}} {
		if !slices.Equal(now.Answers[name], want) {
			t.Errorf("%s: %q, want %q", name, now.Answers[name], want)
		}
	}
}

func TestTheFirstPageSentTwiceIsOneJourneyAndLosesNothing(t *testing.T) {
	t.Parallel()
	d, _ := desk(t)
	first, err := d.Begin(t.Context(), "form-1", nil, says("danger", "fever"))
	must(t, err)
	must(t, d.Save(t.Context(), first, says("text", "warm")))
	again, err := d.Begin(t.Context(), "form-1", nil, says("danger", "none"))
	must(t, err)
	if again.ID != first.ID || again.Answers.One("danger") != "none" || again.Answers.One("text") != "warm" {
		t.Errorf("%v says %v, was %v", again.ID, again.Answers, first.ID)
	}
	again.Done = first.ID
	must(t, d.Save(t.Context(), again, func(draft.Answers) {}))
	if sent, err := d.Begin(t.Context(), "form-1", nil, says("danger", "pus")); err != nil || sent.Done == clinic.None || sent.Answers.One("danger") != "none" {
		t.Errorf("a journey that was sent says %v, %v", sent, err)
	}
}

func TestWhatChangesNothingIsNotWritten(t *testing.T) {
	t.Parallel()
	d, _ := desk(t)
	j, err := d.Begin(t.Context(), "form-1", nil, says("danger", "none"))
	must(t, err)
	before, err := d.Care.Draft(t.Context(), j.ID)
	must(t, err)
	must(t, d.Save(t.Context(), j, says("danger", "none")))
	if after, err := d.Care.Draft(t.Context(), j.ID); err != nil || after.Version != before.Version {
		t.Errorf("version %d after %d, %v", after.Version, before.Version, err)
	}
}

func TestAJourneyOfAnotherKindIsNotThere(t *testing.T) {
	t.Parallel()
	d, _ := desk(t)
	j, err := d.Begin(t.Context(), "form-1", nil, says("danger", "none"))
	must(t, err)
	other := draft.Desk{Care: d.Care, Name: "course"}
	if err := other.Load(t.Context(), &draft.Journey{ID: j.ID}); !errors.Is(err, clinic.ErrNotFound) {
		t.Errorf("%v, want ErrNotFound", err)
	}
	if id, err := other.Going(t.Context(), time.Hour); err != nil || id != clinic.None {
		t.Errorf("to go on with: %v, %v", id, err)
	}
}

func TestAJourneyIsGoneOnWithWhileItIsFreshAndNotSent(t *testing.T) {
	t.Parallel()
	d, c := desk(t)
	j, err := d.Begin(t.Context(), "form-1", nil, says("danger", "none"))
	must(t, err)
	going(t, d, j.ID)
	c.Later(7 * time.Hour)
	going(t, d, clinic.None)
	must(t, d.Save(t.Context(), j, says("text", "later")))
	going(t, d, j.ID)
	j.Done = j.ID
	must(t, d.Save(t.Context(), j, func(draft.Answers) {}))
	going(t, d, clinic.None)
	d.Tidy(t.Context(), 48*time.Hour)
	must(t, d.Load(t.Context(), j))
	c.Later(49 * time.Hour)
	d.Tidy(t.Context(), 48*time.Hour)
	if err := d.Load(t.Context(), j); !errors.Is(err, clinic.ErrNotFound) {
		t.Errorf("tidied up: %v", err)
	}
}

func going(t *testing.T, d draft.Desk, want clinic.ID) {
	t.Helper()
	if id, err := d.Going(t.Context(), 6*time.Hour); err != nil || id != want {
		t.Errorf("to go on with: %v, %v; want %v", id, err, want)
	}
}

func TestAStepThatIsNotOnTheWayLeadsToTheLast(t *testing.T) {
	t.Parallel()
	flow := draft.Flow{1, 2, 10, 4}
	for step, want := range map[int]struct {
		after, back, place int
		before             bool
	}{
		1: {2, 0, 1, false}, 2: {10, 1, 2, true}, 10: {4, 2, 3, true}, 4: {4, 10, 4, true}, 7: {4, 4, 4, true},
	} {
		back, before := flow.Back(step)
		if got := flow.After(step); got != want.after || back != want.back || before != want.before || flow.Place(step) != want.place {
			t.Errorf("step %d: after %d, back %d %v, place %d", step, got, back, before, flow.Place(step))
		}
	}
}
