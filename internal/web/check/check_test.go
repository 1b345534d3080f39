package check_test

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit"
	"skinafter/internal/testkit/house"
	"skinafter/internal/web/check"
	"skinafter/internal/web/frame"
	"skinafter/knowledge/casebook"
)

// noon is the time of every test: a Sunday.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// desk is the pages of this package over a fresh record.
type desk struct {
	care *clinic.Care
	mux  *http.ServeMux
	lang string
}

func open(t testing.TB) *desk {
	t.Helper()
	base := testkit.Facts(t)
	now := func() time.Time { return noon }
	care := house.Care(t, now)
	f, err := frame.New(frame.Options{Care: care, Facts: base, Now: now, Zone: time.UTC, Pseudo: true, Files: map[string]fs.FS{"check": check.Files}})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{care: care, mux: http.NewServeMux()}
	for _, route := range check.Routes(f) {
		d.mux.Handle(route.Pattern, f.Serve(route))
	}
	return d
}

func (d *desk) do(r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set("Accept-Language", d.lang)
	w := httptest.NewRecorder()
	d.mux.ServeHTTP(w, r)
	return w
}

func (d *desk) get(path string) *httptest.ResponseRecorder {
	return d.do(httptest.NewRequest(http.MethodGet, path, nil))
}

func (d *desk) post(path string, pairs ...string) *httptest.ResponseRecorder {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return d.do(r)
}

func (d *desk) course(t testing.TB, ended time.Time) clinic.ID {
	t.Helper()
	saved, err := d.care.StartCourse(t.Context(), clinic.NewOnce("course", "course", 1), clinic.Course{
		Modality: "needling", DepthMM: 1.5, Area: "face", Ended: clinic.Span{First: ended, Last: ended}, Zone: "UTC",
	})
	if err != nil {
		t.Fatal(err)
	}
	return saved.ID
}

// words are the words of a page, without its marks.
var tags = regexp.MustCompile(`(?s)<script.*?</script>|<[^>]*>`)

func words(w *httptest.ResponseRecorder) string {
	text := strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&", "&#43;", "+").Replace(tags.ReplaceAllString(w.Body.String(), " "))
	return strings.Join(strings.Fields(text), " ")
}

func wants(t *testing.T, w *httptest.ResponseRecorder, status int, texts ...string) {
	t.Helper()
	said := words(w)
	if w.Code != status {
		t.Errorf("status %d, want %d: %s", w.Code, status, said)
	}
	at := 0
	for _, text := range texts {
		i := strings.Index(said[at:], text)
		if i < 0 {
			t.Errorf("the page does not say %q (in this order): %s", text, said)
			return
		}
		at += i
	}
	if missing := regexp.MustCompile(`<[a-z_]+\.[a-z_.]+>|&lt;[a-z_]+\.`).FindString(w.Body.String()); missing != "" {
		t.Errorf("a text is missing: %s", missing)
	}
}

func TestAPastedLabelIsAnsweredWithADateWithoutAnyCourse(t *testing.T) {
	t.Parallel()
	d := open(t)
	wants(t, d.get("/check"), http.StatusOK, "Check a product", "What is in it?", "When was the treatment?", "What was done?", "Show the answer")
	w := d.post("/check", "text", "Aqua, Glycerin, Retinol", "when", "yesterday", "hour", "evening", "done", "needles", "deep", "unsure")
	wants(t, w, http.StatusOK, "Do not use this now.", "Saturday 5 December, 23:59", "RETINOL", "The strictest first", "Why, and who says so", "Rule: Vitamin A products (retinoids) (i13)", "Who says so",
		"When to get help", "At once:", "The same day:", "not been reviewed by a clinician")
	if list, err := d.care.Products(t.Context(), clinic.Page{}); err != nil || len(list) != 0 {
		t.Errorf("something was kept: %d, %v", len(list), err)
	}
}

func TestTheAnswerSaysWhatWasMisreadUnreadAskedAndDisputed(t *testing.T) {
	t.Parallel()
	d := open(t)
	w := d.post("/check", "text", "Aqua, Glycerln, Retinol, Foobarium extract, Parfum", "when", "today", "done", "needles", "deep", "deep")
	wants(t, w, http.StatusOK, "Others say", "Where sources disagree", "Decided here:", "Read with a change", "Glycerln", "GLYCERIN", "Not known to us", "Foobarium extract", "Ask the maker")
	if !strings.Contains(words(w), "earns by it") && !strings.Contains(words(w), "Earns by it:") {
		t.Error("nothing says who earns by it")
	}
}

func TestNothingIsKnownAndTheAnswerIsCareful(t *testing.T) {
	t.Parallel()
	d := open(t)
	w := d.post("/check", "text", "Aqua, Retinol")
	wants(t, w, http.StatusOK, "Do not use this now.")
	if strings.Contains(words(w), "You may use this now") {
		t.Error("not knowing became a yes")
	}
}

func TestTheCourseIsTakenWhereThereIsOne(t *testing.T) {
	t.Parallel()
	d := open(t)
	id := d.course(t, noon.Add(-20*time.Hour))
	page := d.get("/check")
	wants(t, page, http.StatusOK, "Needling, 20 h ago", "another treatment")
	if strings.Contains(words(page), "What was done?") {
		t.Error("it asks again what is known")
	}
	wants(t, d.get("/check/any"), http.StatusOK, "my own treatment", "What was done?")
	w := d.post("/check", "course", id.String(), "text", "Aqua, Retinol")
	wants(t, w, http.StatusOK, "Saturday 5 December, 16:00")
	wants(t, d.post("/check", "course", "019f0000-0000-7000-8000-000000000000", "text", "Aqua"), http.StatusUnprocessableEntity, "was deleted", "Aqua")
}

func TestAFormThatIsNotRightComesBackWithEverythingTyped(t *testing.T) {
	t.Parallel()
	d := open(t)
	for name, c := range map[string]struct {
		form []string
		says string
	}{
		"nothing at all":               {[]string{"text", "  ", "name", ""}, "Please paste what is in it"},
		"a barcode of nobody":          {[]string{"barcode", "4006381333931"}, "not on your shelf yet"},
		"a barcode that is none":       {[]string{"barcode", "123"}, "cannot be taken"},
		"a treatment of no list":       {[]string{"text", "Aqua typed", "done", "magic"}, "choose one"},
		"a time to come":               {[]string{"text", "Aqua typed", "when", "today", "hour", "evening"}, "still to come"},
		"a day that never was":         {[]string{"text", "Aqua typed", "day", "2026-02-30"}, "write a day"},
		"a day and half a time":        {[]string{"text", "Aqua typed", "day", "2026-11-20", "clock", "99:99"}, "write a time"},
		"two answers to one":           {[]string{"text", "Aqua typed", "done", "needles", "done", "peel-deep"}, "came twice"},
		"a label longer than any pack": {[]string{"text", "Aqua typed, " + strings.Repeat("Glycerin, ", 7000)}, "too long"},
	} {
		w := d.post("/check", c.form...)
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(words(w), c.says) || !strings.Contains(words(w), "What you wrote is still here") {
			t.Errorf("%s: %d %.600s", name, w.Code, words(w))
		}
		if c.form[0] == "text" && strings.TrimSpace(c.form[1]) != "" && !strings.Contains(w.Body.String(), "Aqua typed") {
			t.Errorf("%s: what was typed is gone", name)
		}
	}
}

func TestTheQuestionCanBeChangedWithoutTypingItAgain(t *testing.T) {
	t.Parallel()
	d := open(t)
	form := []string{"text", "Aqua, <b>Retinol", "when", "two", "hour", "morning", "done", "peel-light", "deep", "unsure", "more", "tolerated", "name", "My cream"}
	answer := d.post("/check", form...).Body.String()
	for i := 0; i < len(form); i += 2 {
		if !strings.Contains(answer, `type="hidden" name="`+form[i]+`"`) {
			t.Errorf("the answer does not carry %s", form[i])
		}
	}
	w := d.post("/check", append(form, "do", "change")...)
	page := w.Body.String()
	for _, want := range []string{"Aqua, &lt;b&gt;Retinol", `value="two" checked`, `value="peel-light" checked`, `value="tolerated" checked`, `value="My cream"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the question came back without %s", want)
		}
	}
	if w.Code != http.StatusOK {
		t.Errorf("status %d", w.Code)
	}
}

func TestTheShelfPutsNewProductsInOrderAndKeepsThemOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	wants(t, d.get("/shelf"), http.StatusOK, "Your shelf is empty")
	add := []string{"name", "Night serum", "text", "Aqua, Retinol", "once", "k1"}
	first, again := d.post("/shelf", add...), d.post("/shelf", add...)
	if first.Code != http.StatusSeeOther || first.Header().Get("Location") != again.Header().Get("Location") {
		t.Errorf("a second click: %d %s, %d %s", first.Code, first.Header().Get("Location"), again.Code, again.Header().Get("Location"))
	}
	d.post("/shelf", "name", "Sun fluid", "form", "sunscreen", "text", "Aqua, Zinc Oxide", "once", "k2")
	wants(t, d.get("/shelf"), http.StatusOK, "Night serum", "Enter your treatment")
	d.course(t, noon.Add(-20*time.Hour))
	wants(t, d.get("/shelf"), http.StatusOK, "Start nothing new yet.", "New products, one at a time", "Sun fluid", "Night serum", "Wait at least 24 h", "When to get help")
	wants(t, d.get(first.Header().Get("Location")), http.StatusOK, "Night serum", "Do not use this now.", "Saturday 5 December, 16:00", "The whole label", "No use is noted", "Take it off the shelf")
	wants(t, d.post("/shelf", "text", "Aqua", "once", "k3"), http.StatusUnprocessableEntity, "give it a name")
}

var hidden = regexp.MustCompile(`name="version" value="(\d+)"`)

func TestAProductIsUsedTakenOffAndDeleted(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.course(t, noon.Add(-20*time.Hour))
	at := d.post("/shelf", "name", "Cream", "text", "Aqua", "barcode", "4006381333931", "once", "k1").Header().Get("Location")
	if w := d.post("/shelf", "name", "Other", "text", "Aqua", "barcode", "4006381333931", "once", "k2"); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("the same barcode twice: %d", w.Code)
	}
	wants(t, d.post(at+"/use", "once", "u0"), http.StatusUnprocessableEntity, "choose one")
	wants(t, d.post(at+"/use", "when", "after", "day", "2031-01-01", "once", "u1"), http.StatusUnprocessableEntity, "still to come")
	if w := d.post(at+"/use", "when", "after", "day", "2026-11-22", "clock", "08:00", "once", "u2"); w.Code != http.StatusSeeOther {
		t.Errorf("noting a use: %d %s", w.Code, words(w))
	}
	page := d.get(at)
	wants(t, page, http.StatusOK, "After the treatment, Sun 2026-11-22 08:00", "Remove")
	version := hidden.FindStringSubmatch(page.Body.String())[1]
	wants(t, d.post(at+"/remove", "version", version, "once", "r0"), http.StatusConflict, "still needed")
	if w := d.post(at, "do", "off", "version", version, "once", "c1"); w.Code != http.StatusSeeOther {
		t.Errorf("off the shelf: %d", w.Code)
	}
	wants(t, d.post(at, "do", "prescribed", "version", version, "once", "c2"), http.StatusConflict, "changed somewhere else")
	wants(t, d.get("/shelf"), http.StatusOK, "1 product off the shelf", "Cream")
	use := regexp.MustCompile(`name="use" value="([^"]+)"`).FindStringSubmatch(d.get(at).Body.String())[1]
	d.post(at+"/use/remove", "use", use, "once", "r1")
	version = hidden.FindStringSubmatch(d.get(at).Body.String())[1]
	if w := d.post(at+"/remove", "version", version, "once", "r2"); w.Code != http.StatusSeeOther || d.get(at).Code != http.StatusNotFound {
		t.Errorf("deleting: %d, then %d", w.Code, d.get(at).Code)
	}
}

func TestWithThePurposeRecordNothingIsJudged(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.course(t, noon.Add(-20*time.Hour))
	d.post("/shelf", "name", "Night serum", "text", "Aqua, Retinol, Parfum", "once", "k1")
	self, err := d.care.Self(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	person := self.Body
	person.Purpose = clinic.PurposeRecord
	if _, err := d.care.SavePerson(t.Context(), clinic.NewOnce("p", "p", 1), self.Version, person); err != nil {
		t.Fatal(err)
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"check": d.post("/check", "text", "Aqua, Retinol, Parfum", "when", "today", "done", "needles"), "shelf": d.get("/shelf"),
	} {
		said := words(w)
		for _, judged := range []string{"Do not use", "You may use", "Earliest", "Wait:", "have to wait", "Start nothing", "may be used now"} {
			if strings.Contains(said, judged) {
				t.Errorf("%s says %q: %s", name, judged, said)
			}
		}
	}
	wants(t, d.post("/check", "text", "Aqua, Retinol", "when", "today", "done", "needles"), http.StatusOK, "What the sources say", "keeps records", "RETINOL", "Skip retinoids", "When to get help")
}

func TestEveryRuleAndEverySourceCanBeOpened(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, lang := range []string{"en", "de"} {
		d.lang = lang
		links := regexp.MustCompile(`href="(/sources/[^"]+)"`).FindAllStringSubmatch(d.get("/sources").Body.String(), -1)
		base := testkit.Facts(t)
		if rules := len(casebook.Cover(base, nil, nil)); len(links) < rules+len(base.Sources)+len(base.Conflicts) {
			t.Errorf("%s: %d links to %d rules", lang, len(links), rules)
		}
		for _, link := range links {
			w := d.get(link[1])
			if page := w.Body.String(); w.Code != http.StatusOK || strings.Contains(page, "&lt;") && regexp.MustCompile(`&lt;[a-z_]+\.[a-z]`).MatchString(page) {
				t.Errorf("%s %s: %d", lang, link[1], w.Code)
			}
		}
	}
}

func TestTheSearchFindsWordsThatNeverStandInTheAddress(t *testing.T) {
	t.Parallel()
	d := open(t)
	wants(t, d.post("/sources", "q", "RETINOIDS sting firm"), http.StatusOK, "1 result.", "Vitamin A products")
	wants(t, d.post("/sources", "q", "zzzz"), http.StatusOK, "0 results.", "Show all")
	wants(t, d.post("/sources", "q", strings.Repeat("a", 500)), http.StatusOK, "too long")
	if page := d.get("/sources?q=zzzz").Body.String(); strings.Contains(page, "zzzz") || strings.Contains(page, "0 results") {
		t.Error("the address is searched for words")
	}
	for _, path := range []string{"/sources/nothing", "/sources/rule/nothing", "/sources/rule/S34", "/sources/..%2f", "/shelf/nothing"} {
		wants(t, d.get(path), http.StatusNotFound, "not here")
	}
}

// FuzzCheckPage: whatever is sent to the question, a page comes back: the answer, or the
// question again.
func FuzzCheckPage(f *testing.F) {
	d := open(f)
	for _, seed := range []string{
		"text=Aqua&when=today", "text=%ff", "when=yesterday&hour=evening&done=needles&deep=deep&text=Retinol", "name=sauna", "text=a&day=2026-03-29&clock=02:30",
		"barcode=4006381333931", "text=a&course=x", "do=change&text=%00", "text=" + strings.Repeat("a,", 300), "more=x&form=y&text=z",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest(http.MethodPost, "/check", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := d.do(r)
		if w.Code >= http.StatusInternalServerError || w.Body.Len() == 0 || strings.Contains(w.Body.String(), "ZgotmplZ") {
			t.Fatalf("%q gives %d", body, w.Code)
		}
	})
}
