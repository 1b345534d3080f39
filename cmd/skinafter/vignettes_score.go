package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/paper"
	"skinafter/internal/wire"
	"skinafter/knowledge"
	"skinafter/label"
	"skinafter/recovery"
	"skinafter/verdict"
)

// score counts what is right about vignettes (rules.md section 9).
type score struct {
	text bool
	scoreWire
}

// scoreWire is the answer of vignettes --json. Under and over count every answer below and
// above the expected level, those that are acceptable included.
type scoreWire struct {
	N            int             `json:"n"`
	Exact        int             `json:"exact"`
	Pass         int             `json:"pass"` // the expected level, or an acceptable one
	Under        map[string]int  `json:"under"`
	Over         map[string]int  `json:"over"`
	TwoLevelsLow int             `json:"two_levels_low"`
	UnderFailed  map[string]int  `json:"under_not_acceptable"`
	Verdicts     rightWire       `json:"verdicts"`
	Causes       causesScoreWire `json:"causes"`
	NextSession  rightWire       `json:"next_session"`
	Failures     []failureWire   `json:"failures"`
	From         string          `json:"from"` // fields or text
	Knowledge    wire.Stamp      `json:"knowledge"`
}

// rightWire counts answers; dangerous are those that let through what must not pass.
type rightWire struct {
	N         int `json:"n"`
	Right     int `json:"right"`
	Dangerous int `json:"dangerous"`
}

type causesScoreWire struct {
	N    int `json:"n"`
	Top1 int `json:"top1"` // the preferred one is named first
	Top3 int `json:"top3"` // one of them is among the first three
}

type failureWire struct {
	ID   string `json:"id"`
	What string `json:"what"`
	Want string `json:"want"`
	Got  string `json:"got"`
}

func newScore(text bool) *score {
	from := "fields"
	if text {
		from = "text"
	}
	return &score{text: text, scoreWire: scoreWire{
		Under: map[string]int{}, Over: map[string]int{}, UnderFailed: map[string]int{}, Failures: []failureWire{}, From: from,
	}}
}

func (c *score) wire(facts *knowledge.Base) scoreWire {
	c.Knowledge = wire.StampOf(facts)
	return c.scoreWire
}

func (c *score) fail(v *vignette, what string, want, got any) {
	c.Failures = append(c.Failures, failureWire{v.ID, what, fmt.Sprint(want), fmt.Sprint(got)})
}

// add judges one vignette and counts.
func (c *score) add(s *session, v *vignette, labels *label.Reader) {
	a, problems := c.answer(s, v)
	for _, p := range problems {
		c.fail(v, "fields", p.Want, p.Field+" "+p.Value)
	}
	c.N++
	c.level(v, a.Finding.Level)
	c.causes(v, a.CauseIDs())
	if c.text {
		return // a narrative alone names no products to judge and asks for no session
	}
	for i := range v.Expected.Ingredients {
		want := &v.Expected.Ingredients[i]
		got := verdictOf(s, a.Situation, want.Ingredient, want.AtH, labels)
		c.verdict(v, want.Ingredient, expectation{want.Class, want.Verdict, want.UntilH}, &got)
	}
	c.session(v, a)
}

func (c *score) level(v *vignette, got skinafter.Level) {
	want := v.Expected.Triage
	acceptable := got == want || slices.Contains(v.Expected.Acceptable, got)
	if got == want {
		c.Exact++
	}
	if acceptable {
		c.Pass++
	} else {
		c.fail(v, "triage", want, got)
	}
	switch {
	case got < want:
		c.Under[want.String()]++
		if !acceptable {
			c.UnderFailed[want.String()]++
		}
		if got <= want-2 {
			c.TwoLevelsLow++
		}
	case got > want:
		c.Over[want.String()]++
	}
}

func (c *score) causes(v *vignette, got []string) {
	want := v.Expected.Causes
	if len(want) == 0 {
		return
	}
	c.Causes.N++
	top := got[:min(3, len(got))]
	if len(got) > 0 && got[0] == want[0] {
		c.Causes.Top1++
	}
	if slices.ContainsFunc(want, func(id string) bool { return slices.Contains(top, id) }) {
		c.Causes.Top3++
	} else {
		c.fail(v, "causes", strings.Join(want, " "), strings.Join(top, " "))
	}
}

// expectation is what a vignette expects of one ingredient.
type expectation struct {
	class, verdict string
	until          *float64
}

// String is the expectation in one line, as it is compared.
func (e expectation) String() string {
	return fmt.Sprintf("%s %s %s", e.class, e.verdict, hoursText(e.until))
}

func hoursText(h *float64) string {
	if h == nil {
		return "-"
	}
	return fmt.Sprintf("%g h", *h)
}

func (c *score) verdict(v *vignette, name string, want expectation, a *verdict.Answer) {
	got := expectation{verdict: a.Verdict.String(), until: wire.HoursOf(a.Until)}
	if d := a.Deciding(); d != nil {
		got.class = d.Class
	}
	c.Verdicts.N++
	if got.String() == want.String() {
		c.Verdicts.Right++
		return
	}
	if a.Verdict == verdict.OK && (want.verdict == verdict.No.String() || want.verdict == verdict.Wait.String()) {
		c.Verdicts.Dangerous++
	}
	c.fail(v, "verdict "+name, want, got)
}

func (c *score) session(v *vignette, a *assessment.Assessment) {
	if v.Expected.NextSession == nil {
		return
	}
	want, got := *v.Expected.NextSession, a.NextSession()
	c.NextSession.N++
	switch got {
	case want:
		c.NextSession.Right++
		return
	case recovery.Go.String():
		c.NextSession.Dangerous++
	}
	c.fail(v, "next session", want, got)
}

// page prints the scoring table.
func (c *score) page(s *session) error {
	t, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	sheet.Para(paper.Bold, 0, t.Count("vignettes.title", c.N, "from", t.Text("vignettes.from."+c.From)))
	row := func(key string, part, of int) {
		sheet.Row(paper.Plain, "  "+t.Text(key), fmt.Sprintf("%d / %d  %5.1f %%", part, of, percentOf(part, of)))
	}
	row("vignettes.exact", c.Exact, c.N)
	row("vignettes.pass", c.Pass, c.N)
	c.byLevel(sheet, t.Text("vignettes.under"), c.Under)
	c.byLevel(sheet, t.Text("vignettes.under_failed"), c.UnderFailed)
	c.byLevel(sheet, t.Text("vignettes.over"), c.Over)
	sheet.Row(paper.Plain, "  "+t.Text("vignettes.two_low"), fmt.Sprint(c.TwoLevelsLow))
	row("vignettes.top1", c.Causes.Top1, c.Causes.N)
	row("vignettes.top3", c.Causes.Top3, c.Causes.N)
	if !c.text {
		row("vignettes.verdicts", c.Verdicts.Right, c.Verdicts.N)
		sheet.Row(paper.Plain, "  "+t.Text("vignettes.dangerous_verdicts"), fmt.Sprint(c.Verdicts.Dangerous))
		row("vignettes.sessions", c.NextSession.Right, c.NextSession.N)
		sheet.Row(paper.Plain, "  "+t.Text("vignettes.dangerous_sessions"), fmt.Sprint(c.NextSession.Dangerous))
	}
	if len(c.Failures) > 0 {
		sheet.Heading(t.Text("vignettes.failures"))
	}
	for _, f := range c.Failures {
		sheet.Item(paper.Plain, "  - ", t.Text("vignettes.failure", "id", paper.Clean(f.ID), "what", paper.Clean(f.What),
			"want", paper.Clean(f.Want), "got", paper.Clean(f.Got)))
	}
	sheet.Gap()
	sheet.Para(paper.Faint, 0, knowledgeLine(t, s.base))
	return s.print(sheet)
}

func (c *score) byLevel(sheet *paper.Sheet, name string, counts map[string]int) {
	var parts []string
	all := 0
	for _, l := range skinafter.Levels() {
		if n := counts[l.String()]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", l, n))
			all += n
		}
	}
	sheet.Row(paper.Plain, "  "+name, fmt.Sprintf("%s / %d  %5.1f %%", cmp.Or(strings.Join(parts, ", "), "0"), c.N, percentOf(all, c.N)))
}

func percentOf(part, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(part) / float64(of)
}
