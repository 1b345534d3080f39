package longrows

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// errLong is met where a line is longer than the limit.
var errLong = errors.New("line too long")

// lines cuts a stream into lines in one buffer that never grows past the limit.
type lines struct {
	in        io.Reader
	buf       []byte
	from, to  int // what is in buf and not yet used
	limit     int
	line      int64 // number of the line that next begins
	err       error // of the stream, once it has ended
	converted bool  // whether the last record was not UTF-8
	several   bool  // whether the last record has several lines
	resume    int   // where its second line begins
	begin     int64 // the number of its first
	credit    int   // bytes that may yet be looked at in vain; see patience
}

// patience bounds the work that quotes make that never close: what is looked at in vain, over all
// records together, stays below eight of the longest records and four times what was read. After
// that such a line is a record alone at once. Without it, a file of lines that each open a quote
// costs a whole buffer for every line.
const (
	patience = 8
	perByte  = 4
)

func newLines(in io.Reader, limit int) *lines {
	return &lines{in: in, buf: make([]byte, min(256<<10, limit)), limit: limit, line: 1, credit: patience * limit}
}

// fill reads more, and says whether there was more. It moves what is left to the front, so
// slices of the buffer are void afterwards.
func (l *lines) fill() bool {
	if l.err != nil {
		return false
	}
	if l.from > 0 {
		l.to = copy(l.buf, l.buf[l.from:l.to])
		l.from = 0
	}
	if l.to == len(l.buf) {
		if len(l.buf) >= l.limit {
			return false
		}
		grown := make([]byte, min(2*len(l.buf), l.limit))
		copy(grown, l.buf)
		l.buf = grown
	}
	for range 100 {
		n, err := l.in.Read(l.buf[l.to:])
		l.to += n
		l.err = err
		if n > 0 || err != nil {
			return n > 0
		}
	}
	l.err = io.ErrNoProgress
	return false
}

// until finds the end of the line that holds the byte at skip past the start: the number of
// bytes with its line break. It is errLong for a line past the limit, and the stream's error
// where it ends otherwise than at its end.
func (l *lines) until(skip int) (int, error) {
	for {
		if i := bytes.IndexByte(l.buf[l.from+skip:l.to], '\n'); i >= 0 {
			return skip + i + 1, nil
		}
		skip = l.to - l.from
		if l.fill() {
			continue
		}
		switch {
		case l.err == nil:
			return 0, errLong
		case !errors.Is(l.err, io.EOF):
			return 0, fmt.Errorf("line %d: reading: %w", l.line, l.err)
		case skip == 0:
			return 0, io.EOF
		}
		return skip, nil
	}
}

// next is the next record without its line break, and the line it begins at. With quotes, a
// record goes on to the line where they close.
func (l *lines) next(separator byte) (record []byte, line int64, err error) {
	line = l.line
	n, err := l.until(0)
	if errors.Is(err, errLong) {
		return nil, line, l.skip()
	}
	if err != nil {
		return nil, line, err
	}
	l.line++
	l.resume = l.from + n
	l.several = false
	var q quoting
	if separator != 0 && bytes.IndexByte(l.buf[l.from:l.from+n], '"') >= 0 {
		for q.open(l.buf[l.from:l.from+n], separator) {
			first := l.resume - l.from
			more, err := l.until(n)
			l.resume = l.from + first // the buffer may have moved
			if errors.Is(err, errLong) || (err == nil && (more == n || n-first > l.credit)) {
				// The quotes never close, or not soon enough: this line is a record alone.
				l.credit -= n - first
				l.line, n, l.several = line+1, first, false
				break
			}
			if err != nil {
				return nil, line, err
			}
			n = more
			l.line++
			l.several = true
		}
	}
	l.begin = line
	record = l.buf[l.from : l.from+n]
	l.from += n
	l.credit += perByte * n
	return l.text(trimBreak(record)), line, nil
}

// giveUp makes the last record end with its first line: a quote that was not meant as one ran
// on into the lines after it.
func (l *lines) giveUp() {
	l.credit -= (1 + perByte) * (l.from - l.resume)
	l.from, l.line = l.resume, l.begin+1
}

// skip passes a line that is too long.
func (l *lines) skip() error {
	for {
		if i := bytes.IndexByte(l.buf[l.from:l.to], '\n'); i >= 0 {
			l.from += i + 1
			l.line++
			return errLong
		}
		l.from = l.to
		if !l.fill() {
			if !errors.Is(l.err, io.EOF) {
				return fmt.Errorf("line %d: reading: %w", l.line, l.err)
			}
			return errLong
		}
	}
}

func trimBreak(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}

// text is the record as UTF-8.
func (l *lines) text(b []byte) []byte {
	l.converted = !utf8.Valid(b)
	if !l.converted {
		return b
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return bytes.ToValidUTF8(b, []byte("?"))
	}
	return out
}

// quoting follows quotes through a record that grows line by line.
type quoting struct {
	done   int
	middle bool // of a field
	quoted bool
}

// open says whether a record ends within quotes. Quotes open only at the start of a field. What
// was looked at before is not looked at again; a line break never parts a double quote.
func (q *quoting) open(b []byte, separator byte) bool {
	for i := q.done; i < len(b); i++ {
		switch {
		case q.quoted:
			if b[i] == '"' {
				if i+1 < len(b) && b[i+1] == '"' {
					i++
				} else {
					q.quoted = false
				}
			}
		case b[i] == '"' && !q.middle:
			q.quoted, q.middle = true, true
		default:
			q.middle = b[i] != separator
		}
	}
	q.done = len(b)
	return q.quoted
}

// split cuts a record into fields. Quotes are taken off in place. ok is false where quotes do
// not close, or text follows them.
func split(fields [][]byte, b []byte, separator byte) (out [][]byte, ok bool) {
	fields = fields[:0]
	from := 0
	for i := 0; ; {
		if i < len(b) && b[i] == '"' {
			value, next := unquote(b, i+1)
			if next < 0 || (next < len(b) && b[next] != separator) {
				return fields, false
			}
			fields = append(fields, value)
			if next >= len(b) {
				return fields, true
			}
			i = next + 1
			from = i
			continue
		}
		for i < len(b) && b[i] != separator {
			i++
		}
		fields = append(fields, b[from:i])
		if i >= len(b) {
			return fields, true
		}
		i++
		from = i
	}
}

// unquote is the text from after an opening quote, with double quotes made single in place, and
// where the record goes on after the closing one; -1 if there is none.
func unquote(b []byte, from int) (value []byte, next int) {
	to := from
	for i := from; i < len(b); i++ {
		if b[i] == '"' {
			if i+1 >= len(b) || b[i+1] != '"' {
				return b[from:to], i + 1
			}
			i++
		}
		b[to] = b[i]
		to++
	}
	return nil, -1
}
