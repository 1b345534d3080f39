package diary_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/house"
)

// noticed begins a check-in in which signs are ticked; the answer is the page of the first.
func (h *app) noticed(codes ...string) house.Answer {
	h.T.Helper()
	pairs := []string{"notice", "some"}
	for _, code := range codes {
		pairs = append(pairs, "signs", code)
	}
	return h.Post(h.Post("/check-in", "none", "yes").At, pairs...)
}

func (h *app) checkIns() []clinic.Record[clinic.CheckIn] {
	h.T.Helper()
	list, err := h.Care.CheckIns(context.Background(), clinic.None, clinic.Page{})
	h.Must(err)
	return list
}

func TestAnAnswerFromAnotherTabStaysWithItsSign(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	pain := h.noticed("itch", "pain", "milia") // asked in the order of the page: pain, itch, milia
	h.Says(pain, "Pain")
	itch := h.Get(pain.Step(11))
	h.Says(itch, "Itch")
	if !strings.Contains(itch.Body, `name="sign" value="itch"`) {
		t.Error("the page does not say which sign it asks about")
	}
	h.Post(pain.Step(2), "notice", "some", "signs", "itch", "signs", "milia") // the other tab: no pain

	h.Says(h.Post(itch.At, "sign", "itch", "how", "severe"), "Hard white dots") // what comes after itch
	h.Says(h.Get(pain.Step(4)), "Itch very much", "Hard white dots strength not said")
	h.Says(h.Post(itch.At, "sign", "itch", "since", "date", "day", "no day"), "Itch", "write a day")
	h.Says(h.Post(pain.At, "sign", "pain", "how", "severe"), "What do you notice?")
	h.SaysNot(h.Get(pain.Step(4)), "Pain")
	if last := h.Post(pain.Step(12), "sign", "pain", "how", "severe"); last.Status != http.StatusOK {
		t.Errorf("the page of a sign that is gone: %d", last.Status)
	}
}

// TestNoTitleSaysWhatSomebodyHas: a browser keeps titles for long, and shows them to whoever
// uses the machine next.
func TestNoTitleSaysWhatSomebodyHas(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	itch := h.noticed("itch")
	at := itch.At
	result := h.Post(h.Post(at, "sign", "itch", "how", "severe").Step(4))
	for _, a := range []house.Answer{itch, result, h.Get("/"), h.Get("/timeline")} {
		_, rest, _ := strings.Cut(a.Body, "<title>")
		title, _, _ := strings.Cut(rest, "</title>")
		if title == "" || strings.Contains(title, "Itch") || strings.Contains(title, "hours") || strings.Contains(title, "call") {
			t.Errorf("%s is titled %q", a.At, title)
		}
	}
}

func TestWordsThatAreTooLongStopNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	at := h.Post("/check-in", "none", "yes", "text", "my nose runs")
	for _, n := range []int{4_001, 70_000, 200_000} {
		long := strings.Repeat("x", n)
		for _, step := range []int{1, 3} {
			a := h.Post(at.Step(step), "none", "yes", "text", long)
			if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, long) {
				t.Errorf("%d signs on page %d: status %d, kept: %v", n, step, a.Status, strings.Contains(a.Body, long))
			}
			h.Says(a, "too long")
		}
	}
	h.Says(h.Post(at.Step(2), "notice", "well"), "my nose runs")
	h.Says(h.Post(at.Step(4)), "What you told us", "my nose runs")
}

func TestWordsNobodyHeardAreNotDenied(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	at := h.Post("/check-in", "none", "yes")
	h.Post(at.Step(2), "notice", "well")
	h.Post(at.Step(4), "heard", strings.Repeat("x", 300), "heard", "pus")
	if list := h.checkIns(); len(list) != 1 || len(list[0].Body.Denied) != 1 || list[0].Body.Denied[0] != "pus" {
		t.Errorf("kept: %+v", list)
	}
}

func TestAPhotoThatWasRemovedStopsNoCheckIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	at := h.noticed("itch")
	var photo bytes.Buffer
	h.Must(jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 8, 8)), nil))
	h.upload(at.Step(3), photo.Bytes(), "text", "see the photo")
	photos, err := h.Care.Photos(context.Background(), clinic.None, clinic.Page{})
	if err != nil || len(photos) != 1 {
		t.Fatalf("%d photos, %v", len(photos), err)
	}
	address := "/photos/" + photos[0].ID.String()
	if a := h.Post(address + "/remove"); a.Status != http.StatusConflict {
		t.Errorf("removed without the version that was seen: %d", a.Status)
	}
	h.Post(address+"/remove", "version", "1")
	if a := h.Get(at.Step(4)); strings.Contains(a.Body, "/image") {
		t.Error("the summary shows the photo that is gone")
	}
	h.Says(h.Post(at.Step(4)), "see the photo")
	if list := h.checkIns(); len(list) != 1 || len(list[0].Body.Photos) != 0 {
		t.Errorf("kept: %+v", list)
	}
}

func TestFiftyTapsAtOnceAreOneCheckIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	at := h.Post("/check-in", "none", "yes")
	h.Post(at.Step(2), "notice", "well")
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if a := h.Post(at.Step(4), "once", "tap"); a.Status != http.StatusOK || !strings.Contains(a.At, "/result") {
				t.Errorf("one tap ended at %s with %d", a.At, a.Status)
			}
		})
	}
	all.Wait()
	if list := h.checkIns(); len(list) != 1 {
		t.Errorf("%d check-ins", len(list))
	}
}
