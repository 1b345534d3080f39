package wire

import (
	"encoding/json"

	"skinafter/internal/intake"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// ScreenAnswer is screening in the machine interface.
type ScreenAnswer struct {
	ID         json.RawMessage  `json:"id,omitempty"`
	Answer     string           `json:"answer"` // the most careful of the items; ok = nothing to settle
	Ready      recovery.Session `json:"ready"`  // what that means for the session
	Items      []ScreenItem     `json:"items"`  // most careful first
	Said       []Note           `json:"said"`
	Problems   []Problem        `json:"problems"`
	Purpose    string           `json:"purpose"`
	ReviewedBy string           `json:"reviewed_by"`
	Knowledge  Stamp            `json:"knowledge"`
}

// ScreenItem is one thing to settle.
type ScreenItem struct {
	Rule     string           `json:"rule"`
	Title    string           `json:"title"`
	Answer   string           `json:"answer"`  // note, tell, ask-first, defer, not-today, no
	Decides  string           `json:"decides"` // you, provider, doctor, dermatologist, specialist, prescriber
	Ready    recovery.Session `json:"ready"`
	UntilH   *float64         `json:"until_h"`
	Open     bool             `json:"open"` // nobody has answered yet
	Ask      string           `json:"ask,omitempty"`
	Because  string           `json:"because"`
	Cites    []string         `json:"cites"`
	Interest []string         `json:"interest,omitempty"`
	Basis    string           `json:"basis,omitempty"`
}

// Screen is screening as an answer.
func Screen(facts *knowledge.Base, x *intake.Screening) ScreenAnswer {
	w := ScreenAnswer{
		Answer: "ok", Items: []ScreenItem{}, Said: saidOnWire(x.Report), Problems: problemsOnWire(x.Report.Problems),
		Purpose: purpose, ReviewedBy: unreviewed, Knowledge: StampOf(facts),
	}
	for i, item := range x.Items {
		if i == 0 {
			w.Answer = item.Answer
		}
		w.Ready = max(w.Ready, item.Ready)
		w.Items = append(w.Items, ScreenItem{
			item.ID, item.Title, item.Answer, item.Decides, item.Ready, HoursOf(item.Until), item.Open, item.Ask,
			item.Because, orEmpty(item.Cites), interests(facts, item.Cites), item.Basis,
		})
	}
	return w
}
