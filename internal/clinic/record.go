package clinic

import (
	"encoding/json"
	"fmt"
	"time"
)

// Record is a row with its body read.
type Record[T any] struct {
	ID      ID
	Person  ID
	Course  ID
	At      time.Time
	Version int64
	Changed time.Time
	Body    T
	Blob    []byte
}

// open reads the body of a row.
func open[T any](r Row) (Record[T], error) {
	rec := Record[T]{ID: r.ID, Person: r.Person, Course: r.Course, At: r.At, Version: r.Version, Changed: r.Changed, Blob: r.Blob}
	if err := json.Unmarshal(r.Body, &rec.Body); err != nil {
		return rec, fmt.Errorf("reading %s %s: %w", r.Kind, r.ID, ErrDamaged)
	}
	return rec, nil
}
