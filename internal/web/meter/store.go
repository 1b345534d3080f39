package meter

import (
	"context"
	"errors"

	"skinafter/internal/clinic"
)

// Store counts what is written to a store. It keeps nothing of its own.
func (m *Meter) Store(s clinic.Store) clinic.Store { return &store{s, m} }

type store struct {
	clinic.Store
	meter *Meter
}

// Write counts the rows of a change that was kept. A change that a store tries again counts
// once.
func (s *store) Write(ctx context.Context, tenant clinic.ID, change func(clinic.Writer) error) error {
	var rows map[string]int64
	var own error
	err := s.Store.Write(ctx, tenant, func(w clinic.Writer) error {
		rows = map[string]int64{}
		own = change(&writer{w, rows})
		return own
	})
	switch {
	case err == nil:
		s.meter.committed(rows)
	case own == nil || !errors.Is(err, own):
		s.meter.broken() // the store, not the change, gave up
	}
	return err
}

// writer counts rows.
type writer struct {
	clinic.Writer
	rows map[string]int64
}

// Put counts a row that is kept.
func (w *writer) Put(ctx context.Context, r clinic.Row) error {
	err := w.Writer.Put(ctx, r)
	if err == nil {
		w.rows[string(r.Kind)]++
	}
	return err
}
