package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/label"
)

// readText reads a whole text of at most label.MaxBytes from a file, or from standard
// input where path is "-" or empty.
func (s *session) readText(path string) (string, error) {
	b, err := s.readBytes(path, label.MaxBytes)
	if err != nil {
		return "", err
	}
	return intake.CheckText(inputName(path), b)
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

// readPerson reads a person's file; an empty path is nobody in particular.
func (s *session) readPerson(path string) (skinafter.Person, error) {
	if path == "" {
		return skinafter.Person{}, nil
	}
	reader, err := s.labels()
	if err != nil {
		return skinafter.Person{}, err
	}
	b, err := s.readBytes(path, intake.MaxPersonBytes)
	if err != nil {
		return skinafter.Person{}, err
	}
	if _, err := intake.CheckText(inputName(path), b); err != nil {
		return skinafter.Person{}, err
	}
	return intake.ReadPerson(path, b, reader)
}
