package skin

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
)

// The formats that Clean decodes.
const (
	formatJPEG = "JPEG"
	formatPNG  = "PNG"
	formatWebP = "WebP"
)

// formatOf tells a file by its first bytes, never by its name. The reason is empty for what
// can be decoded.
func formatOf(data []byte) (string, Reason) {
	starts := func(magic string) bool { return bytes.HasPrefix(data, []byte(magic)) }
	switch {
	case starts("\xff\xd8\xff"):
		return formatJPEG, ""
	case starts("\x89PNG\r\n\x1a\n"):
		return formatPNG, ""
	case starts("RIFF") && len(data) >= 12 && string(data[8:12]) == "WEBP":
		return formatWebP, ""
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		if slices.Contains([]string{"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis"}, string(data[8:12])) {
			return "HEIC", HEIC
		}
		return "MP4", Film
	case starts("%PDF"):
		return "PDF", Drawing
	case bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 256)], []byte("\xef\xbb\xbf")), " \t\r\n"), []byte("<")):
		return "SVG", Drawing
	case starts("GIF8"):
		return "GIF", Foreign
	}
	return "", Foreign
}

// jpegHead is what stands in front of the picture of a JPEG (ITU-T T.81, annex B).
type jpegHead struct {
	width, height int
	progressive   bool
	samples       float64 // per pixel, over all components
	exif          []byte
}

// mostScans bounds the passes of a progressive picture: each one walks over every block, and
// a file can hold many of them in few bytes. Cameras write about ten.
const mostScans = 200

// readJPEG walks over the segments up to the frame header.
func readJPEG(data []byte) (jpegHead, error) {
	var h jpegHead
	if n := bytes.Count(data, []byte{0xff, 0xda}); n > mostScans {
		return h, fmt.Errorf("%d passes, more than %d", n, mostScans)
	}
	at := 2
	for at+4 <= len(data) {
		if data[at] != 0xff {
			return h, fmt.Errorf("no marker at byte %d", at)
		}
		marker := data[at+1]
		if marker == 0 {
			// The decoder steps over these two bytes and goes on; with a length read here the two
			// would see different frame headers.
			return h, fmt.Errorf("no marker at byte %d", at)
		}
		if marker == 0xff || marker == 0x01 || marker >= 0xd0 && marker <= 0xd8 {
			at++ // fill bytes and markers without a length
			if marker != 0xff {
				at++
			}
			continue
		}
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		if size < 2 || at+2+size > len(data) {
			return h, errEnds
		}
		body := data[at+4 : at+2+size]
		switch {
		case marker == 0xe1 && h.exif == nil && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			h.exif = body[6:]
		case isFrame(marker):
			return h.frame(marker, body)
		case marker == 0xda || marker == 0xd9:
			return h, fmt.Errorf("no size in front of the picture")
		}
		at += 2 + size
	}
	return h, errEnds
}

// isFrame reports whether a marker begins a frame header: C0 to CF without DHT, JPG and DAC.
func isFrame(m byte) bool {
	return m >= 0xc0 && m <= 0xcf && m != 0xc4 && m != 0xc8 && m != 0xcc
}

func (h jpegHead) frame(marker byte, body []byte) (jpegHead, error) {
	if len(body) < 6 || len(body) < 6+3*int(body[5]) {
		return h, errEnds
	}
	h.progressive = marker == 0xc2
	h.height, h.width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	wide, high, total := 1, 1, 0
	for i := range int(body[5]) {
		across, down := int(body[7+3*i]>>4), int(body[7+3*i]&15)
		wide, high, total = max(wide, across), max(high, down), total+across*down
	}
	h.samples = float64(total) / float64(wide*high)
	return h, nil
}

// memory: a byte a sample, and where it is progressive four bytes for each coefficient; a
// fourth component is converted once more.
func (h jpegHead) memory() int64 {
	bytes := h.samples
	if h.progressive {
		bytes += 4 * h.samples
	}
	if h.samples > 3 {
		bytes += 4
	}
	return int64(bytes * float64(h.width) * float64(h.height))
}

// pngHead is what IHDR says (W3C PNG, section 11.2.1).
type pngHead struct {
	width, height int
	depth, colour byte
	interlaced    bool
	exif          []byte
}

func readPNG(data []byte) (pngHead, error) {
	var h pngHead
	const first = 8 + 8 + 13 // magic, length and name of IHDR, its body
	if len(data) < first || string(data[12:16]) != "IHDR" {
		return h, errEnds
	}
	w, v := binary.BigEndian.Uint32(data[16:]), binary.BigEndian.Uint32(data[20:])
	if w >= 1<<31 || v >= 1<<31 {
		return h, fmt.Errorf("a size of %d x %d", w, v)
	}
	h.width, h.height, h.depth, h.colour = int(w), int(v), data[24], data[25]
	h.interlaced = data[28] == 1
	for at := 8; at+12 <= len(data); {
		size := int64(binary.BigEndian.Uint32(data[at:]))
		if size > int64(len(data)-at-12) {
			break
		}
		if string(data[at+4:at+8]) == "eXIf" {
			h.exif = data[at+8 : at+8+int(size)]
			break
		}
		at += 12 + int(size)
	}
	return h, nil
}

// memory: bytes a pixel of the picture that is decoded into; the passes of an interlaced one
// come on top.
func (h pngHead) memory() int64 {
	bytes := int64(4)
	if h.depth == 16 {
		bytes = 8
	}
	if h.interlaced {
		bytes *= 2
	}
	return bytes * int64(h.width) * int64(h.height)
}

// webpEXIF is the EXIF chunk of a WebP file; nil where there is none.
func webpEXIF(data []byte) []byte {
	for at := 12; at+8 <= len(data); {
		size := int64(binary.LittleEndian.Uint32(data[at+4:]))
		if size > int64(len(data)-at-8) {
			return nil
		}
		if string(data[at:at+4]) == "EXIF" {
			return bytes.TrimPrefix(data[at+8:at+8+int(size)], []byte("Exif\x00\x00"))
		}
		at += 8 + int(size) + int(size&1)
	}
	return nil
}

// orientation reads tag 274 of the first directory of EXIF (TIFF 6.0): 1 to 8, and 1 for
// anything that cannot be read.
func orientation(exif []byte) int {
	if len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(exif[:4]) {
	case "II*\x00":
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := int64(order.Uint32(exif[4:]))
	if at+2 > int64(len(exif)) {
		return 1
	}
	n := int64(order.Uint16(exif[at:]))
	for i := range n {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(exif)) {
			return 1
		}
		if order.Uint16(exif[entry:]) == 274 {
			if v := int(order.Uint16(exif[entry+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
	}
	return 1
}
