package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/label"
	"skinafter/signal"
	"skinafter/signal/hygiene"
	"skinafter/signal/ingredients"
)

// labelTable is what products hold, as their labels say.
type labelTable struct {
	compositions []ingredients.Composition
	known        map[string]bool // products with a label
	gaps         map[string]bool // products whose label could not be read whole
}

// maxTableBytes bounds a file of labels.
const maxTableBytes = 256 << 20

// readLabelTable reads a file of labels: CSV with the columns product and text (or
// ingredients), or NDJSON with those fields.
func (s *session) readLabelTable(path string) (*labelTable, error) {
	b, err := s.readBytes(path, maxTableBytes)
	if err != nil {
		return nil, err
	}
	reader, err := s.labels()
	if err != nil {
		return nil, err
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	t := &labelTable{known: map[string]bool{}, gaps: map[string]bool{}}
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) {
		err = t.readObjects(b, reader)
	} else {
		err = t.readCSV(b, reader)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", inputName(path), err)
	}
	return t, nil
}

func (t *labelTable) readObjects(b []byte, reader *label.Reader) error {
	n := 0
	for line := range bytes.Lines(b) {
		if n++; len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var in struct {
			Product, Name, ID json.RawMessage
			Text, Ingredients *string
		}
		if err := intake.Decode(line, &in); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		product := ""
		for _, raw := range []json.RawMessage{in.Product, in.Name, in.ID} {
			if product == "" && len(raw) > 0 && string(raw) != "null" && json.Unmarshal(raw, &product) != nil {
				product = string(raw) // a number
			}
		}
		text := in.Text
		if text == nil {
			text = in.Ingredients
		}
		if product == "" || text == nil {
			return fmt.Errorf("line %d: %w", n, &skinafter.InputError{Want: `a line like {"product":NAME,"text":LABEL}`})
		}
		t.add(product, *text, reader)
	}
	return nil
}

func (t *labelTable) readCSV(b []byte, reader *label.Reader) error {
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err != nil {
		return &skinafter.InputError{Field: "line 1", Want: "columns product and text"}
	}
	product, text := column(header, "product", "name", "id", "drug"), column(header, "text", "ingredients", "label")
	if product < 0 || text < 0 {
		return &skinafter.InputError{Field: "line 1", Value: intake.Short(strings.Join(header, ",")), Want: "columns product and text"}
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			return &skinafter.InputError{Field: fmt.Sprintf("line %d", broken.Line), Want: "a row of CSV: " + broken.Err.Error()}
		}
		if err != nil {
			return fmt.Errorf("reading: %w", err)
		}
		line, _ := r.FieldPos(0)
		if len(cells) <= max(product, text) || strings.TrimSpace(cells[product]) == "" {
			return &skinafter.InputError{Field: fmt.Sprintf("line %d", line), Want: "a product and the text of its label"}
		}
		t.add(cells[product], cells[text], reader)
	}
}

// column is the place of the first of some names, -1 where a header has none.
func column(header []string, names ...string) int {
	for _, name := range names {
		if i := slices.IndexFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) }); i >= 0 {
			return i
		}
	}
	return -1
}

// add reads one label. What could not be read keeps its printed text: it may be what matters.
func (t *labelTable) add(product, text string, reader *label.Reader) {
	product = strings.TrimSpace(product)
	read := reader.Parse(text)
	c := ingredients.Composition{Product: product}
	for i := range read.Ingredients {
		in := &read.Ingredients[i]
		name := in.INCI
		if !in.Known() {
			name = strings.ToUpper(strings.Join(strings.Fields(in.Text), " "))
		}
		if name != "" {
			c.Ingredients = append(c.Ingredients, name)
		}
	}
	t.known[product] = true
	if read.Incomplete {
		t.gaps[product] = true
	}
	t.compositions = append(t.compositions, c)
}

// holds reports for a product whether it is the one asked for; by ingredient, whether it
// holds the ingredient or one of the group.
func (g *gathering) holds(name string) func(product string) bool {
	if g.labels == nil {
		return named(name)
	}
	holders := map[string]bool{}
	for _, c := range g.labels.compositions {
		for _, part := range strings.Split(name, " + ") {
			if slices.ContainsFunc(c.Ingredients, named(part)) {
				holders[c.Product] = true
			}
		}
	}
	return func(product string) bool { return holders[product] }
}

// byIngredient counts ingredients in place of products. Products without a label cannot be
// counted: they are listed.
func (g *gathering) byIngredient() error {
	seen := map[string]bool{}
	for _, m := range g.counts.Products() {
		seen[m.Name] = true
		if !g.labels.known[m.Name] {
			g.ledger.Unlabelled = append(g.ledger.Unlabelled, m.Name)
		} else if g.labels.gaps[m.Name] {
			g.ledger.Gaps++
		}
	}
	g.ingredients = ingredients.Make(g.labels.compositions, func(product string) bool { return seen[product] })
	counter, reported, err := g.exchange()
	if err != nil {
		return err
	}
	if g.reported != nil {
		g.reported = reported
	}
	g.products = g.counts
	if g.counts, err = counter.Counts(); err != nil {
		return fmt.Errorf("counting ingredients: %w", err)
	}
	return nil
}

// exchange puts ingredients in the place of products.
func (g *gathering) exchange() (*signal.Counter, *hygiene.Collection, error) {
	counter, reported := signal.NewCounter(), hygiene.Gather()
	of := map[string][]string{}
	for report := range g.counter.Reports() {
		for _, pair := range report.Pairs {
			groups, known := of[pair.Product]
			if !known {
				groups, _ = g.ingredients.Of(pair.Product)
				of[pair.Product] = groups
			}
			for _, group := range groups {
				row := signal.Row{Report: report.Name, Product: group, Event: pair.Event, Strata: report.Stratum}
				err := counter.AddRow(row)
				if err == nil && g.reported != nil {
					err = reported.Add(row)
				}
				if err != nil {
					return nil, nil, fmt.Errorf("counting ingredients: %w", err)
				}
			}
		}
	}
	return counter, reported, nil
}
