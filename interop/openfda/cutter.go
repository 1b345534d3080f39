package openfda

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"skinafter"
)

// cutter cuts a stream of JSON into reports without holding more than one. It follows brackets and
// strings only; whether a report is JSON shows when it is decoded.
type cutter struct {
	in     *bufio.Reader
	line   int64 // of the next byte
	limit  int
	buf    []byte // the current value, up to the limit
	long   bool   // the current value is longer
	list   bool   // the next value is one of a list
	answer bool   // the list is the results of an answer, whose other fields follow
}

func newCutter(in io.Reader, limit int) *cutter {
	return &cutter{in: bufio.NewReaderSize(in, 64<<10), line: 1, limit: limit}
}

// start looks at the first bytes: what is no text is an *skinafter.InputError.
func (c *cutter) start() error {
	b, _ := c.in.Peek(4) // a shorter text is no error here
	want := ""
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}), bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		want = "UTF-8 or Windows-1252 text; this is UTF-16"
	case bytes.HasPrefix(b, []byte{0x1f, 0x8b}):
		want = "text; this is still compressed (gzip)"
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		want = "JSON; this is still a zip archive"
	case bytes.HasPrefix(b, []byte("\ufeff")):
		_, _ = c.in.Discard(3) // they are in the buffer
		return nil
	default:
		return nil
	}
	return c.say(want)
}

// next is the next report and the line it begins at; the bytes are valid until the next call. Of
// a report longer than the limit only its start is kept: c.long. The error is io.EOF at the end.
func (c *cutter) next() (report []byte, line int64, err error) {
	for {
		b, err := c.token()
		switch {
		case errors.Is(err, io.EOF) && (c.list || c.answer):
			return nil, 0, c.cutOff()
		case err != nil:
			return nil, 0, err
		}
		line = c.line
		switch {
		case b == ',':
		case c.list && b == ']':
			c.list = false
		case c.list:
			c.buf, c.long = c.buf[:0], false
			err := c.value(b)
			return c.buf, line, err
		case c.answer:
			c.buf, c.long = append(c.buf[:0], '{'), false
			if err := c.members(b); err != nil {
				return nil, line, err
			}
		case b == '[':
			c.list = true
		case b == '{':
			c.buf, c.long = append(c.buf[:0], '{'), false
			c.answer = true
			err := c.members(',')
			if err != nil || !c.list {
				return c.buf, line, err
			}
		default:
			return nil, line, c.say("a JSON object, or a list of reports")
		}
	}
}

// members reads the fields of an object up to its end, or to its list of results; c.answer is false
// after the end. Until the list, c.buf keeps what was read: the object may be a report itself.
func (c *cutter) members(b byte) error {
	for {
		switch b {
		case '}':
			c.put('}')
			c.answer = false
			return nil
		case ',':
			if len(c.buf) > 1 {
				c.put(',')
			}
		case '"':
			from := len(c.buf)
			if err := c.value(b); err != nil {
				return err
			}
			results := !c.long && string(c.buf[from:]) == `"results"`
			colon, err := c.inside()
			if err != nil {
				return err
			}
			if colon != ':' {
				return c.say("a colon after the name of a field")
			}
			c.put(':')
			value, err := c.inside()
			if err != nil {
				return err
			}
			if results && value == '[' {
				c.list = true
				return nil
			}
			if err := c.value(value); err != nil {
				return err
			}
		default:
			return c.say("the name of a field in quotes")
		}
		var err error
		if b, err = c.inside(); err != nil {
			return err
		}
	}
}

// value reads a value that begins with b into c.buf.
func (c *cutter) value(b byte) error {
	depth, quoted, escaped := 0, false, false
	for {
		c.put(b)
		switch {
		case quoted:
			quoted = escaped || b != '"'
			escaped = !escaped && b == '\\'
		case b == '"':
			quoted = true
		case b == '{' || b == '[':
			depth++
		case b == '}' || b == ']':
			depth--
		}
		if depth <= 0 && !quoted {
			if end, err := c.ends(b); end || err != nil {
				return err
			}
		}
		var err error
		if b, err = c.byte(); err != nil {
			if errors.Is(err, io.EOF) {
				return c.cutOff()
			}
			return err
		}
	}
}

// ends says whether a value is over after b, outside of all brackets: at once after a bracket or
// quote, and before a comma, bracket or space after a number or word.
func (c *cutter) ends(b byte) (bool, error) {
	if b == '"' || b == '}' || b == ']' {
		return true, nil
	}
	ahead, err := c.in.Peek(1)
	switch {
	case errors.Is(err, io.EOF):
		return true, nil
	case err != nil:
		return false, c.failed(err)
	}
	switch ahead[0] {
	case ',', '}', ']', ' ', '\t', '\r', '\n':
		return true, nil
	}
	return false, nil
}

func (c *cutter) put(b byte) {
	if len(c.buf) >= c.limit {
		c.long = true
		return
	}
	c.buf = append(c.buf, b)
}

// byte is the next byte.
func (c *cutter) byte() (byte, error) {
	b, err := c.in.ReadByte()
	if err != nil {
		return 0, c.failed(err)
	}
	if b == '\n' {
		c.line++
	}
	return b, nil
}

func (c *cutter) failed(err error) error {
	var input *skinafter.InputError
	if errors.Is(err, io.EOF) || errors.As(err, &input) {
		return err
	}
	return fmt.Errorf("line %d: reading: %w", c.line, err)
}

// token is the next byte that is no space.
func (c *cutter) token() (byte, error) {
	for {
		b, err := c.byte()
		if err != nil || b != ' ' && b != '\t' && b != '\r' && b != '\n' {
			return b, err
		}
	}
}

// inside is token where the text may not end.
func (c *cutter) inside() (byte, error) {
	b, err := c.token()
	if errors.Is(err, io.EOF) {
		return 0, c.cutOff()
	}
	return b, err
}

func (c *cutter) cutOff() error { return c.say("the rest of the text: it is cut off here") }

func (c *cutter) say(want string) error {
	return &skinafter.InputError{Field: fmt.Sprintf("line %d", c.line), Want: want}
}
