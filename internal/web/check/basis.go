package check

import (
	"fmt"
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/web/frame"
	"skinafter/internal/wire"
	"skinafter/knowledge"
	"skinafter/verdict"
)

// source is where a sentence comes from, with what the source earns by it.
type source struct {
	ID, Title, Year, Grade, Checked, Interest string

	Name       string   // short: "Chu and others 2021"
	Statements []string // ids of the sentences that were cited
}

// dissent is what another column of rules answers.
type dissent struct {
	Protocol, Answer, Text string
	Basis                  []source
}

// conflict is a point on which sources disagree.
type conflict struct {
	ID, Title, Decided string
	Sides              []side
}

// side is what one side of a conflict says; Study marks a study.
type side struct {
	Says  string
	Study bool
	Basis []source
}

// says is what articles say about a class of ingredients, without an answer of ours.
type says struct {
	Names []string
	Class string
	Rule  string
	Lines []side
}

// sources are those of a list of citations, each once, in order.
func (p *pages) sources(v *frame.Visit, cites []string) []source {
	var out []source
	for _, id := range cites {
		src, statement, ok := p.Facts.Cite(id)
		if !ok {
			continue
		}
		i := slices.IndexFunc(out, func(s source) bool { return s.ID == src.ID })
		if i < 0 {
			i = len(out)
			out = append(out, p.source(v, &src))
		}
		if statement != nil && !slices.Contains(out[i].Statements, statement.ID) {
			out[i].Statements = append(out[i].Statements, statement.ID)
		}
	}
	return out
}

func (p *pages) source(v *frame.Visit, src *skinafter.Source) source {
	out := source{ID: src.ID, Title: v.Speech.Say(src.Title), Name: p.Called(v, src), Year: v.Text("check.no_year"), Grade: v.Speech.Say(src.Grade)}
	if src.Year != 0 {
		out.Year = fmt.Sprint(src.Year)
	}
	checked, _, _ := strings.Cut(src.Checked, " (")
	out.Checked = v.Text("checked." + checked)
	if wire.HasInterest(*src) {
		out.Interest = v.Speech.Say(src.Interest)
	}
	return out
}

func (p *pages) conflicts(v *frame.Visit, ids []string) []conflict {
	var out []conflict
	for _, id := range ids {
		if c := p.Facts.Conflicts[id]; c != nil {
			out = append(out, p.conflict(v, c))
		}
	}
	return out
}

func (p *pages) conflict(v *frame.Visit, c *knowledge.Conflict) conflict {
	out := conflict{ID: c.ID, Title: v.Speech.Say(c.Title), Decided: v.Speech.Say(c.Decided)}
	for _, s := range c.Sides {
		out.Sides = append(out.Sides, side{Says: v.Speech.Say(s.Says), Basis: p.sources(v, s.Cites)})
	}
	for _, s := range c.Studies {
		out.Sides = append(out.Sides, side{Says: v.Speech.Say(s.Says), Study: true, Basis: p.sources(v, s.Cites)})
	}
	return out
}

// says gathers, for the purpose record, what the sources say about each class on the label, in
// label order.
func (p *pages) says(said *telling, items []*verdict.Item) []says {
	var out []says
	at := map[string]int{}
	for _, item := range items {
		rule := p.Facts.Rules[item.ClassRule]
		if rule == nil {
			continue
		}
		i, known := at[rule.ID]
		if !known {
			i = len(out)
			at[rule.ID] = i
			s := says{Class: said.Title(rule.ID), Rule: rule.ID}
			for _, line := range rule.Says {
				s.Lines = append(s.Lines, side{Says: said.Say(line.Text), Basis: p.sources(said.v, line.Cites)})
			}
			out = append(out, s)
		}
		out[i].Names = append(out[i].Names, said.shown(item))
	}
	return slices.DeleteFunc(out, func(s says) bool { return len(s.Lines) == 0 })
}
