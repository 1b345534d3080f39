package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/internal/wire"
	"skinafter/knowledge"
	"skinafter/knowledge/fact"
	"skinafter/knowledge/lint"
	"skinafter/knowledge/plain"
)

// knowledgeCommand is about the facts behind the answers. Its commands work on the
// knowledge in the program, or on the folder that --knowledge names.
type knowledgeCommand struct {
	Lint    knowledgeLint    `cmd:"" help:"List everything that is wrong, with file, line and column."`
	Fmt     knowledgeFmt     `cmd:"" help:"Bring the files of --knowledge DIR into their canonical form."`
	Test    knowledgeTest    `cmd:"" help:"Ask every case and compare the answers."`
	Cover   knowledgeCover   `cmd:"" help:"Count, for every rule, the cases that show it."`
	Diff    knowledgeDiff    `cmd:"" help:"List the answers that change from one folder to another."`
	Explain knowledgeExplain `cmd:"" help:"Tell everything about a rule, family, source, statement or conflict."`
}

// files are the knowledge files that the run is about.
func (s *session) files() (fs.FS, error) {
	if s.options.Facts == "" {
		return knowledge.Embedded(), nil
	}
	return folderFiles(s.options.Facts)
}

func folderFiles(dir string) (fs.FS, error) { return os.DirFS(dir), wantFolder(dir) }

// knowledgeLint lists mistakes.
type knowledgeLint struct {
	Today string `placeholder:"2026-11-22" help:"Compare review dates with this day instead of the clock's."`
}

// Run is called by kong.
func (c *knowledgeLint) Run(s *session) error {
	files, err := s.files()
	if err != nil {
		return err
	}
	today := s.main.Now()
	if c.Today != "" {
		if today, err = time.Parse(time.DateOnly, c.Today); err != nil {
			return &skinafter.InputError{Field: "--today", Value: intake.Short(c.Today), Want: "a date such as 2026-11-22"}
		}
	}
	if problems := lint.Check(files, today); len(problems) > 0 {
		return problems
	}
	return s.say("lint.clean", 0)
}

// knowledgeFmt brings files into canonical form.
type knowledgeFmt struct {
	Check bool `help:"Change nothing; list the files that are not in canonical form and exit with 1."`
}

// Run is called by kong.
func (c *knowledgeFmt) Run(s *session) error {
	dir := s.options.Facts
	if dir == "" {
		return &skinafter.InputError{Field: "--knowledge", Want: "the folder whose files are to be formatted"}
	}
	if err := wantFolder(dir); err != nil {
		return err
	}
	changed, err := c.format(dir)
	if err != nil {
		return err
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	for _, name := range changed {
		sheet.Exact(paper.Plain, name)
	}
	key := "fmt.changed"
	if c.Check {
		key = "fmt.would"
	}
	sheet.Para(paper.Bold, 0, texts.Count(key, len(changed)))
	if err := s.print(sheet); err != nil {
		return err
	}
	if c.Check && len(changed) > 0 {
		return errWarned
	}
	return nil
}

// format formats the files of a folder and lists those that were, or would be, changed.
// Files that are no knowledge (code, an editor's leavings) are passed over; files with
// mistakes are left alone and all their mistakes returned.
func (c *knowledgeFmt) format(dir string) ([]string, error) {
	var changed []string
	var problems plain.Problems
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		before, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		after, err := lint.Format(name, before)
		var wrong plain.Problems
		switch {
		case errors.Is(err, lint.ErrNotKnowledge):
			return nil
		case errors.As(err, &wrong):
			problems = append(problems, wrong...)
			return nil
		case err != nil:
			return fmt.Errorf("formatting %s: %w", name, err)
		case string(after) == string(before):
			return nil
		}
		changed = append(changed, name)
		if c.Check {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
		return os.WriteFile(path, after, info.Mode().Perm())
	})
	if err != nil {
		return changed, fmt.Errorf("formatting %s: %w", dir, err)
	}
	if len(problems) > 0 {
		return changed, problems
	}
	return changed, nil
}

// knowledgeExplain tells everything about one fact.
type knowledgeExplain struct {
	jsonFlag
	ID string `arg:"" help:"Such as i13, retinoid, S34, E1, C3."`
}

// explanationWire is the answer of knowledge explain --json.
type explanationWire struct {
	ID        string         `json:"id"`
	Kind      string         `json:"kind"`
	Title     string         `json:"title"`
	Parts     []partWire     `json:"parts"`
	Citations []citationWire `json:"citations"`
	Knowledge wire.Stamp     `json:"knowledge"`
}

type partWire struct {
	Label string `json:"label"`
	Text  string `json:"text"`
}

// citationWire is a source in the machine interface, always with its commercial interest.
type citationWire struct {
	ID        string `json:"id"`
	Statement string `json:"statement,omitempty"`
	Title     string `json:"title"`
	Authors   string `json:"authors,omitempty"`
	Year      int    `json:"year,omitempty"`
	Address   string `json:"address,omitempty"`
	Grade     string `json:"grade"`
	Checked   string `json:"checked"`
	Interest  string `json:"interest"`
}

func citationsOnWire(list []knowledge.Citation) []citationWire {
	out := make([]citationWire, len(list))
	for i, c := range list {
		out[i] = citationWire{
			ID: c.ID, Title: c.Source.Title, Authors: c.Source.Authors, Year: c.Source.Year,
			Address: c.Source.Address, Grade: c.Source.Grade, Checked: c.Source.Checked, Interest: c.Source.Interest,
		}
		if c.Statement != nil {
			out[i].Statement = c.Statement.Text
		}
	}
	return out
}

// Run is called by kong.
func (c *knowledgeExplain) Run(s *session) error {
	facts, err := s.facts()
	if err != nil {
		return err
	}
	e, err := fact.Explain(facts, c.ID)
	if errors.Is(err, fact.ErrNoSuchID) {
		return &skinafter.InputError{Field: "ID", Value: intake.Short(c.ID), Want: "an id such as i13, retinoid, S34, E1 or C3"}
	}
	if err != nil {
		return err
	}
	if c.JSON {
		w := explanationWire{
			ID: e.ID, Kind: e.Kind, Title: e.Title, Parts: []partWire{},
			Citations: citationsOnWire(e.Citations), Knowledge: wire.StampOf(facts),
		}
		for _, p := range e.Parts {
			w.Parts = append(w.Parts, partWire{p.Label, p.Text})
		}
		return s.writeJSON(w)
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	sheet.Para(paper.Bold, 0, fmt.Sprintf("%s (%s): %s", e.ID, e.Kind, e.Title))
	for _, p := range e.Parts {
		sheet.Item(paper.Plain, "  "+p.Label+": ", p.Text)
	}
	if len(e.Citations) > 0 {
		sheet.Heading(texts.Text("explain.sources"))
		for _, cite := range e.Citations {
			sheet.Item(paper.Plain, "  - ", cite.String())
		}
	}
	sheet.Gap()
	sheet.Para(paper.Faint, 0, knowledgeLine(texts, facts))
	return s.print(sheet)
}
