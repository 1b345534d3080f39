package clinic

import (
	"context"
	"fmt"
)

// Audit lists the audit chain after a sequence number, oldest first, at most limit entries.
func (c *Care) Audit(ctx context.Context, after int64, limit int) ([]Entry, error) {
	return c.reader().Entries(ctx, after, limit)
}

// NoteExport notes in the audit chain that everything about the person was handed out.
func (c *Care) NoteExport(ctx context.Context) error {
	return c.store.Write(ctx, c.tenant, func(w Writer) error {
		self, err := c.self(ctx, w)
		if err != nil {
			return err
		}
		return c.note(ctx, w, actorSelf, actionExport, KindPerson, self, "")
	})
}

// Verify goes through the whole audit chain and returns its end. ErrDamaged, with the place,
// where an entry was changed, taken out or put in. Whether the end itself is missing shows only
// against the head that is kept outside the database.
func (c *Care) Verify(ctx context.Context) (Head, error) {
	head := Head{Tenant: c.tenant}
	err := c.EachEntry(ctx, func(e Entry) error {
		if e.Seq != head.Seq+1 || e.Prev != head.Hash || e.Seal() != e.Hash {
			return fmt.Errorf("the audit chain breaks at entry %d: %w", head.Seq+1, ErrDamaged)
		}
		head.Seq, head.Hash = e.Seq, e.Hash
		return nil
	})
	return head, err
}

// VerifyRows holds every row against the last entry about it: a row that nobody noted, that was
// changed behind the chain's back, or that is gone without a note is ErrDamaged, named by its
// kind and id. It reads everything, photos too.
func (c *Care) VerifyRows(ctx context.Context) error {
	last := map[ID]Entry{}
	erased := int64(0)
	err := c.EachEntry(ctx, func(e Entry) error {
		switch e.Action {
		case actionAdd, actionChange, actionRemove:
			last[e.Row] = e
		case actionErase:
			erased = e.Seq
		}
		return nil
	})
	if err != nil {
		return err
	}
	r := c.reader()
	for _, kind := range Kinds() {
		err := eachRow(ctx, r, kind, Filter{}, func(row Row) error {
			full, err := r.Row(ctx, kind, row.ID)
			if err != nil {
				return err
			}
			e, noted := last[row.ID]
			if !noted || e.Seq < erased || e.Digest != Digest(full.Body, full.Blob) {
				return fmt.Errorf("%s %s is not as it was noted: %w", kind, row.ID, ErrDamaged)
			}
			delete(last, row.ID)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return c.gone(ctx, last, erased)
}

// gone looks at the rows that the chain knows and that are not there: they were removed, or
// erased, or belonged to something that was removed.
func (c *Care) gone(ctx context.Context, last map[ID]Entry, erased int64) error {
	cascades := false
	for _, e := range last {
		if e.Action == actionRemove && (e.Kind == KindCourse || e.Kind == KindPerson) {
			cascades = true
		}
	}
	for id, e := range last {
		if e.Action == actionRemove || e.Seq < erased || cascades && e.Kind != KindCourse && e.Kind != KindPerson {
			continue
		}
		if _, err := c.reader().Row(ctx, e.Kind, id); err != nil {
			return fmt.Errorf("%s %s is gone, and nobody noted that: %w", e.Kind, id, ErrDamaged)
		}
	}
	return nil
}

// EachEntry goes through the audit chain, oldest first.
func (c *Care) EachEntry(ctx context.Context, do func(Entry) error) error {
	const most = 500
	r := c.reader()
	after := int64(0)
	for {
		list, err := r.Entries(ctx, after, most)
		if err != nil {
			return err
		}
		for _, e := range list {
			if err := do(e); err != nil {
				return err
			}
			after = e.Seq
		}
		if len(list) < most {
			return nil
		}
	}
}
