package fact

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"skinafter/knowledge"
)

// ErrNoSuchID says that no rule, family, source, statement or conflict has the id.
var ErrNoSuchID = errors.New("nothing has this id")

// Explanation is one fact in plain text with everything it rests on.
type Explanation struct {
	ID        string
	Kind      string // rule, family, event, source, statement, conflict
	Title     string
	Parts     []Part
	Citations []knowledge.Citation
}

// Part is one labelled piece of an explanation.
type Part struct {
	Label string // "because", "after the treatment"
	Text  string
}

// Explain tells everything about a rule, a family, an event, a source, a statement or a conflict.
// ErrNoSuchID stands for an id that nothing has.
func Explain(b *knowledge.Base, id string) (Explanation, error) {
	if e, ok := explainRule(b, id); ok {
		return e, nil
	}
	if f := b.Families[id]; f != nil {
		return explainFamily(b, f), nil
	}
	if c := b.Conflicts[id]; c != nil {
		return explainConflict(b, c), nil
	}
	if ev := b.Events[id]; ev != nil {
		return explainEvent(b, ev), nil
	}
	if e, ok := explainEntry(b, id); ok {
		return e, nil
	}
	src, st, ok := b.Cite(id)
	switch {
	case !ok:
		return Explanation{}, fmt.Errorf("explain %q: %w", id, ErrNoSuchID)
	case st != nil:
		e := Explanation{ID: id, Kind: "statement", Title: st.Text, Citations: b.Citations([]string{id})}
		e.add("section", st.Section)
		e.add("takes part in", conflictTitles(b, st.Conflicts))
		return e, nil
	}
	e := Explanation{ID: id, Kind: "source", Title: src.Title, Citations: b.Citations([]string{id})}
	e.add("authors", src.Authors)
	e.add("where", src.Publisher)
	e.add("address", src.Address)
	e.add("kind", src.Kind)
	e.add("says", src.Supports)
	e.add("interest", src.Interest)
	return e, nil
}

func (e *Explanation) add(label, text string) {
	if text != "" {
		e.Parts = append(e.Parts, Part{label, text})
	}
}

func explainRule(b *knowledge.Base, id string) (Explanation, bool) {
	r := b.Rules[id]
	if r == nil {
		return Explanation{}, false
	}
	e := Explanation{ID: id, Kind: "rule", Title: r.Title}
	e.add("class", r.Class)
	e.add("families", strings.Join(r.Families, ", "))
	e.add("members", strings.Join(r.Members, ", "))
	e.add("things", strings.Join(r.Things, ", "))
	e.add("does not belong", strings.Join(r.Not, ", "))
	e.add("before the treatment", windowText(r.Before))
	e.add("during", stepText(r.During.Verdict, r.During.Condition))
	if r.DuringAlone != nil {
		e.add("during, where a product holds nothing else", stepText(r.DuringAlone.Verdict, r.DuringAlone.Condition))
	}
	e.add("after the treatment", windowText(r.After))
	if r.UnlessPrescribed || r.Prescribed != "" {
		e.add("prescribed products", orUse(r.Prescribed))
	}
	e.add("ask", r.Ask)
	e.add("because", r.Because)
	cited := r.Cites
	for _, w := range append(r.Before[:len(r.Before):len(r.Before)], r.After...) {
		cited = append(cited[:len(cited):len(cited)], w.Cites...)
	}
	for _, s := range r.Says {
		e.add(strings.TrimSpace("protocol "+s.Protocol+" "+s.Phase), saysText(s))
		cited = append(cited[:len(cited):len(cited)], s.Cites...)
	}
	for _, cid := range r.Conflicts {
		if c := b.Conflicts[cid]; c != nil {
			e.add("conflict "+cid, conflictText(c))
			cited = append(cited[:len(cited):len(cited)], citesOf(c)...)
		}
	}
	e.header(r.Basis, r.Since, r.ReviewBy, r.ReviewedBy)
	e.Citations = b.Citations(unique(cited))
	return e, true
}

// header adds what every rule carries.
func (e *Explanation) header(basis, since, reviewBy, reviewedBy string) {
	if basis == knowledge.BasisChoice {
		e.add("basis", "a choice of this project; no source dictates it")
	}
	e.add("since", since)
	e.add("review by", reviewBy)
	if reviewedBy == "none" {
		reviewedBy = "no clinician yet"
	}
	e.add("reviewed by", reviewedBy)
}

func explainFamily(b *knowledge.Base, f *knowledge.Family) Explanation {
	e := Explanation{ID: f.ID, Kind: "family", Title: f.Title, Citations: b.Citations(f.Cites)}
	e.add("class", f.Class)
	e.add("public hazard", f.Hazard)
	e.add("members", strings.Join(f.Members, ", "))
	e.add("patterns", strings.Join(f.Patterns, ", "))
	e.add("does not belong", strings.Join(f.Not, ", "))
	e.add("note", f.Note)
	for _, id := range slices.Sorted(maps.Keys(b.Rules)) {
		if r := b.Rules[id]; r.Class == f.Class {
			e.add("judged by rule", id+": "+r.Title)
		}
	}
	return e
}

func explainConflict(b *knowledge.Base, c *knowledge.Conflict) Explanation {
	e := Explanation{ID: c.ID, Kind: "conflict", Title: c.Title, Citations: b.Citations(unique(citesOf(c)))}
	e.add("about", strings.Join(c.About, ", "))
	for _, s := range c.Sides {
		e.add("one side", s.Says+" ["+strings.Join(s.Cites, " ")+"]")
	}
	for _, s := range c.Studies {
		e.add("study", s.Says+" ["+strings.Join(s.Cites, " ")+"]")
	}
	e.add("decided", c.Decided)
	if c.Basis == knowledge.BasisChoice {
		e.add("basis", "a choice of this project; no source dictates it")
	}
	return e
}

func citesOf(c *knowledge.Conflict) []string {
	var out []string
	for _, s := range c.Sides {
		out = append(out, s.Cites...)
	}
	for _, s := range c.Studies {
		out = append(out, s.Cites...)
	}
	return out
}

func conflictText(c *knowledge.Conflict) string {
	says := make([]string, len(c.Sides))
	for i, s := range c.Sides {
		says[i] = s.Says + " [" + strings.Join(s.Cites, " ") + "]"
	}
	return strings.Join(says, " / ") + " Decided: " + c.Decided
}

func conflictTitles(b *knowledge.Base, ids []string) string {
	var out []string
	for _, id := range ids {
		if c := b.Conflicts[id]; c != nil {
			out = append(out, id+" "+c.Title)
		}
	}
	return strings.Join(out, "; ")
}

// orUse is what holds for a prescribed product.
func orUse(prescribed string) string {
	if prescribed == knowledge.AskPrescriber {
		return "ask the prescriber about the time; never told to stop"
	}
	return "use as prescribed"
}

func saysText(s knowledge.Says) string {
	text := s.Text + " [" + strings.Join(s.Cites, " ") + "]"
	if s.Verdict != "" {
		text = s.Verdict + ": " + text
	}
	return text
}

func windowText(list []knowledge.Window) string {
	out := make([]string, len(list))
	for i, w := range list {
		text := stepText(w.Verdict, w.Condition)
		if w.FromH != nil {
			text += fmt.Sprintf(" from %g h", *w.FromH)
		}
		if w.UntilH != nil {
			text += fmt.Sprintf(" until %g h", *w.UntilH)
		}
		if len(w.Only) > 0 {
			text += ", only " + strings.Join(w.Only, ", ")
		}
		if w.FromNewSkin {
			text += " after new skin has closed over"
		}
		if len(w.Applies) > 0 {
			text += " (depth " + strings.Join(w.Applies, " ") + ")"
		}
		if w.Basis == knowledge.BasisChoice {
			text += " (choice)"
		}
		out[i] = text
	}
	return strings.Join(out, "; ")
}

func stepText(verdict, condition string) string {
	if condition == "" {
		return verdict
	}
	return verdict + ", " + condition
}

func unique(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, x := range list {
		if !seen[x] {
			seen[x] = true
			out = append(out, x)
		}
	}
	return out
}
