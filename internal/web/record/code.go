package record

import (
	"errors"
	"fmt"
	"strings"

	"rsc.io/qr/coding"
)

// code is a QR code as a drawing, with the text in it.
type code struct {
	Text string
	// Side is the length of a side in modules, the quiet zone of four around it included.
	Side int
	Path string // of the dark modules
}

// quiet is the quiet zone around a QR code, in modules (ISO/IEC 18004).
const quiet = 4

// newCode draws a text as a QR code with error correction M, so that a fold or a spot on the
// paper does no harm. Its error says that the text is too long.
func newCode(text string) (*code, error) {
	c, err := encode(text)
	if err != nil {
		return nil, fmt.Errorf("drawing the code of a passport: %w", err)
	}
	var b strings.Builder
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			from := x
			for c.Black(x, y) {
				x++
			}
			if n := x - from; n > 0 {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, n, n)
			}
		}
	}
	return &code{Text: text, Side: c.Size + 2*quiet, Path: b.String()}, nil
}

// encode is the smallest code that holds a text.
func encode(text string) (*coding.Code, error) {
	parts := []coding.Encoding{coding.String(text)}
	if strings.ContainsFunc(text, func(r rune) bool { return r > '~' }) {
		// Without this readers guess the character set, and some guess Chinese for "Gerät".
		parts = []coding.Encoding{unicodeAhead{}, coding.String(text)}
	}
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		bits := 0
		for _, part := range parts {
			bits += part.Bits(v)
		}
		if bits > v.DataBytes(coding.M)*8 {
			continue
		}
		plan, err := coding.NewPlan(v, coding.M, 0)
		if err != nil {
			return nil, err
		}
		return plan.Encode(parts...)
	}
	return nil, errors.New("the text is too long for a QR code")
}

// unicodeAhead says that the bytes that follow are UTF-8: the extended channel interpretation
// of ISO/IEC 18004 with the assignment number 26.
type unicodeAhead struct{}

const (
	modeECI, modeBits   = 7, 4
	utf8ECI, numberBits = 26, 8
)

// Check is part of coding.Encoding.
func (unicodeAhead) Check() error { return nil }

// Bits is part of coding.Encoding.
func (unicodeAhead) Bits(coding.Version) int { return modeBits + numberBits }

// Encode is part of coding.Encoding.
func (unicodeAhead) Encode(b *coding.Bits, _ coding.Version) {
	b.Write(modeECI, modeBits)
	b.Write(utf8ECI, numberBits)
}
