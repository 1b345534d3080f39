package record_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
)

func TestAPassportShowsEveryProductWithItsWholeLabel(t *testing.T) {
	t.Parallel()
	h := filled(t)
	page := h.get("/passport")
	h.says(page, "Needling", "20 November 2026, 09:00", "1 mm", "Needling pen", "N12-0826", "Practice by the river",
		"While the skin was open", "Stillwater Glide gel", "GG-0417", "Composición: Agua, Hyaluronato de sodio, Goma xantana, Fenoxietanol, Etilhexilglicerina",
		"Plainfield Barrier cream", "Signs since then", "Redness or darker colour")
	sheet := h.get("/passport/print")
	h.says(sheet, "Stillwater Glide gel", "Composición: Agua, Hyaluronato de sodio", "At once:", "What the code says", "My clinic: Practice by the river")
	if strings.Contains(sheet.body, "http://") && !strings.Contains(sheet.body, "xmlns") || strings.Contains(sheet.body, "https://") {
		t.Error("the sheet leads elsewhere")
	}
}

func TestWhatIsNotKnownIsAListOfQuestions(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.says(h.get("/passport"), "Tell us about your treatment first")
	if a := h.get("/passport/print"); a.at != "/passport" {
		t.Errorf("without a course the sheet is at %s", a.at)
	}
	_, err := h.care.StartCourse(context.Background(), h.key(), clinic.Course{})
	h.must(err)
	h.says(h.get("/passport"), "What to ask the clinic", "What kind of treatment was it?", "How deep", "What was put on my skin while it was open?")
	h.says(h.get("/passport/print"), "What to ask the clinic", "Treatment: ?")
}

func TestAProductThatWasUsedGoesIntoThePassport(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.needled(20 * time.Hour)
	uses := "/course/" + id.String() + "/uses"
	form := []string{"product", "new", "name", "Glow serum", "label", "Aqua, Glycerin", "batch", "B1", "when", "during", "note", "from the fridge", "once", "a-key"}
	a := h.post(uses, form...)
	if a.at != "/course/"+id.String()+"/passport" {
		t.Fatalf("at %s: %s", a.at, a.text)
	}
	h.says(a, "While the skin was open", "Glow serum", "Aqua, Glycerin", "B1", "from the fridge")
	h.post(uses, form...) // a second click
	ctx := context.Background()
	products, err := h.care.Products(ctx, clinic.Page{})
	h.must(err)
	list, err := h.care.Uses(ctx, id, clinic.Page{})
	h.must(err)
	if len(products) != 1 || len(list) != 1 || list[0].Body.At != nil {
		t.Fatalf("%d products, uses %+v", len(products), list)
	}
	a = h.post(uses, "product", products[0].ID.String(), "when", "after", "day", "2026-11-22", "clock", "09:30")
	h.says(a, "22 November 2026, 09:30")
	page := h.get(uses)
	h.says(page, "Written down so far (2)")
	use := regexp.MustCompile(`name="use" value="([^"]+)"`).FindStringSubmatch(page.body)[1]
	h.says(h.post("/course/"+id.String()+"/unuse", "use", use), "Written down so far (1)")
	if a := h.post("/course/"+clinic.None.String()+"/unuse", "use", use); a.status != http.StatusNotFound {
		t.Errorf("in another course: %d", a.status)
	}
}

func TestAWrongUseIsAskedAgainAndKeepsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.needled(20 * time.Hour)
	uses := "/course/" + id.String() + "/uses"
	for name, c := range map[string]struct {
		form []string
		says string
	}{
		"nothing":                          {nil, "Please choose"},
		"no time":                          {[]string{"product", "new", "name", "Serum"}, "Please choose"},
		"a product without words":          {[]string{"product", "new", "when", "after"}, "Write the name or paste the label"},
		"a product that is none":           {[]string{"product", "glue", "when", "after"}, "Please choose"},
		"a day to come":                    {[]string{"product", "new", "name", "Serum", "when", "after", "day", "2026-12-01"}, "still to come"},
		"a time without a day":             {[]string{"product", "new", "name", "Serum", "when", "after", "clock", "10:00"}, "Which day was it?"},
		"a time that never was":            {[]string{"product", "new", "name", "Serum", "when", "after", "day", "2026-03-29", "clock", "02:30"}, "This time did not exist"},
		"a label of 70,000 signs":          {[]string{"product", "new", "label", strings.Repeat("Aqua, ", 12_000), "when", "after"}, "too long"},
		"a label of 64 KiB and more bytes": {[]string{"product", "new", "label", strings.Repeat("ü", 40_000), "when", "after"}, "too long"},
	} {
		got := h.post(uses, c.form...)
		if got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, got.status)
		}
		h.says(got, c.says)
	}
	products, err := h.care.Products(context.Background(), clinic.Page{})
	h.must(err)
	if len(products) > 0 {
		t.Errorf("%d products were kept", len(products))
	}
	if got := h.post(uses, "product", clinic.None.String(), "when", "after"); got.status != http.StatusNotFound {
		t.Errorf("a product that is not there: %d", got.status)
	}
}

func TestNoAddressOfThesePagesSaysAnythingAboutHealth(t *testing.T) {
	t.Parallel()
	h := filled(t)
	id := h.course().ID.String()
	ours := regexp.MustCompile(`^(/|/(check-in|timeline|plan|help|check|course/new|courses|shelf|passport|session|before|sources|my-data|language)|/course/new/[0-9a-f-]{36}/\d+|/course/[0-9a-f-]{36}/(edit|remove|passport|print|uses|unuse)|/assets/.+|#[\w.-]+)$`)
	pages := []answer{h.post("/course/new", "done", "peel_deep"), h.post("/course/"+id+"/edit", "step", "3")}
	for _, page := range []string{"/course/new", "/courses", "/passport", "/passport/print", "/course/" + id + "/edit", "/course/" + id + "/remove", "/course/" + id + "/uses"} {
		pages = append(pages, h.get(page))
	}
	for _, p := range pages {
		for _, m := range regexp.MustCompile(`(?:href|action|src)="([^"]*)"`).FindAllStringSubmatch(p.body, -1) {
			if !ours.MatchString(m[1]) {
				t.Errorf("%s leads to %s", p.at, m[1])
			}
		}
		if strings.Contains(p.body, " style=") || strings.Contains(p.body, "onclick") {
			t.Errorf("%s has style or script inside", p.at)
		}
	}
}

func TestWhatIsNotThereIsSaid(t *testing.T) {
	t.Parallel()
	h := open(t)
	gone := "019f0000-0000-7000-8000-000000000000"
	for _, address := range []string{
		"/course/" + gone + "/edit", "/course/x/edit", "/course/" + gone + "/passport", "/course/" + gone + "/print", "/course/" + gone + "/uses",
		"/course/" + gone + "/remove", "/course/new/" + gone + "/1", "/course/new/x/1",
	} {
		if a := h.get(address); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", address, a.status)
		}
	}
	a := h.post("/course/new", "done", "needling")
	for _, step := range []int{-1, 0, 11, 99999} {
		if got := h.get(a.step(step)); got.status != http.StatusNotFound {
			t.Errorf("step %d: %d", step, got.status)
		}
	}
	h.says(h.get(a.step(9)), "Is this right?") // not asked of needles
}

// FuzzForms sends what no form of ours sends: never an error of the inside, never a page that
// repeats markup that somebody sent, and whatever is kept can be shown.
func FuzzForms(f *testing.F) {
	for _, seed := range []string{
		"", "done=needling", "which=today&clock=08:00", "which=other&day=2026-03-29&clock=02:30&zone=Europe/Berlin", "mm=1.5&deep=medium", "mm=1e308",
		"name=<script>&phone=%ff", "happened=sun&happened=none", "skin=closed&closed=2026-11-21", "session=2&next=2026-12-24",
		"product=new&name=<script>&when=during", "zone=../../etc/passwd&which=today", strings.Repeat("area=face&", 500), "note=%00%0d%0a&device=%e2%80%ae",
	} {
		for step := range 12 {
			f.Add(step, seed)
		}
	}
	h := open(f)
	id := h.needled(20 * time.Hour).String()
	journey := h.post("/course/new", "done", "laser_full_ablative")
	f.Fuzz(func(t *testing.T, step int, body string) {
		h.t = t
		address := journey.step(step)
		if step == 10 {
			address = "/course/" + id + "/uses"
		}
		if step == 11 {
			address = "/course/" + id + "/edit"
		}
		r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for _, got := range []answer{h.do(r), h.get(journey.step(10)), h.get("/passport/print")} {
			if got.status >= http.StatusInternalServerError {
				t.Errorf("%s answers %d to %q", got.at, got.status, body)
			}
			if strings.Contains(got.body, "<script>") {
				t.Errorf("markup comes back at %s: %q", got.at, body)
			}
		}
	})
}
