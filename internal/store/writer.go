package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"skinafter"
	"skinafter/internal/clinic"
)

// keyLongest is how long an idempotency key may be, in bytes.
const keyLongest = 255

// Writer changes the rows of one tenant inside a transaction that somebody else began.
type Writer struct {
	Reader
	now func() time.Time
	// Head is the end of the audit chain after what was appended; Seq is 0 if nothing was.
	Head clinic.Head
}

// NewWriter makes a Writer on a transaction. It fails with ErrNotFound where the tenant does
// not exist, and keeps other writers of the tenant waiting where the engine has several.
func NewWriter(ctx context.Context, c Conn, d Dialect, tenant clinic.ID, now func() time.Time) (*Writer, error) {
	var founded int64
	if err := c.QueryRowContext(ctx, selectTenant+d.Lock, d.ID(tenant)).Scan(&founded); err != nil {
		return nil, fmt.Errorf("reading tenant %s: %w", tenant, fault(d, err))
	}
	return &Writer{Reader: Reader{c, d, tenant}, now: now}, nil
}

var _ clinic.Writer = (*Writer)(nil)

// Put keeps a row; see clinic.Writer. Changed is the time of the store's clock.
func (w *Writer) Put(ctx context.Context, r clinic.Row) error {
	t, err := tableOf(r.Kind)
	if err != nil {
		return err
	}
	if err := checkRow(t, r); err != nil {
		return err
	}
	if r.Version == 0 {
		err = w.add(ctx, t, r)
	} else {
		err = w.change(ctx, t, r)
	}
	if err != nil {
		return fmt.Errorf("keeping %s %s: %w", r.Kind, r.ID, w.fault(err))
	}
	return nil
}

func (w *Writer) add(ctx context.Context, t table, r clinic.Row) error {
	if err := w.checkParents(ctx, t, r); err != nil {
		return err
	}
	r.Version, r.Changed = 1, w.now()
	return w.insert(ctx, t, r)
}

// insert adds a row as it is; ErrExists where its id or code is taken.
func (w *Writer) insert(ctx context.Context, t table, r clinic.Row) error {
	d := w.dialect
	args := []any{d.ID(w.tenant), d.ID(r.ID), micros(r.At), r.Version, micros(r.Changed), string(r.Body)}
	if t.person {
		args = append(args, d.ID(r.Person))
	}
	if t.course {
		args = append(args, orNull(d, r.Course))
	}
	if t.code {
		args = append(args, r.Code)
	}
	if t.blob {
		args = append(args, bytesOrNull(r.Blob))
	}
	n, err := affected(w.conn.ExecContext(ctx, t.insertRow(), args...))
	if err == nil && n == 0 {
		err = clinic.ErrExists
	}
	return err
}

// checkParents looks for the person and the course a row points to. The engine would refuse
// the row too, but PostgreSQL then gives up the whole transaction.
func (w *Writer) checkParents(ctx context.Context, t table, r clinic.Row) error {
	if !t.person {
		return nil
	}
	var one int
	err := w.conn.QueryRowContext(ctx, selectPerson, w.dialect.ID(w.tenant), w.dialect.ID(r.Person)).Scan(&one)
	if err != nil {
		return fmt.Errorf("its person %s: %w", r.Person, w.fault(err))
	}
	if r.Course == clinic.None {
		return nil
	}
	err = w.conn.QueryRowContext(ctx, selectCourse, w.dialect.ID(w.tenant), w.dialect.ID(r.Person), w.dialect.ID(r.Course)).Scan(&one)
	if err != nil {
		return fmt.Errorf("its course %s: %w", r.Course, w.fault(err))
	}
	return nil
}

func (w *Writer) change(ctx context.Context, t table, r clinic.Row) error {
	d := w.dialect
	args := []any{d.ID(w.tenant), d.ID(r.ID), r.Version, micros(r.At), micros(w.now()), string(r.Body)}
	if t.code {
		if err := w.checkCode(ctx, r); err != nil {
			return err
		}
		args = append(args, r.Code)
	}
	blob := t.blob && r.Blob != nil
	if blob {
		args = append(args, r.Blob)
	}
	n, err := affected(w.conn.ExecContext(ctx, t.updateRow(blob), args...))
	if err == nil && n == 0 {
		err = w.whyNot(ctx, t, r.ID)
	}
	return err
}

// checkCode refuses a code that another product of the same person has.
func (w *Writer) checkCode(ctx context.Context, r clinic.Row) error {
	if r.Code == "" {
		return nil
	}
	var other clinic.ID
	err := w.conn.QueryRowContext(ctx, selectCode, w.dialect.ID(w.tenant), r.Code, w.dialect.ID(r.ID)).Scan(id{&other})
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err == nil && other != r.ID:
		return clinic.ErrExists
	default:
		return err
	}
}

// whyNot says why a row with a version was not there.
func (w *Writer) whyNot(ctx context.Context, t table, row clinic.ID) error {
	var version int64
	err := w.conn.QueryRowContext(ctx, t.selectVersion(), w.dialect.ID(w.tenant), w.dialect.ID(row)).Scan(&version)
	if err == nil {
		return fmt.Errorf("version %d is kept: %w", version, clinic.ErrStale)
	}
	return err
}

// Remove takes a row away, and all that belongs to it; see clinic.Writer.
func (w *Writer) Remove(ctx context.Context, kind clinic.Kind, row clinic.ID, version int64) error {
	t, err := tableOf(kind)
	if err != nil {
		return err
	}
	args := []any{w.dialect.ID(w.tenant), w.dialect.ID(row)}
	if version != 0 {
		args = append(args, version)
	}
	n, err := affected(w.conn.ExecContext(ctx, t.deleteRow(version != 0), args...))
	if err == nil && n == 0 {
		err = w.whyNot(ctx, t, row)
	}
	if err != nil {
		return fmt.Errorf("removing %s %s: %w", kind, row, w.fault(err))
	}
	return nil
}

// Append adds an entry to the audit chain; a zero At is the time of the store's clock.
func (w *Writer) Append(ctx context.Context, e clinic.Entry) (clinic.Entry, error) {
	last := w.Head
	if last.Seq == 0 {
		var err error
		if last, err = w.head(ctx); err != nil {
			return e, err
		}
	}
	if e.At.IsZero() {
		e.At = w.now()
	}
	e.At = e.At.UTC().Truncate(time.Microsecond)
	e.Seq, e.Prev = last.Seq+1, last.Hash
	e.Hash = e.Seal()
	if err := w.insertEntry(ctx, e); err != nil {
		return e, fmt.Errorf("adding to the audit chain: %w", w.fault(err))
	}
	w.Head = clinic.Head{Tenant: w.tenant, Seq: e.Seq, Hash: e.Hash}
	return e, nil
}

func (w *Writer) insertEntry(ctx context.Context, e clinic.Entry) error {
	_, err := w.conn.ExecContext(ctx, insertEntry, w.dialect.ID(w.tenant), e.Seq, micros(e.At), e.Actor, e.Action,
		string(e.Kind), w.dialect.ID(e.Row), e.Digest, e.Prev, e.Hash)
	return err
}

// Remember keeps the reply to an idempotency key; a zero At is the time of the store's clock.
func (w *Writer) Remember(ctx context.Context, key string, r clinic.Reply) error {
	if err := checkKey(key); err != nil {
		return err
	}
	if r.At.IsZero() {
		r.At = w.now()
	}
	n, err := affected(w.conn.ExecContext(ctx, insertReply, w.dialect.ID(w.tenant), key, r.Print, string(r.Saved.Kind),
		w.dialect.ID(r.Saved.ID), r.Saved.Version, micros(r.At)))
	if err == nil && n == 0 {
		err = clinic.ErrExists
	}
	if err != nil {
		return fmt.Errorf("keeping the reply to a key: %w", w.fault(err))
	}
	return nil
}

// checkRow refuses what the tables have no place for, in the same words on every engine.
func checkRow(t table, r clinic.Row) error {
	switch {
	case r.ID == clinic.None:
		return fmt.Errorf("keeping %s: it has no id", r.Kind)
	case !t.person && r.Person != clinic.None, !t.course && r.Course != clinic.None, !t.code && r.Code != "", !t.blob && r.Blob != nil:
		return fmt.Errorf("keeping %s %s: it has a person, course, code or blob that its kind does not have", r.Kind, r.ID)
	case !json.Valid(r.Body) || !utf8.Valid(r.Body):
		return fmt.Errorf("keeping %s %s: its body is not JSON", r.Kind, r.ID)
	case !plainText(r.Code):
		return &skinafter.InputError{Field: "code", Value: r.Code, Want: "text without control characters"}
	}
	return nil
}

// checkKey refuses keys that one engine would take and the other would not.
func checkKey(key string) error {
	if key == "" || len(key) > keyLongest || !plainText(key) {
		return &skinafter.InputError{Field: "key", Value: key, Want: fmt.Sprintf("1 to %d bytes of text", keyLongest)}
	}
	return nil
}

func plainText(s string) bool {
	for _, r := range s {
		if r < ' ' {
			return false
		}
	}
	return utf8.ValidString(s)
}

func affected(res sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func orNull(d Dialect, v clinic.ID) any {
	if v == clinic.None {
		return nil
	}
	return d.ID(v)
}

func bytesOrNull(b []byte) any {
	if b == nil {
		return nil
	}
	return b
}
