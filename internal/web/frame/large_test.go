package frame_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"skinafter/internal/web/frame"
)

// files is a form with files of so many bytes each.
func files(t testing.TB, sizes ...int) *http.Request {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i, size := range sizes {
		part, err := m.CreateFormFile("photo"+strings.Repeat("x", i), "IMG.jpg")
		if err == nil {
			_, err = part.Write(make([]byte, size))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/x", &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return r
}

func TestFilesOfOneFormTogetherStayWithinTheLimit(t *testing.T) {
	t.Parallel()
	form, err := newFrame(t, "UTC").Read(files(t, 15<<20, 15<<20, 1<<20))
	if err != nil {
		t.Fatal(err)
	}
	if len(form.File("photo")) != 15<<20 || form.File("photox") != nil || len(form.File("photoxx")) != 1<<20 {
		t.Errorf("kept %d, %d and %d bytes", len(form.File("photo")), len(form.File("photox")), len(form.File("photoxx")))
	}
}

// TestLargeFormsTakeTurns sends twelve photos at once; small forms go past those that wait.
func TestLargeFormsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFrame(t, "UTC")
		var inside, most atomic.Int32
		handler := f.Serve(frame.Route{Pattern: "POST /x", Body: frame.PhotoBody, Handler: func(w http.ResponseWriter, r *http.Request) error {
			n := inside.Add(1)
			defer inside.Add(-1)
			if r.ContentLength > frame.DefaultBody {
				most.Store(max(most.Load(), n))
				time.Sleep(12 * time.Second)
			}
			w.WriteHeader(http.StatusNoContent)
			return nil
		}})
		var went, busy atomic.Int32
		for range 12 {
			go func() {
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, files(t, 1<<20))
				switch {
				case w.Code == http.StatusNoContent:
					went.Add(1)
				case w.Code == http.StatusServiceUnavailable && strings.Contains(w.Body.String(), "Wait a moment"):
					busy.Add(1)
				}
			}()
		}
		synctest.Wait()
		small := httptest.NewRecorder()
		handler.ServeHTTP(small, sent("x=1"))
		time.Sleep(time.Minute)
		if most.Load() != 3 || went.Load() != 9 || busy.Load() != 3 || small.Code != http.StatusNoContent {
			t.Errorf("%d at once, %d went through, %d were asked to wait, a small form got %d", most.Load(), went.Load(), busy.Load(), small.Code)
		}
	})
}
