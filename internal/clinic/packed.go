package clinic

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
)

// packed is a file as it is kept with an answer: JSON, gzip.
func packed(f *File) ([]byte, error) {
	b, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("writing what an answer was made from: %w", err)
	}
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		return nil, fmt.Errorf("writing what an answer was made from: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("writing what an answer was made from: %w", err)
	}
	return out.Bytes(), nil
}

// mostInputs bounds what is unpacked: a year of check-ins with many labels.
const mostInputs = 64 << 20

// File is what the answer was made from. ErrDamaged where it cannot be read, as for an answer that
// was never kept.
func (s *Shown) File() (*File, error) { return unpacked(s.Inputs) }

func unpacked(b []byte) (*File, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("reading what an answer was made from: %w", ErrDamaged)
	}
	raw, err := io.ReadAll(io.LimitReader(z, mostInputs))
	if err != nil {
		return nil, fmt.Errorf("reading what an answer was made from: %w", ErrDamaged)
	}
	var f File
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, fmt.Errorf("reading what an answer was made from: %w", ErrDamaged)
	}
	return &f, nil
}
