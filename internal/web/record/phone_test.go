package record_test

import (
	"context"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"rsc.io/qr/coding"

	"skinafter/internal/clinic/view"
	"skinafter/internal/testkit/browser"
	"skinafter/passport"
)

// looks are how the pages are looked at; all of them where pictures are wanted.
func looks() []browser.Look {
	two := []browser.Look{{Name: "phone"}, {Name: "phone-de", Lang: "de", NoScript: true}}
	if os.Getenv("SKINAFTER_SCREENSHOTS") == "" {
		return two
	}
	return append(two, browser.Look{Name: "phone-dark", Dark: true}, browser.Look{Name: "phone-rtl", Lang: "ar-XB"})
}

// filled is the course of the demonstration.
func filled(t *testing.T) *app {
	h := open(t)
	h.Demonstrate()
	return h
}

func TestPagesOnAPhone(t *testing.T) {
	for _, look := range looks() {
		h := filled(t)
		p := browser.Open(t, h.Serve(), look)
		see := func(name string) { p.Fits().BigEnough().Quiet().Accessible().Picture("record-" + name) }
		id := h.Course().ID.String()
		for name, path := range map[string]string{
			"passport": "/passport", "print": "/passport/print", "uses": "/course/" + id + "/uses", "courses": "/courses",
			"edit": "/course/" + id + "/edit", "remove": "/course/" + id + "/remove",
		} {
			p.Visit(path)
			see(name)
		}
		p.Visit("/course/" + id + "/remove").Touch("css:input[name=sure]").Tap("css:main form button")
		see("courses-none")
		p.Visit("/passport")
		see("passport-none")
	}
}

func TestTellingATreatmentOnAPhone(t *testing.T) {
	for _, look := range looks() {
		h := open(t)
		p := browser.Open(t, h.Serve(), look)
		see := func(name string) { p.Fits().BigEnough().Quiet().Accessible().Picture("record-course-" + name) }
		wrong := func(name string) { p.Console(); see(name) } // Chromium itself notes the status 422
		next := func() { p.Tap("css:main form:last-of-type .actions button") }
		p.Visit("/course/new")
		see("1-done")
		p.Touch("css:input[value=needling]")
		next()
		see("2-when")
		p.Touch("css:input[name=which][value=other]").Fill("day", "2026-03-29").Fill("clock", "02:30")
		next()
		wrong("2-gap")
		p.Tap("css:button[name=clock]")
		see("3-depth")
		p.Fill("mm", "99")
		next()
		wrong("3-wrong")
		p.Fill("mm", "1.5")
		for _, name := range []string{"4-area", "5-who", "6-tools", "7-session", "8-happened", "9-summary"} {
			next()
			see(name)
		}
		next()
		if p.Path() != "/" || h.Course().Body.DepthMM != 1.5 {
			t.Errorf("at %s, kept %+v", p.Path(), h.Course().Body)
		}
		p.Visit("/course/new").Touch("css:input[value=peel_deep]")
		next()
		p.Visit(p.Path()[:strings.LastIndexByte(p.Path(), '/')] + "/9")
		wrong("skin") // the stand-in for the start has no icon
	}
}

func TestTheSheetIsPrintedOnTwoPagesAtMost(t *testing.T) {
	for _, look := range []browser.Look{{Name: "phone"}, {Name: "phone-de", Lang: "de", NoScript: true}} {
		h := filled(t)
		p := browser.Open(t, h.Serve(), look).Visit("/passport/print")
		n := p.Sheets("record-passport")
		if n < 1 || n > 2 {
			t.Errorf("%s: %d sheets", look.Name, n)
		}
		t.Logf("%s: %d sheets", look.Name, n)
	}
}

// TestTheCodeOnThePageIsTheCompactPassport reads the drawing back, module by module.
func TestTheCodeOnThePageIsTheCompactPassport(t *testing.T) {
	t.Parallel()
	h := filled(t)
	page := h.Get("/passport/print")
	pass, err := view.Passport(context.Background(), h.Care, h.Course().ID)
	h.Must(err)
	text := pass.Compact(h.Frame.Visit(httptest.NewRequest("GET", "/", nil)).Speech.Texts)
	if len(text) > passport.MaxCompact || !strings.Contains(page.Text, strings.Join(strings.Fields(text), " ")) {
		t.Errorf("the text of the code is not beneath it: %d bytes", len(text))
	}
	dark := map[[2]int]bool{}
	path := regexp.MustCompile(`<path d="([^"]*)" fill="#000"`).FindStringSubmatch(page.Body)[1]
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`).FindAllStringSubmatch(path, -1) {
		x, y, n := atoi(m[1]), atoi(m[2]), atoi(m[3])
		for i := range n {
			dark[[2]int{x + i, y}] = true
		}
	}
	if got := decode(t, dark); got != text {
		t.Errorf("the code says %q", got)
	}
}

// decode reads a QR code of mask 0 and level M by the plan of where its bits stand: the bits
// in their order, then the character set, then the bytes. The blocks are in order in the plan.
func decode(t *testing.T, dark map[[2]int]bool) string {
	t.Helper()
	side := 0
	for at := range dark {
		side = max(side, at[0]-3, at[1]-3)
	}
	version := coding.Version((side - 17) / 4)
	plan, err := coding.NewPlan(version, coding.M, 0)
	if err != nil {
		t.Fatal(err)
	}
	bytes := make([]byte, plan.DataBytes+plan.CheckBytes)
	for y, row := range plan.Pixel {
		for x, pix := range row {
			is := dark[[2]int{x + 4, y + 4}]
			switch pix.Role() {
			case coding.Data, coding.Check:
				if is != (pix&coding.Black != 0) {
					bytes[pix.Offset()/8] |= 1 << (7 - pix.Offset()%8)
				}
			default:
				if is != (pix&coding.Black != 0) {
					t.Fatalf("module %d,%d is not that of a code", x, y)
				}
			}
		}
	}
	at := 0
	read := func(n int) (v int) {
		for range n {
			v = v<<1 | int(bytes[at/8]>>(7-at%8))&1
			at++
		}
		return v
	}
	mode := read(4)
	if mode == 7 {
		if number := read(8); number != 26 {
			t.Errorf("character set %d", number)
		}
		mode = read(4)
	}
	if mode != 4 {
		t.Fatalf("mode %d", mode)
	}
	out := make([]byte, read(16))
	for i := range out {
		out[i] = byte(read(8))
	}
	return string(out)
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}
