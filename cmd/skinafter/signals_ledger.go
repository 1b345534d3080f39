package main

import (
	"fmt"
	"io"
	"strings"

	"skinafter/internal/paper"
	"skinafter/signal"
)

// ledger says what was read, what was used, and what was left out and why.
type ledger struct {
	Hash       string       `json:"sha256"`          // of the file as it lies on the disk; of several, of their sorted hashes
	Files      []fileWire   `json:"files,omitempty"` // only where there are several, or saved counts
	Read       int64        `json:"rows_read"`
	Used       int64        `json:"rows_used"`
	Refused    []refusal    `json:"refused"`        // most frequent first
	LeftOut    []refusal    `json:"left_out"`       // by role
	Unread     []refusal    `json:"unread"`         // rows in use with an optional field that could not be read
	Repeated   int64        `json:"rows_repeated"`  // used rows that said what their report had said
	Converted  int64        `json:"rows_converted"` // were not UTF-8 and were read as Windows-1252
	Conflicts  int          `json:"reports_in_two_strata"`
	Copies     []copyWire   `json:"copies"` // only with --dedup
	Unsure     []copyWire   `json:"perhaps_copies"`
	Skipped    int          `json:"reports_not_compared"`
	Unlabelled []string     `json:"products_without_label"` // only by ingredient
	Gaps       int          `json:"labels_with_gaps"`
	Terms      int          `json:"terms"` // only with --events own: how many were reported
	Mapped     int          `json:"terms_mapped"`
	Events     []mappedTerm `json:"event_terms,omitempty"`
}

// refusal is a reason for which rows were left out.
type refusal struct {
	Reason string  `json:"reason"`
	Rows   int64   `json:"rows"`
	Lines  []int64 `json:"lines"`          // where the first few begin
	File   string  `json:"file,omitempty"` // of the lines, where there are several
}

// take fills in what the reader counted.
func (l *ledger) take(t signal.Intake) {
	l.Read, l.Used, l.Converted = t.Read, t.Used, t.Converted
	for _, list := range []struct {
		from []signal.Remark
		to   *[]refusal
	}{{t.Refused, &l.Refused}, {t.LeftOut, &l.LeftOut}, {t.Noted, &l.Unread}} {
		*list.to = []refusal{}
		for _, r := range list.from {
			*list.to = append(*list.to, refusal{Reason: r.Text, Rows: r.Count, Lines: r.Lines})
		}
	}
	l.Copies, l.Unsure, l.Unlabelled = []copyWire{}, []copyWire{}, []string{}
}

// first is the line of the first of the rows.
func (r *refusal) first() int64 {
	if len(r.Lines) == 0 {
		return 0
	}
	return r.Lines[0]
}

// where names the file where there are several.
func (r *refusal) where() string {
	if r.File == "" {
		return ""
	}
	return " of " + paper.Clean(r.File)
}

// pairsOf is the number of rows that counts rest on: the distinct ones.
func pairsOf(c *signal.Counts) (rows int64) {
	for _, n := range c.Names() {
		rows += n
	}
	return rows
}

// copyWire is a report that seems to repeat another.
type copyWire struct {
	Report  string           `json:"report"`
	Of      string           `json:"of"`
	Chance  float64          `json:"chance"`
	Bits    float64          `json:"bits"`
	Reasons []copyReasonWire `json:"reasons"`
}

type copyReasonWire struct {
	Field string  `json:"field"`
	Value string  `json:"value"`
	Bits  float64 `json:"bits"`
}

// mappedTerm is a reported term with the term of our own vocabulary that stands for it.
type mappedTerm struct {
	Reported string `json:"reported"`
	Event    string `json:"event"` // id
	Title    string `json:"title"`
	NCIt     string `json:"ncit,omitempty"`
	IMDRF    string `json:"imdrf,omitempty"`
	Rows     int64  `json:"rows"`
}

// report writes the ledger as lines for a person or a log, without a catalogue: beside CSV it
// is the only thing that is said, and it is for programs too.
func (x *survey) report(w io.Writer) error {
	l, h := &x.heap.ledger, x.heap
	var b strings.Builder
	line := func(format string, a ...any) { fmt.Fprintf(&b, "skinafter: "+format+"\n", a...) }
	line("rows read: %d, used: %d; reports: %d, products: %d, events: %d, pairs: %d", l.Read, l.Used,
		h.counts.Reports(), len(h.counts.Products()), len(h.counts.Events()), h.counts.Pairs())
	for _, list := range []struct {
		what string
		of   []refusal
	}{{"refused", l.Refused}, {"left out", l.LeftOut}, {"used without a field that could not be read", l.Unread}} {
		for i := range list.of {
			r := &list.of[i]
			line("rows %s: %d: %s (first on line %d%s)", list.what, r.Rows, paper.Clean(r.Reason), r.first(), r.where())
		}
	}
	for i := range l.Files {
		what := "rows"
		if l.Files[i].Saved {
			what = "saved counts"
		}
		line("added up: %s %s, sha256 %s", what, paper.Clean(l.Files[i].File), l.Files[i].Hash)
	}
	if len(l.Files) > 0 {
		line("careful: saved counts add up only where no report is in two of them")
	}
	if l.Repeated > 0 {
		line("rows that say again what their report had said: %d", l.Repeated)
	}
	if len(l.Copies) > 0 {
		line("reports left out as near-copies of others: %d (--json lists them)", len(l.Copies))
	}
	if len(l.Unlabelled) > 0 {
		line("products left out without a label: %d", len(l.Unlabelled))
	}
	if l.Converted > 0 {
		line("rows that are not UTF-8 and were read as Windows-1252: %d", l.Converted)
	}
	if x.fitted != nil && x.options.Prior == nil {
		line("careful: EBGM is not estimable: no pair has two reports")
	} else if x.fitted != nil {
		d := &x.fitted.Diagnostic
		line("prior (%s): %s; -lnL %.6f, gradient %.2g, interior %t", d.Likelihood, x.fitted.Prior, d.NegLogLik, d.Gradient, d.Interior())
		for _, w := range d.Warnings {
			line("careful: %s", w)
		}
	}
	line("pairs that meet the rule %[3]s: %[1]d of %[2]d: reported more often than expected in this collection; this does not show cause", x.signals, x.pairs, x.threshold)
	line("%s, skinafter %s, sha256 %s", signal.Method, version, l.Hash)
	_, err := io.WriteString(w, b.String())
	return err
}

// why are the strongest reasons in a line.
func (c *copyWire) why() string {
	var parts []string
	for _, r := range c.Reasons[:min(4, len(c.Reasons))] {
		parts = append(parts, fmt.Sprintf("%s %s (%+.1f)", r.Field, paper.Clean(r.Value), r.Bits))
	}
	return strings.Join(parts, ", ")
}
