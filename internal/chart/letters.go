package chart

import (
	"fmt"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// fonts are the two Go fonts, read once and only when something is drawn.
var fonts = sync.OnceValues(func() ([2]*opentype.Font, error) {
	var two [2]*opentype.Font
	for i, data := range [][]byte{goregular.TTF, gobold.TTF} {
		f, err := opentype.Parse(data)
		if err != nil {
			return two, fmt.Errorf("reading the built-in font: %w", err)
		}
		two[i] = f
	}
	return two, nil
})

// face is a font at a height in pixels.
func face(bold bool, size float64) (font.Face, error) {
	two, err := fonts()
	if err != nil {
		return nil, err
	}
	f := two[0]
	if bold {
		f = two[1]
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
}

// ruler measures text; it remembers its faces. Not for concurrent use.
type ruler struct{ faces map[float64]font.Face }

// width is how wide text is at a height, in pixels. Where the font cannot be read it is
// estimated by the number of letters.
func (r *ruler) width(text string, size float64) float64 {
	if r.faces == nil {
		r.faces = map[float64]font.Face{}
	}
	f, ok := r.faces[size]
	if !ok {
		var err error
		if f, err = face(false, size); err != nil {
			return 0.55 * size * float64(len([]rune(text)))
		}
		r.faces[size] = f
	}
	return float64(font.MeasureString(f, text)) / float64(fixed.I(1))
}

// cut shortens text to a width, with an ellipsis where something was left out.
func (r *ruler) cut(text string, size, width float64) string {
	if r.width(text, size) <= width {
		return text
	}
	letters := []rune(text)
	for n := len(letters) - 1; n > 0; n-- {
		if s := strings.TrimRight(string(letters[:n]), " ,") + "…"; r.width(s, size) <= width {
			return s
		}
	}
	return "…"
}

// lines breaks text at spaces into lines of at most a width.
func (r *ruler) lines(text string, size, width float64) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case r.width(line+" "+word, size) <= width:
			line += " " + word
		default:
			out, line = append(out, line), word
		}
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}
