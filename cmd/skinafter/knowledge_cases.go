package main

import (
	"fmt"
	"io/fs"

	"skinafter"
	"skinafter/internal/paper"
	"skinafter/internal/wire"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/label"
	"skinafter/verdict"
)

// knowledgeTest asks the cases.
type knowledgeTest struct{ jsonFlag }

// testWire is the answer of knowledge test --json.
type testWire struct {
	Passed    int            `json:"passed"`
	Failed    int            `json:"failed"`
	Failures  []failedWire   `json:"failures"`
	Knowledge wire.Stamp     `json:"knowledge"`
	ByRule    map[string]int `json:"by_rule"` // cases of each file
}

type failedWire struct {
	Rule   string   `json:"rule"`
	Case   string   `json:"case"`
	Missed []string `json:"missed"`
}

// Run is called by kong.
func (c *knowledgeTest) Run(s *session) error {
	facts, cases, err := s.corpus()
	if err != nil {
		return err
	}
	report := casebook.Test(facts, cases, func(k casebook.Case) casebook.Outcome { return outcome(facts, k) })
	w := testWire{Passed: report.Passed, Failed: report.Failed, Failures: []failedWire{}, Knowledge: wire.StampOf(facts), ByRule: map[string]int{}}
	for _, r := range report.Results {
		w.ByRule[r.Case.Rule]++
		if len(r.Missed) > 0 {
			w.Failures = append(w.Failures, failedWire{r.Case.Rule, r.Case.Name, r.Missed})
		}
	}
	if c.JSON {
		err = s.writeJSON(w)
	} else {
		err = c.page(s, &w)
	}
	if err == nil && w.Failed > 0 {
		return errWarned
	}
	return err
}

func (c *knowledgeTest) page(s *session, w *testWire) error {
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	for _, f := range w.Failures {
		sheet.Item(paper.Red, "- ", f.Rule+": "+f.Case)
		for _, missed := range f.Missed {
			sheet.Item(paper.Plain, "    ", missed)
		}
	}
	sheet.Para(paper.Bold, 0, texts.Count("test.passed", w.Passed, "failed", w.Failed))
	return s.print(sheet)
}

// corpus is the knowledge of the run with its cases, without imported names: a case must
// not depend on what a user keeps.
func (s *session) corpus() (*knowledge.Base, []casebook.Case, error) {
	files, err := s.files()
	if err != nil {
		return nil, nil, err
	}
	return corpusOf(files)
}

func corpusOf(files fs.FS) (*knowledge.Base, []casebook.Case, error) {
	facts, err := knowledge.Load(files)
	if err != nil {
		return nil, nil, err
	}
	cases, err := casebook.Load(files)
	return facts, cases, err
}

// knowledgeCover counts cases by rule.
type knowledgeCover struct {
	jsonFlag
	FailOnUntested bool `name:"fail-on-untested" help:"Exit with 1 where a rule has no case that shows it firing, or none that shows it silent."`
}

// coverWire is one rule of knowledge cover --json.
type coverWire struct {
	Rule   string `json:"rule"`
	File   string `json:"file"`
	Fires  int    `json:"fires"`
	Silent int    `json:"silent"`
	Tested bool   `json:"tested"`
}

// Run is called by kong.
func (c *knowledgeCover) Run(s *session) error {
	facts, cases, err := s.corpus()
	if err != nil {
		return err
	}
	list := casebook.Cover(facts, cases, func(k casebook.Case) casebook.Outcome { return outcome(facts, k) })
	wire := make([]coverWire, len(list))
	untested := 0
	for i, r := range list {
		wire[i] = coverWire{r.Rule, r.File, r.Fires, r.Silent, r.Tested()}
		if !r.Tested() {
			untested++
		}
	}
	if c.JSON {
		err = s.writeJSON(wire)
	} else {
		err = c.page(s, wire, len(cases), untested)
	}
	if err == nil && c.FailOnUntested && untested > 0 {
		return errWarned
	}
	return err
}

func (c *knowledgeCover) page(s *session, list []coverWire, cases, untested int) error {
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	for _, r := range list {
		if !r.Tested {
			sheet.Row(paper.Red, r.Rule+"  "+r.File, texts.Text("cover.row", "fires", r.Fires, "silent", r.Silent))
		}
	}
	sheet.Para(paper.Bold, 0, texts.Count("cover.summary", len(list), "cases", cases, "untested", untested))
	return s.print(sheet)
}

// knowledgeDiff lists changed answers.
type knowledgeDiff struct {
	jsonFlag
	Old string `arg:"" help:"Folder with the knowledge as it was; - is that of the program."`
	New string `arg:"" help:"Folder with the knowledge as it shall be."`
}

// diffWire is the answer of knowledge diff --json.
type diffWire struct {
	Old     wire.Stamp   `json:"old"`
	New     wire.Stamp   `json:"new"`
	Cases   int          `json:"cases"`
	Changes []changeWire `json:"changes"`
}

type changeWire struct {
	Rule     string      `json:"rule"`
	Case     string      `json:"case"`
	Old      outcomeWire `json:"old"`
	New      outcomeWire `json:"new"`
	Stricter bool        `json:"stricter"` // the new answer is more careful
}

type outcomeWire struct {
	Verdict   string   `json:"verdict"`
	UntilH    *float64 `json:"until_h"`
	Condition string   `json:"condition"`
	Class     string   `json:"class"`
	Error     string   `json:"error,omitempty"`
}

func outcomeOnWire(o casebook.Outcome) outcomeWire {
	w := outcomeWire{Verdict: o.Verdict, UntilH: o.UntilH, Condition: o.Condition, Class: o.Class}
	if o.Err != nil {
		w.Error = o.Err.Error()
	}
	return w
}

// Run is called by kong.
func (c *knowledgeDiff) Run(s *session) error {
	old, oldCases, err := folder(c.Old)
	if err != nil {
		return err
	}
	updated, newCases, err := folder(c.New)
	if err != nil {
		return err
	}
	cases := everyCase(newCases, oldCases)
	w := diffWire{Old: wire.StampOf(old), New: wire.StampOf(updated), Cases: len(cases), Changes: []changeWire{}}
	for _, ch := range casebook.Diff(old, updated, cases, outcome) {
		w.Changes = append(w.Changes, changeWire{ch.Case.Rule, ch.Case.Name, outcomeOnWire(ch.Old), outcomeOnWire(ch.New), ch.Stricter})
	}
	if c.JSON {
		return s.writeJSON(w)
	}
	return c.page(s, &w)
}

func (c *knowledgeDiff) page(s *session, w *diffWire) error {
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	sheet.Para(paper.Bold, 0, texts.Count("diff.summary", len(w.Changes), "cases", w.Cases, "old", w.Old.Version, "new", w.New.Version))
	for _, ch := range w.Changes {
		style, key := paper.Yellow, "diff.looser"
		if ch.Stricter {
			style, key = paper.Plain, "diff.stricter"
		}
		sheet.Gap()
		sheet.Item(paper.Bold, "", ch.Rule+": "+ch.Case)
		sheet.Item(paper.Plain, "  - ", ch.Old.words())
		sheet.Item(paper.Plain, "  + ", ch.New.words())
		sheet.Para(style, 4, texts.Text(key))
	}
	return s.print(sheet)
}

// words is an outcome in the words of the machine interface, which reviewers compare.
func (o outcomeWire) words() string {
	text := o.Verdict
	if o.UntilH != nil {
		text += fmt.Sprintf(" until %g h", *o.UntilH)
	}
	for _, more := range []string{o.Condition, o.Class, o.Error} {
		if more != "" {
			text += ", " + more
		}
	}
	return text
}

func folder(path string) (*knowledge.Base, []casebook.Case, error) {
	if path == "-" {
		return corpusOf(knowledge.Embedded())
	}
	files, err := folderFiles(path)
	if err != nil {
		return nil, nil, err
	}
	return corpusOf(files)
}

// everyCase are the new cases, and the old ones that are gone: an answer may change there too.
func everyCase(updated, old []casebook.Case) []casebook.Case {
	seen := map[string]bool{}
	var out []casebook.Case
	for _, k := range append(updated, old...) {
		key := k.Rule + "\x00" + k.Name
		if !seen[key] {
			seen[key] = true
			out = append(out, k)
		}
	}
	return out
}

// outcome is what the program answers to a case.
func outcome(facts *knowledge.Base, k casebook.Case) casebook.Outcome {
	reader := label.NewReader(facts)
	q, err := caseQuestion(&k, reader)
	if err != nil {
		return casebook.Outcome{Err: err}
	}
	p := caseProduct(&k, reader)
	a := verdict.Judge(facts, q, p)
	item := a.Deciding()
	if k.About != "" {
		item = itemAbout(&a, k.About)
	}
	if item == nil {
		return casebook.Outcome{Err: fmt.Errorf("the label holds no %s", k.About)}
	}
	return outcomeOf(&a, item, p.Label)
}

// caseProduct is the product of a case: a whole label, or one thing by its name.
func caseProduct(k *casebook.Case, reader *label.Reader) skinafter.Product {
	p := skinafter.Product{Label: reader.Parse(k.Label)}
	if k.Ingredient != "" {
		p = verdict.Named(k.Ingredient)
		if got := reader.Parse(k.Ingredient).Ingredients; len(got) == 1 && got[0].Known() && got[0].Status != skinafter.Corrected {
			p.Label.Ingredients = got
		}
	}
	p.Form, p.Prescribed = skinafter.Form(k.Form), k.Prescribed
	return p
}

func itemAbout(a *verdict.Answer, name string) *verdict.Item {
	for i := range a.Items {
		if a.Items[i].Ingredient.INCI == name {
			return &a.Items[i]
		}
	}
	return nil
}

func outcomeOf(a *verdict.Answer, item *verdict.Item, l skinafter.Label) casebook.Outcome {
	o := casebook.Outcome{
		Verdict: item.Verdict.String(), UntilH: wire.HoursOf(item.Until), Condition: item.Condition,
		Class: item.Class, Fired: item.Fired, Incomplete: l.Incomplete,
	}
	for i := range a.Items {
		for _, h := range a.Items[i].Ingredient.Hazards {
			o.Hazards = append(o.Hazards, string(h))
		}
	}
	return o
}

// caseQuestion is the question that a case asks.
func caseQuestion(k *casebook.Case, reader *label.Reader) (verdict.Question, error) {
	q := verdict.Question{
		Course: skinafter.Course{
			Modality: skinafter.Modality(k.Modality), Depth: skinafter.Millimetres(k.DepthMM),
			Class: skinafter.DepthClass(k.Class), Area: skinafter.Area(k.Area), OpenSkin: k.OpenSkin, Occluded: k.Occluded,
		},
		During: k.During, Protocol: skinafter.Protocol(k.Protocol),
		Person: skinafter.Person{
			Age: k.Age, SkinType: k.SkinType, Conditions: k.Conditions, Allergies: k.Allergies,
			Avoid: k.Avoid, Medicines: k.Medicines, Prescribed: k.Medicated,
		},
	}
	if k.ClosedH != nil {
		closed := skinafter.Hours(*k.ClosedH)
		q.Course.Closed = &closed
	}
	if k.AtH != nil {
		q.At = skinafter.At(skinafter.Hours(*k.AtH))
		if k.AtMaxH != nil {
			q.At = skinafter.Between(q.At.Min, skinafter.Hours(*k.AtMaxH))
		}
	}
	for _, u := range k.Used {
		use := skinafter.Use{
			Product: skinafter.Product{Label: reader.Parse(u.Label), Form: skinafter.Form(u.Form)},
			During:  u.During, Unknown: u.AtH == nil && !u.During,
		}
		if u.AtH != nil {
			use.At = skinafter.Hours(*u.AtH)
		}
		q.Person.Uses = append(q.Person.Uses, use)
	}
	if k.CheckIn != nil {
		q.Person.Latest = caseCheckIn(k.CheckIn)
	}
	return q, q.Check()
}

func caseCheckIn(seen *casebook.Seen) *skinafter.CheckIn {
	c := &skinafter.CheckIn{At: skinafter.At(skinafter.Hours(seen.AtH))}
	for _, s := range seen.Symptoms {
		sym := skinafter.Symptom{Code: s.Code, Severity: skinafter.Severity(s.Severity), Trend: s.Trend}
		if s.OnsetH != nil {
			onset := skinafter.Hours(*s.OnsetH)
			sym.Onset = &onset
		}
		c.Symptoms = append(c.Symptoms, sym)
	}
	return c
}
