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
	"skinafter/internal/testkit/house"
)

// through answers the pages of a check-in up to the result: no danger, and what more says.
func (h *app) well() house.Answer {
	h.T.Helper()
	a := h.Post("/check-in", "none", "yes")
	a = h.Post(a.At, "notice", "well")
	return h.Post(a.At)
}

func TestWhenAllIsWellThreeAnswersLeadToTheResult(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	a := h.Post("/check-in", "none", "yes")
	h.Says(a, "What do you notice?", "Nothing new")
	a = h.Post(a.At, "notice", "well")
	h.Says(a, "Is this right?", "Nothing new")
	a = h.Post(a.At)
	h.Says(a, "This looks like normal healing", "If nobody answers", "Look again", "Nobody is watching this")
	if a.Status != http.StatusOK || !strings.HasSuffix(a.At, "/result") {
		t.Errorf("ended at %s with %d", a.At, a.Status)
	}
}

func TestEverySignOfDangerInterruptsWhateverElseIsSaid(t *testing.T) {
	t.Parallel()
	h := open(t)
	urgent := map[string]bool{}
	for _, treated := range []bool{false, true} {
		if treated {
			h.Needled(2 * time.Hour)
		}
		page := h.Get("/check-in")
		for _, m := range regexp.MustCompile(`name="danger" value="(\w+)"`).FindAllStringSubmatch(page.Body, -1) {
			// "None of these" beside it, and calm words, change nothing.
			a := h.Post("/check-in", "danger", m[1], "none", "yes", "text", "I am fine, no pain, it is normal")
			if !strings.HasSuffix(a.At, "/5") {
				t.Errorf("%s (a treatment is kept: %t): no interruption but %s", m[1], treated, a.At)
				continue
			}
			h.Says(a, "I have read this", "Your answers are kept")
			if strings.Contains(a.Body, `href="tel:112"`) {
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
	h.Needled(2 * time.Hour)
	a := h.Post("/check-in", "none", "yes", "text", "I cannot breathe and my tongue is swelling")
	h.Says(a, "Call the emergency number now", "I have read this")
	a = h.Post("/check-in", "none", "yes")
	a = h.Post(a.At, "notice", "some", "signs", "redness")
	a = h.Post(a.At, "how", "mild", "trend", "stable")
	a = h.Post(a.At, "text", "everything is fine but I cannot breathe")
	h.Says(a, "Call the emergency number now")
	if !strings.HasSuffix(a.At, "/5") {
		t.Errorf("at %s", a.At)
	}
}

func TestAfterAnInterruptionTheJourneyGoesOnWithItsAnswers(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(2 * time.Hour)
	a := h.Post("/check-in", "danger", "breathing_difficulty")
	// Whoever passes the interruption over by its address comes back to it.
	h.Says(h.Get(a.Step(4)), "I have read this")
	h.Says(h.Get(a.Step(2)), "I have read this")
	a = h.Post(a.Step(5))
	h.Says(a, "What do you notice?")
	a = h.Post(a.At, "notice", "well")
	h.Says(a, "Is this right?", "I find it hard to breathe")
	a = h.Post(a.At)
	h.Says(a, "Level 5 of 5", "Call 112")
}

func TestAMistakeCanBePutRight(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	a := h.Post("/check-in", "danger", "chest_pain")
	a = h.Post(a.Step(1), "none", "yes")
	h.Says(a, "What do you notice?")
	a = h.Post(a.At, "notice", "well")
	h.Says(h.Post(a.At), "This looks like normal healing")
}

func TestPurposeRecordShowsNoLevelAndStillInterrupts(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	h.Person(func(p *clinic.Person) { p.Purpose = clinic.PurposeRecord })
	a := h.Post("/check-in", "danger", "breathing_difficulty")
	h.Says(a, "Call the emergency number now", "signs of danger")
	h.SaysNot(a, "adrenaline")
	a = h.Post("/check-in", "none", "yes")
	h.Says(h.Post(a.At, "notice", "some", "signs", "collapse"), "Call the emergency number now", "Collapse")
	h.Says(h.Post("/check-in", "none", "yes", "text", "I cannot breathe"), "Call the emergency number now")
	a = h.Post("/check-in", "none", "yes")
	a = h.Post(a.At, "notice", "some", "signs", "pus")
	a = h.Post(a.At, "how", "severe", "trend", "worsening")
	a = h.Post(a.At)
	a = h.Post(a.At)
	h.Says(a, "Your check-in is kept", "Pus")
	for _, page := range []house.Answer{a, h.Get("/"), h.Get("/timeline"), h.Get("/plan")} {
		h.SaysNot(page, "Level ", "It fits with", "Be seen by a doctor today.", "usual healing", "normal healing")
	}
}

func TestBackAndTwoTabsKeepEveryAnswer(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	// The same form sent twice, after Back, is the same journey.
	first := h.Post("/check-in", "none", "yes", "once", "tab-one")
	again := h.Post("/check-in", "none", "yes", "once", "tab-one")
	if first.At != again.At {
		t.Errorf("two journeys: %s and %s", first.At, again.At)
	}
	a := h.Post(first.At, "notice", "some", "signs", "itch", "signs", "redness")
	// Two tabs answer two pages of the same journey.
	one := h.Post(a.Step(10), "how", "severe")
	two := h.Post(a.Step(11), "how", "mild", "trend", "improving")
	h.Post(one.Step(3), "text", "my own words here")
	sum := h.Get(two.Step(4))
	h.Says(sum, "very much", "a little, getting better", "my own words here")
	// Back to the signs: one more, and what was answered is still there.
	h.Post(a.Step(2), "notice", "some", "signs", "itch", "signs", "redness", "signs", "tightness")
	h.Says(h.Get(a.Step(4)), "very much", "a little, getting better", "Tightness", "my own words here")
	// Sent from both tabs: one check-in.
	r1, r2 := h.Post(a.Step(4)), h.Post(a.Step(4))
	if r1.At != r2.At {
		t.Errorf("two check-ins: %s and %s", r1.At, r2.At)
	}
	if back := h.Get(a.Step(2)); back.At != r1.At {
		t.Errorf("a finished journey shows %s", back.At)
	}
}

func TestNoAddressSaysAnythingAboutHealth(t *testing.T) {
	t.Parallel()
	h := filled(t)
	a := h.Post("/check-in", "none", "yes")
	pages := []house.Answer{a, h.Get("/"), h.Get("/timeline"), h.Get("/plan"), h.Get("/help")}
	a = h.Post(a.At, "notice", "some", "signs", "itch", "signs", "pus", "signs", "rash")
	for range 6 {
		pages = append(pages, a)
		a = h.Post(a.At, "how", "mild", "text", "pus everywhere")
	}
	ours := regexp.MustCompile(`^(/|/(check-in|timeline|plan|help|check|course/new|shelf|passport|session|before|sources|my-data|photos|language)|/check-in/[0-9a-f-]{36}/(\d+|result)|/photos/[0-9a-f-]{36}(/image|/remove)?|/course/[0-9a-f-]{36}/edit|/sources/(rule/)?[\w-]+|/assets/.+|#[\w.-]+|tel:[0-9+]+)$`)
	for _, p := range append(pages, a) {
		for _, m := range regexp.MustCompile(`(?:href|action|src)="([^"]*)"`).FindAllStringSubmatch(p.Body, -1) {
			if !ours.MatchString(m[1]) {
				t.Errorf("%s leads to %s", p.At, m[1])
			}
		}
		if strings.ContainsRune(p.At, '?') {
			t.Errorf("the address %s has a question mark", p.At)
		}
	}
}

func TestAWrongFormKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	a := h.Post("/check-in")
	if a.Status != http.StatusUnprocessableEntity {
		t.Errorf("an empty first page: %d", a.Status)
	}
	a = h.Post("/check-in", "none", "yes")
	a = h.Post(a.At, "notice", "some", "signs", "itch")
	bad := h.Post(a.At, "how", "terrible", "trend", "worsening", "day", "2031-01-01")
	if bad.Status != http.StatusUnprocessableEntity || !strings.Contains(bad.Body, `value="worsening" checked`) || !strings.Contains(bad.Body, "2031-01-01") {
		t.Errorf("status %d, %s", bad.Status, bad.Text)
	}
	long := h.Post(a.Step(3), "text", strings.Repeat("it burns ", 600))
	if long.Status != http.StatusUnprocessableEntity || !strings.Contains(long.Body, "it burns it burns") {
		t.Errorf("status %d", long.Status)
	}
	for _, address := range []string{"/check-in/nothing/1", "/check-in/01a20290-466b-77fe-8c7f-e82979974e9b/1", a.Step(7), a.Step(99999), a.Step(-1), "/photos/nothing", "/check-in/01a20290-466b-77fe-8c7f-e82979974e9b/result"} {
		if got := h.Get(address); got.Status != http.StatusNotFound && !strings.Contains(got.Text, "What do you notice?") {
			t.Errorf("%s: %d", address, got.Status)
		}
	}
}

func TestWhatWasUnderstoodCanBePutRight(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	a := h.Post("/check-in", "none", "yes")
	a = h.Post(a.At, "notice", "some", "signs", "redness")
	a = h.Post(a.At, "how", "mild", "since", "treatment", "trend", "stable")
	a = h.Post(a.At, "text", "my skin itches and there is some flaking")
	h.Says(a, "We understood this from your words", "Itch", "Flaking")
	a = h.Post(a.At, "heard", "itch", "heard", "flaking", "right", "flaking")
	h.Says(a, "Flaking")
	list, err := h.Care.CheckIns(context.Background(), h.courseID(), clinic.Page{Limit: 9})
	h.Must(err)
	if len(list) != 1 || len(list[0].Body.Denied) != 1 || list[0].Body.Denied[0] != "itch" {
		t.Errorf("denied %v", list)
	}
}

func (h *app) courseID() clinic.ID {
	h.T.Helper()
	c, _, err := h.Care.Current(context.Background())
	h.Must(err)
	return c.ID
}

func TestAnAnswerIsShownAgainAsItWas(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	then := h.well()
	h.Later(30 * 24 * time.Hour)
	h.Post("/check-in", "danger", "breathing_difficulty")
	now := h.Get(then.At)
	cut := func(a house.Answer) string { // dates are said as seen from today
		return a.Text[strings.Index(a.Text, "Level"):strings.Index(a.Text, "Look again")]
	}
	if cut(then) != cut(now) {
		t.Errorf("then %s\nnow %s", cut(then), cut(now))
	}
}

func TestWhatWasToldBeforeIsComparedOnOnePage(t *testing.T) {
	t.Parallel()
	h := open(t)
	course := h.Needled(20 * time.Hour)
	_, err := h.Care.AddCheckIn(context.Background(), h.Key(), course, clinic.CheckIn{Signs: []clinic.Sign{{Code: "redness", Severity: "mild"}, {Code: "itch", Severity: "mild"}}}, time.Time{})
	h.Must(err)
	h.Later(24 * time.Hour)
	a := h.Post("/check-in", "none", "yes")
	h.Says(a, "Just the same as last time", "All gone")
	a = h.Post(a.At, "notice", "some", "signs", "redness", "signs", "warmth")
	h.Says(a, "And now?", "Redness or darker colour: a little")
	a = h.Post(a.At, "now.redness", "worsening")
	h.Says(a, "Skin hot to the touch", "How strong is it?")
	a = h.Post(a.At, "how", "moderate")
	a = h.Post(a.At)
	h.Says(a, "quite a lot, getting worse", "Not there any more Itch")
	h.Says(h.Post(a.At), "Look again")
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
	h.Needled(20 * time.Hour)
	a := h.upload("/photos", append(pngOf(t, 300, 200), "SECRET-TAIL"...), "note", "left cheek")
	h.Says(a, "left cheek", "Place, time and camera were taken out")
	img := h.Get(a.At + "/image")
	if img.Header.Get("Content-Type") != "image/jpeg" || !strings.Contains(img.Header.Get("Cache-Control"), "no-store") || strings.Contains(img.Body, "SECRET") {
		t.Errorf("sent as %v", img.Header)
	}
	if c, err := jpeg.DecodeConfig(strings.NewReader(img.Body)); err != nil || c.Width != 300 {
		t.Errorf("the picture: %v %v", c, err)
	}
	version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(a.Body)
	gone := h.Post(a.At+"/remove", "version", version[1])
	if gone.At != "/timeline" || h.Get(a.At).Status != http.StatusNotFound {
		t.Errorf("after removing: %s, %d", gone.At, h.Get(a.At).Status)
	}
	if _, err := h.Care.Photo(context.Background(), clinic.None); !errors.Is(err, clinic.ErrNotFound) {
		t.Errorf("photo: %v", err)
	}
}

func TestABadPhotoIsRefusedWithAWayOutAndTheWordsStay(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	huge := pngOf(t, 4, 4)
	binary.BigEndian.PutUint32(huge[16:], 40_000)
	binary.BigEndian.PutUint32(huge[20:], 40_000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	a := h.Post("/check-in", "none", "yes")
	a = h.Post(a.At, "notice", "some", "signs", "itch")
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
		got := h.upload(a.Step(3), c.data, "text", "it burns on my cheek")
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text, c.says) || !strings.Contains(got.Body, "it burns on my cheek") {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	if list, err := h.Care.Photos(context.Background(), h.courseID(), clinic.Page{Limit: 9}); err != nil || len(list) > 0 {
		t.Errorf("kept %d photos, %v", len(list), err)
	}
}

func TestWithoutACourseThereAreThreeWaysToBegin(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Says(h.Get("/"), "Check a product", "I had a treatment", "Something looks wrong", "Nobody is watching this")
	for _, address := range []string{"/timeline", "/plan"} {
		h.Says(h.Get(address), "Tell us about your treatment first")
	}
	a := h.Post("/check-in", "none", "yes")
	a = h.Post(a.At, "notice", "some", "signs", "pus")
	a = h.Post(a.At, "how", "moderate")
	a = h.Post(a.At)
	h.Says(h.Post(a.At), "Be seen by a doctor today", "If nobody answers")
}

func TestHelpShowsTheNumbersOfACountry(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Says(h.Get("/help"), "Call 112", "I find it hard to breathe")
	h.Says(h.Get("/help?country=us"), "Call 911", "United States")
	h.Says(h.Get("/help?country=%3Cscript%3E&country=us&x=y"), "Call ")
	h.Person(func(p *clinic.Person) { p.Country = "GB" })
	h.Says(h.Get("/help"), "Call 999")
}

func TestAClinicianWhoLookedAtItLetsTheLevelGoDown(t *testing.T) {
	t.Parallel()
	for cleared, says := range map[string]string{"no": "Level 4 of 5", "yes": "Level 1 of 5"} {
		h := open(t)
		h.Needled(120 * time.Hour)
		a := h.Post("/check-in", "none", "yes")
		a = h.Post(a.At, "notice", "some", "signs", "pus")
		a = h.Post(a.At, "how", "mild")
		a = h.Post(a.At)
		h.SaysNot(a, "has looked at it")
		h.Says(h.Post(a.At), "Be seen by a doctor today")
		h.Later(6 * time.Hour)
		a = h.Post("/check-in", "none", "yes")
		a = h.Post(a.At, "notice", "well")
		h.Says(a, "has looked at it since my last check-in")
		h.Says(h.Post(a.At, "cleared", cleared), says)
	}
}
