package wire

import (
	"encoding/json"

	"skinafter"
	"skinafter/internal/paper"
	"skinafter/knowledge"
)

// LabelAnswer is a label in the machine interface.
type LabelAnswer struct {
	ID          json.RawMessage `json:"id,omitempty"`
	Kind        skinafter.Kind  `json:"kind"`
	Incomplete  bool            `json:"incomplete"`
	Ingredients []Ingredient    `json:"ingredients"`
	Mentions    []Ingredient    `json:"mentions"`
	Parts       []string        `json:"parts,omitempty"`
	Barcodes    []string        `json:"barcodes,omitempty"`
	Notes       []string        `json:"notes,omitempty"`
	Knowledge   Stamp           `json:"knowledge"`
}

// Ingredient is one ingredient in the machine interface.
type Ingredient struct {
	INCI       *string            `json:"inci"`
	Text       string             `json:"text"`
	Status     skinafter.Status   `json:"status"`
	Span       [2]int             `json:"span"`
	Part       int                `json:"part"`
	MayContain bool               `json:"may_contain"`
	Percent    *float64           `json:"percent"`
	Hazards    []skinafter.Hazard `json:"hazards"`
}

// Stamp says which knowledge an answer was made from.
type Stamp struct {
	Version string `json:"version"`
	Hash    string `json:"hash"`
}

// StampOf is the stamp of the facts.
func StampOf(facts *knowledge.Base) Stamp { return Stamp{facts.Version, facts.Hash} }

// Label is a label as an answer.
func Label(facts *knowledge.Base, l skinafter.Label) LabelAnswer {
	return LabelAnswer{
		Kind:        l.Kind,
		Incomplete:  l.Incomplete,
		Ingredients: ingredientsOnWire(l.Ingredients),
		Mentions:    ingredientsOnWire(l.Mentions),
		Parts:       l.Parts,
		Barcodes:    l.Barcodes,
		Notes:       l.Notes,
		Knowledge:   StampOf(facts),
	}
}

func ingredientsOnWire(list []skinafter.Ingredient) []Ingredient {
	out := make([]Ingredient, len(list))
	for i, in := range list {
		out[i] = ingredientOnWire(in)
	}
	return out
}

func ingredientOnWire(in skinafter.Ingredient) Ingredient {
	w := Ingredient{
		Text: in.Text, Status: in.Status, Span: [2]int{in.Span.From, in.Span.To},
		Part: in.Part, MayContain: in.MayContain, Hazards: in.Hazards,
	}
	if in.Known() {
		w.INCI = &in.INCI
	}
	if in.Percent != 0 {
		w.Percent = &in.Percent
	}
	if w.Hazards == nil {
		w.Hazards = []skinafter.Hazard{}
	}
	return w
}

// NameOf is the INCI name, or the text as printed where it was not recognised.
func NameOf(in skinafter.Ingredient) string {
	if in.Known() {
		return in.INCI
	}
	return paper.Cut(paper.Clean(in.Text), 60)
}

// OrNull is an id as an answer carries it.
func OrNull(id json.RawMessage) json.RawMessage {
	if len(id) == 0 {
		return json.RawMessage("null")
	}
	return id
}
