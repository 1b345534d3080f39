package clinic

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Once makes a write happen once: the same key with the same print again does nothing and
// returns what was saved the first time. The same key with another print is ErrKeyReused.
type Once struct {
	Key   string // made by the caller for one request: 1 to 200 printable ASCII characters
	Print string // digest of the request, see NewOnce
}

// NewOnce is a key together with the digest of what is asked: its name and its content, as
// JSON. Content that cannot be written as JSON is an input error when the write is tried.
func NewOnce(key, action string, request any) Once {
	b, err := json.Marshal(request)
	if err != nil {
		return Once{Key: key}
	}
	sum := sha256.Sum256(append([]byte(action+"\n"), b...))
	return Once{Key: key, Print: hex.EncodeToString(sum[:])}
}

// NewKey is a key that nobody else has: for a form, or for a program that asks once.
func NewKey() (string, error) {
	id, err := NewTenantID()
	if err != nil {
		return "", fmt.Errorf("making a key: %w", err)
	}
	return id.String(), nil
}

const longestKey = 200

func (o Once) check() error {
	if o.Key == "" || len(o.Key) > longestKey {
		return input("key", "", "an idempotency key of 1 to 200 characters")
	}
	for _, r := range o.Key {
		if r <= ' ' || r > '~' {
			return input("key", "", "an idempotency key of printable ASCII characters, without spaces")
		}
	}
	if o.Print == "" {
		return input("key", "", "a request that goes with the key")
	}
	return nil
}

// Words of the audit chain.
const (
	actorSelf    = "self"
	actorProgram = "program"
	actionAdd    = "add"
	actionChange = "change"
	actionRemove = "remove"
	actionExport = "export"
	actionErase  = "erase"
)

// errDone ends a transaction whose request was carried out before.
var errDone = errors.New("carried out before")

// write carries out a change once: do makes the row as it is to be kept (a row with Version n
// replaces version n), and the audit entry and the reply are kept with it.
func (c *Care) write(ctx context.Context, once Once, action string, do func(Writer) (Row, error)) (Saved, error) {
	return c.once(ctx, once, func(w Writer) (Saved, error) {
		row, err := do(w)
		if err != nil {
			return Saved{}, err
		}
		if err := c.keep(ctx, w, actorSelf, action, row); err != nil {
			return Saved{}, err
		}
		return Saved{Kind: row.Kind, ID: row.ID, Version: row.Version + 1}, nil
	})
}

// once runs a change unless its key was seen before.
func (c *Care) once(ctx context.Context, once Once, do func(Writer) (Saved, error)) (Saved, error) {
	if err := once.check(); err != nil {
		return Saved{}, err
	}
	saved, err := c.tryOnce(ctx, once, do)
	if errors.Is(err, ErrExists) { // perhaps the same key, in another transaction at the same time
		if before, again := c.before(ctx, c.reader(), once); again == nil {
			return before, nil
		}
	}
	return saved, err
}

func (c *Care) tryOnce(ctx context.Context, once Once, do func(Writer) (Saved, error)) (Saved, error) {
	var saved Saved
	err := c.store.Write(ctx, c.tenant, func(w Writer) error {
		before, err := c.before(ctx, w, once)
		if err == nil {
			saved = before
			return errDone
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		if saved, err = do(w); err != nil {
			return err
		}
		return w.Remember(ctx, once.Key, Reply{Print: once.Print, Saved: saved, At: c.Time()})
	})
	if errors.Is(err, errDone) {
		return saved, nil
	}
	if err != nil {
		return Saved{}, err
	}
	return saved, nil
}

// before is what was saved for a key before; ErrNotFound where it is new.
func (c *Care) before(ctx context.Context, r Reader, once Once) (Saved, error) {
	reply, err := r.Reply(ctx, once.Key)
	if err != nil {
		return Saved{}, err
	}
	if reply.Print != once.Print {
		return Saved{}, ErrKeyReused
	}
	reply.Saved.Again = true
	return reply.Saved, nil
}

// keep puts a row and its audit entry.
func (c *Care) keep(ctx context.Context, w Writer, actor, action string, row Row) error {
	if err := w.Put(ctx, row); err != nil {
		return err
	}
	return c.note(ctx, w, actor, action, row.Kind, row.ID, Digest(row.Body, row.Blob))
}

// note appends an audit entry.
func (c *Care) note(ctx context.Context, w Writer, actor, action string, kind Kind, id ID, digest string) error {
	e := Entry{At: c.Time(), Actor: actor, Action: action, Kind: kind, Row: id, Digest: digest}
	if _, err := w.Append(ctx, e); err != nil {
		return fmt.Errorf("writing the audit chain: %w", err)
	}
	return nil
}

// Digest is the digest of a row that the audit chain keeps: SHA-256 of its body and then its
// blob, hex.
func Digest(body, blob []byte) string {
	h := sha256.New()
	h.Write(body)
	h.Write(blob)
	return hex.EncodeToString(h.Sum(nil))
}

// add keeps a new row of the person in a course (None = in no course).
func (c *Care) add(ctx context.Context, once Once, kind Kind, course ID, at time.Time, body any, more func(*Row)) (Saved, error) {
	id, err := NewRowID()
	if err != nil {
		return Saved{}, fmt.Errorf("making an id: %w", err)
	}
	row, err := c.row(kind, id, at, body)
	if err != nil {
		return Saved{}, err
	}
	row.Course = course
	if more != nil {
		more(&row)
	}
	return c.write(ctx, once, actionAdd, func(w Writer) (Row, error) {
		self, err := c.self(ctx, w)
		if err != nil {
			return Row{}, err
		}
		if course != None {
			if _, err := w.Row(ctx, KindCourse, course); err != nil {
				return Row{}, err
			}
		}
		mine := row
		mine.Person = self
		return mine, nil
	})
}

// change replaces the body of a row; a zero time keeps the row's.
func (c *Care) change(ctx context.Context, once Once, kind Kind, id ID, version int64, fresh func(Row) (any, time.Time, error)) (Saved, error) {
	return c.write(ctx, once, actionChange, func(w Writer) (Row, error) {
		return c.changed(ctx, w, kind, id, version, fresh)
	})
}

// changed is the row as it is to be kept in place of a version. The blob stays.
func (c *Care) changed(ctx context.Context, w Writer, kind Kind, id ID, version int64, fresh func(Row) (any, time.Time, error)) (Row, error) {
	old, err := w.Row(ctx, kind, id)
	if err != nil {
		return Row{}, err
	}
	if old.Version != version {
		return Row{}, ErrStale
	}
	body, at, err := fresh(old)
	if err != nil {
		return Row{}, err
	}
	if old.Body, err = encode(body); err != nil {
		return Row{}, err
	}
	if !at.IsZero() {
		old.At = utc(at)
	}
	old.Changed = c.Time()
	return old, nil
}

// drop takes a row away; version as in Writer.Remove.
func (c *Care) drop(ctx context.Context, once Once, kind Kind, id ID, version int64, may func(Writer) error) (Saved, error) {
	return c.once(ctx, once, func(w Writer) (Saved, error) {
		if may != nil {
			if err := may(w); err != nil {
				return Saved{}, err
			}
		}
		if err := w.Remove(ctx, kind, id, version); err != nil {
			return Saved{}, err
		}
		return Saved{Kind: kind, ID: id}, c.note(ctx, w, actorSelf, actionRemove, kind, id, "")
	})
}

// SaltName is the member of every body that holds its salt: the audit chain keeps the digest of a
// body for ever, and without salt a short one could be guessed from it.
const SaltName = "_"

// saltText is 16 random bytes as text.
func saltText() (string, error) {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", fmt.Errorf("making salt: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b[:]), nil
}
