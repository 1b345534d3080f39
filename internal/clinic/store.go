package clinic

import "context"

// Reader reads the rows of one tenant.
type Reader interface {
	// Row is the row with an id, with its Blob; ErrNotFound where there is none.
	Row(ctx context.Context, kind Kind, id ID) (Row, error)
	// Rows lists rows by (At, ID), without their blobs. None is no error.
	Rows(ctx context.Context, kind Kind, f Filter, p Page) ([]Row, error)
	// Entries lists the audit chain after a sequence number, oldest first, at most limit.
	Entries(ctx context.Context, after int64, limit int) ([]Entry, error)
	// Reply is what was answered to an idempotency key; ErrNotFound where it is new.
	Reply(ctx context.Context, key string) (Reply, error)
}

// Writer changes the rows of one tenant, inside one transaction.
type Writer interface {
	Reader
	// Put keeps a row. Version 0 adds it (ErrExists where the id is taken); version n replaces
	// the row that has version n (ErrStale where it has another, ErrNotFound where it is gone).
	// Body, Blob (nil keeps the blob), At and Code are replaced; Person and Course stay.
	// The row is then kept with Version + 1.
	Put(ctx context.Context, r Row) error
	// Remove takes a row away, and all that belongs to it; version as in Put, 0 = whatever it is.
	Remove(ctx context.Context, kind Kind, id ID, version int64) error
	// Append adds an entry to the audit chain and fills in Seq, Prev and Hash.
	Append(ctx context.Context, e Entry) (Entry, error)
	// Remember keeps the reply to an idempotency key; ErrExists where the key is taken.
	Remember(ctx context.Context, key string, r Reply) error
}

// Store keeps the rows of all tenants.
type Store interface {
	// Read reads what was acknowledged before the call.
	Read(tenant ID) Reader
	// Write runs change in one transaction. When it returns nil everything is on disk, the head
	// of the audit chain too; when it returns an error nothing was kept. change may run more
	// than once (after a conflict of transactions), so it must not change anything else.
	Write(ctx context.Context, tenant ID, change func(Writer) error) error
	// Tenants lists the tenants, oldest first.
	Tenants(ctx context.Context) ([]ID, error)
	// Found makes a new tenant; ErrExists where the id is taken.
	Found(ctx context.Context, tenant ID) error
	// Erase removes every row and reply of a tenant, and counts them. The audit chain stays: it
	// holds ids and digests, nothing about a person.
	Erase(ctx context.Context, tenant ID) (map[Kind]int, error)
	// Close waits for what is being written and lets the data go.
	Close() error
}
