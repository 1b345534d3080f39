package record

import (
	"fmt"
	"strings"

	"rsc.io/qr"
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
	c, err := qr.Encode(text, qr.M)
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
