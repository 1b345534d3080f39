package caers

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// errLong is a record that is longer than the limit.
var errLong = errors.New("record too long")

// records cuts a stream into CSV records in one buffer that never grows past the limit.
type records struct {
	in        *bufio.Reader
	line      int64 // number of the line that begins next
	converted bool  // the last record was not UTF-8
	used      int   // bytes of the last record, not yet taken out of in
	first     int   // of these, those of its first line
	begin     int64 // number of its first line
	credit    int   // bytes that may yet be looked at in vain; see patience
}

// patience bounds the work that quotes make that never close: what is looked at in vain, over all
// records together, stays below eight of the longest records and four times what was read. After
// that such a line stands alone at once.
const (
	patience = 8
	perByte  = 4
)

func newRecords(in io.Reader, limit int) *records {
	return &records{in: bufio.NewReaderSize(in, limit), line: 1, credit: patience * limit}
}

// next is the next record without its line break and the line it begins at; it is valid until the
// next call. A record goes on over line breaks in quotes; where quotes never close, the line
// stands alone. errLong is a line longer than the limit: it is passed over.
func (r *records) next() (record []byte, line int64, err error) {
	if _, err := r.in.Discard(r.used); err != nil {
		return nil, r.line, fmt.Errorf("line %d: reading: %w", r.line, err)
	}
	r.used = 0
	line = r.line
	first, err := r.end(0)
	if errors.Is(err, errLong) {
		return nil, line, r.skip()
	}
	if err != nil {
		return nil, line, err
	}
	to, lines := first, int64(1)
	quotes := quoteState{start: true}
	for from := 0; ; {
		b, _ := r.in.Peek(to) // it is in the buffer
		if quotes.pass(b[from:]); !quotes.open {
			break
		}
		from = to
		more, err := r.end(to)
		if err != nil && !errors.Is(err, errLong) && !errors.Is(err, io.EOF) {
			return nil, line, err
		}
		if err != nil || to-first > r.credit {
			r.credit -= to - first
			to, lines = first, 1
			break
		}
		to = more
		lines++
	}
	b, _ := r.in.Peek(to)
	record = r.text(bytes.Clone(bytes.TrimRight(b, "\r\n")))
	r.used, r.first, r.begin = to, first, line
	r.line += lines
	r.credit += perByte * to
	return record, line, nil
}

// several says whether the last record has more than one line.
func (r *records) several() bool { return r.used > r.first }

// giveUp makes the last record end with its first line: a quote that was not meant as one ran on
// into the lines after it.
func (r *records) giveUp() {
	r.credit -= (1 + perByte) * (r.used - r.first)
	r.used, r.line = r.first, r.begin+1
}

// quoteState follows the quotes of a record piece by piece. They open only at the start of a cell:
// an inch mark in the middle of a name opens nothing.
type quoteState struct{ open, start, closing bool }

func (q *quoteState) pass(piece []byte) {
	for _, c := range piece {
		switch {
		case q.closing && c == '"': // a doubled quote
			q.open, q.closing = true, false
		case q.open:
			q.closing = c == '"'
			q.open = !q.closing
		default:
			q.open = q.start && c == '"'
			q.start, q.closing = c == ',', false
		}
	}
}

// end is where the line ends that begins from bytes ahead, its line break included. io.EOF = there
// is no such line.
func (r *records) end(from int) (int, error) {
	for seen := from; ; {
		b, _ := r.in.Peek(r.in.Buffered())
		if i := bytes.IndexByte(b[seen:], '\n'); i >= 0 {
			return seen + i + 1, nil
		}
		seen = len(b)
		more, err := r.in.Peek(seen + 1)
		switch {
		case len(more) > seen:
		case errors.Is(err, bufio.ErrBufferFull):
			return 0, errLong
		case errors.Is(err, io.EOF) && seen == from:
			return 0, io.EOF
		case errors.Is(err, io.EOF):
			return seen, nil
		default:
			return 0, fmt.Errorf("line %d: reading: %w", r.line, err)
		}
	}
}

// skip passes over the rest of a line that is too long.
func (r *records) skip() error {
	for {
		_, err := r.in.ReadSlice('\n')
		switch {
		case err == nil || errors.Is(err, io.EOF):
			r.line++
			return errLong
		case !errors.Is(err, bufio.ErrBufferFull):
			return fmt.Errorf("line %d: reading: %w", r.line, err)
		}
	}
}

// text is the record as UTF-8.
func (r *records) text(b []byte) []byte {
	r.converted = !utf8.Valid(b)
	if !r.converted {
		return b
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return bytes.ToValidUTF8(b, []byte("?"))
	}
	return out
}

// fields cuts a record at its commas and takes quotes off. ok is false where a quote does not
// close or stands in the middle of a cell.
func fields(record []byte) (cells []string, ok bool) {
	for i := 0; ; {
		var cell []byte
		if i < len(record) && record[i] == '"' {
			to := i + 1
			for {
				at := bytes.IndexByte(record[to:], '"')
				if at < 0 {
					return nil, false
				}
				cell = append(cell, record[to:to+at]...)
				to += at + 1
				if to >= len(record) || record[to] != '"' {
					break
				}
				cell = append(cell, '"')
				to++
			}
			if to < len(record) && record[to] != ',' {
				return nil, false
			}
			i = to
		} else {
			to := len(record)
			if at := bytes.IndexByte(record[i:], ','); at >= 0 {
				to = i + at
			}
			cell, i = record[i:to], to
		}
		cells = append(cells, string(bytes.TrimSpace(cell)))
		if i >= len(record) {
			return cells, true
		}
		i++
	}
}
