package clinic

import "time"

// Kind is what a row records. Each kind has its own table.
type Kind string

// The kinds of rows.
const (
	KindPerson    Kind = "person"
	KindCourse    Kind = "course"
	KindProduct   Kind = "product"
	KindCheckIn   Kind = "check_in"
	KindUse       Kind = "product_use"
	KindPhoto     Kind = "photo"
	KindScreening Kind = "screening"
	KindDraft     Kind = "draft"
)

// Kinds lists every kind so that a row comes after those it points to: a copy written in this
// order never points to what is not there yet.
func Kinds() []Kind {
	return []Kind{KindPerson, KindCourse, KindProduct, KindCheckIn, KindUse, KindPhoto, KindScreening, KindDraft}
}

// Row is one record as a store keeps it. What the store needs to find it stands in fields of
// its own, everything else in Body.
type Row struct {
	Kind   Kind
	ID     ID
	Person ID // whom it is about; None only for a person
	Course ID // None where the row belongs to no course
	// At is the moment the row is about, in UTC, whole microseconds. Lists go by (At, ID).
	At   time.Time
	Code string // GTIN-14 of a product; empty otherwise
	// Version is 1 for a new row and one higher with every change. Put compares it.
	Version int64
	Changed time.Time // when it was last written, UTC, whole microseconds
	Body    []byte    // JSON
	Blob    []byte    // the bytes of a photo; lists leave it out
}

// Filter narrows a list; the zero Filter lists everything of the kind and tenant.
type Filter struct {
	Person ID     // None = of anybody
	Course ID     // None = of any course
	Code   string // empty = any
}

// Page is a part of a list.
type Page struct {
	// After and AfterID are At and ID of the last row that was seen; the zero Page begins at
	// the beginning.
	After   time.Time
	AfterID ID
	Limit   int  // at most so many rows; 0 = 100, never more than 1,000
	Newest  bool // newest first; After then means "older than"
}
