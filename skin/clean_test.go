package skin_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"runtime"
	"strings"
	"testing"

	"skinafter"
	"skinafter/skin"
)

// corners is a picture of w x h with another colour in each quarter: red, green, blue, white.
func corners(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, quarter(x < w/2, y < h/2))
		}
	}
	return img
}

func quarter(left, top bool) color.RGBA {
	switch {
	case left && top:
		return color.RGBA{220, 20, 20, 255}
	case top:
		return color.RGBA{20, 220, 20, 255}
	case left:
		return color.RGBA{20, 20, 220, 255}
	}
	return color.RGBA{250, 250, 250, 255}
}

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tiff is EXIF with an orientation and a place in it.
func tiff(order binary.AppendByteOrder, orientation uint16) []byte {
	b := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 1)
	b = order.AppendUint16(b, 274)
	b = order.AppendUint16(b, 3)
	b = order.AppendUint32(b, 1)
	b = order.AppendUint16(b, orientation)
	b = order.AppendUint16(b, 0)
	b = order.AppendUint32(b, 0)
	return append(b, "GPS 48.137N 11.575E SECRET-PLACE"...)
}

// withEXIF puts EXIF behind the first marker of a JPEG.
func withEXIF(data, exif []byte) []byte {
	body := append([]byte("Exif\x00\x00"), exif...)
	out := append([]byte{}, data[:2]...)
	out = append(out, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	return append(append(out, body...), data[2:]...)
}

func opened(t testing.TB, p skin.Photo) image.Image {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(p.JPEG))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Size(); got.X != p.Width || got.Y != p.Height {
		t.Errorf("the photo says %d x %d, its JPEG %v", p.Width, p.Height, got)
	}
	return img
}

func near(c color.Color, want color.RGBA) bool {
	r, g, b, _ := c.RGBA()
	off := func(a uint32, b uint8) bool { d := int(a>>8) - int(b); return d > 12 || d < -12 }
	return !off(r, want.R) && !off(g, want.G) && !off(b, want.B)
}

func TestEveryOrientationComesOutTheRightWayUp(t *testing.T) {
	t.Parallel()
	// What is seen at the top left of an upright picture, by where it was stored.
	seen := map[uint16][4]color.RGBA{ // top left, top right, bottom left, bottom right
		1: {quarter(true, true), quarter(false, true), quarter(true, false), quarter(false, false)},
		2: {quarter(false, true), quarter(true, true), quarter(false, false), quarter(true, false)},
		3: {quarter(false, false), quarter(true, false), quarter(false, true), quarter(true, true)},
		4: {quarter(true, false), quarter(false, false), quarter(true, true), quarter(false, true)},
		5: {quarter(true, true), quarter(true, false), quarter(false, true), quarter(false, false)},
		6: {quarter(true, false), quarter(true, true), quarter(false, false), quarter(false, true)},
		7: {quarter(false, false), quarter(false, true), quarter(true, false), quarter(true, true)},
		8: {quarter(false, true), quarter(false, false), quarter(true, true), quarter(true, false)},
	}
	plain := asJPEG(t, corners(64, 32))
	for o, want := range seen {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			p, err := skin.Clean(withEXIF(plain, tiff(order, o)), skin.Usual())
			if err != nil {
				t.Fatal(err)
			}
			img := opened(t, p)
			w, h := p.Width, p.Height
			if (o >= 5) != (w == 32 && h == 64) {
				t.Errorf("orientation %d: %d x %d", o, w, h)
			}
			for i, at := range []image.Point{{w / 4, h / 4}, {3 * w / 4, h / 4}, {w / 4, 3 * h / 4}, {3 * w / 4, 3 * h / 4}} {
				if got := img.At(at.X, at.Y); !near(got, want[i]) {
					t.Errorf("orientation %d, quarter %d: %v, want %v", o, i, got, want[i])
				}
			}
		}
	}
}

// markers lists the segments of a JPEG in front of its picture.
func markers(t testing.TB, data []byte) []byte {
	t.Helper()
	var out []byte
	for at := 2; at+4 <= len(data); at += 2 + int(binary.BigEndian.Uint16(data[at+2:])) {
		out = append(out, data[at+1])
		if data[at+1] == 0xda {
			return out
		}
	}
	t.Fatal("no picture in the JPEG")
	return nil
}

func TestNothingButThePictureStays(t *testing.T) {
	t.Parallel()
	tail := []byte("<script>alert('SECRET-TAIL')</script>PK\x03\x04")
	for name, data := range map[string][]byte{
		"JPEG with a place": withEXIF(asJPEG(t, corners(40, 40)), tiff(binary.BigEndian, 1)),
		"JPEG with a tail":  append(asJPEG(t, corners(40, 40)), tail...),
		"PNG with a tail":   append(asPNG(t, corners(40, 40)), tail...),
		"PNG with a text":   pngChunk(asPNG(t, corners(40, 40)), "tEXt", []byte("Comment\x00SECRET-TEXT")),
		"WebP with a tail":  append(aWebP(t), tail...),
	} {
		p, err := skin.Clean(data, skin.Usual())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, secret := range []string{"SECRET", "GPS", "Exif", "script", "PK\x03\x04"} {
			if bytes.Contains(p.JPEG, []byte(secret)) {
				t.Errorf("%s: %q is still in it", name, secret)
			}
		}
		for _, m := range markers(t, p.JPEG) {
			if m >= 0xe0 && m <= 0xef || m == 0xfe {
				t.Errorf("%s: segment %x is in it", name, m)
			}
		}
		if !bytes.HasSuffix(p.JPEG, []byte{0xff, 0xd9}) {
			t.Errorf("%s: something hangs behind the end", name)
		}
	}
}

// pngChunk puts a chunk behind IHDR.
func pngChunk(data []byte, name string, body []byte) []byte {
	const first = 8 + 25
	out := append([]byte{}, data[:first]...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	chunk := append([]byte(name), body...)
	out = binary.BigEndian.AppendUint32(append(out, chunk...), crc32.ChecksumIEEE(chunk))
	return append(out, data[first:]...)
}

// aWebP is a lossless picture of one pixel.
func aWebP(t testing.TB) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// header40k is a PNG that says it has 40,000 x 40,000 pixels.
func header40k(t testing.TB) []byte {
	t.Helper()
	data := asPNG(t, corners(4, 4))
	binary.BigEndian.PutUint32(data[16:], 40_000)
	binary.BigEndian.PutUint32(data[20:], 40_000)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

// frame40k is a JPEG that says it has 40,000 x 40,000 pixels.
func frame40k(t testing.TB) []byte {
	t.Helper()
	data := asJPEG(t, corners(8, 8))
	at := bytes.Index(data, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(data[at+5:], 40_000)
	binary.BigEndian.PutUint16(data[at+7:], 40_000)
	return data
}

func TestWhatIsNoPhotoIsRefusedWithAReason(t *testing.T) {
	t.Parallel()
	whole := asJPEG(t, corners(64, 64))
	for name, c := range map[string]struct {
		data []byte
		want skin.Reason
	}{
		"nothing":                      {nil, skin.Empty},
		"50 MB":                        {append(asJPEG(t, corners(8, 8)), make([]byte, 50<<20)...), skin.TooLarge},
		"a PNG of 40,000 x 40,000":     {header40k(t), skin.TooWide},
		"a JPEG of 40,000 x 40,000":    {frame40k(t), skin.TooWide},
		"HEIC":                         {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), skin.HEIC},
		"AVIF":                         {[]byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00mif1avif"), skin.HEIC},
		"a film":                       {[]byte("\x00\x00\x00\x18ftypqt  \x00\x00\x00\x00"), skin.Film},
		"SVG":                          {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), skin.Drawing},
		"SVG behind a byte order mark": {[]byte("\xef\xbb\xbf \n<?xml version='1.0'?><svg/>"), skin.Drawing},
		"PDF":                          {[]byte("%PDF-1.7"), skin.Drawing},
		"GIF":                          {[]byte("GIF89a\x01\x00\x01\x00"), skin.Foreign},
		"text":                         {[]byte("my skin is red"), skin.Foreign},
		"half a JPEG":                  {whole[:len(whole)/2], skin.Damaged},
		"the start of a JPEG":          {whole[:4], skin.Damaged},
		"half a PNG":                   {asPNG(t, corners(64, 64))[:60], skin.Damaged},
		"a WebP without a picture":     {[]byte("RIFF\x04\x00\x00\x00WEBP"), skin.Damaged},
		"a JPEG of a thousand passes":  {append(whole, bytes.Repeat([]byte{0xff, 0xda}, 1000)...), skin.Damaged},
	} {
		_, err := skin.Clean(c.data, skin.Usual())
		var r *skin.Refusal
		var input *skinafter.InputError
		if !errors.As(err, &r) || r.Reason != c.want || !errors.As(err, &input) || input.Field != "photo" {
			t.Errorf("%s: %v, want reason %s", name, err, c.want)
		}
	}
}

func TestLimitsThatLetNothingInLetNothingIn(t *testing.T) {
	t.Parallel()
	var r *skin.Refusal
	if _, err := skin.Clean(asJPEG(t, corners(8, 8)), skin.Limits{}); !errors.As(err, &r) || r.Reason != skin.NoLimits {
		t.Errorf("got %v", err)
	}
}

func TestALargePhotoIsMadeSmallAndASmallOneIsNotMadeLarge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h, wantW, wantH int }{
		{4096, 1024, 2048, 512}, {1000, 3000, 683, 2048}, {2048, 2048, 2048, 2048}, {10, 20, 10, 20}, {3, 5000, 1, 2048}, {2049, 1, 2048, 1},
	} {
		p, err := skin.Clean(asPNG(t, corners(c.w, c.h)), skin.Usual())
		if err != nil {
			t.Fatal(err)
		}
		if p.Width != c.wantW || p.Height != c.wantH {
			t.Errorf("%d x %d became %d x %d", c.w, c.h, p.Width, p.Height)
		}
		if img := opened(t, p); c.w > 100 && c.h > 100 && !near(img.At(p.Width/4, p.Height/4), quarter(true, true)) {
			t.Errorf("%d x %d: the top left is %v", c.w, c.h, img.At(p.Width/4, p.Height/4))
		}
	}
}

func TestWhatIsSeeThroughBecomesWhite(t *testing.T) {
	t.Parallel()
	p, err := skin.Clean(asPNG(t, image.NewNRGBA(image.Rect(0, 0, 16, 16))), skin.Usual())
	if err != nil {
		t.Fatal(err)
	}
	if img := opened(t, p); !near(img.At(8, 8), color.RGBA{255, 255, 255, 255}) {
		t.Errorf("it became %v", img.At(8, 8))
	}
}

func TestAHeaderThatLiesCostsNoMemory(t *testing.T) {
	for name, data := range map[string][]byte{"PNG": header40k(t), "JPEG": frame40k(t)} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := skin.Clean(data, skin.Usual()); err == nil {
			t.Errorf("%s: it was let in", name)
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
			t.Errorf("%s: %d KB for a refusal", name, used>>10)
		}
	}
}

// TestAPhotoOfAPhoneStaysWithinItsMemory cleans 48 megapixels, as phones take them.
func TestAPhotoOfAPhoneStaysWithinItsMemory(t *testing.T) {
	img := image.NewYCbCr(image.Rect(0, 0, 8064, 6048), image.YCbCrSubsampleRatio420)
	for i := range img.Y {
		img.Y[i] = byte(100 + i%97)
	}
	data := asJPEG(t, img)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p, err := skin.Clean(data, skin.Usual())
	if err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if used := int64(after.TotalAlloc - before.TotalAlloc); used > skin.Usual().Memory {
		t.Errorf("%d MB were needed, more than %d", used>>20, skin.Usual().Memory>>20)
	} else {
		t.Logf("48 megapixels: %d MB, result %d x %d, %d KB", used>>20, p.Width, p.Height, len(p.JPEG)>>10)
	}
	if strings.Count(string(p.JPEG), "Exif") > 0 || p.Width != 2048 {
		t.Errorf("%d x %d", p.Width, p.Height)
	}
}

// twoFrames is a JPEG that shows a frame of 16 x 16 to whoever reads a length behind the bytes
// FF 00, and one of 6,000 x 6,000 in many passes to whoever steps over them, as the decoder does.
func twoFrames() []byte {
	out := []byte{0xff, 0xd8, 0xff, 0x00}
	const skip = 0xffc2 // the length that is read, and the marker of a progressive frame
	out = append(out, 0xff, 0xc2, 0, 17, 8, 0x17, 0x70, 0x17, 0x70, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)
	out = append(out, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0)
	out = append(out, make([]byte, 4+skip-len(out))...)
	return append(out, 0xff, 0xc0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0, 0xff, 0xd9)
}

func TestAFrameHiddenFromTheLookAtTheHeaderCostsNoMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := skin.Clean(twoFrames(), skin.Usual()); err == nil {
		t.Error("it was let in")
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
		t.Errorf("%d MB for a refusal", used>>20)
	}
}
