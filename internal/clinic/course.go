package clinic

import (
	"time"

	"skinafter"
)

// Span is a time that may not be known to the minute: it lies between First and Last. The
// zero Span is "nobody knows".
type Span struct {
	First time.Time `json:"first"`
	Last  time.Time `json:"last"`
}

// Known reports whether anything is known.
func (s Span) Known() bool { return !s.First.IsZero() && !s.Last.IsZero() }

// Course is one treatment and what follows it, as it was told.
type Course struct {
	Modality skinafter.Modality   `json:"modality,omitempty"`
	DepthMM  float64              `json:"depth_mm,omitempty"`    // 0 = not known
	Class    skinafter.DepthClass `json:"depth_class,omitempty"` // empty = follows from modality and depth
	Area     skinafter.Area       `json:"area,omitempty"`
	Ended    Span                 `json:"ended"` // when the last pass ended
	Zone     string               `json:"zone"`  // IANA name of the time zone it was told in
	Provider Provider             `json:"provider"`
	Device   string               `json:"device,omitempty"`
	Needle   string               `json:"needle,omitempty"` // cartridge, tip, number of needles
	Batch    string               `json:"batch,omitempty"`  // batch or lot of needle, tip or serum used
	Session  int                  `json:"session,omitempty"`
	Protocol skinafter.Protocol   `json:"protocol,omitempty"` // empty = combined

	Exposures []string   `json:"exposures,omitempty"` // codes of the vocabulary
	Closed    *time.Time `json:"closed,omitempty"`    // when a clinician said that new skin has closed over
	OpenSkin  bool       `json:"open_skin,omitempty"`
	Occluded  bool       `json:"occluded,omitempty"`
	Next      *time.Time `json:"next,omitempty"` // when the next session is planned
	Note      string     `json:"note,omitempty"`
}

// Product is a product as its label stood on one day. A label is never changed: another text
// is another product, so that a passport shows what was on the skin.
type Product struct {
	Name       string         `json:"name"`
	Brand      string         `json:"brand,omitempty"`
	Barcode    string         `json:"barcode,omitempty"` // digits as printed
	Label      string         `json:"label"`             // the whole text; empty = nobody has it
	Form       skinafter.Form `json:"form,omitempty"`
	Prescribed bool           `json:"prescribed,omitempty"`
	Batch      string         `json:"batch,omitempty"`
	OffShelf   bool           `json:"off_shelf,omitempty"` // used up, or not used any more
}

// When says where a use of a product lies.
type When string

// The parts of a course in which a product may have been used.
const (
	Before  When = "before"
	During  When = "during" // while the skin was being opened
	After   When = "after"
	Unknown When = "unknown"
)

// Use is one use of a product.
type Use struct {
	Product ID         `json:"product"`
	When    When       `json:"when"`
	At      *time.Time `json:"at,omitempty"` // nil = the hour is not known
	Note    string     `json:"note,omitempty"`
}
