package knowledge

import (
	"maps"
	"slices"
	"strings"

	"skinafter"
)

// Kinds of plan steps.
const (
	StepDo    = "do"    // something to do
	StepAvoid = "avoid" // something to leave
	StepCheck = "check" // something to look at
	StepAsk   = "ask"   // a question, and whom to ask
	StepGo    = "go"    // something that may start now
)

// Plan is one file in plans/: the steps of a group of treatments, from two weeks before to a
// year after. The file common.yaml holds the steps that several groups share and the phases.
type Plan struct {
	ID         string      `yaml:"id"`                   // equals the file name
	Title      string      `yaml:"title"`                // plain words, shown to people
	Modalities []string    `yaml:"modalities,omitempty"` // empty = any
	Applies    []string    `yaml:"applies,omitempty"`    // depth classes; empty = all
	Phases     []PlanPhase `yaml:"phases,omitempty"`     // in order, without gaps
	Steps      []PlanStep  `yaml:"steps"`
	Since      string      `yaml:"since"`
	ReviewBy   string      `yaml:"review_by"`
	ReviewedBy string      `yaml:"reviewed_by"` // "none" until a named clinician signs
}

// PlanPhase is a stretch of the way: "you are here". Half-open like a window.
type PlanPhase struct {
	ID     string   `yaml:"id"`
	Title  string   `yaml:"title"`
	FromH  *float64 `yaml:"from_h,omitempty"`  // absent = from the beginning
	UntilH *float64 `yaml:"until_h,omitempty"` // absent = to the end
}

// PlanStep is one thing to do, leave, look at, ask or start, in a stretch of time.
//
// Hours run from the end of the treatment; where FromNewSkin or UntilNewSkin is set they run
// from the moment new skin has closed over, which only the depth classes F and G know. A
// step has a window (FromH, UntilH, or both; half-open) or moments (AtH, each LastsH long).
//
// A step is in a plan when every list below that is not empty holds something of the course
// or the person: Modalities, Applies, Areas, Settings, and, taken together as one list,
// Conditions, Medicines, SkinTypes and the ages (who is old or has diabetes). The condition
// "allergy" stands for anything the person says they react to.
type PlanStep struct {
	ID    string `yaml:"id"`
	Kind  string `yaml:"kind"`  // do, avoid, check, ask, go
	Title string `yaml:"title"` // a few plain words
	Text  string `yaml:"text"`  // what to do, one or two plain sentences

	FromH        *float64  `yaml:"from_h,omitempty"`  // absent = from the beginning
	UntilH       *float64  `yaml:"until_h,omitempty"` // absent = no end
	FromNewSkin  bool      `yaml:"from_new_skin,omitempty"`
	UntilNewSkin bool      `yaml:"until_new_skin,omitempty"`
	AtH          []float64 `yaml:"at_h,omitempty"`    // moments instead of a window
	LastsH       float64   `yaml:"lasts_h,omitempty"` // how long each moment is "now"
	Condition    string    `yaml:"condition,omitempty"`

	Modalities []string `yaml:"modalities,omitempty"`
	Applies    []string `yaml:"applies,omitempty"` // depth classes
	Areas      []string `yaml:"areas,omitempty"`
	Settings   []string `yaml:"settings,omitempty"`
	SkinTypes  []string `yaml:"skin_types,omitempty"`
	Conditions []string `yaml:"conditions,omitempty"` // condition codes of the person
	Medicines  []string `yaml:"medicines,omitempty"`  // ids of medicine groups
	BelowYears int      `yaml:"below_years,omitempty"`
	FromYears  int      `yaml:"from_years,omitempty"`

	About  []string `yaml:"about,omitempty"`  // ingredient classes it speaks of
	Topics []string `yaml:"topics,omitempty"` // other things it speaks of: sun, heat, water
	// Fixed: no clinic's override may change it (the omission list, signs of an emergency).
	Fixed bool `yaml:"fixed,omitempty"`

	Because   string   `yaml:"because"`
	Cites     []string `yaml:"cites,omitempty"`
	Basis     string   `yaml:"basis,omitempty"` // "choice" where no source dictates the step
	Conflicts []string `yaml:"conflicts,omitempty"`
}

// NewSkin reports whether a part of the step's window runs from new skin.
func (s *PlanStep) NewSkin() bool { return s.FromNewSkin || s.UntilNewSkin }

// ForPerson reports whether the step is only for some people.
func (s *PlanStep) ForPerson() bool {
	return len(s.Conditions) > 0 || len(s.Medicines) > 0 || len(s.SkinTypes) > 0 || s.BelowYears > 0 || s.FromYears > 0
}

// Classes are the depth classes that the step is for, in a plan.
func (p *Plan) Classes(s *PlanStep) []skinafter.DepthClass {
	var out []skinafter.DepthClass
	for _, c := range skinafter.DepthClasses() {
		in := func(list []string) bool { return len(list) == 0 || slices.Contains(list, string(c)) }
		if in(p.Applies) && in(s.Applies) && (c.Ablated() || !s.NewSkin()) {
			out = append(out, c)
		}
	}
	return out
}

// ModalitiesOf are the treatments that the step is for, in a plan.
func (p *Plan) ModalitiesOf(s *PlanStep) []skinafter.Modality {
	var out []skinafter.Modality
	for _, m := range skinafter.Modalities() {
		in := func(list []string) bool { return len(list) == 0 || slices.Contains(list, string(m)) }
		if in(p.Modalities) && in(s.Modalities) {
			out = append(out, m)
		}
	}
	return out
}

// PlanSteps lists every step of every plan with its plan, by plan and then in the order of
// the file.
func (b *Base) PlanSteps() []PlannedStep {
	var out []PlannedStep
	for _, id := range slices.Sorted(maps.Keys(b.Plans)) {
		p := b.Plans[id]
		for i := range p.Steps {
			out = append(out, PlannedStep{p, &p.Steps[i]})
		}
	}
	return out
}

// PlannedStep is a step and the plan that holds it.
type PlannedStep struct {
	Plan *Plan
	Step *PlanStep
}

// PlanText is the key under which texts/<lang>.yaml holds the translation of a sentence of a
// plan: "plan.cold-pack.title". Field is title, text or because; a plan and a phase have a
// title.
func PlanText(id, field string) string { return PlanPrefix + id + "." + field }

// PlanPrefix begins the keys of all sentences of plans.
const PlanPrefix = "plan."

// PlanSentence is a sentence of a plan in a language; the English one where that language
// has none.
func (b *Base) PlanSentence(lang, id, field, english string) string {
	short, _, _ := strings.Cut(lang, "-")
	for _, l := range []string{lang, short} {
		if text, ok := b.Texts[l][PlanText(id, field)]; ok && l != DefaultLanguage {
			return text
		}
	}
	return english
}
