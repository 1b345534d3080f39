package caers

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"skinafter"
	"skinafter/signal"
)

// Cosmetics is the FDA's code of the industry of cosmetics.
const Cosmetics = "53"

// Options say how to read. The zero value is the default.
type Options struct {
	// Industries are the FDA industry codes to use, such as Cosmetics; others are counted in
	// Intake.LeftOut. Empty uses all.
	Industries []string
	// MaxLine is the most bytes of a line, or of a record with line breaks in quotes; 0 is 1 MiB.
	MaxLine int
}

// column is what a column means.
type column int

const (
	report column = iota
	product
	terms
	role
	created
	started
	industry
	age
	unit
	sex
	outcomes
	columns // how many
)

// names are the columns of the old and the new files, letters only.
var names = [columns][]string{
	report:   {"rareport", "reportid", "report", "reportnumber"},
	product:  {"prireportedbrandproductname", "product", "reportedbrandproductname", "productname"},
	terms:    {"symonerowcodedsymptoms", "meddrapreferredterms", "onerowcodedsymptoms", "terms", "codedsymptoms"},
	role:     {"priproductrole", "producttype", "productrole"},
	created:  {"racaerscreateddate", "caerscreateddate", "datefdafirstreceivedreport", "createddate", "datecreated"},
	started:  {"aeceventstartdate", "dateofevent", "dateeventoccurred", "eventdate", "eventstartdate"},
	industry: {"prifdaindustrycode", "productcode", "fdaindustrycode", "industrycode"},
	age:      {"ciageatadverseevent", "patientage", "ageatadverseevent"},
	unit:     {"ciageunit", "ageunits", "ageunit"},
	sex:      {"cigender", "sex", "gender"},
	outcomes: {"aeconerowoutcomes", "outcomes", "onerowoutcomes"},
}

// said are the columns that a file must have, in the words of the newer files.
var said = map[column]string{report: "Report ID", product: "Product", terms: "MedDRA Preferred Terms"}

// Reader reads rows.
type Reader struct {
	records *records
	options Options
	at      [columns]int // place of each column; -1 = the file does not have it
	width   int
	row     signal.Row
	events  []string // of the current line, still to come
	line    int64
	intake  signal.Intake
	refused signal.Remarks
	leftOut signal.Remarks
	noted   signal.Remarks
}

// NewReader reads the header. The error is an *skinafter.InputError that names the line and a
// missing column, or that of the stream.
func NewReader(in io.Reader, o Options) (*Reader, error) {
	if o.MaxLine <= 0 {
		o.MaxLine = 1 << 20
	}
	r := &Reader{records: newRecords(in, o.MaxLine), options: o}
	start, _ := r.records.in.Peek(4) // a shorter file is no error here
	switch {
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}), bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		return nil, &skinafter.InputError{Field: "line 1", Want: "UTF-8 or Windows-1252 text; this is UTF-16"}
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		return nil, &skinafter.InputError{Field: "line 1", Want: "text; this is still compressed (gzip)"}
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return nil, &skinafter.InputError{Field: "line 1", Want: "CSV; this is a zip archive or a spreadsheet"}
	case bytes.HasPrefix(start, []byte("\ufeff")):
		if _, err := r.records.in.Discard(3); err != nil {
			return nil, fmt.Errorf("line 1: reading: %w", err)
		}
	}
	return r, r.header()
}

func (r *Reader) header() error {
	for {
		record, line, err := r.records.next()
		at := fmt.Sprintf("line %d", line)
		switch {
		case errors.Is(err, io.EOF):
			return &skinafter.InputError{Field: at, Want: "a line with the names of the columns; the file is empty"}
		case errors.Is(err, errLong):
			return &skinafter.InputError{Field: at, Want: fmt.Sprintf("a line with the names of the columns, of at most %d bytes", r.options.MaxLine)}
		case err != nil:
			return err
		case len(bytes.TrimSpace(record)) == 0:
			continue
		}
		cells, ok := fields(record)
		if !ok {
			return &skinafter.InputError{Field: at, Value: shorten(string(record)), Want: "names of columns, with quotes that close"}
		}
		r.width = len(cells)
		for i, c := range cells {
			cells[i] = letters(c)
		}
		for c := range r.at {
			r.at[c] = -1
			for _, name := range names[c] {
				if i := slices.Index(cells, name); i >= 0 && r.at[c] < 0 {
					r.at[c] = i
				}
			}
		}
		for c := report; c <= terms; c++ {
			if r.at[c] < 0 {
				return &skinafter.InputError{Field: at, Value: shorten(string(record)), Want: fmt.Sprintf("the column %q of a CAERS file, or its older name", said[c])}
			}
		}
		return nil
	}
}

// letters are the small letters of a column's name.
func letters(name string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, name)
}

func shorten(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return s
}

// Line is where the last row comes from; the first line of the file is 1.
func (r *Reader) Line() int64 { return r.line }

// Tally says what became of the lines so far.
func (r *Reader) Tally() signal.Intake {
	t := r.intake
	t.Refused, t.LeftOut, t.Noted = r.refused.List(), r.leftOut.List(), r.noted.List()
	return t
}

// Read is the next row: one product and one symptom of a report. The error is io.EOF at the end,
// or that of the stream with its line.
func (r *Reader) Read() (signal.Row, error) {
	for len(r.events) == 0 {
		if err := r.next(); err != nil {
			return signal.Row{}, err
		}
	}
	r.row.Event, r.events = r.events[0], r.events[1:]
	r.intake.Rows++
	return r.row, nil
}

// next reads one line; r.events stays empty where it gives no row.
func (r *Reader) next() error {
	record, line, err := r.records.next()
	r.line = line
	switch {
	case errors.Is(err, errLong):
		r.intake.Read++
		r.refused.Add(fmt.Sprintf("longer than %d bytes", r.options.MaxLine), line)
		return nil
	case err != nil:
		return err
	case len(bytes.TrimSpace(record)) == 0:
		return nil
	}
	r.intake.Read++
	if r.records.converted {
		r.intake.Converted++
	}
	cells, ok := fields(record)
	if (!ok || len(cells) != r.width) && r.records.several() {
		r.records.giveUp()
	}
	switch {
	case !ok:
		r.refused.Add("quotes that do not close, or text after them", line)
	case len(cells) < r.width:
		r.refused.Add("fewer cells than the header", line)
	case len(cells) > r.width:
		r.refused.Add("more cells than the header", line)
	default:
		r.take(cells)
	}
	return nil
}

// take makes the rows of a line.
func (r *Reader) take(cells []string) {
	cell := func(c column) string {
		if r.at[c] < 0 {
			return ""
		}
		return cells[r.at[c]]
	}
	var events []string
	for term := range strings.SplitSeq(cell(terms), ",") {
		if term = strings.TrimSpace(term); term != "" {
			events = append(events, term)
		}
	}
	code, _, _ := strings.Cut(cell(industry), ".") // spreadsheets write 53.0
	switch {
	case cell(report) == "":
		r.refused.Add("no report number", r.line)
		return
	case cell(product) == "":
		r.refused.Add("no product", r.line)
		return
	case len(r.options.Industries) > 0 && !slices.Contains(r.options.Industries, code):
		if code == "" {
			code = "not said"
		}
		r.leftOut.Add("industry "+shorten(code), r.line)
		return
	case len(events) == 0:
		r.refused.Add("no symptom", r.line)
		return
	}
	r.intake.Used++
	r.events = events
	r.row = signal.Row{
		Report: cell(report), Product: cell(product), Sex: cell(sex), Age: r.age(cell(age), cell(unit)), Date: cell(started),
		Serious: signal.Serious(strings.Split(cell(outcomes), ",")),
	}
	if strings.HasPrefix(strings.ToUpper(r.row.Product), "EXEMPTION") || strings.EqualFold(r.row.Product, "redacted") {
		r.noted.Add("the FDA withholds the product's name: different products count as one", r.line)
	}
	var ok bool
	if r.row.Role, ok = signal.ParseRole(cell(role)); !ok {
		r.noted.Add("role "+strconv.Quote(shorten(cell(role)))+" is not known", r.line)
	}
	if r.row.Date == "" {
		r.row.Date = cell(created)
	}
	r.row.Year = yearOf(cell(created))
	if r.row.Year == 0 {
		r.row.Year = yearOf(cell(started))
	}
}

// age is an age in years.
func (r *Reader) age(text, unit string) signal.Number {
	if text == "" {
		return signal.Number{}
	}
	n, err := strconv.ParseFloat(text, 64)
	years, known := signal.Years(n, unit)
	if err != nil || !known || !(years >= 0) || math.IsInf(years, 0) {
		r.noted.Add("an age that cannot be read", r.line)
		return signal.Number{}
	}
	return signal.Number{Value: years, Known: true}
}

// yearOf is the year of a date written 1/31/2004, 2004-01-31 or 20040131; 0 = none.
func yearOf(date string) int {
	date, _, _ = strings.Cut(date, " ")
	if len(date) < 4 {
		return 0
	}
	for _, part := range []string{date[:4], date[len(date)-4:]} {
		if y, err := strconv.Atoi(part); err == nil && y >= 1900 && y < 2200 {
			return y
		}
	}
	return 0
}
