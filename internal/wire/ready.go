package wire

import (
	"encoding/json"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/intake"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// ReadyAnswer is readiness in the machine interface.
type ReadyAnswer struct {
	ID         json.RawMessage  `json:"id,omitempty"`
	Answer     recovery.Session `json:"answer"`
	UntilH     *float64         `json:"until_h"` // the earliest hour at which not-yet could change
	Until      *string          `json:"until"`
	Undated    bool             `json:"undated"` // a reason has no date: until is only the earliest
	Reasons    []ReadyReason    `json:"reasons"` // most careful first
	Reacted    bool             `json:"reacted"` // patch test, another depth, no vitamin C
	Level      skinafter.Level  `json:"level"`   // of what was reported
	Said       []Note           `json:"said"`
	Problems   []Problem        `json:"problems"`
	Purpose    string           `json:"purpose"`
	ReviewedBy string           `json:"reviewed_by"`
	Knowledge  Stamp            `json:"knowledge"`
}

// ReadyReason is one reason of readiness.
type ReadyReason struct {
	Rule    string           `json:"rule"`
	Answer  recovery.Session `json:"answer"`
	UntilH  *float64         `json:"until_h"`
	Title   string           `json:"title"`
	Because string           `json:"because"`
	Change  string           `json:"change"` // what would change the answer
	Cites   []string         `json:"cites"`
	Basis   string           `json:"basis,omitempty"`
}

// Ready is readiness for the next session as an answer.
func Ready(facts *knowledge.Base, r *intake.Report, a *assessment.Assessment) ReadyAnswer {
	y := &a.Ready
	w := ReadyAnswer{
		Answer: y.Answer, UntilH: HoursOf(y.Until), Until: timeOf(y.Date), Undated: y.Undated, Reasons: []ReadyReason{}, Reacted: y.Reacted,
		Level: a.Finding.Level, Said: saidOnWire(r), Problems: problemsOnWire(r.Problems),
		Purpose: purpose, ReviewedBy: y.ReviewedBy, Knowledge: StampOf(facts),
	}
	for _, x := range y.Reasons {
		w.Reasons = append(w.Reasons, ReadyReason{x.ID, x.Answer, HoursOf(x.Until), x.Title, x.Because, x.Change, orEmpty(x.Cites), x.Basis})
	}
	return w
}
