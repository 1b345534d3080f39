package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"skinafter/internal/clinic"
)

// Conn carries out statements: a database, a connection or a transaction.
type Conn interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Dialect is what differs between the engines.
type Dialect struct {
	Name string // "sqlite", "postgres"
	// ID is an id as an argument of a statement.
	ID func(clinic.ID) any
	// Fault turns an error of the engine into one that wraps ErrReadOnly, ErrDamaged, ErrBusy
	// or ErrExists of clinic where it is one of them.
	Fault func(error) error
	// Lock is what a statement that reads a tenant ends with to keep other writers of the
	// tenant waiting.
	Lock string
}

// most rows of a list, and how many where nothing is said.
const (
	limitMost  = 1000
	limitUsual = 100
)

// Reader reads the rows of one tenant through a connection.
type Reader struct {
	conn    Conn
	dialect Dialect
	tenant  clinic.ID
}

// NewReader makes a Reader.
func NewReader(c Conn, d Dialect, tenant clinic.ID) *Reader { return &Reader{c, d, tenant} }

var _ clinic.Reader = (*Reader)(nil)

// Row is the row with an id, with its blob.
func (r *Reader) Row(ctx context.Context, kind clinic.Kind, id clinic.ID) (clinic.Row, error) {
	t, err := tableOf(kind)
	if err != nil {
		return clinic.Row{}, err
	}
	row, err := scanRow(t, t.blob, r.conn.QueryRowContext(ctx, t.selectRow(), r.dialect.ID(r.tenant), r.dialect.ID(id)).Scan)
	if err != nil {
		return clinic.Row{}, fmt.Errorf("reading %s %s: %w", kind, id, r.fault(err))
	}
	return row, nil
}

// Rows lists rows by (At, ID), without their blobs.
func (r *Reader) Rows(ctx context.Context, kind clinic.Kind, f clinic.Filter, p clinic.Page) ([]clinic.Row, error) {
	t, err := tableOf(kind)
	switch {
	case err != nil:
		return nil, err
	case f.Code != "" && !t.code, f.Course != clinic.None && kind == clinic.KindPerson:
		return nil, nil
	}
	n := narrow{f.Person != clinic.None, f.Course != clinic.None, f.Code != "", !p.After.IsZero() || p.AfterID != clinic.None, p.Newest}
	args := []any{r.dialect.ID(r.tenant)}
	if n.person {
		args = append(args, r.dialect.ID(f.Person))
	}
	if n.course {
		args = append(args, r.dialect.ID(f.Course))
	}
	if n.code {
		args = append(args, f.Code)
	}
	if n.after {
		args = append(args, micros(p.After), r.dialect.ID(p.AfterID))
	}
	rows, err := r.conn.QueryContext(ctx, t.selectRows(n), append(args, limit(p.Limit))...)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", kind, r.fault(err))
	}
	out, err := collect(rows, func(scan scanner) (clinic.Row, error) { return scanRow(t, false, scan) })
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", kind, r.fault(err))
	}
	return out, nil
}

// Entries lists the audit chain after a sequence number.
func (r *Reader) Entries(ctx context.Context, after int64, most int) ([]clinic.Entry, error) {
	rows, err := r.conn.QueryContext(ctx, selectEntries, r.dialect.ID(r.tenant), after, limit(most))
	if err != nil {
		return nil, fmt.Errorf("reading the audit chain: %w", r.fault(err))
	}
	out, err := collect(rows, scanEntry)
	if err != nil {
		return nil, fmt.Errorf("reading the audit chain: %w", r.fault(err))
	}
	return out, nil
}

// Reply is what was answered to an idempotency key.
func (r *Reader) Reply(ctx context.Context, key string) (clinic.Reply, error) {
	var rep clinic.Reply
	if err := checkKey(key); err != nil {
		return rep, err
	}
	var at int64
	err := r.conn.QueryRowContext(ctx, selectReply, r.dialect.ID(r.tenant), key).
		Scan(&rep.Print, &rep.Saved.Kind, id{&rep.Saved.ID}, &rep.Saved.Version, &at)
	if err != nil {
		return clinic.Reply{}, fmt.Errorf("reading the reply to a key: %w", r.fault(err))
	}
	rep.At = fromMicros(at)
	return rep, nil
}

// head is the last entry of the chain: its number and hash, 0 and "" where there is none.
func (r *Reader) head(ctx context.Context) (clinic.Head, error) {
	h := clinic.Head{Tenant: r.tenant}
	err := r.conn.QueryRowContext(ctx, selectHead, r.dialect.ID(r.tenant)).Scan(&h.Seq, &h.Hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return h, fmt.Errorf("reading the head of the audit chain: %w", r.fault(err))
	}
	return h, nil
}

func (r *Reader) fault(err error) error { return fault(r.dialect, err) }

// fault is the error as clinic knows it.
func fault(d Dialect, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return clinic.ErrNotFound
	case d.Fault == nil:
		return err
	default:
		return d.Fault(err)
	}
}

func limit(n int) int {
	switch {
	case n <= 0:
		return limitUsual
	case n > limitMost:
		return limitMost
	default:
		return n
	}
}

// micros is a time as it is kept. Parts of a microsecond are cut off.
func micros(t time.Time) int64 { return t.UnixMicro() }

func fromMicros(n int64) time.Time { return time.UnixMicro(n).UTC() }
