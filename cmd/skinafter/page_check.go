package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/paper"
	"skinafter/internal/speech"
	"skinafter/internal/wire"
	"skinafter/verdict"
)

// checkPage writes the answer about one product, for people: worst first, one action first,
// then why, then what the sources say.
type checkPage struct {
	labelPage
	ascii bool
	full  bool // every conflict of sources, not only those about the deciding answer
}

// page prints the answer about one product.
func (c *checkCommand) page(s *session, q verdict.Question, product skinafter.Product, a *verdict.Answer) error {
	page, err := s.checkPage(q, c.Full)
	if err != nil {
		return err
	}
	page.write(q, product, a)
	return s.print(page.sheet)
}

func (s *session) checkPage(q verdict.Question, full bool) (*checkPage, error) {
	texts, err := s.texts()
	if err != nil {
		return nil, err
	}
	return &checkPage{
		labelPage: labelPage{
			sheet:  s.sheet(),
			Speech: speech.New(texts, s.base).At(q.Now, q.Course.End),
		},
		ascii: s.options.ASCII,
		full:  full,
	}, nil
}

func (p *checkPage) write(q verdict.Question, product skinafter.Product, a *verdict.Answer) {
	p.help(a)
	p.first(a)
	p.situation(q, product, a)
	items := worstFirst(a)
	p.timeline(a, items)
	p.why(items)
	p.sources(a, items)
	p.asks(a)
	p.remarks(a, items)
	p.unread(product.Label.Ingredients)
	p.corrections(slices.Concat(product.Label.Ingredients, product.Label.Mentions))
	p.closing(a)
}

// help comes before everything else where the latest check-in shows a sign that needs it.
func (p *checkPage) help(a *verdict.Answer) {
	if slices.Contains(a.Notes, verdict.NoteHelp) {
		p.sheet.Para(paper.Red, 0, p.Note(verdict.NoteHelp))
		p.sheet.Gap()
	}
}

// first is the action, and what decides it.
func (p *checkPage) first(a *verdict.Answer) {
	head, detail := p.Action(a)
	p.sheet.Para(styleOf(a.Verdict), 0, head)
	if detail != "" {
		p.sheet.Para(styleOf(a.Verdict), 0, detail)
	}
	d := a.Deciding()
	if d == nil || a.Verdict == verdict.OK {
		return
	}
	p.sheet.Gap()
	if wire.Nameless(d) {
		p.sheet.Para(paper.Plain, 0, p.reason(d))
		return
	}
	p.sheet.Para(paper.Plain, 0, p.Texts.Text("check.because", "name", p.shown(d), "because", p.reason(d)))
}

func styleOf(v verdict.Verdict) paper.Style {
	switch v {
	case verdict.OK:
		return paper.Green
	case verdict.Wait, verdict.Unknown:
		return paper.Yellow
	case verdict.No:
		return paper.Red
	}
	return paper.Bold
}

// situation is one line on what was asked, and warnings that concern every product.
func (p *checkPage) situation(q verdict.Question, product skinafter.Product, a *verdict.Answer) {
	name := paper.Clean(product.Name)
	if name == "" {
		name = p.Texts.Text("check.product")
	}
	p.sheet.Gap()
	p.sheet.Para(paper.Plain, 0, p.situationLine(q, speech.Sentence(name), a))
	if product.Label.Kind == skinafter.Prose || product.Label.Kind == skinafter.Empty {
		p.sheet.Para(paper.Yellow, 0, p.Texts.Text("label."+string(product.Label.Kind)))
	}
	p.warnings(a)
}

// situationLine says what was asked: product, time, treatment, rules.
func (p *checkPage) situationLine(q verdict.Question, name string, a *verdict.Answer) string {
	t := p.Texts
	when := t.Text("check.during")
	switch {
	case a.During:
	case a.At.Min < 0:
		when = t.Text("check.before", "span", p.Span(a.At.Min))
	case !a.At.Exact():
		when = t.Text("check.at_least", "span", p.Span(a.At.Min))
	default:
		when = t.Text("check.after", "span", p.Span(a.At.Min))
	}
	treatment := t.Text("modality." + string(q.Course.Modality))
	if q.Course.Depth > 0 {
		treatment += ", " + p.number(float64(q.Course.Depth)) + " mm"
	}
	class := t.Text("check.class", "class", q.Course.DepthClass())
	if q.Course.DepthClass() == skinafter.ClassU {
		class = t.Text("check.class_unknown")
	}
	return t.Text("check.situation", "name", name, "when", when,
		"treatment", treatment, "class", class, "protocol", a.Protocol)
}

// warnings concern every product on this skin.
func (p *checkPage) warnings(a *verdict.Answer) {
	t := p.Texts
	if slices.Contains(a.Notes, verdict.NoteContradicts) {
		p.sheet.Para(paper.Yellow, 0, p.Note(verdict.NoteContradicts))
	}
	for key, list := range [][]string{a.UnknownAllergies, a.UnknownAvoid} {
		if len(list) > 0 {
			names := paper.Clean(strings.Join(list, ", "))
			p.sheet.Para(paper.Yellow, 0, t.Text([]string{"check.unknown_allergy", "check.unknown_avoid"}[key], "names", names))
		}
	}
	switch {
	case a.SkinOpen:
		p.sheet.Para(paper.Yellow, 0, t.Text("check.skin_open"))
	case a.NewSkin != nil && !a.NewSkinStated:
		p.sheet.Para(paper.Plain, 0, t.Text("check.new_skin", "span", p.Span(*a.NewSkin)))
	}
	if a.Barrier != nil {
		p.sheet.Para(paper.Yellow, 0, t.Text("check.barrier", "span", p.Span(*a.Barrier)))
	}
}

// worstFirst orders items by caution, the deciding one first; those alike stay in label
// order.
func worstFirst(answer *verdict.Answer) []*verdict.Item {
	out := make([]*verdict.Item, len(answer.Items))
	for i := range answer.Items {
		out[i] = &answer.Items[i]
	}
	decides := answer.Deciding()
	slices.SortStableFunc(out, func(a, b *verdict.Item) int {
		switch {
		case a == decides:
			return -1
		case b == decides:
			return 1
		}
		return -verdict.Compare(a.Verdict, a.Until, b.Verdict, b.Until)
	})
	return out
}

// shown is the name of an item, with its strength where one is stated.
func (p *checkPage) shown(item *verdict.Item) string {
	if wire.Nameless(item) {
		return p.Texts.Text("check.unread")
	}
	name := paper.Clean(wire.NameOf(item.Ingredient))
	if item.Ingredient.Percent != 0 {
		name += " " + p.percent(item.Ingredient.Percent)
	}
	if item.Ingredient.MayContain {
		name += " (" + p.Texts.Text("label.may_contain") + ")"
	}
	return name
}

// reason is the one sentence of the rule, in the page's language.
func (p *checkPage) reason(item *verdict.Item) string {
	return p.Say(item.Because)
}

// reasonKey tells reasons apart: items with the same key share a paragraph.
type reasonKey struct {
	rule, because, condition string
	verdict                  verdict.Verdict
	until                    skinafter.Elapsed
}

// why gives the reason for every answer that is not ok, one paragraph for those alike, and
// names what may be used.
func (p *checkPage) why(items []*verdict.Item) {
	t := p.Texts
	var order []reasonKey
	groups := map[reasonKey][]*verdict.Item{}
	var ok []string
	for _, item := range items {
		if item.Verdict == verdict.OK {
			ok = append(ok, p.shown(item))
			continue
		}
		k := reasonKey{rule: item.Rule, because: item.Because, condition: item.Condition, verdict: item.Verdict}
		if item.Until != nil {
			k.until = *item.Until
		}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], item)
	}
	if len(order) > 0 {
		p.sheet.Heading(t.Text("check.why"))
	}
	for _, k := range order {
		group := groups[k]
		first := group[0]
		answer := speech.Sentence(p.Short(first.Verdict, first.Until))
		if first.Verdict == verdict.No && p.Personal(first.Condition) {
			answer = p.Texts.Text("short.no_you")
		}
		if condition := p.Condition(first.Condition); condition != "" {
			answer += ", " + condition
		}
		p.sheet.Item(paper.Plain, "  ", answer+": "+names(p, group))
		p.sheet.Para(paper.Plain, 4, p.reason(first)+" "+p.basis(first))
	}
	if len(ok) > 0 {
		p.sheet.Gap()
		p.sheet.Item(paper.Plain, "", t.Text("check.may_use", "names", strings.Join(ok, ", ")))
	}
}

func names(p *checkPage, group []*verdict.Item) string {
	out := make([]string, len(group))
	for i, item := range group {
		out[i] = p.shown(item)
	}
	return strings.Join(out, ", ")
}

// basis points at rule and sources: "[i13: S81, S34]".
func (p *checkPage) basis(item *verdict.Item) string {
	t := p.Texts
	switch {
	case len(item.Cites) == 0:
		return t.Text("check.rule_choice", "rule", item.Rule)
	case item.Basis != "":
		return t.Text("check.rule_cites_choice", "rule", item.Rule, "cites", p.cites(item.Cites))
	default:
		return t.Text("check.rule_cites", "rule", item.Rule, "cites", p.cites(item.Cites))
	}
}

// cites lists citations; those of a source with a commercial interest carry a star, which
// the list of sources explains.
func (p *checkPage) cites(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id
		if src, _, ok := p.Facts.Cite(id); ok && wire.HasInterest(src) {
			out[i] += "*"
		}
	}
	return strings.Join(out, ", ")
}

// asks are the questions to the maker or the clinic.
func (p *checkPage) asks(a *verdict.Answer) {
	head := true
	for _, id := range a.Asks {
		question := p.Ask(id)
		if question == "" {
			continue
		}
		if head {
			p.sheet.Heading(p.Texts.Text("check.ask"))
			head = false
		}
		p.sheet.Item(paper.Plain, "  - ", question)
	}
}

// remarks are notes about the product and its ingredients, each once.
func (p *checkPage) remarks(a *verdict.Answer, items []*verdict.Item) {
	var ids []string
	ids = append(ids, a.Notes...)
	for _, item := range items {
		ids = append(ids, item.Notes...)
	}
	head := true
	// These are said above, where they matter.
	seen := map[string]bool{
		"channels-open": true, "new-skin-usual": true, "label-prose": true, "label-empty": true,
		verdict.NoteHelp: true, verdict.NoteUnknownAllergy: true, verdict.NoteUnknownAvoid: true,
		verdict.NoteContradicts: true, verdict.NoteIfCalm: true,
	}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		if head {
			p.sheet.Heading(p.Texts.Text("check.notes"))
			head = false
		}
		p.sheet.Item(paper.Plain, "  - ", p.Note(id))
	}
}

// closing is what every answer ends with: purpose, review, knowledge, safety netting.
func (p *checkPage) closing(a *verdict.Answer) {
	t := p.Texts
	p.sheet.Gap()
	p.sheet.Para(paper.Faint, 0, t.Text("check.purpose"))
	if cmp.Or(a.ReviewedBy, "none") != "none" {
		p.sheet.Para(paper.Faint, 0, t.Text("check.reviewed", "name", a.ReviewedBy))
	} else {
		p.sheet.Para(paper.Faint, 0, t.Text("check.not_reviewed"))
	}
	p.sheet.Para(paper.Faint, 0, knowledgeLine(t, p.Facts))
	p.sheet.Gap()
	p.sheet.Para(paper.Bold, 0, t.Text("check.safety"))
}

// number is a number as the language writes it.
func (p *labelPage) number(v float64) string {
	return strings.Replace(fmt.Sprint(v), ".", p.Texts.Text("number.point"), 1)
}
