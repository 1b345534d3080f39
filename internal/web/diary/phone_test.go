package diary_test

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/browser"
)

// looks are how the pages are looked at; all of them where pictures are wanted. Every page in
// every look is a matter of the journeys of the whole app.
func looks() []browser.Look {
	two := []browser.Look{{Name: "phone"}, {Name: "phone-de", Lang: "de", NoScript: true}}
	if os.Getenv("SKINAFTER_SCREENSHOTS") == "" {
		return two
	}
	return append(two, browser.Look{Name: "phone-dark", Dark: true}, browser.Look{Name: "phone-rtl", Lang: "ar-XB"})
}

func aPhoto(t *testing.T) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 600, 400))
	for i := range img.Pix {
		img.Pix[i] = byte(150 + i%64)
		if i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	img.Set(10, 10, color.Black)
	path := filepath.Join(t.TempDir(), "skin.png")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	return path
}

// filled is a course of five days with check-ins and products.
func filled(t *testing.T) *app {
	h := open(t)
	ctx := context.Background()
	h.Person(func(p *clinic.Person) { p.Country = "DE" })
	course := h.Needled(6 * time.Hour)
	ended := h.Now().Add(-6 * time.Hour)
	serum, err := h.Care.AddProduct(ctx, h.Key(), clinic.Product{Name: "Night serum", Label: "Ingredients: Aqua, Glycerin, Retinol, Parfum"})
	h.Must(err)
	cream, err := h.Care.AddProduct(ctx, h.Key(), clinic.Product{Name: "Barrier cream", Label: "Ingredients: Aqua, Petrolatum, Ceramide NP"})
	h.Must(err)
	told := func(words string, signs ...clinic.Sign) {
		_, err := h.Care.AddCheckIn(ctx, h.Key(), course, clinic.CheckIn{Signs: signs, Text: words}, time.Time{})
		h.Must(err)
	}
	told("", clinic.Sign{Code: "redness", Severity: "moderate", Since: &ended}, clinic.Sign{Code: "swelling", Severity: "mild", Since: &ended}, clinic.Sign{Code: "burning", Severity: "moderate"})
	h.Later(20 * time.Hour)
	at := h.Now()
	_, err = h.Care.AddUse(ctx, h.Key(), course, clinic.Use{Product: cream.ID, When: clinic.After, At: &at})
	h.Must(err)
	told("", clinic.Sign{Code: "redness", Severity: "moderate", Since: &ended, Trend: "stable"}, clinic.Sign{Code: "burning", Severity: "mild"}, clinic.Sign{Code: "flaking", Severity: "mild", Since: &at})
	h.Later(24 * time.Hour)
	at = h.Now()
	_, err = h.Care.AddUse(ctx, h.Key(), course, clinic.Use{Product: serum.ID, When: clinic.After, At: &at})
	h.Must(err)
	h.Later(30 * time.Hour)
	at = h.Now()
	told("It stings since the serum", clinic.Sign{Code: "redness", Severity: "severe", Since: &ended, Trend: "worsening"}, clinic.Sign{Code: "rash", Severity: "mild", Since: &at, Trend: "worsening"})
	h.Later(10 * time.Hour)
	return h
}

func TestPagesOnAPhone(t *testing.T) {
	photo := aPhoto(t)
	for _, look := range looks() {
		h := filled(t)
		p := browser.Open(t, h.Serve(), look)
		see := func(name string) { p.Fits().BigEnough().Quiet().Accessible().Picture("diary-" + name) }
		p.Visit("/")
		see("now")
		p.Visit("/plan")
		see("plan")
		p.Visit("/timeline")
		see("timeline")
		p.Visit("/help")
		see("help")
		p.Visit("/check-in")
		see("checkin-1-danger")
		p.Tap("css:button[name=none][value=yes]")
		see("checkin-2-signs")
		p.Touch("css:input[value=itch]").Tap("css:button[value=some]")
		see("checkin-3-compare")
		p.Tap("css:main form .actions button")
		see("checkin-3-sign")
		for range 8 {
			if browser.Script[bool](p, "document.querySelector('[name=photo]') !== null") {
				break
			}
			p.Tap("css:main form .actions button")
		}
		browser.Script[string](p, "document.querySelector('[name=text]').value = 'My cheek is hot and it oozes a bit'")
		p.Upload("photo", photo)
		see("checkin-4-words")
		p.Tap("css:main form .actions button")
		see("checkin-5-summary")
		p.Tap("css:main form .actions button")
		see("checkin-6-result")
		p.Visit("/check-in").Touch("css:input[value=breathing_difficulty]").Tap("css:button[name=none][value=no]")
		see("checkin-7-interrupt")
		p.Visit("/timeline").Tap("css:a[href^='/photos/']")
		see("photo")
	}
}

func TestTheStartOnAPhone(t *testing.T) {
	for _, look := range looks() {
		h := open(t)
		browser.Open(t, h.Serve(), look).Visit("/").Fits().BigEnough().Quiet().Accessible().Picture("diary-start")
	}
}

// TestCheckInWhenWellTakesFewTaps counts from the opening of the app to the result.
func TestCheckInWhenWellTakesFewTaps(t *testing.T) {
	h := open(t)
	h.Needled(20 * time.Hour)
	p := browser.Open(t, h.Serve(), browser.Look{Name: "phone"}).Visit("/")
	p.ResetTaps()
	p.Tap("How is my skin").Tap("None of these").Tap("Nothing new").Tap("Show my answer").Sees("normal healing", "Nobody is watching")
	if p.Taps() > 6 {
		t.Errorf("%d taps", p.Taps())
	}
	t.Logf("%d taps", p.Taps())
}
