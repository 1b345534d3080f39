package main

import (
	"encoding/json"

	"skinafter"
	"skinafter/knowledge"
)

// labelWire is a label in the machine interface (design section 6).
type labelWire struct {
	ID          json.RawMessage  `json:"id,omitempty"`
	Kind        skinafter.Kind   `json:"kind"`
	Incomplete  bool             `json:"incomplete"`
	Ingredients []ingredientWire `json:"ingredients"`
	Mentions    []ingredientWire `json:"mentions"`
	Parts       []string         `json:"parts,omitempty"`
	Barcodes    []string         `json:"barcodes,omitempty"`
	Notes       []string         `json:"notes,omitempty"`
	Knowledge   stamp            `json:"knowledge"`
}

// ingredientWire is one ingredient in the machine interface.
type ingredientWire struct {
	INCI       *string            `json:"inci"`
	Text       string             `json:"text"`
	Status     skinafter.Status   `json:"status"`
	Span       [2]int             `json:"span"`
	Part       int                `json:"part"`
	MayContain bool               `json:"may_contain"`
	Percent    *float64           `json:"percent"`
	Hazards    []skinafter.Hazard `json:"hazards"`
}

// stamp says which knowledge an answer was made from.
type stamp struct {
	Version string `json:"version"`
	Hash    string `json:"hash"`
}

func stampOf(facts *knowledge.Base) stamp { return stamp{facts.Version, facts.Hash} }

func labelOnWire(l skinafter.Label, facts *knowledge.Base) labelWire {
	return labelWire{
		Kind:        l.Kind,
		Incomplete:  l.Incomplete,
		Ingredients: ingredientsOnWire(l.Ingredients),
		Mentions:    ingredientsOnWire(l.Mentions),
		Parts:       l.Parts,
		Barcodes:    l.Barcodes,
		Notes:       l.Notes,
		Knowledge:   stampOf(facts),
	}
}

func ingredientsOnWire(list []skinafter.Ingredient) []ingredientWire {
	out := make([]ingredientWire, len(list))
	for i, in := range list {
		out[i] = ingredientOnWire(in)
	}
	return out
}

func ingredientOnWire(in skinafter.Ingredient) ingredientWire {
	w := ingredientWire{
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
