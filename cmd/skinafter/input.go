package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"unicode/utf8"

	"skinafter"
	"skinafter/label"
)

// readText reads a whole text of at most label.MaxBytes from a file, or from standard
// input where path is "-" or empty.
func (s *session) readText(path string) (string, error) {
	b, err := s.readBytes(path, label.MaxBytes)
	if err != nil {
		return "", err
	}
	return checkText(inputName(path), b)
}

func inputName(path string) string {
	if path == "" || path == "-" {
		return "standard input"
	}
	return path
}

func (s *session) readBytes(path string, limit int64) ([]byte, error) {
	name := inputName(path)
	in := s.in
	if name == path {
		f, err := openFile(path)
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }()
		in = f
	} else if isTerminal(in) {
		_, _ = fmt.Fprintln(s.err, "Type or paste the text; end with Ctrl-D on a line of its own.")
	}
	b, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, &skinafter.InputError{Field: name, Want: "a file that can be read: " + cause(err)}
	}
	if int64(len(b)) > limit {
		return nil, &skinafter.InputError{Field: name, Want: fmt.Sprintf("at most %d KiB of text, there is more", limit>>10)}
	}
	return b, nil
}

// openFile opens a plain file; its errors are the user's and fit on a line.
func openFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &skinafter.InputError{Field: path, Want: "a file that exists"}
	case err != nil:
		return nil, &skinafter.InputError{Field: path, Want: "a file that can be read: " + cause(err)}
	case info.IsDir():
		return nil, &skinafter.InputError{Field: path, Want: "a file, this is a folder"}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, &skinafter.InputError{Field: path, Want: "a file that can be read: " + cause(err)}
	}
	return f, nil
}

func wantFolder(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &skinafter.InputError{Field: path, Want: "a folder that exists"}
	case err != nil:
		return &skinafter.InputError{Field: path, Want: "a folder that can be read: " + cause(err)}
	case !info.IsDir():
		return &skinafter.InputError{Field: path, Want: "a folder, this is a file"}
	}
	return nil
}

// cause is the operating system's reason without the path, which is said already.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// checkText is b as text, or an error that says where it stops being text.
func checkText(name string, b []byte) (string, error) {
	for _, magic := range []struct{ start, is string }{
		{"\x89PNG", "a PNG picture"},
		{"\xff\xd8\xff", "a JPEG picture"},
		{"GIF8", "a GIF picture"},
		{"%PDF", "a PDF file"},
		{"PK\x03\x04", "a packed file (docx, xlsx, zip)"},
		{"\x1f\x8b", "a packed file (gzip)"},
		{"\xff\xfe", "UTF-16 text; save it as UTF-8"},
		{"\xfe\xff", "UTF-16 text; save it as UTF-8"},
	} {
		if bytes.HasPrefix(b, []byte(magic.start)) {
			return "", &skinafter.InputError{Field: name, Want: "the text of a label, this is " + magic.is}
		}
	}
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == 0:
			line, column := position(b[:i])
			return "", &skinafter.InputError{
				Field: name,
				Want:  fmt.Sprintf("the text of a label, this is binary (a zero byte at line %d, column %d)", line, column),
			}
		case r == utf8.RuneError && size == 1:
			line, column := position(b[:i])
			return "", &skinafter.InputError{
				Field: name,
				Want:  fmt.Sprintf("UTF-8 text; byte 0x%02X at line %d, column %d is not", b[i], line, column),
			}
		}
		i += size
	}
	return string(b), nil
}

// position is the line and column, from 1, that follow the text before.
func position(before []byte) (line, column int) {
	line = 1 + bytes.Count(before, []byte("\n"))
	return line, 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
}
