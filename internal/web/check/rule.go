package check

import (
	"net/http"
	"strings"

	"skinafter"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
	"skinafter/knowledge"
	"skinafter/knowledge/fact"
	"skinafter/verdict"
)

// rulePage is one rule with everything it rests on.
type rulePage struct {
	ID, Title, Because string
	Text               string // of a step of a plan
	Level              string // of a sign
	Answers            []frame.Row
	Ask                string
	Choice             bool
	Says               []dissent
	Conflicts          []conflict
	Basis              []source
	Sides              *conflict // a point on which sources disagree
	Reviewed           string
	Written            []fact.Part // as it stands in the rules, English
}

// rule shows a rule, a family of ingredients, a step of a plan, or a disagreement.
func (p *pages) rule(w http.ResponseWriter, r *http.Request) error {
	v, id := p.Visit(r), r.PathValue("id")
	page, err := p.ruleOf(v, id)
	if err != nil {
		return err
	}
	return p.Page(w, r, "check/rule", page)
}

func (p *pages) ruleOf(v *frame.Visit, id string) (*rulePage, error) {
	if c := p.Facts.Conflicts[id]; c != nil {
		sides := p.conflict(v, c)
		return &rulePage{ID: id, Title: sides.Title, Sides: &sides, Choice: c.Basis != ""}, nil
	}
	for _, s := range p.Facts.PlanSteps() {
		if s.Step.ID == id {
			return p.stepOf(v, &s), nil
		}
	}
	e, err := fact.Explain(p.Facts, id)
	if err != nil || e.Kind == "source" || e.Kind == "statement" {
		return nil, frame.NotThere()
	}
	page := &rulePage{
		ID: id, Title: p.ruleTitle(v, &e), Because: p.because(v, &e), Choice: partOf(&e, "basis") != "",
		Basis: p.sources(v, cited(&e)), Reviewed: reviewed(v, partOf(&e, "reviewed by"), partOf(&e, "review by")), Written: e.Parts,
	}
	if page.Because == page.Title {
		page.Because = ""
	}
	if level := partOf(&e, "level"); level != "" && v.Speech.Texts.Has("level."+level) {
		page.Level = v.Text("level." + level)
	}
	if rule := p.Facts.Rules[id]; rule != nil {
		p.classRule(v, rule, page)
	}
	return page, nil
}

func reviewed(v *frame.Visit, by, until string) string {
	if by == "" || strings.HasPrefix(by, "no ") {
		return v.Text("sources_page.not_reviewed", "until", until)
	}
	return v.Text("sources_page.reviewed", "name", by, "until", until)
}

func (p *pages) stepOf(v *frame.Visit, s *knowledge.PlannedStep) *rulePage {
	say := func(field, english string) string {
		return v.Speech.Say(p.Facts.PlanSentence(v.Lang, s.Step.ID, field, english))
	}
	return &rulePage{
		ID: s.Step.ID, Title: say("title", s.Step.Title), Text: say("text", s.Step.Text), Because: say("because", s.Step.Because),
		Choice: s.Step.Basis != "", Basis: p.sources(v, s.Step.Cites), Conflicts: p.conflicts(v, s.Step.Conflicts),
		Reviewed: reviewed(v, strings.Replace(s.Plan.ReviewedBy, "none", "", 1), s.Plan.ReviewBy),
	}
}

// classRule adds what a rule about a class of ingredients answers, and what the articles say.
func (p *pages) classRule(v *frame.Visit, rule *knowledge.ClassRule, page *rulePage) {
	row := func(key, value string) {
		if value != "" {
			page.Answers = append(page.Answers, frame.Row{Name: v.Text(key), Value: value})
		}
	}
	for i := range rule.Before {
		row("sources_page.before", p.window(v, &rule.Before[i], true))
	}
	row("sources_page.during", p.step(v, &rule.During))
	for i := range rule.After {
		row("sources_page.after", p.window(v, &rule.After[i], false))
	}
	if len(rule.After) == 0 {
		row("sources_page.after", speech.Sentence(v.Text("short.ok")))
	}
	switch {
	case rule.Prescribed == knowledge.AskPrescriber:
		row("sources_page.prescribed", v.Text("sources_page.ask_prescriber"))
	case rule.UnlessPrescribed:
		row("sources_page.prescribed", v.Text("sources_page.as_prescribed"))
	}
	page.Ask = v.Speech.Ask(rule.ID)
	page.Conflicts = p.conflicts(v, rule.Conflicts)
	for i := range rule.Says {
		s := &rule.Says[i]
		d := dissent{Protocol: v.Text("check_page.protocol." + s.Protocol), Text: v.Speech.Say(s.Text), Basis: p.sources(v, s.Cites)}
		if word, ok := verdictOf(s.Verdict); ok && s.Phase == "" {
			d.Answer = v.Speech.Short(word, hours(s.UntilH))
		}
		page.Says = append(page.Says, d)
	}
}

// window is a stretch of a rule in words: "From 14 days. Depth classes A, B."
func (p *pages) window(v *frame.Visit, w *knowledge.Window, before bool) string {
	word, _ := verdictOf(w.Verdict)
	parts := []string{speech.Sentence(v.Speech.Short(word, hours(w.UntilH)))}
	if before {
		parts[0] = v.Text("sources_page.before." + word.String())
	}
	switch {
	case w.FromH != nil && *w.FromH < 0:
		parts = append(parts, v.Text("sources_page.from_before", "span", v.Speech.Span(skinafter.Hours(-*w.FromH))))
	case w.FromH != nil:
		parts = append(parts, v.Text("sources_page.from", "span", v.Speech.Span(skinafter.Hours(*w.FromH))))
	}
	if condition := v.Speech.Condition(w.Condition); condition != "" {
		parts = append(parts, speech.Sentence(condition))
	}
	if w.FromNewSkin {
		parts = append(parts, v.Text("sources_page.new_skin"))
	}
	if len(w.Only) > 0 {
		parts = append(parts, v.Text("sources_page.only", "names", strings.Join(w.Only, ", ")))
	}
	if len(w.Applies) > 0 {
		parts = append(parts, v.Text("sources_page.classes", "classes", strings.Join(w.Applies, ", ")))
	}
	return strings.Join(parts, ". ") + "."
}

func (p *pages) step(v *frame.Visit, s *knowledge.Step) string {
	word, _ := verdictOf(s.Verdict)
	text := v.Text("sources_page.during." + word.String())
	if condition := v.Speech.Condition(s.Condition); condition != "" {
		text += " " + speech.Sentence(condition) + "."
	}
	return text
}

func verdictOf(word string) (verdict.Verdict, bool) {
	var v verdict.Verdict
	err := v.UnmarshalText([]byte(word))
	return v, err == nil
}

func hours(h *float64) *skinafter.Elapsed {
	if h == nil {
		return nil
	}
	e := skinafter.Hours(*h)
	return &e
}
