package skin_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"testing"

	"pgregory.net/rapid"

	"skinafter/skin"
)

// TestAnEvenPictureStaysEven: the shares of the source pixels add up to one everywhere, so one
// colour stays this colour at every size.
func TestAnEvenPictureStaysEven(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 300).Draw(t, "w"), rapid.IntRange(1, 300).Draw(t, "h")
		l := skin.Usual()
		l.Side = rapid.IntRange(1, 300).Draw(t, "side")
		grey := image.NewGray(image.Rect(0, 0, w, h))
		shade := rapid.Byte().Draw(t, "shade")
		for i := range grey.Pix {
			grey.Pix[i] = shade
		}
		var in bytes.Buffer
		if err := jpeg.Encode(&in, grey, &jpeg.Options{Quality: 100}); err != nil {
			t.Fatal(err)
		}
		p, err := skin.Clean(in.Bytes(), l)
		if err != nil {
			t.Fatal(err)
		}
		if max(p.Width, p.Height) > l.Side && max(w, h) > l.Side || max(p.Width, p.Height) > max(w, h) {
			t.Fatalf("%d x %d became %d x %d within %d", w, h, p.Width, p.Height, l.Side)
		}
		img, err := jpeg.Decode(bytes.NewReader(p.JPEG))
		if err != nil {
			t.Fatal(err)
		}
		for y := range p.Height {
			for x := range p.Width {
				if r, _, _, _ := img.At(x, y).RGBA(); int(r>>8)-int(shade) > 4 || int(shade)-int(r>>8) > 4 {
					t.Fatalf("shade %d became %d at %d,%d", shade, r>>8, x, y)
				}
			}
		}
	})
}

// TestWhatIsCleanStaysClean: a photo that was written by Clean is taken again, with the same size.
func TestWhatIsCleanStaysClean(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		img := image.NewRGBA(image.Rect(0, 0, rapid.IntRange(1, 90).Draw(t, "w"), rapid.IntRange(1, 90).Draw(t, "h")))
		for i := range img.Pix {
			img.Pix[i] = byte(i * 7)
		}
		var in bytes.Buffer
		if err := jpeg.Encode(&in, img, nil); err != nil {
			t.Fatal(err)
		}
		once, err := skin.Clean(in.Bytes(), skin.Usual())
		if err != nil {
			t.Fatal(err)
		}
		again, err := skin.Clean(once.JPEG, skin.Usual())
		if err != nil || again.Width != once.Width || again.Height != once.Height {
			t.Fatalf("again: %v", err)
		}
	})
}

// FuzzClean: whatever is sent, the answer is a refusal with a reason, or a JPEG within the
// limits that opens.
func FuzzClean(f *testing.F) {
	f.Add([]byte{})
	f.Add(asJPEG(f, corners(9, 5)))
	f.Add(asPNG(f, corners(9, 5)))
	f.Add(aWebP(f))
	f.Add(header40k(f))
	f.Add(frame40k(f))
	f.Add([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"))
	f.Add([]byte("<svg/>"))
	l := skin.Limits{Bytes: 1 << 16, Pixels: 1 << 16, Memory: 1 << 20, Side: 64}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := skin.Clean(data, l)
		if err != nil {
			if p.JPEG != nil || err.Error() == "" {
				t.Errorf("refused with %q and a photo of %d bytes", err, len(p.JPEG))
			}
			return
		}
		if p.Width < 1 || p.Height < 1 || max(p.Width, p.Height) > l.Side {
			t.Errorf("%d x %d", p.Width, p.Height)
		}
		opened(t, p)
	})
}
