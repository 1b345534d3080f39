package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/internal/paper"
	"skinafter/internal/speech"
	"skinafter/internal/wire"
	"skinafter/knowledge"
)

// labelPage writes what was read from a label, for people.
type labelPage struct {
	*speech.Speech
	sheet *paper.Sheet
}

func (p *labelPage) write(l skinafter.Label) {
	p.summary(l)
	p.unread(l.Ingredients)
	p.corrections(slices.Concat(l.Ingredients, l.Mentions))
	p.list(l)
	if len(l.Mentions) > 0 {
		p.sheet.Heading(p.Texts.Text("label.mentions"))
		for _, in := range l.Mentions {
			p.sheet.Row(paper.Plain, "  "+paper.Clean(wire.NameOf(in)), strings.Join(p.about(in), ", "))
		}
	}
	if len(l.Barcodes) > 0 {
		p.sheet.Gap()
		p.sheet.Para(paper.Plain, 0, p.Texts.Count("label.barcodes", len(l.Barcodes), "digits", strings.Join(l.Barcodes, ", ")))
	}
	p.sheet.Gap()
	p.sheet.Para(paper.Faint, 0, knowledgeLine(p.Texts, p.Facts))
}

// summary is the first line: what the text is.
func (p *labelPage) summary(l skinafter.Label) {
	n := len(l.Ingredients)
	switch l.Kind {
	case skinafter.Empty:
		p.sheet.Para(paper.Bold, 0, p.Texts.Text("label.empty"))
		return
	case skinafter.Prose:
		p.sheet.Para(paper.Bold, 0, p.Texts.Text("label.prose"))
		return
	case skinafter.Multi:
		p.sheet.Para(paper.Bold, 0, p.Texts.Count("label.multi", len(l.Parts), "items", n))
	case skinafter.List:
		p.sheet.Para(paper.Bold, 0, p.Texts.Count("label.list", n))
	}
	if l.Incomplete {
		p.sheet.Para(paper.Yellow, 0, p.Texts.Text("label.incomplete"))
	}
}

// unread lists the pieces that were not recognised.
func (p *labelPage) unread(list []skinafter.Ingredient) {
	head := true
	for _, in := range list {
		if in.Known() {
			continue
		}
		if head {
			p.sheet.Heading(p.Texts.Text("label.unread"))
			head = false
		}
		p.sheet.Item(paper.Plain, "  - ", quoted(in.Text))
	}
}

// corrections lists the misreadings that were corrected: nobody should have to trust one.
func (p *labelPage) corrections(list []skinafter.Ingredient) {
	head := true
	for _, in := range list {
		if in.Status != skinafter.Corrected {
			continue
		}
		if head {
			p.sheet.Heading(p.Texts.Text("label.corrected"))
			head = false
		}
		p.sheet.Item(paper.Plain, "  - ", p.Texts.Text("label.correction", "text", quoted(in.Text), "inci", in.INCI))
	}
}

func (p *labelPage) list(l skinafter.Label) {
	part := -1
	for i, in := range l.Ingredients {
		if in.Part != part || i == 0 {
			part = in.Part
			p.sheet.Heading(p.partTitle(l, part))
		}
		left := fmt.Sprintf("%4d  %s", i+1, paper.Clean(wire.NameOf(in)))
		p.sheet.Row(paper.Plain, left, strings.Join(p.about(in), ", "))
	}
}

func (p *labelPage) partTitle(l skinafter.Label, part int) string {
	if l.Kind == skinafter.Multi && part < len(l.Parts) && l.Parts[part] != "" {
		return paper.Clean(l.Parts[part])
	}
	if l.Kind == skinafter.Multi {
		return p.Texts.Text("label.part", "n", part+1)
	}
	return p.Texts.Text("label.ingredients")
}

// about is what stands at the right of an ingredient: strength, hazards, how it was read.
func (p *labelPage) about(in skinafter.Ingredient) []string {
	var out []string
	if in.Percent != 0 {
		out = append(out, p.percent(in.Percent))
	}
	for _, h := range in.Hazards {
		out = append(out, p.Texts.Text("hazard."+string(h)))
	}
	if in.MayContain {
		out = append(out, p.Texts.Text("label.may_contain"))
	}
	if in.Status == skinafter.Unknown || in.Status == skinafter.Corrected {
		out = append(out, p.Texts.Text("status."+string(in.Status)))
	}
	return out
}

// percent is a strength as the language writes it.
func (p *labelPage) percent(v float64) string {
	n := strconv.FormatFloat(v, 'f', -1, 64)
	return strings.Replace(n, ".", p.Texts.Text("number.point"), 1) + " %"
}

// quoted is a stranger's text inside quotes, fit for a line.
func quoted(text string) string { return `"` + paper.Cut(paper.Clean(text), 120) + `"` }

// knowledgeLine says what the answer was made from.
func knowledgeLine(texts *catalogue.Catalogue, facts *knowledge.Base) string {
	const shown = 12 // characters of the hash: enough to tell two copies apart
	return texts.Text("knowledge.line", "version", facts.Version, "hash", facts.Hash[:min(shown, len(facts.Hash))])
}
