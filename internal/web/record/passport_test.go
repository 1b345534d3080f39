package record_test

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/house"
)

func TestAPassportShowsEveryProductWithItsWholeLabel(t *testing.T) {
	t.Parallel()
	h := filled(t)
	page := h.Get("/passport")
	h.Says(page, "Needling", "20 November 2026, 09:00", "1 mm", "Needling pen", "N12-0826", "Practice by the river",
		"While the skin was open", "Stillwater Sterile saline", "SS-0417", "Ingredients: Aqua, Sodium Chloride",
		"Plainfield Barrier cream", "Signs since then", "Redness or darker colour")
	sheet := h.Get("/passport/print")
	h.Says(sheet, "Stillwater Sterile saline", "Ingredients: Aqua, Sodium Chloride", "At once:", "What the code says", "My clinic: Practice by the river")
	if strings.Contains(sheet.Body, "http://") && !strings.Contains(sheet.Body, "xmlns") || strings.Contains(sheet.Body, "https://") {
		t.Error("the sheet leads elsewhere")
	}
}

func TestWhatIsNotKnownIsAListOfQuestions(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Says(h.Get("/passport"), "Tell us about your treatment first")
	if a := h.Get("/passport/print"); a.At != "/passport" {
		t.Errorf("without a course the sheet is at %s", a.At)
	}
	_, err := h.Care.StartCourse(context.Background(), h.Key(), clinic.Course{})
	h.Must(err)
	h.Says(h.Get("/passport"), "What to ask the clinic", "What kind of treatment was it?", "How deep", "What was put on my skin while it was open?")
	h.Says(h.Get("/passport/print"), "What to ask the clinic", "Treatment: ?")
}

func TestAProductThatWasUsedGoesIntoThePassport(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Needled(20 * time.Hour)
	uses := "/course/" + id.String() + "/uses"
	form := []string{"product", "new", "name", "Glow serum", "label", "Aqua, Glycerin", "batch", "B1", "when", "during", "note", "from the fridge", "once", "a-key"}
	a := h.Post(uses, form...)
	if a.At != "/course/"+id.String()+"/passport" {
		t.Fatalf("at %s: %s", a.At, a.Text)
	}
	h.Says(a, "While the skin was open", "Glow serum", "Aqua, Glycerin", "B1", "from the fridge")
	h.Post(uses, form...) // a second click
	ctx := context.Background()
	products, err := h.Care.Products(ctx, clinic.Page{})
	h.Must(err)
	list, err := h.Care.Uses(ctx, id, clinic.Page{})
	h.Must(err)
	if len(products) != 1 || len(list) != 1 || list[0].Body.At != nil {
		t.Fatalf("%d products, uses %+v", len(products), list)
	}
	a = h.Post(uses, "product", products[0].ID.String(), "when", "after", "day", "2026-11-22", "clock", "09:30")
	h.Says(a, "22 November 2026, 09:30")
	page := h.Get(uses)
	h.Says(page, "Written down so far (2)")
	use := regexp.MustCompile(`name="use" value="([^"]+)"`).FindStringSubmatch(page.Body)[1]
	h.Says(h.Post("/course/"+id.String()+"/unuse", "use", use), "Written down so far (1)")
	if a := h.Post("/course/"+clinic.None.String()+"/unuse", "use", use); a.Status != http.StatusNotFound {
		t.Errorf("in another course: %d", a.Status)
	}
}

func TestAWrongUseIsAskedAgainAndKeepsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.Needled(20 * time.Hour)
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
		got := h.Post(uses, c.form...)
		if got.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, got.Status)
		}
		h.Says(got, c.says)
	}
	products, err := h.Care.Products(context.Background(), clinic.Page{})
	h.Must(err)
	if len(products) > 0 {
		t.Errorf("%d products were kept", len(products))
	}
	if got := h.Post(uses, "product", clinic.None.String(), "when", "after"); got.Status != http.StatusNotFound {
		t.Errorf("a product that is not there: %d", got.Status)
	}
}

func TestNoAddressOfThesePagesSaysAnythingAboutHealth(t *testing.T) {
	t.Parallel()
	h := filled(t)
	id := h.Course().ID.String()
	ours := regexp.MustCompile(`^(/|/(check-in|timeline|plan|help|check|course/new|courses|shelf|passport|session|before|sources|my-data|language)|/course/new/[0-9a-f-]{36}/\d+|/course/[0-9a-f-]{36}/(edit|remove|passport|print|uses|unuse)|/assets/.+|#[\w.-]+)$`)
	pages := []house.Answer{h.Post("/course/new", "done", "peel_deep"), h.Post("/course/"+id+"/edit", "step", "3")}
	for _, page := range []string{"/course/new", "/courses", "/passport", "/passport/print", "/course/" + id + "/edit", "/course/" + id + "/remove", "/course/" + id + "/uses"} {
		pages = append(pages, h.Get(page))
	}
	for _, p := range pages {
		for _, m := range regexp.MustCompile(`(?:href|action|src)="([^"]*)"`).FindAllStringSubmatch(p.Body, -1) {
			if !ours.MatchString(m[1]) {
				t.Errorf("%s leads to %s", p.At, m[1])
			}
		}
		if strings.Contains(p.Body, " style=") || strings.Contains(p.Body, "onclick") {
			t.Errorf("%s has style or script inside", p.At)
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
		if a := h.Get(address); a.Status != http.StatusNotFound {
			t.Errorf("%s: %d", address, a.Status)
		}
	}
	a := h.Post("/course/new", "done", "needling")
	for _, step := range []int{-1, 0, 11, 99999} {
		if got := h.Get(a.Step(step)); got.Status != http.StatusNotFound {
			t.Errorf("step %d: %d", step, got.Status)
		}
	}
	h.Says(h.Get(a.Step(9)), "Is this right?") // not asked of needles
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
	id := h.Needled(20 * time.Hour).String()
	journey := h.Post("/course/new", "done", "laser_full_ablative")
	f.Fuzz(func(t *testing.T, step int, body string) {
		h.T = t
		address := journey.Step(step)
		if step == 10 {
			address = "/course/" + id + "/uses"
		}
		if step == 11 {
			address = "/course/" + id + "/edit"
		}
		for _, got := range []house.Answer{h.Send(address, body), h.Get(journey.Step(10)), h.Get("/passport/print")} {
			if got.Status >= http.StatusInternalServerError {
				t.Errorf("%s answers %d to %q", got.At, got.Status, body)
			}
			if strings.Contains(got.Body, "<script>") {
				t.Errorf("markup comes back at %s: %q", got.At, body)
			}
		}
	})
}
