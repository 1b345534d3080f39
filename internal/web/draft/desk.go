package draft

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"skinafter/internal/clinic"
)

// Desk is where the journeys of one kind lie.
type Desk struct {
	Care *clinic.Care
	Name string // of the kind, as the record knows it
}

// Journey is one on its way.
type Journey struct {
	ID      clinic.ID // None = nothing is kept yet
	Answers Answers
	Done    clinic.ID // what came of it; None = it was not sent yet
	version int64
	noted   clinic.ID // Done as it is kept
}

// Load reads what is kept under j.ID into j; a j.Done that is not kept yet stays.
// clinic.ErrNotFound where there is no journey of this kind.
func (d Desk) Load(ctx context.Context, j *Journey) error {
	rec, err := d.Care.Draft(ctx, j.ID)
	if err != nil {
		return err
	}
	if rec.Body.Journey != d.Name {
		return clinic.ErrNotFound
	}
	j.version, j.noted, j.Answers = rec.Version, rec.Body.Done, rec.Body.Answers
	if j.Done == clinic.None {
		j.Done = j.noted
	}
	if j.Answers == nil {
		j.Answers = Answers{}
	}
	return nil
}

// Begin keeps the first answers. key is that of the form: the same form sent twice, after Back,
// is the same journey, which then keeps what it has but for what change sets anew. answers are
// what a journey begins with beside that.
func (d Desk) Begin(ctx context.Context, key string, answers Answers, change func(Answers)) (*Journey, error) {
	fresh := Answers{}
	maps.Copy(fresh, answers)
	change(fresh)
	once := clinic.NewOnce(key, d.Name+" begin", nil)
	saved, err := d.Care.SaveDraft(ctx, once, clinic.None, 0, clinic.Draft{Journey: d.Name, Answers: fresh})
	if err != nil {
		return nil, err
	}
	j := &Journey{ID: saved.ID}
	if err := d.Load(ctx, j); err != nil {
		return nil, err
	}
	if saved.Again && j.Done == clinic.None {
		return j, d.Save(ctx, j, change)
	}
	return j, nil
}

// tries is how often a journey that another tab is writing too is tried again.
const tries = 20

// Save keeps more answers, and j.Done. A second tab that answered another page in the meantime
// keeps its answers: only what change sets is replaced, and change may be called more than once.
// Where that is nothing, nothing is written.
func (d Desk) Save(ctx context.Context, j *Journey, change func(Answers)) error {
	for range tries {
		before := maps.Clone(j.Answers)
		change(j.Answers)
		if j.Done == j.noted && maps.EqualFunc(before, j.Answers, slices.Equal) {
			return nil
		}
		key, err := clinic.NewKey()
		if err != nil {
			return err
		}
		body := clinic.Draft{Journey: d.Name, Answers: j.Answers, Done: j.Done}
		saved, err := d.Care.SaveDraft(ctx, clinic.NewOnce(key, d.Name+" answer", body), j.ID, j.version, body)
		if err == nil {
			j.version, j.noted = saved.Version, j.Done
			return nil
		}
		if !errors.Is(err, clinic.ErrStale) {
			return err
		}
		if err := d.Load(ctx, j); err != nil {
			return err
		}
	}
	return clinic.ErrStale
}

// Going is the newest journey, where it was answered within a time and was not sent; None = there
// is none to go on with.
func (d Desk) Going(ctx context.Context, within time.Duration) (clinic.ID, error) {
	list, err := d.Care.Drafts(ctx, clinic.Page{Limit: 10, Newest: true})
	if err != nil {
		return clinic.None, err
	}
	for i := range list {
		kept := &list[i]
		switch {
		case kept.Body.Journey != d.Name || d.Care.Time().Sub(kept.Changed) > within:
			continue
		case kept.Body.Done != clinic.None:
			return clinic.None, nil
		}
		return kept.ID, nil
	}
	return clinic.None, nil
}

// Tidy removes journeys that nobody has touched for a time. What cannot be removed now is removed
// another time.
func (d Desk) Tidy(ctx context.Context, after time.Duration) {
	list, err := d.Care.Drafts(ctx, clinic.Page{Limit: 50})
	if err != nil {
		return
	}
	for i := range list {
		kept := &list[i]
		if kept.Body.Journey != d.Name || d.Care.Time().Sub(kept.Changed) < after {
			continue
		}
		if key, err := clinic.NewKey(); err == nil {
			_, _ = d.Care.DropDraft(ctx, clinic.NewOnce(key, d.Name+" tidy", kept.ID), kept.ID, kept.Version)
		}
	}
}
