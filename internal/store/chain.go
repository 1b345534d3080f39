package store

import (
	"context"
	"fmt"

	"skinafter/internal/clinic"
)

// ChainSince is the version of the schema that brought the audit chain.
const ChainSince = 2

// CheckHeads compares the end of every tenant's audit chain with the witness. A chain may be
// ahead of it, if every entry after the witness's is linked to the one before. Anything else is
// ErrDamaged, and the error names the tenant and what does not agree.
func CheckHeads(ctx context.Context, c Conn, d Dialect, w clinic.Witness) error {
	heads, err := w.Heads()
	if err != nil {
		return err
	}
	for _, h := range heads {
		if err := checkHead(ctx, NewReader(c, d, h.Tenant), h); err != nil {
			return fmt.Errorf("tenant %s: %w", h.Tenant, err)
		}
	}
	return nil
}

func checkHead(ctx context.Context, r *Reader, h clinic.Head) error {
	last, err := r.head(ctx)
	if err != nil {
		return err
	}
	if last.Seq < h.Seq {
		return fmt.Errorf("the audit chain ends at entry %d and went to %d before: %w", last.Seq, h.Seq, clinic.ErrDamaged)
	}
	return r.walk(ctx, h.Seq-1, func(e clinic.Entry) error {
		if e.Seq == h.Seq && e.Hash != h.Hash {
			return fmt.Errorf("entry %d of the audit chain is not the one that was written: %w", e.Seq, clinic.ErrDamaged)
		}
		return nil
	})
}

// walk reads the chain after a sequence number and checks that every entry carries its own
// seal and the one before. The first entry that is read is checked against its seal only,
// unless it is the first of the chain.
func (r *Reader) walk(ctx context.Context, after int64, also func(clinic.Entry) error) error {
	seq, prev := after, ""
	first := after > 0
	for {
		entries, err := r.Entries(ctx, seq, limitMost)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.Seq != seq+1 || (e.Prev != prev && !first) || e.Hash != e.Seal() {
				return fmt.Errorf("entry %d of the audit chain does not follow from entry %d: %w", e.Seq, seq, clinic.ErrDamaged)
			}
			if err := also(e); err != nil {
				return err
			}
			seq, prev, first = e.Seq, e.Hash, false
		}
		if len(entries) < limitMost {
			return nil
		}
	}
}

// Heads are the ends of all tenants' audit chains; a tenant without entries has none.
func Heads(ctx context.Context, c Conn, d Dialect) ([]clinic.Head, error) {
	all, err := tenants(ctx, c, d)
	if err != nil {
		return nil, err
	}
	out := make([]clinic.Head, 0, len(all))
	for _, t := range all {
		h, err := NewReader(c, d, t.ID).head(ctx)
		if err != nil {
			return nil, err
		}
		if h.Seq > 0 {
			out = append(out, h)
		}
	}
	return out, nil
}
