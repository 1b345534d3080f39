package main

import (
	"encoding/json"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/knowledge"
	"skinafter/triage"
	"skinafter/verdict"
)

// triageWire is a finding in the machine interface (design section 6).
type triageWire struct {
	ID       json.RawMessage `json:"id,omitempty"`
	Level    skinafter.Level `json:"level"`
	Rules    []string        `json:"rules"`     // what fired, highest level first
	Causes   []string        `json:"causes"`    // what it fits with, likeliest first
	Advice   string          `json:"advice"`    // the one thing to do first
	RecheckH *float64        `json:"recheck_h"` // look again after so many hours; null = no more check-in is planned
	Cites    []string        `json:"cites"`

	Signs       skinafter.Level `json:"signs"` // by what is seen and felt alone
	Held        bool            `json:"held"`  // the level stands although the signs are lower
	Because     []firedWire     `json:"because"`
	FitsWith    []causeWire     `json:"fits_with"`
	MoreAdvice  []noteWire      `json:"more_advice"`
	SafetyNet   []noteWire      `json:"safety_net"`
	Symptoms    []signWire      `json:"symptoms"`
	Suspects    []suspectWire   `json:"suspects"`
	Reacts      bool            `json:"reacts"` // the reaction lock holds: nothing new goes on
	NextSession string          `json:"next_session"`
	Understood  []heardWire     `json:"understood"` // from words, for the person to confirm
	Said        []noteWire      `json:"said"`       // careful readings
	Problems    []problemWire   `json:"problems"`
	Numbers     *numbersWire    `json:"numbers,omitempty"`
	Purpose     string          `json:"purpose"`
	ReviewedBy  string          `json:"reviewed_by"`
	Knowledge   stamp           `json:"knowledge"`
}

type firedWire struct {
	Rule     string          `json:"rule"`
	Title    string          `json:"title"`
	Section  string          `json:"section"`
	Level    skinafter.Level `json:"level"`
	Step     bool            `json:"step,omitempty"` // one level above the signs, up to level
	Text     string          `json:"text"`
	Cites    []string        `json:"cites"`
	Interest []string        `json:"interest,omitempty"`
	Basis    string          `json:"basis,omitempty"`
}

type causeWire struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"` // after "fits with"
	Points  int          `json:"points"`
	KeySign bool         `json:"key_sign"`
	For     []reasonWire `json:"for"`
	Against []reasonWire `json:"against"`
}

type reasonWire struct {
	ID    string   `json:"id"`
	Text  string   `json:"text"`
	Cites []string `json:"cites"`
	Basis string   `json:"basis,omitempty"`
}

type signWire struct {
	Code         string             `json:"code"`
	Severity     skinafter.Severity `json:"severity"`
	OnsetH       *float64           `json:"onset_h"`
	Trend        string             `json:"trend,omitempty"`
	Level        skinafter.Level    `json:"level"`
	Carried      bool               `json:"carried,omitempty"` // from an earlier check-in
	Before       bool               `json:"before,omitempty"`  // existed before the treatment, unchanged
	NormalUntilH *float64           `json:"normal_until_h"`
	WatchUntilH  *float64           `json:"watch_until_h"`
}

// suspectWire is a product that was on the skin before the first sign, with its verdict then.
type suspectWire struct {
	Product string          `json:"product"`
	Hour    any             `json:"hour"` // a number, "during", or null
	Verdict verdict.Verdict `json:"verdict"`
	UntilH  *float64        `json:"until_h"`
	Class   string          `json:"class"`
	Text    string          `json:"because"`
}

type heardWire struct {
	Kind     triage.Kind        `json:"kind"`
	Code     string             `json:"code"`
	Severity skinafter.Severity `json:"severity,omitempty"`
	Trend    string             `json:"trend,omitempty"`
	Counts   bool               `json:"counts"` // false: said not to be there, or to be over
	Spans    [][2]int           `json:"spans"`
}

type problemWire struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

type numbersWire struct {
	Country   string   `json:"country"`
	Emergency string   `json:"emergency"`
	Also      []string `json:"also,omitempty"`
	Poison    string   `json:"poison,omitempty"`
	Crisis    string   `json:"crisis,omitempty"`
	Doctor    string   `json:"doctor,omitempty"`
}

func triageOnWire(facts *knowledge.Base, r *reported, a *assessment.Assessment, country string) triageWire {
	f := &a.Finding
	w := triageWire{
		Level: f.Level, Rules: f.IDs(), Causes: a.CauseIDs(), RecheckH: recheckOf(f), Cites: a.Cites(),
		Signs: f.Signs, Held: f.Held, Because: []firedWire{}, FitsWith: []causeWire{}, MoreAdvice: []noteWire{},
		SafetyNet: linesOnWire(f.SafetyNet), Symptoms: []signWire{}, Suspects: []suspectWire{}, Reacts: a.Reacts,
		NextSession: a.NextSession(), Understood: heardOnWire(r.heard.Heard), Said: r.saidOnWire(),
		Problems: problemsOnWire(r.problems), Purpose: purpose, ReviewedBy: unreviewed, Knowledge: stamp{f.Version, f.Hash},
	}
	if len(f.Advice) > 0 {
		w.Advice, w.MoreAdvice = f.Advice[0].Text, linesOnWire(f.Advice[1:])
	}
	for _, x := range f.Fired {
		w.Because = append(w.Because, firedWire{x.ID, x.Title, x.Section, x.Level, x.Step, x.Because, orEmpty(x.Cites), interests(facts, x.Cites), x.Basis})
	}
	for i := range a.Causes {
		c := &a.Causes[i]
		w.FitsWith = append(w.FitsWith, causeWire{c.ID, c.Title, c.Points, c.KeySign, reasonsOnWire(c.For), reasonsOnWire(c.Against)})
	}
	for i := range f.Symptoms {
		x := &f.Symptoms[i]
		w.Symptoms = append(w.Symptoms, signWire{
			x.Code, x.Graded(), hoursOf(x.Onset), x.Trend, x.Level, x.Carried, x.Before, hoursOf(x.NormalUntil), hoursOf(x.WatchUntil),
		})
	}
	for i := range a.Suspects {
		w.Suspects = append(w.Suspects, suspectOnWire(&a.Suspects[i]))
	}
	if country != "" {
		n, _ := triage.Numbers(facts, country)
		w.Numbers = &numbersWire{n.Country, n.Number, n.Also, n.Poison, n.Crisis, n.Doctor}
	}
	return w
}

func recheckOf(f *triage.Finding) *float64 {
	if f.RecheckH <= 0 {
		return nil
	}
	return &f.RecheckH
}

func linesOnWire(list []triage.Line) []noteWire {
	out := make([]noteWire, len(list))
	for i, l := range list {
		out[i] = noteWire{l.ID, l.Text}
	}
	return out
}

func reasonsOnWire(list []triage.CauseReason) []reasonWire {
	out := make([]reasonWire, len(list))
	for i, x := range list {
		out[i] = reasonWire{x.ID, x.Because, orEmpty(x.Cites), x.Basis}
	}
	return out
}

func suspectOnWire(s *assessment.Suspect) suspectWire {
	w := suspectWire{Product: productTitle(&s.Use.Product), Hour: hourOf(&s.Use), Verdict: s.Answer.Verdict, UntilH: hoursOf(s.Answer.Until)}
	if d := s.Answer.Deciding(); d != nil {
		w.Class, w.Text = d.Class, d.Because
	}
	return w
}

// hourOf is when a product was used as the machine interface says it.
func hourOf(u *skinafter.Use) any {
	switch {
	case u.During:
		return "during"
	case u.Unknown:
		return nil
	}
	return u.At.Hours()
}

// productTitle is a product's name, else the first names on its label.
func productTitle(p *skinafter.Product) string {
	if p.Name != "" {
		return p.Name
	}
	title := ""
	for i, in := range p.Label.Ingredients {
		switch {
		case i == 2:
			return title + " ..."
		case i > 0:
			title += ", "
		}
		title += nameOf(in)
	}
	return title
}

func heardOnWire(list []triage.Heard) []heardWire {
	out := make([]heardWire, len(list))
	for i, h := range list {
		out[i] = heardWire{h.Kind, h.Code, h.Severity, h.Trend, h.Stands(), [][2]int{}}
		for _, sp := range h.Spans {
			out[i].Spans = append(out[i].Spans, [2]int{sp.From, sp.To})
		}
	}
	return out
}

func problemsOnWire(list []*skinafter.InputError) []problemWire {
	out := make([]problemWire, len(list))
	for i, p := range list {
		out[i] = problemWire{p.Field, p.Error()}
	}
	return out
}
