package check

import (
	"maps"
	"slices"
	"strings"

	"skinafter/internal/web/frame"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/fact"
)

// entry is one readable thing of the knowledge: a rule, a step of a plan, a disagreement, a
// source, a sentence of a source.
type entry struct {
	ID, Title, Href string
	Group           string // key of the group's title in the catalogue
	text            string // what the search looks through, small letters
	cites           []string
}

// groups of entries, in the order of the page.
func entryGroups() []string {
	return []string{"verdict", "triage", "causes", "readiness", "screening", "plans", "other", "conflicts", "sources"}
}

// groupOf is the group of a rule by the file it stands in.
func groupOf(file string) string {
	folder := strings.TrimPrefix(file, "rules/")
	if name, _, ok := strings.Cut(folder, "/"); ok && slices.Contains(entryGroups(), name) {
		return name
	}
	return "other"
}

// indexKey is the Derive key of the entries of a language.
type indexKey struct{ lang string }

// index lists everything that can be read, in the visitor's language.
func (p *pages) index(v *frame.Visit) []entry {
	return p.Facts.Derive(indexKey{v.Lang}, func() any { return p.entries(v) }).([]entry)
}

func (p *pages) entries(v *frame.Visit) []entry {
	var out []entry
	add := func(group, id, href, title string, cites []string, texts ...string) {
		out = append(out, entry{
			ID: id, Title: title, Href: href, Group: group, cites: cites,
			text: strings.ToLower(id + " " + title + " " + strings.Join(texts, " ")),
		})
	}
	for _, row := range casebook.Cover(p.Facts, nil, nil) {
		e, err := fact.Explain(p.Facts, row.Rule)
		if err != nil {
			continue
		}
		add(groupOf(row.File), row.Rule, "/sources/rule/"+row.Rule, p.ruleTitle(v, &e), cited(&e), e.Title, p.because(v, &e), partsText(&e))
	}
	for _, s := range p.Facts.PlanSteps() {
		say := func(field, english string) string { return p.Facts.PlanSentence(v.Lang, s.Step.ID, field, english) }
		add("plans", s.Step.ID, "/sources/rule/"+s.Step.ID, v.Speech.Say(say("title", s.Step.Title)), s.Step.Cites,
			say("text", s.Step.Text), say("because", s.Step.Because), s.Step.Title)
	}
	for _, id := range slices.Sorted(maps.Keys(p.Facts.Conflicts)) {
		c := p.Facts.Conflicts[id]
		texts := []string{v.Speech.Say(c.Decided), c.Title}
		for _, s := range slices.Concat(c.Sides, c.Studies) {
			texts = append(texts, v.Speech.Say(s.Says))
		}
		add("conflicts", id, "/sources/rule/"+id, v.Speech.Say(c.Title), nil, texts...)
	}
	ids := slices.SortedFunc(maps.Keys(p.Facts.Sources), byNumber)
	for _, id := range ids {
		src := p.Facts.Sources[id]
		texts := []string{src.Title, src.Authors, src.Supports, src.Kind}
		for i := range src.Statements {
			texts = append(texts, src.Statements[i].ID, src.Statements[i].Text)
		}
		add("sources", id, "/sources/"+id, v.Speech.Say(src.Title), nil, texts...)
	}
	return out
}

// byNumber orders ids by their letters, then by their number: E2 before E10.
func byNumber(a, b string) int {
	if x, y := strings.TrimRight(a, "0123456789"), strings.TrimRight(b, "0123456789"); x != y {
		return strings.Compare(x, y)
	}
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

func partsText(e *fact.Explanation) string {
	var b strings.Builder
	for _, part := range e.Parts {
		b.WriteString(part.Text + " ")
	}
	return b.String()
}

func cited(e *fact.Explanation) []string {
	out := make([]string, len(e.Citations))
	for i := range e.Citations {
		out[i] = e.Citations[i].ID
	}
	return out
}

// ruleTitle is the title of a rule in the visitor's language. Some kinds of rule have none of
// their own: their reason stands in, else their id.
func (p *pages) ruleTitle(v *frame.Visit, e *fact.Explanation) string {
	if title := p.sentenceOf(v, e.ID, "title", e.Title); title != "" {
		return title
	}
	if because := p.because(v, e); because != "" {
		return because
	}
	return e.ID
}

// because is the one sentence of a rule in the visitor's language; empty where it has none.
func (p *pages) because(v *frame.Visit, e *fact.Explanation) string {
	return p.sentenceOf(v, e.ID, "because", partOf(e, "because"))
}

// sentenceOf is a sentence of a rule in the visitor's language.
func (p *pages) sentenceOf(v *frame.Visit, id, field, english string) string {
	key := "rule." + id + "." + field
	if text := p.Facts.Text(v.Lang, key); text != key && english != "" {
		return text
	}
	return v.Speech.Say(english)
}

func partOf(e *fact.Explanation, label string) string {
	for _, part := range e.Parts {
		if part.Label == label {
			return part.Text
		}
	}
	return ""
}

// find lists the entries that hold every word.
func find(list []entry, words string) []entry {
	var out []entry
	wanted := strings.Fields(strings.ToLower(words))
	for i := range list {
		if !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(list[i].text, w) }) {
			out = append(out, list[i])
		}
	}
	return out
}
