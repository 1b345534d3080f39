package skin

import (
	"image"
	"image/color"
	"image/draw"
)

// strip is how many lines of the source are converted at a time.
const strip = 32

// shrink is img on white, scaled down so that its longer side has at most side pixels. Each
// pixel is the mean of the area it stands for, so that fine marks do not vanish between lines.
func shrink(img image.Image, side int) *image.RGBA {
	b := img.Bounds()
	w, h := fit(b.Dx(), b.Dy(), side)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	columns := shares(b.Dx(), w)
	rows := shares(b.Dy(), h)
	lines := image.NewRGBA(image.Rect(0, 0, b.Dx(), strip))
	sum := make([]float32, 3*w) // of the line of the result that is being filled
	narrow := make([]float32, 3*w)
	filled := 0
	for y := range b.Dy() {
		if y%strip == 0 {
			paint(lines, img, b.Min.Add(image.Pt(0, y)))
		}
		narrowed(narrow, lines.Pix[(y%strip)*lines.Stride:], columns)
		s := rows[y]
		if s.at != filled {
			finish(out, filled, sum)
			filled = s.at
		}
		add(sum, narrow, s.here)
		if s.next > 0 {
			finish(out, filled, sum)
			filled++
			add(sum, narrow, s.next)
		}
	}
	finish(out, filled, sum)
	return out
}

// fit is the size within side, at least one pixel each way, never larger than before.
func fit(w, h, side int) (width, height int) {
	long := max(w, h)
	if long <= side {
		return w, h
	}
	return max(1, (w*side+long/2)/long), max(1, (h*side+long/2)/long)
}

// paint draws lines of img from a point on, on white.
func paint(lines *image.RGBA, img image.Image, from image.Point) {
	draw.Draw(lines, lines.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(lines, lines.Rect, img, from, draw.Over)
}

// share says how much a source pixel gives to the pixel at, and to the one after it; over all
// source pixels of one pixel of the result the shares add up to 1.
type share struct {
	at         int
	here, next float32
}

// shares are the shares of from source pixels in to pixels; to is never above from.
func shares(from, to int) []share {
	out := make([]share, from)
	for i := range out {
		// In units of 1/from of a result pixel, source pixel i covers [i*to, (i+1)*to).
		first, last := i*to, (i+1)*to
		at := first / from
		edge := min(last, (at+1)*from)
		out[i] = share{at, float32(edge-first) / float32(from), float32(last-edge) / float32(from)}
	}
	return out
}

// narrowed fills a line of the result's width from a line of the source.
func narrowed(out []float32, line []byte, columns []share) {
	clear(out)
	for x, s := range columns {
		p, to := line[4*x:4*x+3:4*x+3], out[3*s.at:]
		for c := range 3 {
			to[c] += float32(p[c]) * s.here
		}
		if s.next > 0 {
			for c := range 3 {
				to[3+c] += float32(p[c]) * s.next
			}
		}
	}
}

func add(sum, line []float32, share float32) {
	for i, v := range line {
		sum[i] += v * share
	}
}

// finish writes a line of the result and begins the next.
func finish(out *image.RGBA, y int, sum []float32) {
	pix := out.Pix[y*out.Stride:]
	for x := range len(sum) / 3 {
		for c := range 3 {
			pix[4*x+c] = uint8(min(max(sum[3*x+c]+0.5, 0), 255))
		}
		pix[4*x+3] = 255
	}
	clear(sum)
}

// turn carries out an EXIF orientation: 2 to 4 mirror and turn upside down, 5 to 8 swap the
// sides.
func turn(img *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			sx, sy := source(orientation, x, y, w, h)
			copy(out.Pix[y*out.Stride+4*x:][:4], img.Pix[sy*img.Stride+4*sx:][:4])
		}
	}
	return out
}

// source is the pixel of a stored picture of w x h that is seen at (x, y).
func source(orientation, x, y, w, h int) (sx, sy int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	}
	return x, y
}
