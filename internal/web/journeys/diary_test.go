package journeys_test

import (
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/browser"
)

// whenWorse stands at the end of every result.
const whenWorse = "What to watch for"

func TestFirstRunOffersThreeWays(t *testing.T) {
	t.Parallel()
	both(t, empty, func(_ *app, p *browser.Phone) {
		p.Visit("/").Sees("Check a product", "I had a treatment", "Something looks wrong", "What you write stays on this machine", "Call 112", "Nobody is watching this")
		p.Tap("Help now").Sees("Call 112", "hard to breathe", "Nobody is watching this")
	})
}

func TestCheckInWhenWellTakesFewTaps(t *testing.T) {
	t.Parallel()
	both(t, treated, func(h *app, p *browser.Phone) {
		p.Visit("/").Tap("How is my skin").Tap("None of these").Tap("Nothing new").Tap("Show my answer")
		p.Sees("Level 1 of 5", whenWorse, "Nobody is watching this")
		atMost(h.t, p, 6)
	})
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/").Tap("How is my skin").Tap("None of these").Tap("All gone").Tap("Show my answer").Sees("of 5", whenWorse)
		atMost(h.t, p, 6)
	})
}

func TestCheckInWithTheSameSignsTakesFewTaps(t *testing.T) {
	t.Parallel()
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/").Tap("How is my skin").Tap("None of these").Tap("Just the same").Tap("Show my answer").Sees("of 5", whenWorse)
		atMost(h.t, p, 6)
	})
}

func TestCheckInWithSignsWordsAndAPhoto(t *testing.T) {
	t.Parallel()
	photo := aPhoto(t)
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/check-in").Tap("None of these").Sees("What do you notice?", "Last time you told us")
		p.Touch("css:input[value=itch]").Tap("css:button[value=some]").Sees("And now?")
		p.Touch("css:input[type=radio][value=worsening]").Tap("css:main form .actions button").Sees("Itch", "How strong is it?")
		p.Touch("css:input[value=moderate]").Tap("css:main form .actions button").Sees("In your own words")
		p.Fill("text", "My cheek is hot and oozes a bit").Upload("photo", photo).Tap("css:main form .actions button")
		p.Sees("Is this right?", "Itch", "My cheek is hot and oozes a bit", "We understood this from your words")
		if !browser.Script[bool](p, "(async () => { const i = document.querySelector('main img'); i.scrollIntoView(); await i.decode(); return i.naturalWidth > 0 })()") {
			h.t.Error("the photo cannot be seen before it is sent")
		}
		p.Tap("Show my answer").Sees("of 5", whenWorse, "What you told us")
		result := p.Path()
		h.shownAgain(p, result)
		h.stripped()
	})
}

// shownAgain looks at a result a second time, from the timeline.
func (h *app) shownAgain(p *browser.Phone, result string) {
	h.t.Helper()
	before := browser.Script[string](p, "document.querySelector('main h1').innerText")
	p.Visit("/timeline").Tap("css:main a[href='" + result + "']")
	if again := browser.Script[string](p, "document.querySelector('main h1').innerText"); again != before {
		h.t.Errorf("first it said %q, later %q", before, again)
	}
}

// stripped demands that the photo is kept without what the camera wrote into it.
func (h *app) stripped() {
	h.t.Helper()
	course, _, err := h.care.Current(h.t.Context())
	must(h.t, err)
	photos, err := h.care.Photos(h.t.Context(), course.ID, clinic.Page{})
	must(h.t, err)
	if len(photos) != 1 {
		h.t.Fatalf("%d photos are kept", len(photos))
	}
	photo, err := h.care.Photo(h.t.Context(), photos[0].ID)
	must(h.t, err)
	blob := photo.Blob
	if len(blob) == 0 || strings.Contains(string(blob), "Exif") || strings.Contains(string(blob), secretPlace) {
		h.t.Error("the photo still tells where it was taken")
	}
}

func TestARedFlagInterruptsAtOnce(t *testing.T) {
	t.Parallel()
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/").Tap("How is my skin").Touch("css:input[value=breathing_difficulty]").Tap("css:button[name=none][value=no]")
		p.Sees("Level 5 of 5", "112", "I find it hard to breathe", "Your answers are kept")
		if n := browser.Script[int](p, "document.querySelectorAll(\"main a[href^='tel:']\").length"); n == 0 {
			h.t.Error("nothing to call with one tap")
		}
		p.Tap("I have read this").Sees("What do you notice?")
		p.Tap("css:button[value=same]").Tap("Show my answer").Sees("Level 5 of 5", "Call 112").SeesNot("Look again: Monday")
	})
}

func TestATickOfDangerIsNeverWashedAwayByNoneOfThese(t *testing.T) {
	t.Parallel()
	both(t, treated, func(_ *app, p *browser.Phone) {
		p.Visit("/check-in").Touch("css:input[value=tongue_swelling]").Tap("None of these").Sees("Level 5 of 5", "112")
	})
}

func TestGoingOnComesFirstOnceSomethingIsTicked(t *testing.T) {
	t.Parallel()
	both(t, treated, func(_ *app, p *browser.Phone) {
		first := func(when, want string) {
			if got := browser.Script[string](p, "document.querySelector('.last button:first-child:not(.quiet)').value"); got != want {
				t.Errorf("%s, %s: the first button says %q, want %q", p.Look().Name, when, got, want)
			}
		}
		ticked := "no"
		if p.Look().NoScript {
			ticked = "yes" // the order stays; what is ticked counts in any case
		}
		p.Visit("/check-in")
		first("at first", "yes")
		p.Touch("css:input[value=faint]")
		first("ticked", ticked)
		p.Touch("css:input[value=faint]")
		first("taken back", "yes")
	})
}

func TestNumbersOfAnotherCountry(t *testing.T) {
	t.Parallel()
	both(t, empty, func(_ *app, p *browser.Phone) {
		p.Visit("/help").Tap("Show its numbers").Sees("112").Fill("country", "gb").Tap("Show its numbers").Sees("999")
	})
}

func TestWordsOfDangerInterruptToo(t *testing.T) {
	t.Parallel()
	both(t, empty, func(_ *app, p *browser.Phone) {
		p.Visit("/").Tap("Something looks wrong").Touch("Say it in your own words").Fill("text", "I cannot breathe, my tongue is swollen")
		p.Tap("Something is there").Sees("Level 5 of 5", "112")
	})
}

func TestNowPlanAndTimelineSayWhereYouAre(t *testing.T) {
	t.Parallel()
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/").Sees("after needling", "You are here", "Do now", "Leave for now", "Next", "Nobody is watching this", "Call 112")
		p.Tap("The whole plan").Sees("Plan", "You are here")
		p.Tap("Timeline").Sees("You are here", "Used: Barrier cream", "Check-in")
		if !browser.Script[bool](p, "document.querySelector('svg[role=img] title') !== null && document.querySelector('svg[role=img] desc') !== null") {
			h.t.Error("the chart has no words")
		}
		p.Touch("css:details:has(table) summary")
		if n := browser.Script[int](p, "document.querySelectorAll('table tbody tr').length"); n < 3 {
			h.t.Errorf("the table beside the chart has %d rows", n)
		}
	})
}

// secretPlace stands in the photo where a camera writes the place.
const secretPlace = "48.2082N16.3738E"

// aPhoto is a JPEG with a block of what cameras write.
func aPhoto(t *testing.T) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 600, 400))
	for y := range 400 {
		for x := range 600 {
			img.Set(x, y, color.RGBA{R: uint8(190 + (x+y)%40), G: uint8(130 + x%30), B: 120, A: 255})
		}
	}
	var b strings.Builder
	must(t, jpeg.Encode(&b, img, nil))
	plain := b.String()
	told := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00" + secretPlace
	block := "\xff\xe1" + string([]byte{0, byte(len(told) + 2)}) + told
	path := filepath.Join(t.TempDir(), "skin.jpg")
	must(t, os.WriteFile(path, []byte(plain[:2]+block+plain[2:]), 0o600))
	return path
}
