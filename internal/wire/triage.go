package wire

import (
	"encoding/json"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/intake"
	"skinafter/knowledge"
	"skinafter/narrative"
	"skinafter/triage"
	"skinafter/verdict"
)

// TriageAnswer is a finding in the machine interface.
type TriageAnswer struct {
	ID       json.RawMessage `json:"id,omitempty"`
	Level    skinafter.Level `json:"level"`
	Rules    []string        `json:"rules"`     // what fired, highest level first
	Causes   []string        `json:"causes"`    // what it fits with, likeliest first
	Advice   string          `json:"advice"`    // the one thing to do first
	RecheckH *float64        `json:"recheck_h"` // look again after so many hours; null = no more check-in is planned
	Cites    []string        `json:"cites"`

	Signs       skinafter.Level `json:"signs"` // by what is seen and felt alone
	Held        bool            `json:"held"`  // the level stands although the signs are lower
	Because     []Fired         `json:"because"`
	FitsWith    []Cause         `json:"fits_with"`
	MoreAdvice  []Note          `json:"more_advice"`
	SafetyNet   []Note          `json:"safety_net"`
	Symptoms    []Sign          `json:"symptoms"`
	Suspects    []Suspect       `json:"suspects"`
	Reacts      bool            `json:"reacts"` // the reaction lock holds: nothing new goes on
	NextSession string          `json:"next_session"`
	Understood  []Heard         `json:"understood"` // from words, for the person to confirm
	Said        []Note          `json:"said"`       // careful readings
	Problems    []Problem       `json:"problems"`
	Numbers     *Numbers        `json:"numbers,omitempty"`
	Purpose     string          `json:"purpose"`
	ReviewedBy  string          `json:"reviewed_by"`
	Knowledge   Stamp           `json:"knowledge"`
}

// Fired is a rule that fired.
type Fired struct {
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

// Cause is what a finding fits with; never more than that.
type Cause struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"` // after "fits with"
	Points  int      `json:"points"`
	KeySign bool     `json:"key_sign"`
	For     []Reason `json:"for"`
	Against []Reason `json:"against"`
}

// Reason speaks for or against a cause.
type Reason struct {
	ID    string   `json:"id"`
	Text  string   `json:"text"`
	Cites []string `json:"cites"`
	Basis string   `json:"basis,omitempty"`
}

// Sign is a symptom with its own level and limits.
type Sign struct {
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

// Suspect is a product that was on the skin before the first sign, with its verdict then.
type Suspect struct {
	Product string          `json:"product"`
	Hour    any             `json:"hour"` // a number, "during", or null
	Verdict verdict.Verdict `json:"verdict"`
	UntilH  *float64        `json:"until_h"`
	Class   string          `json:"class"`
	Text    string          `json:"because"`
}

// Heard is what was understood from words.
type Heard struct {
	Kind     narrative.Kind     `json:"kind"`
	Code     string             `json:"code"`
	Severity skinafter.Severity `json:"severity,omitempty"`
	Trend    string             `json:"trend,omitempty"`
	Counts   bool               `json:"counts"` // false: said not to be there, or to be over
	Spans    [][2]int           `json:"spans"`
}

// Problem is a value that could not be read.
type Problem struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Numbers are the telephone numbers of a country.
type Numbers struct {
	Country   string   `json:"country"`
	Emergency string   `json:"emergency"`
	Also      []string `json:"also,omitempty"`
	Poison    string   `json:"poison,omitempty"`
	Crisis    string   `json:"crisis,omitempty"`
	Doctor    string   `json:"doctor,omitempty"`
}

// Triage is a finding as an answer; country adds its emergency numbers, empty = none.
func Triage(facts *knowledge.Base, r *intake.Report, a *assessment.Assessment, country string) TriageAnswer {
	f := &a.Finding
	w := TriageAnswer{
		Level: f.Level, Rules: f.IDs(), Causes: a.CauseIDs(), RecheckH: recheckOf(f), Cites: a.Cites(),
		Signs: f.Signs, Held: f.Held, Because: []Fired{}, FitsWith: []Cause{}, MoreAdvice: []Note{},
		SafetyNet: linesOnWire(f.SafetyNet), Symptoms: []Sign{}, Suspects: []Suspect{}, Reacts: a.Reacts,
		NextSession: a.NextSession(), Understood: heardOnWire(r.Heard.Heard), Said: saidOnWire(r),
		Problems: problemsOnWire(r.Problems), Purpose: purpose, ReviewedBy: unreviewed, Knowledge: Stamp{f.Version, f.Hash},
	}
	if len(f.Advice) > 0 {
		w.Advice, w.MoreAdvice = f.Advice[0].Text, linesOnWire(f.Advice[1:])
	}
	for _, x := range f.Fired {
		w.Because = append(w.Because, Fired{x.ID, x.Title, x.Section, x.Level, x.Step, x.Because, orEmpty(x.Cites), interests(facts, x.Cites), x.Basis})
	}
	for i := range a.Causes {
		c := &a.Causes[i]
		w.FitsWith = append(w.FitsWith, Cause{c.ID, c.Title, c.Points, c.KeySign, reasonsOnWire(c.For), reasonsOnWire(c.Against)})
	}
	for i := range f.Symptoms {
		x := &f.Symptoms[i]
		w.Symptoms = append(w.Symptoms, Sign{
			x.Code, x.Graded(), HoursOf(x.Onset), x.Trend, x.Level, x.Carried, x.Before, HoursOf(x.NormalUntil), HoursOf(x.WatchUntil),
		})
	}
	for i := range a.Suspects {
		w.Suspects = append(w.Suspects, suspectOnWire(&a.Suspects[i]))
	}
	if country != "" {
		n, _ := triage.Numbers(facts, country)
		w.Numbers = NumbersOf(n)
	}
	return w
}

// NumbersOf are the telephone numbers of a country.
func NumbersOf(n knowledge.Emergency) *Numbers {
	return &Numbers{n.Country, n.Number, n.Also, n.Poison, n.Crisis, n.Doctor}
}

func recheckOf(f *triage.Finding) *float64 {
	if f.RecheckH <= 0 {
		return nil
	}
	return &f.RecheckH
}

func linesOnWire(list []triage.Line) []Note {
	out := make([]Note, len(list))
	for i, l := range list {
		out[i] = Note{l.ID, l.Text}
	}
	return out
}

func reasonsOnWire(list []triage.CauseReason) []Reason {
	out := make([]Reason, len(list))
	for i, x := range list {
		out[i] = Reason{x.ID, x.Because, orEmpty(x.Cites), x.Basis}
	}
	return out
}

func suspectOnWire(s *assessment.Suspect) Suspect {
	w := Suspect{Product: ProductTitle(&s.Use.Product), Hour: hourOf(&s.Use), Verdict: s.Answer.Verdict, UntilH: HoursOf(s.Answer.Until)}
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

// ProductTitle is a product's name, else the first names on its label.
func ProductTitle(p *skinafter.Product) string {
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
		title += NameOf(in)
	}
	return title
}

func heardOnWire(list []narrative.Heard) []Heard {
	out := make([]Heard, len(list))
	for i, h := range list {
		out[i] = Heard{h.Kind, h.Code, h.Severity, h.Trend, h.Stands(), [][2]int{}}
		for _, sp := range h.Spans {
			out[i].Spans = append(out[i].Spans, [2]int{sp.From, sp.To})
		}
	}
	return out
}

func problemsOnWire(list []*skinafter.InputError) []Problem {
	out := make([]Problem, len(list))
	for i, p := range list {
		out[i] = Problem{p.Field, p.Error()}
	}
	return out
}
