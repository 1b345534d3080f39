package clinic

import (
	"context"
	"time"
)

// Draft is a journey that was begun; ErrNotFound where there is none.
func (c *Care) Draft(ctx context.Context, id ID) (Record[Draft], error) {
	return one[Draft](ctx, c.reader(), KindDraft, id)
}

// Drafts lists journeys that were begun.
func (c *Care) Drafts(ctx context.Context, p Page) ([]Record[Draft], error) {
	return many[Draft](ctx, c.reader(), KindDraft, Filter{}, p)
}

// SaveDraft keeps what was answered so far. With None as id it is a new draft, else it replaces
// the draft of that version; ErrStale where another tab was quicker.
func (c *Care) SaveDraft(ctx context.Context, once Once, id ID, version int64, d Draft) (Saved, error) {
	if err := d.check(); err != nil {
		return Saved{}, err
	}
	if id == None {
		return c.add(ctx, once, KindDraft, None, c.Time(), d, nil)
	}
	return c.change(ctx, once, KindDraft, id, version, func(Row) (any, time.Time, error) { return d, time.Time{}, nil })
}

// DropDraft removes a draft.
func (c *Care) DropDraft(ctx context.Context, once Once, id ID, version int64) (Saved, error) {
	return c.drop(ctx, once, KindDraft, id, version, nil)
}

// AddPhoto keeps a photo of a course: blob is the image, already without the metadata of the
// camera. at is when it was taken; zero = now.
func (c *Care) AddPhoto(ctx context.Context, once Once, course ID, p Photo, blob []byte, at time.Time) (Saved, error) {
	now := c.Time()
	if at.IsZero() {
		at = now
	}
	if err := p.check(blob, at, now); err != nil {
		return Saved{}, err
	}
	return c.add(ctx, once, KindPhoto, course, at, p, func(r *Row) { r.Blob = blob })
}

// Photo is a photo with its bytes; ErrNotFound where there is none.
func (c *Care) Photo(ctx context.Context, id ID) (Record[Photo], error) {
	return one[Photo](ctx, c.reader(), KindPhoto, id)
}

// Photos lists the photos of a course, without their bytes.
func (c *Care) Photos(ctx context.Context, course ID, p Page) ([]Record[Photo], error) {
	return many[Photo](ctx, c.reader(), KindPhoto, Filter{Course: course}, p)
}

// DropPhoto removes a photo. Check-ins still name it; Photo then is ErrNotFound.
func (c *Care) DropPhoto(ctx context.Context, once Once, id ID, version int64) (Saved, error) {
	return c.drop(ctx, once, KindPhoto, id, version, nil)
}
