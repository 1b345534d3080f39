package diary_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
)

// through answers the pages of a check-in up to the result: no danger, and what more says.
func (h *house) well() answer {
	h.t.Helper()
	a := h.post("/check-in", "none", "yes")
	a = h.post(a.at, "notice", "well")
	return h.post(a.at)
}

func TestWhenAllIsWellThreeAnswersLeadToTheResult(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	a := h.post("/check-in", "none", "yes")
	h.says(a, "What do you notice?", "Nothing new")
	a = h.post(a.at, "notice", "well")
	h.says(a, "Is this right?", "Nothing new")
	a = h.post(a.at)
	h.says(a, "This looks like normal healing", "If nobody answers", "Look again", "Nobody is watching this")
	if a.status != http.StatusOK || !strings.HasSuffix(a.at, "/result") {
		t.Errorf("ended at %s with %d", a.at, a.status)
	}
}

func TestEverySignOfDangerInterruptsWhateverElseIsSaid(t *testing.T) {
	t.Parallel()
	h := open(t)
	urgent := map[string]bool{}
	for _, treated := range []bool{false, true} {
		if treated {
			h.needled(2 * time.Hour)
		}
		page := h.get("/check-in")
		for _, m := range regexp.MustCompile(`name="danger" value="(\w+)"`).FindAllStringSubmatch(page.body, -1) {
			// "None of these" beside it, and calm words, change nothing.
			a := h.post("/check-in", "danger", m[1], "none", "yes", "text", "I am fine, no pain, it is normal")
			if !strings.HasSuffix(a.at, "/5") {
				t.Errorf("%s (a treatment is kept: %t): no interruption but %s", m[1], treated, a.at)
				continue
			}
			h.says(a, "I have read this", "Your answers are kept")
			if strings.Contains(a.body, `href="tel:112"`) {
				urgent[m[1]] = true
			}
		}
	}
	for _, code := range []string{"breathing_difficulty", "tongue_swelling", "throat_tightness", "faint", "seizure", "vision_disturbance", "chest_pain", "bleeding_uncontrolled", "self_harm_thoughts"} {
		if !urgent[code] {
			t.Errorf("%s: no button that calls", code)
		}
	}
}

func TestDangerInOwnWordsInterruptsAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(2 * time.Hour)
	a := h.post("/check-in", "none", "yes", "text", "I cannot breathe and my tongue is swelling")
	h.says(a, "Call the emergency number now", "I have read this")
	a = h.post("/check-in", "none", "yes")
	a = h.post(a.at, "notice", "some", "signs", "redness")
	a = h.post(a.at, "how", "mild", "trend", "stable")
	a = h.post(a.at, "text", "everything is fine but I cannot breathe")
	h.says(a, "Call the emergency number now")
	if !strings.HasSuffix(a.at, "/5") {
		t.Errorf("at %s", a.at)
	}
}

func TestAfterAnInterruptionTheJourneyGoesOnWithItsAnswers(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(2 * time.Hour)
	a := h.post("/check-in", "danger", "breathing_difficulty")
	// Whoever passes the interruption over by its address comes back to it.
	h.says(h.get(a.step(4)), "I have read this")
	h.says(h.get(a.step(2)), "I have read this")
	a = h.post(a.step(5))
	h.says(a, "What do you notice?")
	a = h.post(a.at, "notice", "well")
	h.says(a, "Is this right?", "I find it hard to breathe")
	a = h.post(a.at)
	h.says(a, "Level 5 of 5", "Call 112")
}

func TestAMistakeCanBePutRight(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	a := h.post("/check-in", "danger", "chest_pain")
	a = h.post(a.step(1), "none", "yes")
	h.says(a, "What do you notice?")
	a = h.post(a.at, "notice", "well")
	h.says(h.post(a.at), "This looks like normal healing")
}

func TestPurposeRecordShowsNoLevelAndStillInterrupts(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	h.person(func(p *clinic.Person) { p.Purpose = clinic.PurposeRecord })
	a := h.post("/check-in", "danger", "breathing_difficulty")
	h.says(a, "Call the emergency number now", "signs of danger")
	h.saysNot(a, "adrenaline")
	a = h.post("/check-in", "none", "yes")
	h.says(h.post(a.at, "notice", "some", "signs", "collapse"), "Call the emergency number now", "Collapse")
	h.says(h.post("/check-in", "none", "yes", "text", "I cannot breathe"), "Call the emergency number now")
	a = h.post("/check-in", "none", "yes")
	a = h.post(a.at, "notice", "some", "signs", "pus")
	a = h.post(a.at, "how", "severe", "trend", "worsening")
	a = h.post(a.at)
	a = h.post(a.at)
	h.says(a, "Your check-in is kept", "Pus")
	for _, page := range []answer{a, h.get("/"), h.get("/timeline"), h.get("/plan")} {
		h.saysNot(page, "Level ", "It fits with", "Be seen by a doctor today.", "usual healing", "normal healing")
	}
}

func TestBackAndTwoTabsKeepEveryAnswer(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	// The same form sent twice, after Back, is the same journey.
	first := h.post("/check-in", "none", "yes", "once", "tab-one")
	again := h.post("/check-in", "none", "yes", "once", "tab-one")
	if first.at != again.at {
		t.Errorf("two journeys: %s and %s", first.at, again.at)
	}
	a := h.post(first.at, "notice", "some", "signs", "itch", "signs", "redness")
	// Two tabs answer two pages of the same journey.
	one := h.post(a.step(10), "how", "severe")
	two := h.post(a.step(11), "how", "mild", "trend", "improving")
	h.post(one.step(3), "text", "my own words here")
	sum := h.get(two.step(4))
	h.says(sum, "very much", "a little, getting better", "my own words here")
	// Back to the signs: one more, and what was answered is still there.
	h.post(a.step(2), "notice", "some", "signs", "itch", "signs", "redness", "signs", "tightness")
	h.says(h.get(a.step(4)), "very much", "a little, getting better", "Tightness", "my own words here")
	// Sent from both tabs: one check-in.
	r1, r2 := h.post(a.step(4)), h.post(a.step(4))
	if r1.at != r2.at {
		t.Errorf("two check-ins: %s and %s", r1.at, r2.at)
	}
	if back := h.get(a.step(2)); back.at != r1.at {
		t.Errorf("a finished journey shows %s", back.at)
	}
}

func TestNoAddressSaysAnythingAboutHealth(t *testing.T) {
	t.Parallel()
	h := filled(t)
	a := h.post("/check-in", "none", "yes")
	pages := []answer{a, h.get("/"), h.get("/timeline"), h.get("/plan"), h.get("/help")}
	a = h.post(a.at, "notice", "some", "signs", "itch", "signs", "pus", "signs", "rash")
	for range 6 {
		pages = append(pages, a)
		a = h.post(a.at, "how", "mild", "text", "pus everywhere")
	}
	ours := regexp.MustCompile(`^(/|/(check-in|timeline|plan|help|check|course/new|shelf|passport|session|before|sources|my-data|photos|language)|/check-in/[0-9a-f-]{36}/(\d+|result)|/photos/[0-9a-f-]{36}(/image|/remove)?|/course/[0-9a-f-]{36}/edit|/sources/(rule/)?[\w-]+|/assets/.+|#[\w.-]+|tel:[0-9+]+)$`)
	for _, p := range append(pages, a) {
		for _, m := range regexp.MustCompile(`(?:href|action|src)="([^"]*)"`).FindAllStringSubmatch(p.body, -1) {
			if !ours.MatchString(m[1]) {
				t.Errorf("%s leads to %s", p.at, m[1])
			}
		}
		if strings.ContainsRune(p.at, '?') {
			t.Errorf("the address %s has a question mark", p.at)
		}
	}
}

func TestAWrongFormKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	a := h.post("/check-in")
	if a.status != http.StatusUnprocessableEntity {
		t.Errorf("an empty first page: %d", a.status)
	}
	a = h.post("/check-in", "none", "yes")
	a = h.post(a.at, "notice", "some", "signs", "itch")
	bad := h.post(a.at, "how", "terrible", "trend", "worsening", "day", "2031-01-01")
	if bad.status != http.StatusUnprocessableEntity || !strings.Contains(bad.body, `value="worsening" checked`) || !strings.Contains(bad.body, "2031-01-01") {
		t.Errorf("status %d, %s", bad.status, bad.text)
	}
	long := h.post(a.step(3), "text", strings.Repeat("it burns ", 600))
	if long.status != http.StatusUnprocessableEntity || !strings.Contains(long.body, "it burns it burns") {
		t.Errorf("status %d", long.status)
	}
	for _, address := range []string{"/check-in/nothing/1", "/check-in/01a20290-466b-77fe-8c7f-e82979974e9b/1", a.step(7), a.step(99999), a.step(-1), "/photos/nothing", "/check-in/01a20290-466b-77fe-8c7f-e82979974e9b/result"} {
		if got := h.get(address); got.status != http.StatusNotFound && !strings.Contains(got.text, "What do you notice?") {
			t.Errorf("%s: %d", address, got.status)
		}
	}
}

func TestWhatWasUnderstoodCanBePutRight(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	a := h.post("/check-in", "none", "yes")
	a = h.post(a.at, "notice", "some", "signs", "redness")
	a = h.post(a.at, "how", "mild", "since", "treatment", "trend", "stable")
	a = h.post(a.at, "text", "my skin itches and there is some flaking")
	h.says(a, "We understood this from your words", "Itch", "Flaking")
	a = h.post(a.at, "heard", "itch", "heard", "flaking", "right", "flaking")
	h.says(a, "Flaking")
	list, err := h.care.CheckIns(context.Background(), h.courseID(), clinic.Page{Limit: 9})
	h.must(err)
	if len(list) != 1 || len(list[0].Body.Denied) != 1 || list[0].Body.Denied[0] != "itch" {
		t.Errorf("denied %v", list)
	}
}

func (h *house) courseID() clinic.ID {
	h.t.Helper()
	c, _, err := h.care.Current(context.Background())
	h.must(err)
	return c.ID
}

func TestAnAnswerIsShownAgainAsItWas(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	then := h.well()
	h.later(30 * 24 * time.Hour)
	h.post("/check-in", "danger", "breathing_difficulty")
	now := h.get(then.at)
	cut := func(a answer) string { // dates are said as seen from today
		return a.text[strings.Index(a.text, "Level"):strings.Index(a.text, "Look again")]
	}
	if cut(then) != cut(now) {
		t.Errorf("then %s\nnow %s", cut(then), cut(now))
	}
}

func TestWhatWasToldBeforeIsComparedOnOnePage(t *testing.T) {
	t.Parallel()
	h := open(t)
	course := h.needled(20 * time.Hour)
	_, err := h.care.AddCheckIn(context.Background(), h.key(), course, clinic.CheckIn{Signs: []clinic.Sign{{Code: "redness", Severity: "mild"}, {Code: "itch", Severity: "mild"}}}, time.Time{})
	h.must(err)
	h.later(24 * time.Hour)
	a := h.post("/check-in", "none", "yes")
	h.says(a, "Just the same as last time", "All gone")
	a = h.post(a.at, "notice", "some", "signs", "redness", "signs", "warmth")
	h.says(a, "And now?", "Redness or darker colour: a little")
	a = h.post(a.at, "now.redness", "worsening")
	h.says(a, "Skin hot to the touch", "How strong is it?")
	a = h.post(a.at, "how", "moderate")
	a = h.post(a.at)
	h.says(a, "quite a lot, getting worse", "Not there any more Itch")
	h.says(h.post(a.at), "Look again")
}

func pngOf(t *testing.T, w, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPhotosAreKeptWithoutTheirMetadataAndCanBeRemoved(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	a := h.upload("/photos", append(pngOf(t, 300, 200), "SECRET-TAIL"...), "note", "left cheek")
	h.says(a, "left cheek", "Place, time and camera were taken out")
	img := h.get(a.at + "/image")
	if img.header.Get("Content-Type") != "image/jpeg" || !strings.Contains(img.header.Get("Cache-Control"), "no-store") || strings.Contains(img.body, "SECRET") {
		t.Errorf("sent as %v", img.header)
	}
	if c, err := jpeg.DecodeConfig(strings.NewReader(img.body)); err != nil || c.Width != 300 {
		t.Errorf("the picture: %v %v", c, err)
	}
	version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(a.body)
	gone := h.post(a.at+"/remove", "version", version[1])
	if gone.at != "/timeline" || h.get(a.at).status != http.StatusNotFound {
		t.Errorf("after removing: %s, %d", gone.at, h.get(a.at).status)
	}
	if _, err := h.care.Photo(context.Background(), clinic.None); !errors.Is(err, clinic.ErrNotFound) {
		t.Errorf("photo: %v", err)
	}
}

func TestABadPhotoIsRefusedWithAWayOutAndTheWordsStay(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	huge := pngOf(t, 4, 4)
	binary.BigEndian.PutUint32(huge[16:], 40_000)
	binary.BigEndian.PutUint32(huge[20:], 40_000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	a := h.post("/check-in", "none", "yes")
	a = h.post(a.at, "notice", "some", "signs", "itch")
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"HEIC":            {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), "Most Compatible"},
		"40,000 x 40,000": {huge, "too many pixels"},
		"50 MB":           {make([]byte, 50<<20), "large"},
		"SVG":             {[]byte("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), "not a photo"},
		"half a photo":    {pngOf(t, 90, 90)[:50], "damaged or cut off"},
	} {
		got := h.upload(a.step(3), c.data, "text", "it burns on my cheek")
		if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.text, c.says) || !strings.Contains(got.body, "it burns on my cheek") {
			t.Errorf("%s: %d %s", name, got.status, got.text)
		}
	}
	if list, err := h.care.Photos(context.Background(), h.courseID(), clinic.Page{Limit: 9}); err != nil || len(list) > 0 {
		t.Errorf("kept %d photos, %v", len(list), err)
	}
}

func TestWithoutACourseThereAreThreeWaysToBegin(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.says(h.get("/"), "Check a product", "I had a treatment", "Something looks wrong", "Nobody is watching this")
	for _, address := range []string{"/timeline", "/plan"} {
		h.says(h.get(address), "Tell us about your treatment first")
	}
	a := h.post("/check-in", "none", "yes")
	a = h.post(a.at, "notice", "some", "signs", "pus")
	a = h.post(a.at, "how", "moderate")
	a = h.post(a.at)
	h.says(h.post(a.at), "Be seen by a doctor today", "If nobody answers")
}

func TestHelpShowsTheNumbersOfACountry(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.says(h.get("/help"), "Call 112", "I find it hard to breathe")
	h.says(h.get("/help?country=us"), "Call 911", "United States")
	h.says(h.get("/help?country=%3Cscript%3E&country=us&x=y"), "Call ")
	h.person(func(p *clinic.Person) { p.Country = "GB" })
	h.says(h.get("/help"), "Call 999")
}

func TestAClinicianWhoLookedAtItLetsTheLevelGoDown(t *testing.T) {
	t.Parallel()
	for cleared, says := range map[string]string{"no": "Level 4 of 5", "yes": "Level 1 of 5"} {
		h := open(t)
		h.needled(120 * time.Hour)
		a := h.post("/check-in", "none", "yes")
		a = h.post(a.at, "notice", "some", "signs", "pus")
		a = h.post(a.at, "how", "mild")
		a = h.post(a.at)
		h.saysNot(a, "has looked at it")
		h.says(h.post(a.at), "Be seen by a doctor today")
		h.later(6 * time.Hour)
		a = h.post("/check-in", "none", "yes")
		a = h.post(a.at, "notice", "well")
		h.says(a, "has looked at it since my last check-in")
		h.says(h.post(a.at, "cleared", cleared), says)
	}
}
