package longrows

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"skinafter"
	"skinafter/signal"
)

// Options say how to read. The zero value is the default.
type Options struct {
	// Strata are the columns whose values, joined, are the stratum of a row: sex, age, year and so
	// on, or any name of the header. Ages in years are put into bands. Without it, a column
	// "stratum" is the stratum if there is one.
	Strata []string
	// Use says which rows to use by the role of their product; the others are counted in
	// Intake.LeftOut. Nil uses all.
	Use func(signal.Role) bool
	// Bare also uses rows whose event is empty: a course in which nothing happened.
	Bare bool
	// MaxLine is the most bytes of a line, or of a record whose quotes hold line breaks; 0 is
	// 1 MiB. Longer ones are refused, and no more memory than that is used.
	MaxLine int
}

// between stands between the values of a stratum.
const between = " | "

// Reader reads rows.
type Reader struct {
	lines     *lines
	options   Options
	layout    *layout // nil for NDJSON
	separator byte    // 0 for NDJSON
	fields    [][]byte
	object    object
	values    [columns][]byte // of the row
	stratum   []byte          // of the row
	line      int64
	role      signal.Role
	lastRole  []byte
	roleKnown bool // whether lastRole is a role
	names     names32
	intake    signal.Intake
	refused   signal.Remarks
	leftOut   signal.Remarks
	noted     signal.Remarks
}

// NewReader reads the header, or sees that the input is JSON objects. The error is an
// *skinafter.InputError that names a missing column, or that of the stream.
func NewReader(in io.Reader, o Options) (*Reader, error) {
	if o.MaxLine <= 0 {
		o.MaxLine = 1 << 20
	}
	r := &Reader{lines: newLines(in, max(o.MaxLine, 16)), options: o, names: names32{}}
	for r.lines.to < 4 && r.lines.fill() {
		continue
	}
	start := r.lines.buf[:r.lines.to]
	switch {
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}), bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		return nil, &skinafter.InputError{Field: "line 1", Want: "UTF-8 or Windows-1252 text; this is UTF-16"}
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		return nil, &skinafter.InputError{Field: "line 1", Want: "text; this is still compressed (gzip)"}
	case bytes.HasPrefix(start, []byte("\ufeff")):
		r.lines.from = 3
	}
	if first := bytes.TrimLeft(r.lines.buf[r.lines.from:r.lines.to], " \t\r\n"); len(first) > 0 && first[0] == '{' {
		return r, r.checkStrata()
	}
	return r, r.header()
}

// header reads the first line of a CSV file.
func (r *Reader) header() error {
	var record []byte
	for len(bytes.TrimSpace(record)) == 0 {
		var err error
		record, _, err = r.lines.next(',')
		switch {
		case errors.Is(err, io.EOF):
			return &skinafter.InputError{Field: "line 1", Want: "a line with the names of the columns; the input is empty"}
		case errors.Is(err, errLong):
			return &skinafter.InputError{Field: "line 1", Want: fmt.Sprintf("a line with the names of the columns, of at most %d bytes", r.options.MaxLine)}
		case err != nil:
			return err
		}
	}
	var first error
	for _, separator := range []byte(",;\t$|") {
		fields, ok := split(nil, bytes.Clone(record), separator)
		if !ok {
			continue
		}
		var header []string
		for _, f := range fields {
			header = append(header, string(f))
		}
		l, err := newLayout(header, r.options.Strata)
		var wrong *skinafter.InputError
		if err == nil || (errors.As(err, &wrong) && wrong.Field == "stratify") {
			r.layout, r.separator = l, separator
			return err
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		first = &skinafter.InputError{Field: "line 1", Value: shorten(string(record)), Want: "the names of the columns, with quotes that close"}
	}
	return first
}

// Line is where the last row begins, the first line being 1.
func (r *Reader) Line() int64 { return r.line }

// Tally says what became of the rows so far: those after the header, empty lines not counted.
// Noted are optional fields that could not be read and stay "not said"; Read counts them only
// where rows are built (Reader.Read).
func (r *Reader) Tally() signal.Intake {
	t := r.intake
	t.Rows = t.Used
	t.Refused, t.LeftOut, t.Noted = r.refused.List(), r.leftOut.List(), r.noted.List()
	return t
}

// next reads the next row in use into r.values. The error is io.EOF at the end, or the stream's
// with its line.
func (r *Reader) next() error {
	for {
		record, line, err := r.lines.next(r.separator)
		r.line = line
		if errors.Is(err, errLong) {
			r.intake.Read++
			r.refused.Add(fmt.Sprintf("longer than %d bytes", r.options.MaxLine), line)
			continue
		}
		if err != nil {
			return err
		}
		if len(record) == 0 || len(bytes.TrimSpace(record)) == 0 {
			continue
		}
		r.intake.Read++
		if r.lines.converted {
			r.intake.Converted++
		}
		if r.lines.several {
			record = bytes.Clone(record)
		}
		if why := r.parse(record); why != "" {
			if r.lines.several && !strings.HasPrefix(why, "no ") {
				r.lines.giveUp()
			}
			r.refused.Add(why, line)
			continue
		}
		if !r.wanted() {
			continue
		}
		r.intake.Used++
		return nil
	}
}

// parse reads a record, and says why it cannot be used.
func (r *Reader) parse(record []byte) (why string) {
	if r.separator == 0 {
		if why := r.parseObject(record); why != "" {
			return why
		}
	} else if why := r.parseFields(record); why != "" {
		return why
	}
	for c := report; c <= event; c++ {
		r.values[c] = bytes.TrimSpace(r.values[c])
		if len(r.values[c]) == 0 && (c != event || !r.options.Bare) {
			return "no " + names[c][0]
		}
	}
	return ""
}

func (r *Reader) parseFields(record []byte) (why string) {
	var ok bool
	if r.fields, ok = split(r.fields, record, r.separator); !ok {
		return "quotes that do not close, or text after them"
	}
	l := r.layout
	if len(r.fields) != l.width {
		if len(r.fields) < l.width {
			return "fewer fields than the header"
		}
		return "more fields than the header"
	}
	for c, at := range l.at {
		if at >= 0 {
			r.values[c] = r.fields[at]
		}
	}
	r.stratum = r.stratum[:0]
	for i, at := range l.strata {
		if i > 0 {
			r.stratum = append(r.stratum, between...)
		}
		r.addStratum(r.fields[at], l.banded[i])
	}
	r.endStratum(len(l.strata))
	return ""
}

func (r *Reader) addStratum(value []byte, banded bool) {
	value = bytes.TrimSpace(value)
	if banded {
		if v, ok := number(value); ok {
			r.stratum = append(r.stratum, band(v)...)
		}
		return
	}
	r.stratum = append(r.stratum, value...)
}

// endStratum makes a stratum of which nothing is said the one "not said".
func (r *Reader) endStratum(parts int) {
	if len(r.stratum) == len(between)*(parts-1) {
		r.stratum = r.stratum[:0]
	}
}

// band is the age group of an age in years, by the groups of ICH E11 and E7.
func band(years float64) string {
	bands := []struct {
		below float64
		name  string
	}{{2, "0-1"}, {12, "2-11"}, {18, "12-17"}, {45, "18-44"}, {65, "45-64"}, {75, "65-74"}, {math.Inf(1), "75+"}}
	for _, b := range bands {
		if years < b.below {
			return b.name
		}
	}
	return ""
}

// wanted reads the role, and asks whether to use the row.
func (r *Reader) wanted() bool {
	text := r.values[role]
	if !r.roleKnown || !bytes.Equal(text, r.lastRole) {
		r.role, r.roleKnown = signal.ParseRole(string(text))
		r.lastRole = append(r.lastRole[:0], text...)
	}
	if !r.roleKnown {
		r.noted.Add("role "+strconv.Quote(shorten(string(text))), r.line)
	}
	if r.options.Use == nil || r.options.Use(r.role) {
		return true
	}
	r.leftOut.Add("role "+r.role.String(), r.line)
	return false
}

// number reads a finite number from 0.
func number(text []byte) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(string(text)), 64)
	return v, err == nil && v >= 0 && !math.IsInf(v, 0)
}

// Count counts all rows that are left. It is the fast way: no row is built.
func (r *Reader) Count(c *signal.Counter) error {
	for {
		err := r.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = c.Add(r.values[report], r.values[product], r.values[event], r.stratum)
		}
		if err != nil {
			return err
		}
	}
}
