package wire

import (
	"encoding/json"
	"strings"
	"time"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict"
	"skinafter/verdict/wording"
)

// CheckAnswer is the answer about one product in the machine interface.
type CheckAnswer struct {
	ID         json.RawMessage `json:"id,omitempty"`
	Product    string          `json:"product,omitempty"`
	Kind       skinafter.Kind  `json:"kind"`
	Incomplete bool            `json:"incomplete"`

	Judgement
	Because  string             `json:"because"`
	Deciding *int               `json:"deciding"` // index in ingredients; null = none of them
	Protocol skinafter.Protocol `json:"protocol"`
	ElapsedH *float64           `json:"elapsed_h"` // null = during the treatment
	During   bool               `json:"during"`

	Ingredients []Item   `json:"ingredients"`
	Mentions    []Item   `json:"mentions"`
	Unread      *Item    `json:"unread,omitempty"` // what could not be read, judged like an unknown ingredient
	Parts       []string `json:"parts,omitempty"`
	Barcodes    []string `json:"barcodes,omitempty"`
	LabelNotes  []string `json:"label_notes,omitempty"`

	Asks          []Ask    `json:"asks"`
	Notes         []Note   `json:"notes"`
	BarrierH      *float64 `json:"barrier_h"`  // needle channels may be open until here
	NewSkinH      *float64 `json:"new_skin_h"` // new skin has closed over
	NewSkinStated bool     `json:"new_skin_stated"`
	SkinOpen      bool     `json:"skin_open"`
	// Entries of the person's lists that nobody can place; with one of them nothing is ok.
	UnknownAllergies []string `json:"unknown_allergies,omitempty"`
	UnknownAvoid     []string `json:"unknown_avoid,omitempty"`

	Purpose    string `json:"purpose"`
	ReviewedBy string `json:"reviewed_by"`
	Knowledge  Stamp  `json:"knowledge"`
}

// Judgement is an answer with its time and condition.
type Judgement struct {
	Verdict       verdict.Verdict `json:"verdict"`
	UntilH        *float64        `json:"until_h"` // hours since the treatment
	Until         *string         `json:"until"`   // RFC 3339; null = not known
	Condition     *string         `json:"condition"`
	ConditionText string          `json:"condition_text,omitempty"`
}

// Item is an ingredient with its answer.
type Item struct {
	Ingredient
	Judgement
	Class            string    `json:"class"`
	ClassName        string    `json:"class_name"`
	Rule             string    `json:"rule"`
	Because          string    `json:"because"`
	Cites            []string  `json:"cites"`
	Basis            string    `json:"basis,omitempty"` // "choice": no source dictates it
	Conflicts        []string  `json:"conflicts"`
	Dissent          []Dissent `json:"dissent"`
	UnlessPrescribed bool      `json:"unless_prescribed,omitempty"`
	Prescribed       bool      `json:"prescribed,omitempty"`
	Notes            []Note    `json:"notes,omitempty"`
}

// Dissent is what another protocol's source says.
type Dissent struct {
	Protocol skinafter.Protocol `json:"protocol"`
	Verdict  verdict.Verdict    `json:"verdict"`
	UntilH   *float64           `json:"until_h"`
	Text     string             `json:"text"`
	Cites    []string           `json:"cites"`
	Interest []string           `json:"interest,omitempty"` // commercial interest of the cited sources
}

// Ask is a question to the maker or the clinic.
type Ask struct {
	Rule     string `json:"rule"`
	Question string `json:"question"`
}

// Note is a text of the knowledge with its id.
type Note struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// purpose is what the answer is meant for.
const purpose = "guidance"

// Check is the answer about one product with this label.
func Check(facts *knowledge.Base, l skinafter.Label, a *verdict.Answer) CheckAnswer {
	at, _ := a.UntilTime()
	w := CheckAnswer{
		Product: a.Product, Kind: l.Kind, Incomplete: l.Incomplete,
		Judgement: verdictOnWire(a.Verdict, a.Until, a.Condition, at, facts),
		Protocol:  a.Protocol, During: a.During,
		Ingredients: []Item{}, Mentions: []Item{}, Parts: l.Parts, Barcodes: l.Barcodes, LabelNotes: l.Notes,
		Asks: []Ask{}, Notes: notesOnWire(a.Notes, facts),
		BarrierH: HoursOf(a.Barrier), NewSkinH: HoursOf(a.NewSkin), NewSkinStated: a.NewSkinStated, SkinOpen: a.SkinOpen,
		UnknownAllergies: a.UnknownAllergies, UnknownAvoid: a.UnknownAvoid,
		Purpose: purpose, ReviewedBy: a.ReviewedBy, Knowledge: Stamp{a.Version, a.Hash},
	}
	if !a.During {
		w.ElapsedH = HoursOf(&a.At.Min)
	}
	for i := range a.Items {
		item := itemOnWire(&a.Items[i], a.End, facts)
		switch {
		case a.Items[i].Mention:
			w.Mentions = append(w.Mentions, item)
		case Nameless(&a.Items[i]):
			w.Unread = &item
		default:
			if i == a.Worst {
				at := len(w.Ingredients)
				w.Deciding = &at
			}
			w.Ingredients = append(w.Ingredients, item)
		}
	}
	if d := a.Deciding(); d != nil {
		w.Because = d.Because
	}
	for _, id := range a.Asks {
		if r := facts.Rules[id]; r != nil {
			w.Asks = append(w.Asks, Ask{id, r.Ask})
		}
	}
	return w
}

// Nameless reports whether an item stands for what could not be read.
func Nameless(item *verdict.Item) bool {
	return item.Ingredient.INCI == "" && item.Ingredient.Text == ""
}

func verdictOnWire(v verdict.Verdict, until *skinafter.Elapsed, condition string, at time.Time, facts *knowledge.Base) Judgement {
	w := Judgement{Verdict: v, UntilH: HoursOf(until)}
	if condition != "" {
		w.Condition = &condition
		w.ConditionText = wording.Speak(facts, knowledge.DefaultLanguage).Condition(condition)
	}
	if !at.IsZero() {
		t := at.Format(time.RFC3339)
		w.Until = &t
	}
	return w
}

func itemOnWire(item *verdict.Item, end time.Time, facts *knowledge.Base) Item {
	at, _ := item.UntilTime(end)
	w := Item{
		Ingredient: ingredientOnWire(item.Ingredient),
		Judgement:  verdictOnWire(item.Verdict, item.Until, item.Condition, at, facts),
		Class:      item.Class, ClassName: item.ClassName, Rule: item.Rule, Because: item.Because,
		Cites: orEmpty(item.Cites), Basis: item.Basis, Conflicts: orEmpty(item.Conflicts), Dissent: []Dissent{},
		UnlessPrescribed: item.UnlessPrescribed, Prescribed: item.Prescribed, Notes: notesOnWire(item.Notes, facts),
	}
	for _, d := range item.Dissent {
		w.Dissent = append(w.Dissent, Dissent{
			Protocol: d.Protocol, Verdict: d.Verdict, UntilH: HoursOf(d.Until), Text: d.Text,
			Cites: orEmpty(d.Cites), Interest: interests(facts, d.Cites),
		})
	}
	return w
}

// HasInterest reports whether a source earns by what it says, as far as known.
func HasInterest(src skinafter.Source) bool {
	return src.Interest != "" && !strings.HasPrefix(src.Interest, "none")
}

// interests are the commercial interests of the cited sources.
func interests(facts *knowledge.Base, cites []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, id := range cites {
		src, _, ok := facts.Cite(id)
		if ok && HasInterest(src) && !seen[src.ID] {
			seen[src.ID] = true
			out = append(out, src.ID+": "+src.Interest)
		}
	}
	return out
}

func notesOnWire(ids []string, facts *knowledge.Base) []Note {
	out := make([]Note, len(ids))
	for i, id := range ids {
		out[i] = Note{id, wording.Speak(facts, knowledge.DefaultLanguage).Note(id)}
	}
	return out
}

// HoursOf is a time in hours; nil stays nil.
func HoursOf(e *skinafter.Elapsed) *float64 {
	if e == nil {
		return nil
	}
	h := e.Hours()
	return &h
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
