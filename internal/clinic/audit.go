package clinic

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"time"
)

// Entry is a line of the audit chain: who did what to which row. It holds ids and digests
// and nothing about a person, so that it can stay when the person's data is erased.
type Entry struct {
	Seq    int64     `json:"seq"`    // 1, 2, 3 ... within the tenant
	At     time.Time `json:"at"`     // UTC, whole microseconds
	Actor  string    `json:"actor"`  // "self" in the app for one person, "program" for what nobody asked for
	Action string    `json:"action"` // "add", "change", "remove", "export", "erase", "restore"
	Kind   Kind      `json:"kind"`
	Row    ID        `json:"row"`
	Digest string    `json:"digest"` // SHA-256 of body and blob after the change, hex; empty for what is gone
	Prev   string    `json:"prev"`   // Hash of the entry before; empty for the first
	Hash   string    `json:"hash"`   // Seal of this entry
}

// Seal is the hash of an entry together with the hash of the one before it: SHA-256, hex.
// Whoever changes, removes or inserts a line breaks every seal after it.
func (e Entry) Seal() string {
	h := sha256.New()
	field := func(s string) {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(s)))
		h.Write(n[:])
		h.Write([]byte(s))
	}
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(e.Seq))
	h.Write(n[:])
	field(e.At.UTC().Format(time.RFC3339Nano))
	field(e.Actor)
	field(e.Action)
	field(string(e.Kind))
	field(e.Row.String())
	field(e.Digest)
	field(e.Prev)
	return hex.EncodeToString(h.Sum(nil))
}

// Head is the end of a tenant's audit chain. It is kept a second time outside the database,
// so that a database that lost its end, or was exchanged for an older one, is noticed.
type Head struct {
	Tenant ID     `json:"tenant"`
	Seq    int64  `json:"seq"`
	Hash   string `json:"hash"`
}

// Witness keeps the heads outside the database.
type Witness interface {
	// Keep notes heads before the write is acknowledged.
	Keep(heads []Head) error
	// Heads are those that were kept last.
	Heads() ([]Head, error)
}

// Reply is what was answered to an idempotency key: only ids, nothing about a person.
type Reply struct {
	Print string // digest of the request: the same key with another request is ErrKeyReused
	Saved Saved
	At    time.Time
}

// Saved is what a write returns: the row and its version. Again says that the same request was
// carried out before, and nothing was done this time.
type Saved struct {
	Kind    Kind  `json:"kind"`
	ID      ID    `json:"id"`
	Version int64 `json:"version"`
	Again   bool  `json:"-"`
}
