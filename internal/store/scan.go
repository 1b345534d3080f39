package store

import (
	"database/sql"
	"fmt"

	"github.com/google/uuid"

	"skinafter/internal/clinic"
)

// scanner fills destinations from a row, as sql.Rows.Scan does.
type scanner = func(dest ...any) error

// id reads a column that holds an id: 16 bytes, the text of a uuid, or nothing.
type id struct{ to *clinic.ID }

// Scan implements sql.Scanner.
func (c id) Scan(v any) error {
	var err error
	switch v := v.(type) {
	case nil:
		*c.to = clinic.None
	case []byte:
		if len(v) == len(*c.to) {
			copy(c.to[:], v)
			return nil
		}
		*c.to, err = uuid.ParseBytes(v)
	case string:
		*c.to, err = uuid.Parse(v)
	case [16]byte:
		*c.to = v
	default:
		err = fmt.Errorf("an id cannot be read from %T", v)
	}
	return err
}

func scanRow(t table, blob bool, scan scanner) (clinic.Row, error) {
	r := clinic.Row{Kind: t.kind}
	var at, changed int64
	to := []any{id{&r.ID}, &at, &r.Version, &changed, &r.Body}
	if t.person {
		to = append(to, id{&r.Person})
	}
	if t.course {
		to = append(to, id{&r.Course})
	}
	if t.code {
		to = append(to, &r.Code)
	}
	if blob {
		to = append(to, &r.Blob)
	}
	if err := scan(to...); err != nil {
		return clinic.Row{}, err
	}
	r.At, r.Changed = fromMicros(at), fromMicros(changed)
	return r, nil
}

func scanEntry(scan scanner) (clinic.Entry, error) {
	var e clinic.Entry
	var at int64
	err := scan(&e.Seq, &at, &e.Actor, &e.Action, &e.Kind, id{&e.Row}, &e.Digest, &e.Prev, &e.Hash)
	e.At = fromMicros(at)
	return e, err
}

// collect reads all rows of an answer and closes it.
func collect[T any](rows *sql.Rows, one func(scanner) (T, error)) ([]T, error) {
	defer func() { _ = rows.Close() }() // the error of reading, below, is the one that counts
	var out []T
	for rows.Next() {
		v, err := one(rows.Scan)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
