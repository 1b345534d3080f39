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
)

// noticed begins a check-in in which signs are ticked; the answer is the page of the first.
func (h *house) noticed(codes ...string) answer {
	h.t.Helper()
	pairs := []string{"notice", "some"}
	for _, code := range codes {
		pairs = append(pairs, "signs", code)
	}
	return h.post(h.post("/check-in", "none", "yes").at, pairs...)
}

func (h *house) checkIns() []clinic.Record[clinic.CheckIn] {
	h.t.Helper()
	list, err := h.care.CheckIns(context.Background(), clinic.None, clinic.Page{})
	h.must(err)
	return list
}

func TestAnAnswerFromAnotherTabStaysWithItsSign(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	pain := h.noticed("itch", "pain", "milia") // asked in the order of the page: pain, itch, milia
	h.says(pain, "Pain")
	itch := h.get(pain.step(11))
	h.says(itch, "Itch")
	if !strings.Contains(itch.body, `name="sign" value="itch"`) {
		t.Error("the page does not say which sign it asks about")
	}
	h.post(pain.step(2), "notice", "some", "signs", "itch", "signs", "milia") // the other tab: no pain

	h.says(h.post(itch.at, "sign", "itch", "how", "severe"), "Hard white dots") // what comes after itch
	h.says(h.get(pain.step(4)), "Itch very much", "Hard white dots strength not said")
	h.says(h.post(itch.at, "sign", "itch", "since", "date", "day", "no day"), "Itch", "write a day")
	h.says(h.post(pain.at, "sign", "pain", "how", "severe"), "What do you notice?")
	h.saysNot(h.get(pain.step(4)), "Pain")
	if last := h.post(pain.step(12), "sign", "pain", "how", "severe"); last.status != http.StatusOK {
		t.Errorf("the page of a sign that is gone: %d", last.status)
	}
}

// TestNoTitleSaysWhatSomebodyHas: a browser keeps titles for long, and shows them to whoever
// uses the machine next.
func TestNoTitleSaysWhatSomebodyHas(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	itch := h.noticed("itch")
	at := itch.at
	result := h.post(h.post(at, "sign", "itch", "how", "severe").step(4))
	for _, a := range []answer{itch, result, h.get("/"), h.get("/timeline")} {
		_, rest, _ := strings.Cut(a.body, "<title>")
		title, _, _ := strings.Cut(rest, "</title>")
		if title == "" || strings.Contains(title, "Itch") || strings.Contains(title, "hours") || strings.Contains(title, "call") {
			t.Errorf("%s is titled %q", a.at, title)
		}
	}
}

func TestWordsThatAreTooLongStopNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	at := h.post("/check-in", "none", "yes", "text", "my nose runs")
	for _, n := range []int{4_001, 70_000, 200_000} {
		long := strings.Repeat("x", n)
		for _, step := range []int{1, 3} {
			a := h.post(at.step(step), "none", "yes", "text", long)
			if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, long) {
				t.Errorf("%d signs on page %d: status %d, kept: %v", n, step, a.status, strings.Contains(a.body, long))
			}
			h.says(a, "too long")
		}
	}
	h.says(h.post(at.step(2), "notice", "well"), "my nose runs")
	h.says(h.post(at.step(4)), "What you told us", "my nose runs")
}

func TestWordsNobodyHeardAreNotDenied(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	at := h.post("/check-in", "none", "yes")
	h.post(at.step(2), "notice", "well")
	h.post(at.step(4), "heard", strings.Repeat("x", 300), "heard", "pus")
	if list := h.checkIns(); len(list) != 1 || len(list[0].Body.Denied) != 1 || list[0].Body.Denied[0] != "pus" {
		t.Errorf("kept: %+v", list)
	}
}

func TestAPhotoThatWasRemovedStopsNoCheckIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	at := h.noticed("itch")
	var photo bytes.Buffer
	h.must(jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 8, 8)), nil))
	h.upload(at.step(3), photo.Bytes(), "text", "see the photo")
	photos, err := h.care.Photos(context.Background(), clinic.None, clinic.Page{})
	if err != nil || len(photos) != 1 {
		t.Fatalf("%d photos, %v", len(photos), err)
	}
	address := "/photos/" + photos[0].ID.String()
	if a := h.post(address + "/remove"); a.status != http.StatusConflict {
		t.Errorf("removed without the version that was seen: %d", a.status)
	}
	h.post(address+"/remove", "version", "1")
	if a := h.get(at.step(4)); strings.Contains(a.body, "/image") {
		t.Error("the summary shows the photo that is gone")
	}
	h.says(h.post(at.step(4)), "see the photo")
	if list := h.checkIns(); len(list) != 1 || len(list[0].Body.Photos) != 0 {
		t.Errorf("kept: %+v", list)
	}
}

func TestFiftyTapsAtOnceAreOneCheckIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	at := h.post("/check-in", "none", "yes")
	h.post(at.step(2), "notice", "well")
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if a := h.post(at.step(4), "once", "tap"); a.status != http.StatusOK || !strings.Contains(a.at, "/result") {
				t.Errorf("one tap ended at %s with %d", a.at, a.status)
			}
		})
	}
	all.Wait()
	if list := h.checkIns(); len(list) != 1 {
		t.Errorf("%d check-ins", len(list))
	}
}
