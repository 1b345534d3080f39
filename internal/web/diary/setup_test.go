package diary_test

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"skinafter/internal/testkit/house"
	"skinafter/internal/web/diary"
)

// app is the diary in a house of its own.
type app struct{ *house.House }

func open(t testing.TB) *app {
	t.Helper()
	return &app{house.Open(t, map[string]fs.FS{"diary": diary.Files}, diary.Routes)}
}

// upload sends a form with a photo.
func (h *app) upload(address string, photo []byte, pairs ...string) house.Answer {
	h.T.Helper()
	var b strings.Builder
	const line = "--cut\r\nContent-Disposition: form-data; name=%q%s\r\n\r\n%s\r\n"
	pairs = append(pairs, "once", h.FormKey())
	for i := 0; i < len(pairs); i += 2 {
		fmt.Fprintf(&b, line, pairs[i], "", pairs[i+1])
	}
	fmt.Fprintf(&b, line, "photo", `; filename="IMG_0001.jpg"`, photo)
	b.WriteString("--cut--\r\n")
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(b.String()))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=cut")
	return h.Do(r)
}
