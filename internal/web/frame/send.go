package frame

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// smallest is the size from which compressing saves anything.
const smallest = 1 << 10

// squeezers are gzip writers that are not in use; one of them holds 800 KB.
var squeezers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// send writes a whole body, compressed where the browser takes that.
func send(w http.ResponseWriter, r *http.Request, status int, body []byte) error {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	if len(body) >= smallest && takesGzip(r) {
		var b bytes.Buffer
		if err := squeeze(&b, body); err != nil {
			return err
		}
		h.Set("Content-Encoding", "gzip")
		body = b.Bytes()
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		// A browser that went away is no error of ours.
		_, _ = w.Write(body)
	}
	return nil
}

func squeeze(into *bytes.Buffer, body []byte) error {
	z := squeezers.Get().(*gzip.Writer)
	defer squeezers.Put(z)
	z.Reset(into)
	if _, err := z.Write(body); err != nil {
		return fmt.Errorf("compressing the page: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("compressing the page: %w", err)
	}
	return nil
}

// takesGzip reports whether the request accepts gzip.
func takesGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if coding == "gzip" && strings.TrimSpace(quality) != "q=0" {
			return true
		}
	}
	return false
}
