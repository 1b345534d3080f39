package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"skinafter"
	"skinafter/interop/longrows"
	"skinafter/knowledge"
	"skinafter/signal"
	"skinafter/signal/hygiene"
	"skinafter/signal/ingredients"
)

// collection is a file of reports, read and counted.
type collection struct {
	counts      *signal.Counts
	products    *signal.Counts  // of products, where counts are of ingredients
	counter     *signal.Counter // of products, also where counts are of ingredients
	ledger      ledger
	witness     *witness            // only for --explain
	ingredients *ingredients.Table  // only by ingredient
	reported    *hygiene.Collection // only for --explain and --dedup
	files       []fileWire
}

// gathering is a collection on its way in.
type gathering struct {
	*collection
	command  *signalsMethod
	terms    *terms // nil: events keep their reported names
	labels   *labelTable
	rows     *longrows.Reader // of the file that is read now
	saved    []*signal.Counts
	fromRows int64 // rows in use that were not saved counts
	dropped  int64 // distinct rows of reports that repeat others
}

// collect reads files of rows and of saved counts, and counts them together.
func (c *signalsMethod) collect(s *session, files []string, pair pairFlag) (*collection, error) {
	roles, err := hygiene.ParseRoles(c.Role)
	if err != nil {
		return nil, flagged("--role", err)
	}
	g := &gathering{collection: &collection{}, command: c}
	g.counter = signal.NewCounter()
	g.ledger.take(signal.Intake{})
	if c.By == "ingredient" {
		if g.labels, err = s.readLabelTable(c.Labels); err != nil {
			return nil, err
		}
	}
	if c.Events == "own" {
		facts, err := s.facts()
		if err != nil {
			return nil, err
		}
		g.terms = newTerms(facts)
	}
	if pair.set() {
		g.witness = &witness{product: g.holds(pair.Product), event: named(pair.Event), reports: map[string]*testimony{}}
	}
	o := longrows.Options{Strata: c.Stratify, Use: func(r signal.Role) bool { ok, _ := roles.Takes(r); return ok }}
	for _, file := range files {
		if err := g.take(s, file, len(files) > 1, o); err != nil {
			return nil, err
		}
	}
	if err := g.count(); err != nil {
		return nil, err
	}
	return g.collection, g.sumUp()
}

// take reads one file.
func (g *gathering) take(s *session, file string, several bool, o longrows.Options) error {
	src, err := s.open(file)
	if err != nil {
		return err
	}
	defer src.close()
	f, before := fileWire{File: src.name}, g.ledger
	if src.isSaved() {
		err = g.takeSaved(src, &f)
	} else {
		g.ledger = ledger{}
		if err = g.read(s, src, o); several {
			g.ledger.named(src.name)
		}
		after := g.ledger
		g.ledger = before
		g.fromRows += after.Used
		g.ledger.add(&after)
	}
	if err != nil {
		return src.wrong(err)
	}
	if f.Hash, err = src.finish(); err != nil {
		return err
	}
	g.files = append(g.files, f)
	return nil
}

// named reports whether a name is the one asked for, whatever its capitals.
func named(name string) func(string) bool {
	return func(other string) bool { return strings.EqualFold(name, other) }
}

// read takes the rows in, the short way where nothing but counts is asked for.
func (g *gathering) read(s *session, src *source, o longrows.Options) (err error) {
	if g.rows, err = longrows.NewReader(src.in, o); err != nil {
		return namedFlag(err)
	}
	if g.witness == nil && !g.command.Dedup && g.terms == nil {
		err = g.rows.Count(g.counter)
	} else {
		err = g.each(s)
	}
	g.ledger.take(g.rows.Tally())
	return err
}

// namedFlag says --stratify where the reader says stratify.
func namedFlag(err error) error {
	var input *skinafter.InputError
	if errors.As(err, &input) && input.Field == "stratify" {
		return &skinafter.InputError{Field: "--stratify", Value: input.Value, Want: input.Want}
	}
	return err
}

// each takes row by row.
func (g *gathering) each(s *session) error {
	if g.reported == nil && (g.witness != nil || g.command.Dedup) {
		g.reported = hygiene.Gather()
	}
	for n := 0; ; n++ {
		row, err := g.rows.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n%4096 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if g.terms != nil {
			row.Event = g.terms.name(row.Event)
		}
		if g.witness != nil {
			g.witness.see(&row)
		}
		if g.reported != nil {
			err = g.reported.Add(row)
		}
		if err == nil && !g.command.Dedup {
			err = g.counter.AddRow(row)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", g.rows.Line(), err)
		}
	}
}

// count turns what was read into counts.
func (g *gathering) count() (err error) {
	l := &g.ledger
	if g.command.Dedup && g.reported != nil {
		if err = g.dropCopies(); err != nil {
			return err
		}
	}
	if g.terms != nil {
		l.add(&ledger{Events: g.terms.list(), Terms: len(g.terms.seen), Mapped: g.terms.mapped()})
	}
	if g.counts, err = g.counter.Counts(); err != nil {
		return fmt.Errorf("counting: %w", err)
	}
	l.Repeated += g.fromRows - pairsOf(g.counts) - g.dropped
	l.Conflicts += g.counter.Conflicts()
	if g.labels != nil {
		return g.byIngredient()
	}
	return nil
}

// dropCopies counts the reports again without those that repeat another.
func (g *gathering) dropCopies() error {
	d, err := g.reported.Duplicates(hygiene.Matching{})
	if err != nil {
		return fmt.Errorf("looking for copies: %w", err)
	}
	for i := range d.Clusters {
		for j := range d.Clusters[i].Copies {
			g.ledger.Copies = append(g.ledger.Copies, copyOnWire(&d.Clusters[i].Copies[j]))
		}
	}
	for i := range d.Unsure {
		g.ledger.Unsure = append(g.ledger.Unsure, copyOnWire(&d.Unsure[i]))
	}
	g.ledger.Skipped = d.Skipped
	g.counter = signal.NewCounter()
	rest := hygiene.Gather()
	for row := range g.reported.Pairs(nil) {
		if _, copied := d.Copy(row.Report); copied {
			g.dropped++
			continue
		}
		if err := errors.Join(g.counter.AddRow(row), rest.Add(row)); err != nil {
			return fmt.Errorf("counting without copies: %w", err)
		}
	}
	g.reported = rest
	if g.witness != nil {
		for _, c := range g.ledger.Copies {
			delete(g.witness.reports, c.Report)
		}
	}
	return nil
}

func copyOnWire(m *hygiene.Match) copyWire {
	w := copyWire{Report: m.Report, Of: m.Of, Chance: m.Chance, Bits: m.Bits, Reasons: []copyReasonWire{}}
	for _, r := range m.Reasons {
		w.Reasons = append(w.Reasons, copyReasonWire(r))
	}
	return w
}

// terms maps reported terms to the events of our vocabulary and keeps both.
type terms struct {
	facts *knowledge.Base
	seen  map[string]*mappedTerm
}

func newTerms(facts *knowledge.Base) *terms {
	return &terms{facts: facts, seen: map[string]*mappedTerm{}}
}

// name is the title of the event that a term stands for; the term itself where there is none.
func (t *terms) name(reported string) string {
	m := t.seen[reported]
	if m == nil {
		m = &mappedTerm{Reported: reported}
		if e, found := t.facts.EventFor(reported); found {
			m.Event, m.Title, m.NCIt, m.IMDRF = e.ID, e.Title, e.NCIt, e.IMDRF
		}
		t.seen[reported] = m
	}
	m.Rows++
	if m.Event == "" {
		return reported
	}
	return m.Title
}

func (t *terms) mapped() (n int) {
	for _, m := range t.seen {
		if m.Event != "" {
			n++
		}
	}
	return n
}

// list are the terms that were mapped, by name.
func (t *terms) list() []mappedTerm {
	var out []mappedTerm
	for _, m := range t.seen {
		if m.Event != "" {
			out = append(out, *m)
		}
	}
	slices.SortFunc(out, func(a, b mappedTerm) int { return strings.Compare(a.Reported, b.Reported) })
	return out
}
