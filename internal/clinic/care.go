package clinic

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/label"
)

// Care carries out what a person asks of the record: it says what is kept, in which order,
// and what is answered. Every write keeps the row, its audit entry and the reply to its
// idempotency key in one transaction. A Care may be used by many goroutines at once, after
// Settle.
type Care struct {
	store  Store
	facts  *knowledge.Base
	labels func() *label.Reader
	clock  func() time.Time
	tenant ID
}

// New makes a Care over a store and a set of facts. clock tells the time; tenant is whose
// record it is, None for the only one of the app for one person (see Settle).
func New(store Store, facts *knowledge.Base, clock func() time.Time, tenant ID) *Care {
	return &Care{store: store, facts: facts, labels: readerOf(facts), clock: clock, tenant: tenant}
}

// Facts are the facts that answers are made from.
func (c *Care) Facts() *knowledge.Base { return c.facts }

// Labels reads labels with these facts.
func (c *Care) Labels() *label.Reader { return c.labels() }

// readerOf makes the reader of labels when the first label comes: its index of names is the
// largest thing that the program holds, and an app that sits idle does not need it.
func readerOf(facts *knowledge.Base) func() *label.Reader {
	return sync.OnceValue(func() *label.Reader { return label.NewReader(facts) })
}

// Time is the time now, in UTC, in whole microseconds: as rows keep it.
func (c *Care) Time() time.Time { return utc(c.clock()) }

// Tenant is whose record it is; None before Settle.
func (c *Care) Tenant() ID { return c.tenant }

// Settle makes sure that there is a tenant and a person in it: the oldest that there are, or
// new ones. It is called once before everything else, and may be called again.
func (c *Care) Settle(ctx context.Context) error {
	if err := c.settleTenant(ctx); err != nil {
		return err
	}
	_, err := c.self(ctx, c.reader())
	if !errors.Is(err, ErrNotFound) {
		return err
	}
	id, err := NewRowID()
	if err != nil {
		return fmt.Errorf("making an id: %w", err)
	}
	row, err := c.row(KindPerson, id, c.Time(), Person{})
	if err != nil {
		return err
	}
	return c.store.Write(ctx, c.tenant, func(w Writer) error {
		if _, err := c.self(ctx, w); !errors.Is(err, ErrNotFound) {
			return err // somebody else was quicker
		}
		return c.keep(ctx, w, actorProgram, actionAdd, row)
	})
}

func (c *Care) settleTenant(ctx context.Context) error {
	tenants, err := c.store.Tenants(ctx)
	if err != nil {
		return fmt.Errorf("looking for the record: %w", err)
	}
	switch {
	case c.tenant != None && slices.Contains(tenants, c.tenant):
		return nil
	case c.tenant == None && len(tenants) > 0:
		c.tenant = tenants[0]
		return nil
	}
	id := c.tenant
	if id == None {
		if id, err = NewTenantID(); err != nil {
			return fmt.Errorf("making an id: %w", err)
		}
	}
	if err := c.store.Found(ctx, id); err != nil && !errors.Is(err, ErrExists) {
		return fmt.Errorf("making a place for the record: %w", err)
	}
	if c.tenant == None {
		c.tenant = id
	}
	return nil
}

func (c *Care) reader() Reader { return c.store.Read(c.tenant) }

// self is the id of the person the record is about; ErrNotFound before Settle.
func (c *Care) self(ctx context.Context, r Reader) (ID, error) {
	rows, err := r.Rows(ctx, KindPerson, Filter{}, Page{Limit: 1})
	if err != nil {
		return None, fmt.Errorf("looking for the person: %w", err)
	}
	if len(rows) == 0 {
		return None, ErrNotFound
	}
	return rows[0].ID, nil
}

// Self is the person the record is about.
func (c *Care) Self(ctx context.Context) (Record[Person], error) {
	rows, err := c.reader().Rows(ctx, KindPerson, Filter{}, Page{Limit: 1})
	switch {
	case err != nil:
		return Record[Person]{}, fmt.Errorf("looking for the person: %w", err)
	case len(rows) == 0:
		return Record[Person]{}, ErrNotFound
	}
	return open[Person](rows[0])
}

// SavePerson replaces what is known of the person. version is that of the record it was read
// from; ErrStale where it was changed since.
func (c *Care) SavePerson(ctx context.Context, once Once, version int64, p Person) (Saved, error) {
	if err := c.checkPerson(&p); err != nil {
		return Saved{}, err
	}
	return c.write(ctx, once, actionChange, func(w Writer) (Row, error) {
		id, err := c.self(ctx, w)
		if err != nil {
			return Row{}, err
		}
		return c.changed(ctx, w, KindPerson, id, version, func(Row) (any, time.Time, error) { return p, time.Time{}, nil })
	})
}

// one reads a row of a kind.
func one[T any](ctx context.Context, r Reader, kind Kind, id ID) (Record[T], error) {
	row, err := r.Row(ctx, kind, id)
	if err != nil {
		return Record[T]{}, err
	}
	return open[T](row)
}

// many lists rows of a kind.
func many[T any](ctx context.Context, r Reader, kind Kind, f Filter, p Page) ([]Record[T], error) {
	rows, err := r.Rows(ctx, kind, f, p)
	if err != nil {
		return nil, err
	}
	out := make([]Record[T], len(rows))
	for i := range rows {
		if out[i], err = open[T](rows[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// all lists every row of a kind, oldest first, however many there are.
func all[T any](ctx context.Context, r Reader, kind Kind, f Filter) ([]Record[T], error) {
	var out []Record[T]
	err := eachRow(ctx, r, kind, f, func(row Row) error {
		rec, err := open[T](row)
		out = append(out, rec)
		return err
	})
	return out, err
}

// eachRow goes through all rows of a kind, oldest first, a page at a time.
func eachRow(ctx context.Context, r Reader, kind Kind, f Filter, do func(Row) error) error {
	const most = 500
	p := Page{Limit: most}
	for {
		rows, err := r.Rows(ctx, kind, f, p)
		if err != nil {
			return err
		}
		for i := range rows {
			if err := do(rows[i]); err != nil {
				return err
			}
		}
		if len(rows) < most {
			return nil
		}
		last := rows[len(rows)-1]
		p.After, p.AfterID = last.At, last.ID
	}
}

// EachRow goes through the person's rows of a kind, oldest first, without their blobs.
func (c *Care) EachRow(ctx context.Context, kind Kind, do func(Row) error) error {
	self, err := c.self(ctx, c.reader())
	if err != nil {
		return err
	}
	if kind == KindPerson {
		row, err := c.reader().Row(ctx, kind, self)
		if err != nil {
			return err
		}
		return do(row)
	}
	return eachRow(ctx, c.reader(), kind, Filter{Person: self}, do)
}

// row is a new row of the person the record is about, without its person.
func (c *Care) row(kind Kind, id ID, at time.Time, body any) (Row, error) {
	b, err := encode(body)
	return Row{Kind: kind, ID: id, At: utc(at), Changed: c.Time(), Body: b}, err
}

// input is an error of the input.
func input(field, value, want string) error {
	return &skinafter.InputError{Field: field, Value: short(value), Want: want}
}

// encode is a body as JSON, with salt.
func encode(body any) ([]byte, error) {
	b, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("writing a record: %w", err)
	}
	salt, err := saltText()
	if err != nil {
		return nil, err
	}
	out := append([]byte(`{"`+SaltName+`":"`+salt+`"`), ',')
	if string(b) == "{}" {
		out = out[:len(out)-1]
	}
	return append(out, b[1:]...), nil
}
