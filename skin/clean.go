package skin

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"

	"skinafter"
)

// Limits bound what Clean takes and what it makes. A zero or negative limit lets nothing in.
type Limits struct {
	Bytes  int   // largest file
	Pixels int   // width times height, as the header of the file says
	Memory int64 // bytes that decoding may need, as far as the header foretells them
	Side   int   // longest side of the result, in pixels
}

// Usual are the limits of the program: photos of today's phones pass (50 megapixels, 24 MB),
// and one photo needs at most 256 MB for the moment in which it is decoded.
func Usual() Limits {
	return Limits{Bytes: 24 << 20, Pixels: 51_000_000, Memory: 256 << 20, Side: 2048}
}

// Quality of the JPEG that Clean writes, 1 to 100: fine enough that scaling loses more.
const quality = 88

// Reason says why a file was refused. Its text is a key for sentences in other languages.
type Reason string

// Reasons to refuse a file.
const (
	Empty    Reason = "empty"    // nothing was sent
	TooLarge Reason = "large"    // more bytes than the limit
	TooWide  Reason = "wide"     // more pixels, or more memory, than the limit
	HEIC     Reason = "heic"     // HEIC, HEIF or AVIF: the format of many phones
	Film     Reason = "film"     // a video
	Drawing  Reason = "drawing"  // SVG, PDF, HTML: no photo
	Foreign  Reason = "foreign"  // some other format
	Damaged  Reason = "damaged"  // cut off or broken
	NoLimits Reason = "nolimits" // the limits let nothing in: a mistake of the program
)

// Refusal is the error of Clean: the reason and, by errors.As, the *skinafter.InputError.
type Refusal struct {
	Reason Reason
	Input  *skinafter.InputError
}

// Error is the sentence of the input error.
func (r *Refusal) Error() string { return r.Input.Error() }

// Unwrap is the input error.
func (r *Refusal) Unwrap() error { return r.Input }

// Photo is a photo without anything but its picture.
type Photo struct {
	JPEG          []byte
	Width, Height int // pixels, after turning and scaling
}

// Clean makes a photo of the bytes of a JPEG, PNG or WebP file: turned the way its EXIF says,
// at most l.Side pixels on its longer side, never enlarged, on white where it was see-through.
// The error is a *Refusal. data is not changed and not kept.
//
// Size and pixels are looked at before anything is decoded; beside the decoded picture only a
// few lines are held at a time.
func Clean(data []byte, l Limits) (Photo, error) {
	h, err := look(data, l)
	if err != nil {
		return Photo{}, err
	}
	img, err := decode(h.format, data)
	if err != nil {
		return Photo{}, refuse(Damaged, h.format, "a photo that is whole: "+err.Error())
	}
	// A decoder that contradicts the header it announced is not believed.
	if b := img.Bounds(); b.Dx() != h.width || b.Dy() != h.height {
		return Photo{}, refuse(Damaged, h.format, "a photo whose header agrees with its picture")
	}
	small := turn(shrink(img, l.Side), h.orientation)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: quality}); err != nil {
		return Photo{}, refuse(Damaged, h.format, "a photo that can be written as JPEG: "+err.Error())
	}
	return Photo{JPEG: out.Bytes(), Width: small.Rect.Dx(), Height: small.Rect.Dy()}, nil
}

// header is what is known of a file before its picture is decoded.
type header struct {
	format        string // "JPEG", "PNG", "WebP"
	width, height int
	orientation   int // EXIF, 1 to 8; 1 = as it is
}

// look reads the header and refuses by format, bytes, pixels and memory.
func look(data []byte, l Limits) (header, error) {
	var h header
	switch {
	case l.Bytes <= 0 || l.Pixels <= 0 || l.Memory <= 0 || l.Side <= 0:
		return h, refuse(NoLimits, "", "limits above 0")
	case len(data) == 0:
		return h, refuse(Empty, "", "a photo")
	case len(data) > l.Bytes:
		return h, refuse(TooLarge, fmt.Sprintf("%d MB", len(data)>>20), fmt.Sprintf("at most %d MB", l.Bytes>>20))
	}
	var reason Reason
	if h.format, reason = formatOf(data); reason != "" {
		return h, refuse(reason, h.format, "a photo as JPEG, PNG or WebP")
	}
	cost, err := h.read(data)
	if err != nil {
		return h, refuse(Damaged, h.format, "a photo that is whole: "+err.Error())
	}
	size := fmt.Sprintf("%d x %d", h.width, h.height)
	switch pixels := int64(h.width) * int64(h.height); {
	case h.width < 1 || h.height < 1:
		return h, refuse(Damaged, size, "a photo with a picture in it")
	case pixels > int64(l.Pixels):
		return h, refuse(TooWide, size, fmt.Sprintf("at most %d megapixels", l.Pixels/1_000_000))
	case cost > l.Memory:
		return h, refuse(TooWide, size, fmt.Sprintf("a photo that can be opened in %d MB", l.Memory>>20))
	}
	return h, nil
}

// read fills in size and orientation, and foretells how many bytes decoding needs.
func (h *header) read(data []byte) (int64, error) {
	switch h.format {
	case formatJPEG:
		j, err := readJPEG(data)
		h.width, h.height, h.orientation = j.width, j.height, orientation(j.exif)
		return j.memory(), err
	case formatPNG:
		p, err := readPNG(data)
		h.width, h.height, h.orientation = p.width, p.height, orientation(p.exif)
		return p.memory(), err
	}
	c, err := webp.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, fmt.Errorf("reading the header: %w", err)
	}
	h.width, h.height, h.orientation = c.Width, c.Height, orientation(webpEXIF(data))
	// Lossless pictures are held twice, four bytes a pixel; lossy ones need less.
	return 8 * int64(c.Width) * int64(c.Height), nil
}

var errEnds = errors.New("the file ends too soon")

func decode(format string, data []byte) (image.Image, error) {
	var img image.Image
	var err error
	switch r := bytes.NewReader(data); format {
	case formatJPEG:
		img, err = jpeg.Decode(r)
	case formatPNG:
		img, err = png.Decode(r)
	default:
		img, err = webp.Decode(r)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return nil, errEnds
	}
	return img, err
}

func refuse(reason Reason, value, want string) error {
	return &Refusal{reason, &skinafter.InputError{Field: "photo", Value: value, Want: want}}
}
