package api

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

// one is the answer with one kept thing.
type one[T any] struct {
	ETag string `header:"ETag"`
	Body Kept[T]
}

// made is the answer to what was added or changed.
type made[T any] struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Replayed string `header:"Idempotency-Replayed" enum:"true,false" doc:"Whether the same request was carried out before; then nothing was done this time."`
	Body     Kept[T]
}

// gone is the answer to a removal.
type gone struct {
	Replayed string `header:"Idempotency-Replayed" enum:"true,false"`
}

// many is the answer with a page of a list.
type many[T any] struct {
	Link string `header:"Link" doc:"The next page, rel=next, where there is one."`
	Body List[T]
}

// kept puts a record into its envelope.
func kept[T, R any](rec *clinic.Record[R], show func(*clinic.Record[R]) T) Kept[T] {
	return Kept[T]{ID: rec.ID.String(), Version: rec.Version, At: rec.At.UTC(), Changed: rec.Changed.UTC(), Data: show(rec)}
}

func oneOf[T, R any](rec *clinic.Record[R], show func(*clinic.Record[R]) T) *one[T] {
	return &one[T]{ETag: etag(rec.Version), Body: kept(rec, show)}
}

func madeOf[T, R any](rec *clinic.Record[R], saved clinic.Saved, path string, show func(*clinic.Record[R]) T) *made[T] {
	return &made[T]{ETag: etag(rec.Version), Location: Root + path, Replayed: replayed(saved), Body: kept(rec, show)}
}

// listOf is a page of a list. list is its address below Root; read reads the rows of a page, of
// which one more than asked for says whether there is a next.
func listOf[T, R any](a *API, p Paged, list string, read func(clinic.Page) ([]clinic.Record[R], error), show func(*clinic.Record[R]) T) (*many[T], error) {
	page, err := a.page(p, list)
	if err != nil {
		return nil, err
	}
	page.Limit++
	rows, err := read(page)
	if err != nil {
		return nil, err
	}
	out := &many[T]{Body: List[T]{Items: []Kept[T]{}}}
	if len(rows) > p.Limit {
		rows = rows[:p.Limit]
		last := &rows[len(rows)-1]
		out.Body.Next = a.cursor(last.At, last.ID, list, page.Newest)
		out.Link = "<" + Root + list + "?cursor=" + out.Body.Next
		if page.Newest {
			out.Link += "&order=newest"
		}
		out.Link += ">; rel=\"next\""
	}
	for i := range rows {
		out.Body.Items = append(out.Body.Items, kept(&rows[i], show))
	}
	return out, nil
}
