package wire

import (
	"time"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/recovery"
	"skinafter/verdict/wording"
)

// PlanAnswer is a plan in the machine interface.
type PlanAnswer struct {
	Modality      skinafter.Modality   `json:"modality"`
	Class         skinafter.DepthClass `json:"depth_class"`
	AtH           float64              `json:"at_h"`
	AtMaxH        float64              `json:"at_max_h"`
	Phase         *Phase               `json:"phase"`
	NextCheckInH  *float64             `json:"next_check_in_h"` // null = no more are planned
	Steps         []Step               `json:"steps"`
	NewSkinH      *float64             `json:"new_skin_h"`
	NewSkinStated bool                 `json:"new_skin_stated"`
	SkinOpen      bool                 `json:"skin_open"`
	Reaction      bool                 `json:"reaction"` // steps that need calm skin are held
	Notes         []Note               `json:"notes"`
	Refused       []Refusal            `json:"refused"` // overrides that were not laid on top
	Purpose       string               `json:"purpose"`
	ReviewedBy    string               `json:"reviewed_by"`
	Knowledge     Stamp                `json:"knowledge"`
}

// Phase is a part of the plan.
type Phase struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	FromH  *float64 `json:"from_h"`
	UntilH *float64 `json:"until_h"`
}

// Step is one step of a plan. It has a window (from_h, until_h) or moments.
type Step struct {
	ID            string         `json:"id"`
	Plan          string         `json:"plan"`
	Kind          string         `json:"kind"` // do, avoid, check, ask, go
	Title         string         `json:"title"`
	Text          string         `json:"text"`
	State         recovery.State `json:"state"`  // past, now, later
	FromH         *float64       `json:"from_h"` // null = from the beginning
	UntilH        *float64       `json:"until_h"`
	MomentsH      []float64      `json:"moments_h,omitempty"`
	LastsH        float64        `json:"lasts_h,omitempty"` // each moment
	Starts        *string        `json:"starts,omitempty"`
	Ends          *string        `json:"ends,omitempty"`
	FromNewSkin   bool           `json:"from_new_skin,omitempty"`
	UntilNewSkin  bool           `json:"until_new_skin,omitempty"`
	Waits         bool           `json:"waits,omitempty"` // new skin is overdue
	Held          bool           `json:"held,omitempty"`  // the skin reacts
	Condition     *string        `json:"condition"`
	ConditionText string         `json:"condition_text,omitempty"`
	About         []string       `json:"about,omitempty"`
	Topics        []string       `json:"topics,omitempty"`
	Fixed         bool           `json:"fixed,omitempty"`
	Because       string         `json:"because"`
	Cites         []string       `json:"cites"`
	Interest      []string       `json:"interest,omitempty"`
	Basis         string         `json:"basis,omitempty"`
	Conflicts     []string       `json:"conflicts"`
	ReviewedBy    string         `json:"reviewed_by"`
	Override      *Overridden    `json:"override,omitempty"`
}

// Overridden is what the sources say below a clinic's own words.
type Overridden struct {
	Clinic      string   `json:"clinic"`
	WasFromH    *float64 `json:"was_from_h"`
	WasUntilH   *float64 `json:"was_until_h"`
	WasText     string   `json:"was_text"`
	EarlierByH  float64  `json:"earlier_by_h"`
	LessCareful bool     `json:"less_careful"`
}

// Refusal is a clinic's override that was not laid on top.
type Refusal struct {
	Step    string `json:"step"`
	Because string `json:"because"` // id: no-such-step, fixed, stops-medicine ...
}

// Plan is a plan as an answer.
func Plan(facts *knowledge.Base, p *recovery.Schedule) PlanAnswer {
	w := PlanAnswer{
		Modality: p.Course.Modality, Class: p.Class, AtH: p.At.Min.Hours(), AtMaxH: p.At.Max.Hours(),
		Steps: []Step{}, NewSkinH: HoursOf(p.NewSkin), NewSkinStated: p.NewSkinStated, SkinOpen: p.SkinOpen, Reaction: p.Reaction,
		Notes: notesOnWire(p.Notes, facts), Refused: []Refusal{},
		Purpose: purpose, ReviewedBy: unreviewed, Knowledge: Stamp{p.Version, p.Hash},
	}
	if p.Phase.ID != "" {
		w.Phase = &Phase{p.Phase.ID, p.Phase.Title, HoursOf(p.Phase.From), HoursOf(p.Phase.Until)}
	}
	if next, ok := p.NextCheckIn(); ok {
		w.NextCheckInH = HoursOf(&next)
	}
	for i := range p.Steps {
		w.Steps = append(w.Steps, StepOf(facts, &p.Steps[i]))
	}
	for _, r := range p.Refused {
		w.Refused = append(w.Refused, Refusal{r.Override.Step, r.Because})
	}
	return w
}

// unreviewed is who reviewed an answer until a named clinician signs.
const unreviewed = "none"

// StepOf is one step of a plan.
func StepOf(facts *knowledge.Base, s *recovery.Step) Step {
	w := Step{
		ID: s.ID, Plan: s.Plan, Kind: s.Kind, Title: s.Title, Text: s.Text, State: s.State,
		FromH: HoursOf(s.From), UntilH: HoursOf(s.Until), LastsH: s.Lasts.Hours(), Starts: timeOf(s.Starts), Ends: timeOf(s.Ends),
		FromNewSkin: s.FromNewSkin, UntilNewSkin: s.UntilNewSkin, Waits: s.Waits, Held: s.Held,
		About: s.About, Topics: s.Topics, Fixed: s.Fixed,
		Because: s.Because, Cites: orEmpty(s.Cites), Interest: interests(facts, s.Cites), Basis: s.Basis,
		Conflicts: orEmpty(s.Conflicts), ReviewedBy: s.Reviewed,
	}
	for _, m := range s.Moments {
		w.MomentsH = append(w.MomentsH, m.Hours())
	}
	if s.Condition != "" {
		w.Condition = &s.Condition
		w.ConditionText = wording.Speak(facts, knowledge.DefaultLanguage).Condition(s.Condition)
	}
	if o := s.Override; o != nil {
		w.Override = &Overridden{o.Clinic, HoursOf(o.WasFrom), HoursOf(o.WasUntil), o.WasText, o.EarlierBy.Hours(), o.LessCareful}
	}
	return w
}

func timeOf(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.Format(time.RFC3339)
	return &s
}
