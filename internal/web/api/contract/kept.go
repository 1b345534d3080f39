package contract

import (
	"time"

	"skinafter/internal/clinic"
)

// Kept is something that is kept, with its version.
type Kept[T any] struct {
	ID      string    `json:"id" format:"uuid"`
	Version int64     `json:"version" minimum:"1" doc:"One higher with every change; the ETag is this number in quotes."`
	At      time.Time `json:"at" doc:"The moment it is about; lists go by it."`
	Changed time.Time `json:"changed" doc:"When it was last written."`
	Data    T         `json:"data"`
}

// List is a page of a list.
type List[T any] struct {
	Items []Kept[T] `json:"items"`
	Next  string    `json:"next,omitempty" doc:"Cursor of the next page; not there where this is the last."`
}

// Answer is an answer that is computed and kept by nobody.
type Answer[T any] struct{ Body T }

// One is the answer with one kept thing.
type One[T any] struct {
	ETag string `header:"ETag"`
	Body Kept[T]
}

// Made is the answer to what was added or changed.
type Made[T any] struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Replayed string `header:"Idempotency-Replayed" enum:"true,false" doc:"Whether the same request was carried out before; then nothing was done this time."`
	Body     Kept[T]
}

// Gone is the answer to a removal.
type Gone struct {
	Replayed string `header:"Idempotency-Replayed" enum:"true,false"`
}

// Many is the answer with a page of a list.
type Many[T any] struct {
	Link string `header:"Link" doc:"The next page, rel=next, where there is one."`
	Body List[T]
}

// Keep puts a record into its envelope.
func Keep[T, R any](rec *clinic.Record[R], show func(*clinic.Record[R]) T) Kept[T] {
	return Kept[T]{ID: rec.ID.String(), Version: rec.Version, At: rec.At.UTC(), Changed: rec.Changed.UTC(), Data: show(rec)}
}

// OneOf is the answer with a record.
func OneOf[T, R any](rec *clinic.Record[R], show func(*clinic.Record[R]) T) *One[T] {
	return &One[T]{ETag: ETag(rec.Version), Body: Keep(rec, show)}
}

// MadeOf is the answer to what was saved; path is the address of the record below Root.
func MadeOf[T, R any](rec *clinic.Record[R], saved clinic.Saved, path string, show func(*clinic.Record[R]) T) *Made[T] {
	return &Made[T]{ETag: ETag(rec.Version), Location: Root + path, Replayed: Replayed(saved), Body: Keep(rec, show)}
}

// ListOf is a page of a list. list is its address below Root; read reads the rows of a page, of
// which one more than asked for says whether there is a next.
func ListOf[T, R any](s *Service, p Paged, list string, read func(clinic.Page) ([]clinic.Record[R], error), show func(*clinic.Record[R]) T) (*Many[T], error) {
	page, err := s.page(p, list)
	if err != nil {
		return nil, err
	}
	page.Limit++
	rows, err := read(page)
	if err != nil {
		return nil, err
	}
	out := &Many[T]{Body: List[T]{Items: []Kept[T]{}}}
	if len(rows) > p.Limit {
		rows = rows[:p.Limit]
		last := &rows[len(rows)-1]
		out.Body.Next = s.cursor(last.At, last.ID, list, page.Newest)
		out.Link = "<" + Root + list + "?cursor=" + out.Body.Next
		if page.Newest {
			out.Link += "&order=newest"
		}
		out.Link += ">; rel=\"next\""
	}
	for i := range rows {
		out.Body.Items = append(out.Body.Items, Keep(&rows[i], show))
	}
	return out, nil
}
