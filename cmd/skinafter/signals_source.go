package main

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"skinafter"
)

// source is a file on its way in: unpacked where it is gzipped, hashed as it lies on the
// disk, with progress shown on a terminal.
type source struct {
	name string
	raw  io.Reader // what is hashed
	in   io.Reader // what is read
	sum  hash.Hash
	bar  *progressbar.ProgressBar // nil: nobody looks, or it is over in no time
	file *os.File                 // nil: standard input
}

// longFile is the size from which reading takes long enough to show progress.
const longFile = 8 << 20

// open opens a file, or standard input for "-".
func (s *session) open(path string) (*source, error) {
	src := &source{name: inputName(path), sum: sha256.New()}
	in, size := s.in, int64(-1)
	if src.name == path {
		f, err := openFile(path)
		if err != nil {
			return nil, err
		}
		src.file, in = f, f
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			size = info.Size()
		}
	}
	if isTerminal(s.err) && (size < 0 || size >= longFile) && !isTerminal(in) {
		src.bar = progressbar.NewOptions64(size, progressbar.OptionSetWriter(s.err), progressbar.OptionShowBytes(true),
			progressbar.OptionThrottle(200*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
	}
	src.raw = io.TeeReader(in, src.sum)
	if src.bar != nil {
		src.raw = io.TeeReader(src.raw, src.bar)
	}
	buffered := bufio.NewReaderSize(src.raw, 1<<18)
	src.in = buffered
	if magic, err := buffered.Peek(2); err == nil && bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(buffered)
		if err != nil {
			src.close()
			return nil, src.wrong(err)
		}
		src.in = unpacked
	}
	return src, nil
}

// wrong is an error of reading as an input error that names the file, and the line where it is
// known.
func (src *source) wrong(err error) error {
	var input *skinafter.InputError
	if errors.As(err, &input) || errors.Is(err, context.Canceled) {
		return fmt.Errorf("%s: %w", src.name, err)
	}
	field := src.name
	if line, _, found := strings.Cut(err.Error(), ": reading"); found {
		field += ": " + line
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, new(flate.CorruptInputError)):
		return &skinafter.InputError{Field: field, Want: "a whole gzip file, this one is cut off or damaged"}
	}
	return &skinafter.InputError{Field: field, Want: "a file that can be read: " + cause(err)}
}

// finish reads what is left, so that the hash is that of the whole file, and returns it.
func (src *source) finish() (string, error) {
	if _, err := io.Copy(io.Discard, src.raw); err != nil {
		return "", src.wrong(err)
	}
	if src.bar != nil {
		_ = src.bar.Finish() // only a picture of progress
	}
	return hex.EncodeToString(src.sum.Sum(nil)), nil
}

func (src *source) close() {
	if src.bar != nil {
		_ = src.bar.Exit()
	}
	if src.file != nil {
		_ = src.file.Close()
	}
}
