package clinic

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Receipt is what a person gets when everything about them was erased.
type Receipt struct {
	Erased time.Time    `json:"erased_at"`
	Counts map[Kind]int `json:"counts"` // rows that are gone, by kind
	Head   Head         `json:"audit_head"`
	// Stays says what is still kept, and why; Backups what to do about copies. Both are keys of
	// the catalogue.
	Stays   []string `json:"stays"`
	Backups string   `json:"backups"`
	// Again says that the same request was carried out before: nothing was erased this time.
	Again bool `json:"again,omitempty"`
}

// What stays after Erase, as keys of the catalogue.
const (
	StaysAudit  = "erase.stays_audit"  // the audit chain: ids, times and digests, nothing about the person
	StaysTenant = "erase.stays_tenant" // the random id of the record
	BackupsStay = "erase.backups_stay" // backups and exports are files of the person's own
)

// Erase removes everything about the person: rows, photos, drafts and the replies to
// idempotency keys. The audit chain stays, with a note that everything was erased. Afterwards
// the record is as on the first day. The same request again erases nothing, so that a page that
// is sent twice does not take away what was kept since.
func (c *Care) Erase(ctx context.Context, once Once) (Receipt, error) {
	out := Receipt{Stays: []string{StaysAudit, StaysTenant}, Backups: BackupsStay, Counts: map[Kind]int{}}
	if err := once.check(); err != nil {
		return out, err
	}
	switch _, err := c.before(ctx, c.reader(), once); {
	case err == nil:
		out.Again = true
		out.Head, err = c.Verify(ctx)
		return out, err
	case !errors.Is(err, ErrNotFound):
		return out, err
	}
	err := c.store.Write(ctx, c.tenant, func(w Writer) error { // first, so that no crash leaves it out
		return c.note(ctx, w, actorSelf, actionErase, KindPerson, None, "")
	})
	if err != nil {
		return out, err
	}
	if out.Counts, err = c.store.Erase(ctx, c.tenant); err != nil {
		// The rows may be gone and only their traces not yet wiped: the record has to work on.
		return out, errors.Join(fmt.Errorf("erasing: %w", err), c.Settle(ctx))
	}
	out.Erased = c.Time()
	err = c.store.Write(ctx, c.tenant, func(w Writer) error {
		return w.Remember(ctx, once.Key, Reply{Print: once.Print, Saved: Saved{Kind: KindPerson}, At: out.Erased})
	})
	if err != nil && !errors.Is(err, ErrExists) {
		return out, err
	}
	if err := c.Settle(ctx); err != nil {
		return out, err
	}
	out.Head, err = c.Verify(ctx)
	return out, err
}
