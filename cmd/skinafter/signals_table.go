package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"skinafter/signal"
)

// pairRow writes pairs as rows of a table, without reflection: a large collection has
// millions of them.
type pairRow struct {
	columns []string
	read    []reading // of the columns after product and event
	out     *bufio.Writer
	line    []byte
}

// reading takes a figure out of a pair. The names of columns are looked up once, not for
// every pair.
type reading func(p *signal.Pair) float64

// readings are the figures by column. TestReadingsAreThoseOfTheLibrary compares them.
var readings = map[string]reading{
	"E":          func(p *signal.Pair) float64 { return p.E },
	"RR":         func(p *signal.Pair) float64 { return p.RR },
	"PRR":        func(p *signal.Pair) float64 { return p.PRR.Value },
	"PRR_lo":     func(p *signal.Pair) float64 { return p.PRR.Lo },
	"PRR_hi":     func(p *signal.Pair) float64 { return p.PRR.Hi },
	"chi2":       func(p *signal.Pair) float64 { return p.Chi2 },
	"chi2_yates": func(p *signal.Pair) float64 { return p.Chi2Yates },
	"ROR":        func(p *signal.Pair) float64 { return p.ROR.Value },
	"ROR_lo":     func(p *signal.Pair) float64 { return p.ROR.Lo },
	"ROR_hi":     func(p *signal.Pair) float64 { return p.ROR.Hi },
	"IC":         func(p *signal.Pair) float64 { return p.IC.Value },
	"IC025":      func(p *signal.Pair) float64 { return p.IC.Lo },
	"IC975":      func(p *signal.Pair) float64 { return p.IC.Hi },
	"EBGM":       func(p *signal.Pair) float64 { return shrunk(p, p.Posterior.EBGM) },
	"EB05":       func(p *signal.Pair) float64 { return shrunk(p, p.Posterior.EB05) },
	"EB95":       func(p *signal.Pair) float64 { return shrunk(p, p.Posterior.EB95) },
}

// shrunk is a figure of MGPS, not estimable where there is no prior.
func shrunk(p *signal.Pair, v float64) float64 {
	if !p.Shrunk {
		return math.NaN()
	}
	return v
}

func newPairRow(columns []string, w io.Writer) *pairRow {
	r := &pairRow{columns: columns, out: bufio.NewWriterSize(w, 1<<18)}
	for _, column := range columns[2:] {
		r.read = append(r.read, readings[column]) // nil: N, a whole number
	}
	return r
}

// header writes the names of the columns.
func (r *pairRow) header() error {
	_, err := r.out.WriteString(strings.Join(r.columns, ",") + "\n")
	return err
}

// csv writes a pair as a line of CSV (RFC 4180): numbers so that they read back exactly, what
// cannot be estimated as an empty cell.
func (r *pairRow) csv(p *signal.Pair) error {
	b := appendCell(r.line[:0], p.Product)
	b = appendCell(append(b, ','), p.Event)
	for _, read := range r.read {
		b = append(b, ',')
		if read == nil {
			b = strconv.AppendInt(b, p.N(), 10)
		} else if v := read(p); signal.Estimable(v) {
			b = strconv.AppendFloat(b, v, 'g', -1, 64)
		}
	}
	r.line = append(b, '\n')
	_, err := r.out.Write(r.line)
	return err
}

// json writes a pair as one JSON object; what cannot be estimated is null.
func (r *pairRow) json(p *signal.Pair, isSignal bool) error {
	b := append(r.line[:0], `{"product": `...)
	b = appendQuoted(b, p.Product)
	b = append(b, `, "event": `...)
	b = appendQuoted(b, p.Event)
	for i, read := range r.read {
		b = append(append(append(b, `, "`...), r.columns[i+2]...), `": `...)
		if read == nil {
			b = strconv.AppendInt(b, p.N(), 10)
		} else if v := read(p); signal.Estimable(v) {
			b = strconv.AppendFloat(b, v, 'g', -1, 64)
		} else {
			b = append(b, "null"...)
		}
	}
	b = append(b, `, "signal": `...)
	r.line = append(strconv.AppendBool(b, isSignal), '}')
	_, err := r.out.Write(r.line)
	return err
}

// appendCell writes a cell of CSV, quoted only where it has to be. A cell that a spreadsheet
// would take for a formula stays as it is: rows are read by programs, names are kept exactly.
func appendCell(b []byte, text string) []byte {
	if !strings.ContainsAny(text, ",\"\r\n") && text != "" && text[0] != ' ' && text[len(text)-1] != ' ' {
		return append(b, text...)
	}
	b = append(b, '"')
	for i := range len(text) {
		if text[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, text[i])
	}
	return append(b, '"')
}

// appendQuoted writes a text as a JSON string.
func appendQuoted(b []byte, text string) []byte {
	if plainText(text) {
		return append(append(append(b, '"'), text...), '"')
	}
	var quoted bytes.Buffer
	enc := json.NewEncoder(&quoted)
	enc.SetEscapeHTML(false)
	if enc.Encode(text) != nil { // a string always can be
		return append(b, `""`...)
	}
	return append(b, bytes.TrimSuffix(quoted.Bytes(), []byte("\n"))...)
}

// plainText reports whether a text needs no escapes in JSON.
func plainText(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// flush ends the table.
func (r *pairRow) flush() error {
	if err := r.out.Flush(); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}
