package store

import (
	"context"
	"fmt"
	"time"

	"skinafter/internal/clinic"
)

// Found makes a new tenant inside a transaction.
func Found(ctx context.Context, c Conn, d Dialect, tenant clinic.ID, founded time.Time) error {
	n, err := affected(c.ExecContext(ctx, insertTenant, d.ID(tenant), micros(founded)))
	if err == nil && n == 0 {
		err = clinic.ErrExists
	}
	if err != nil {
		return fmt.Errorf("founding tenant %s: %w", tenant, fault(d, err))
	}
	return nil
}

// tenantRow is a tenant and when it was founded.
type tenantRow struct {
	ID      clinic.ID `json:"id"`
	Founded time.Time `json:"founded"`
}

func tenants(ctx context.Context, c Conn, d Dialect) ([]tenantRow, error) {
	rows, err := c.QueryContext(ctx, listTenants)
	if err != nil {
		return nil, fmt.Errorf("listing the tenants: %w", fault(d, err))
	}
	out, err := collect(rows, func(scan scanner) (tenantRow, error) {
		var t tenantRow
		var at int64
		err := scan(id{&t.ID}, &at)
		t.Founded = fromMicros(at)
		return t, err
	})
	if err != nil {
		return nil, fmt.Errorf("listing the tenants: %w", fault(d, err))
	}
	return out, nil
}

// Tenants lists the tenants, oldest first.
func Tenants(ctx context.Context, c Conn, d Dialect) ([]clinic.ID, error) {
	all, err := tenants(ctx, c, d)
	out := make([]clinic.ID, len(all))
	for i, t := range all {
		out[i] = t.ID
	}
	return out, err
}

// Erase removes every row and reply of the writer's tenant and counts the rows by kind.
func (w *Writer) Erase(ctx context.Context) (map[clinic.Kind]int, error) {
	out := map[clinic.Kind]int{}
	for _, t := range tables {
		var n int
		if err := w.conn.QueryRowContext(ctx, t.countRows(), w.dialect.ID(w.tenant)).Scan(&n); err != nil {
			return nil, fmt.Errorf("counting %s: %w", t.kind, w.fault(err))
		}
		if n > 0 {
			out[t.kind] = n
		}
	}
	for _, q := range []string{deletePersons, deleteReplies} { // what belongs to a person goes with it
		if _, err := w.conn.ExecContext(ctx, q, w.dialect.ID(w.tenant)); err != nil {
			return nil, fmt.Errorf("erasing tenant %s: %w", w.tenant, w.fault(err))
		}
	}
	return out, nil
}
