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
)

// collection is a file of reports, read and counted.
type collection struct {
	counts      *signal.Counts
	products    *signal.Counts  // of products, where counts are of ingredients
	counter     *signal.Counter // of products, also where counts are of ingredients
	ledger      ledger
	witness     *witness            // only for --explain
	ingredients *signal.Ingredients // only by ingredient
	reported    *hygiene.Collection // only for --explain and --dedup
}

// gathering is a collection on its way in.
type gathering struct {
	*collection
	command *signalsMethod
	terms   *terms // nil: events keep their reported names
	labels  *labelTable
	rows    *longrows.Reader
	dropped int64 // distinct rows of reports that repeat others
}

// collect reads a file and counts it.
func (c *signalsMethod) collect(s *session, file string, pair pairFlag) (*collection, error) {
	roles, err := hygiene.ParseRoles(c.Role)
	if err != nil {
		return nil, flagged("--role", err)
	}
	g := &gathering{collection: &collection{}, command: c}
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
	src, err := s.open(file)
	if err != nil {
		return nil, err
	}
	defer src.close()
	err = g.read(s, src, longrows.Options{Strata: c.Stratify, Use: func(r signal.Role) bool { ok, _ := roles.Takes(r); return ok }})
	if err != nil {
		return nil, src.wrong(err)
	}
	if g.ledger.Hash, err = src.finish(); err != nil {
		return nil, err
	}
	return g.collection, g.count()
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
	g.counter = signal.NewCounter()
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
	if g.witness != nil || g.command.Dedup {
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
	if g.command.Dedup {
		if err = g.dropCopies(); err != nil {
			return err
		}
	}
	if g.terms != nil {
		l.Events, l.Terms, l.Mapped = g.terms.list(), len(g.terms.seen), g.terms.mapped()
	}
	if g.counts, err = g.counter.Counts(); err != nil {
		return fmt.Errorf("counting: %w", err)
	}
	distinct := int64(0)
	for _, n := range g.counts.Names() {
		distinct += n
	}
	if l.Repeated = g.rows.Tally().Used - distinct; g.command.Dedup {
		l.Repeated -= g.dropped
	}
	l.Conflicts = g.counter.Conflicts()
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
