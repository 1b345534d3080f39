package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/cabinet"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/knowledge"
	"skinafter/label"
)

// namesCommand is about ingredient names.
type namesCommand struct {
	Import   namesImport   `cmd:"" help:"Import names from a CosIng-style CSV file into your own folder."`
	Coverage namesCoverage `cmd:"" help:"Measure how many names of a file are recognised."`
	List     namesList     `cmd:"" help:"List the imported names."`
	Forget   namesForget   `cmd:"" help:"Remove every imported name."`
}

// namesImport imports a list of names.
type namesImport struct {
	jsonFlag
	File string `arg:"" help:"CSV file with a header that has inci_name, perhaps function; - is standard input."`
}

// importWire is the answer of names import --json.
type importWire struct {
	Read     int            `json:"read"`     // rows with a usable name
	Known    int            `json:"known"`    // the program knew them already
	Added    int            `json:"added"`    // kept now
	Skipped  int            `json:"skipped"`  // rows without a usable name
	Families map[string]int `json:"families"` // of the added names
	Total    int            `json:"total"`    // imported names now
}

// Run is called by kong.
func (c *namesImport) Run(s *session) error {
	b, err := s.readBytes(c.File, cabinet.MaxCSVBytes)
	if err != nil {
		return err
	}
	list, err := cabinet.ReadCSV(b)
	if err != nil {
		return fmt.Errorf("%s: %w", inputName(c.File), err)
	}
	reader, err := s.builtIn()
	if err != nil {
		return err
	}
	answer := importWire{Read: len(list.Rows), Skipped: len(list.Skipped), Families: map[string]int{}}
	var added []knowledge.Name
	for _, row := range list.Rows {
		if resolves(reader, row.Name) {
			answer.Known++
			continue
		}
		family := cabinet.Family(row.Name, row.Functions)
		answer.Families[family]++
		added = append(added, knowledge.Name{INCI: row.Name, Families: []string{family}})
	}
	answer.Added = len(added)
	if answer.Total, err = s.cabinet().KeepNames(added); err != nil {
		return err
	}
	if c.JSON {
		return s.writeJSON(answer)
	}
	return c.page(s, answer, list.Skipped)
}

func (c *namesImport) page(s *session, a importWire, skipped []cabinet.Skip) error {
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	sheet.Para(paper.Bold, 0, texts.Count("import.added", a.Added, "dir", s.cabinet().Dir()))
	sheet.Para(paper.Plain, 0, texts.Count("import.known", a.Known))
	for _, family := range slices.Sorted(maps.Keys(a.Families)) {
		sheet.Item(paper.Plain, fmt.Sprintf("  %6d  ", a.Families[family]), family)
	}
	if a.Skipped > 0 {
		const most = 5
		sheet.Para(paper.Plain, 0, texts.Count("import.skipped", a.Skipped))
		for _, skip := range skipped[:min(most, len(skipped))] {
			sheet.Para(paper.Plain, 2, texts.Text("import.line", "line", skip.Line, "why", skip.Why))
		}
	}
	return s.print(sheet)
}

// builtIn is the reader without imported names: what it knows need not be imported.
func (s *session) builtIn() (*label.Reader, error) {
	facts, err := s.plainFacts()
	if err != nil {
		return nil, err
	}
	return label.NewReader(facts), nil
}

// resolves reports whether the reader knows name as one whole name, without correcting it.
func resolves(reader *label.Reader, name string) bool {
	got := reader.Parse(name).Ingredients
	return len(got) == 1 && got[0].Known() && got[0].Status != skinafter.Corrected
}

// namesList lists what was imported.
type namesList struct{ jsonFlag }

// Run is called by kong.
func (c *namesList) Run(s *session) error {
	names, err := s.cabinet().Names()
	if err != nil {
		return err
	}
	if c.JSON {
		type nameWire struct {
			INCI     string   `json:"inci"`
			Families []string `json:"families"`
		}
		out := make([]nameWire, len(names))
		for i, n := range names {
			out[i] = nameWire{n.INCI, n.Families}
		}
		return s.writeJSON(out)
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	sheet.Para(paper.Bold, 0, texts.Count("names.list", len(names)))
	for _, n := range names {
		sheet.Row(paper.Plain, n.INCI, strings.Join(n.Families, " "))
	}
	return s.print(sheet)
}

// namesForget removes what was imported.
type namesForget struct{}

// Run is called by kong.
func (c *namesForget) Run(s *session) error {
	if err := s.cabinet().ForgetNames(); err != nil {
		return err
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	sheet.Para(paper.Plain, 0, texts.Text("names.forgotten"))
	return s.print(sheet)
}

// namesCoverage measures what is recognised.
type namesCoverage struct {
	jsonFlag
	Top  int    `default:"20" help:"How many of the unrecognised names to list."`
	File string `arg:"" help:"Text of a label, NDJSON lines with \"text\", or a CSV file with a column of names; - is standard input."`
}

// coverageWire is the answer of names coverage --json.
type coverageWire struct {
	Labels     int              `json:"labels"`
	Items      int              `json:"items"`
	Resolved   int              `json:"resolved"`
	Share      float64          `json:"share"` // of items, 0..1
	ByStatus   map[string]int   `json:"by_status"`
	Unresolved []unresolvedWire `json:"unresolved"` // most frequent first
}

type unresolvedWire struct {
	Text string `json:"text"`
	N    int    `json:"n"`
}

// Run is called by kong.
func (c *namesCoverage) Run(s *session) error {
	b, err := s.readBytes(c.File, cabinet.MaxCSVBytes)
	if err != nil {
		return err
	}
	reader, err := s.labels()
	if err != nil {
		return err
	}
	tally := newTally(reader)
	if err := c.count(b, tally); err != nil {
		return fmt.Errorf("%s: %w", inputName(c.File), err)
	}
	answer := tally.answer(max(c.Top, 0))
	if c.JSON {
		return s.writeJSON(answer)
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	sheet.Para(paper.Bold, 0, texts.Count("coverage.share", answer.Items,
		"resolved", answer.Resolved, "percent", fmt.Sprintf("%.1f", 100*answer.Share), "labels", answer.Labels))
	for _, status := range slices.Sorted(maps.Keys(answer.ByStatus)) {
		sheet.Item(paper.Plain, fmt.Sprintf("  %6d  ", answer.ByStatus[status]), texts.Text("status."+status))
	}
	if len(answer.Unresolved) > 0 {
		sheet.Heading(texts.Text("coverage.unresolved"))
		for _, u := range answer.Unresolved {
			sheet.Item(paper.Plain, fmt.Sprintf("  %6d  ", u.N), paper.Clean(u.Text))
		}
	}
	return s.print(sheet)
}

// count tells the three kinds of file apart: NDJSON starts with a brace, a list of names
// has a header with a column for them, all else is the text of one label.
func (c *namesCoverage) count(b []byte, t *tally) error {
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) {
		n := 0
		for line := range bytes.Lines(b) {
			n++
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			var in intake.LabelLine
			if err := intake.Decode(line, &in); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
			if err := intake.CheckLabel(in.Text); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
			t.add(*in.Text)
		}
		return nil
	}
	if list, err := cabinet.ReadCSV(b); err == nil {
		for _, row := range list.Rows {
			t.addName(row.Name)
		}
		return nil
	}
	text, err := intake.CheckText("text", b)
	if err != nil {
		return err
	}
	if err := intake.CheckLabel(&text); err != nil {
		return err
	}
	t.add(text)
	return nil
}

// tally counts recognised and unrecognised items.
type tally struct {
	reader     *label.Reader
	wire       coverageWire
	unresolved map[string]int
}

func newTally(reader *label.Reader) *tally {
	return &tally{reader: reader, wire: coverageWire{ByStatus: map[string]int{}}, unresolved: map[string]int{}}
}

func (t *tally) add(text string) {
	t.wire.Labels++
	for _, in := range t.reader.Parse(text).Ingredients {
		t.item(in.Status, in.Text)
	}
}

// addName counts one name of a list, which counts as recognised only as a whole.
func (t *tally) addName(name string) {
	got := t.reader.Parse(name).Ingredients
	if len(got) != 1 {
		t.item(skinafter.Unknown, name)
		return
	}
	t.item(got[0].Status, name)
}

func (t *tally) item(status skinafter.Status, text string) {
	t.wire.Items++
	t.wire.ByStatus[string(status)]++
	if status == skinafter.Unknown {
		t.unresolved[strings.ToUpper(strings.Join(strings.Fields(text), " "))]++
		return
	}
	t.wire.Resolved++
}

func (t *tally) answer(top int) coverageWire {
	w := t.wire
	w.Unresolved = []unresolvedWire{}
	if w.Items > 0 {
		w.Share = float64(w.Resolved) / float64(w.Items)
	}
	for text, n := range t.unresolved {
		w.Unresolved = append(w.Unresolved, unresolvedWire{text, n})
	}
	slices.SortFunc(w.Unresolved, func(a, b unresolvedWire) int {
		return cmp.Or(b.N-a.N, strings.Compare(a.Text, b.Text))
	})
	w.Unresolved = w.Unresolved[:min(top, len(w.Unresolved))]
	return w
}
