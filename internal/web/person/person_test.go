package person_test

import (
	"archive/zip"
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
)

func (h *house) self() clinic.Record[clinic.Person] {
	h.t.Helper()
	self, err := h.care.Self(context.Background())
	h.must(err)
	return self
}

func TestTheNextSessionSaysWhatSpeaksAgainstItAndWhatSettlesIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.says(h.get("/session"), "Tell us about your treatment first")
	h.needled(20 * time.Hour)
	a := h.get("/session")
	h.says(a, "Not yet.", "Not before Saturday 19 December, 16:00", "Four weeks between two sessions", "It is not written down what touched your skin last time", "It is not agreed")
	a = h.post("/session", "topics", "agreed", "topics", "passport", "topics", "screening")
	h.says(a, "Earliest: Saturday 19 December, 16:00", "Four weeks between two sessions")
	h.saysNot(a, "It is not agreed", "have to be asked again", "It is not written down")
	// A tick that was taken away counts again.
	h.says(h.post("/session", "topics", "agreed"), "have to be asked again", "It is not written down")
	h.later(30 * 24 * time.Hour)
	a = h.post("/session", "topics", "agreed", "topics", "passport", "topics", "screening")
	h.says(a, "Nothing speaks against the next session.")
	if bad := h.post("/session", "topics", "everything"); bad.status != http.StatusUnprocessableEntity {
		t.Errorf("a topic nobody knows: %d", bad.status)
	}
}

func TestASessionThatIsPlannedTooEarlyIsSaid(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	c, _, err := h.care.Current(context.Background())
	h.must(err)
	next := start.Add(5 * 24 * time.Hour)
	c.Body.Next = &next
	_, err = h.care.ChangeCourse(context.Background(), h.key(), c.ID, c.Version, c.Body)
	h.must(err)
	h.says(h.get("/session"), "You planned it for 27 November 2026.", "That is too early.")
}

func TestPurposeRecordWorksOutNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.needled(20 * time.Hour)
	h.person(func(x *clinic.Person) { x.Purpose, x.Conditions = clinic.PurposeRecord, []string{"keloid"} })
	session, before := h.get("/session"), h.get("/before")
	h.says(session, "works out no answer", "Skin needs at least four weeks between two sessions")
	h.says(before, "works out no answer", "You make thick scars", "Nobody has tested") // as they are written, whoever asks
	for _, a := range []answer{session, before} {
		h.saysNot(a, "Not yet.", "Earliest", "Do not have this treatment", "Nothing speaks against", "Put the treatment off", "Level ")
	}
}

func TestBeforeATreatmentNothingIsAskedTwice(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.says(h.get("/before"), "What is planned?")
	a := h.post("/before", "planned", "rf_needling")
	h.says(a, "About you and your health", "Year you were born")
	if a.at != "/before/health" {
		t.Fatalf("at %s", a.at)
	}
	a = h.post(a.at, "version", h.field(a, "version"), "birth_year", "1990", "skin_type", "IV", "conditions", "pacemaker", "none_allergies", "yes", "none_medicines", "yes")
	if a.at != "/before" {
		t.Fatalf("at %s: %s", a.at, a.text)
	}
	h.says(a, "implant with a battery", "Nobody has answered this yet", "Are the needles sterile", "I know of no allergy", "Olive or light brown")
	h.saysNot(a, "How old are you?", "Which medicines and supplements", "Are you allergic")
	a = h.post("/before", "planned", "rf_needling", "topics", "needles", "topics", "products")
	h.saysNot(a, "Are the needles sterile, for one use, and opened in front of me?")
	// What is planned can be changed, and what was settled stays.
	a = h.post("/before", "planned", "unsure", "topics", "needles", "topics", "products")
	if a.at != "/before" {
		t.Errorf("at %s", a.at)
	}
	h.needled(20 * time.Hour) // now it is about the session after this one
	h.says(h.get("/before"), "What is planned?")
	h.says(h.post("/before", "planned", "needling"), "What is settled with the clinic?")
}

func TestHealthIsKeptAndWhatIsNotToldStaysUntold(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.person(func(x *clinic.Person) { x.Conditions, x.Country = []string{"allergy:lanolin", "acne"}, "DE" })
	page := h.get("/my-data/health")
	version := h.field(page, "version")
	a := h.post("/my-data/health", "version", version, "conditions", "keloid", "conditions", "pregnancy", "allergies", " Nickel \r\n\r\nparfum\n", "medicines", "Aspirin 100", "avoid", "Alcohol", "skin_type", "unknown")
	h.says(a, "own thick scars", "Nickel, parfum", "Aspirin 100", "Alcohol", "Born not answered yet")
	x := h.self().Body
	if !slices.Equal(x.Conditions, []string{"allergy:lanolin", "keloid", "pregnancy"}) || !slices.Equal(x.Allergies, []string{"Nickel", "parfum"}) || x.Country != "DE" ||
		!slices.Equal(x.Told, []string{"conditions", "allergies", "medicines"}) || x.BirthYear != 0 {
		t.Errorf("kept %+v", x)
	}
	page = h.get("/my-data/health")
	h.post("/my-data/health", "version", h.field(page, "version"), "birth_year", "1958", "none_medicines", "yes")
	x = h.self().Body
	if !slices.Equal(x.Told, []string{"birth_year", "conditions", "medicines"}) || len(x.Allergies) > 0 || x.BirthYear != 1958 {
		t.Errorf("kept %+v", x)
	}
}

func TestAWrongHealthFormKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, c := range map[string]struct {
		form        []string
		says, keeps string
	}{
		"a year in words":      {[]string{"birth_year", "old", "medicines", "Aspirin"}, "whole number", "Aspirin</textarea>"},
		"a year to come":       {[]string{"birth_year", "2027"}, "whole number", `value="2027"`},
		"a skin type VII":      {[]string{"skin_type", "VII"}, "Please choose", ""},
		"an illness of nobody": {[]string{"conditions", "flu", "conditions", "acne"}, "Please choose", `value="acne" checked`},
		"both":                 {[]string{"allergies", "Nickel", "none_allergies", "yes"}, "ticked that there is nothing", "Nickel</textarea>"},
		"both illnesses":       {[]string{"conditions", "acne", "none_conditions", "yes"}, "ticked that there is nothing", `value="acne" checked`},
		"a line too long":      {[]string{"medicines", strings.Repeat("x", 300)}, "A line can have", "xxx"},
		"101 lines":            {[]string{"medicines", strings.Repeat("x\n", 101)}, "A line can have", "x\nx"},
	} {
		got := h.post("/my-data/health", append(c.form, "version", "1")...)
		if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, c.keeps) {
			t.Errorf("%s: %d, kept %t", name, got.status, strings.Contains(got.body, c.keeps))
		}
		h.says(got, c.says)
	}
	if v := h.self().Version; v != 1 {
		t.Errorf("version %d", v)
	}
}

func TestWhatWasChangedInTwoTabsIsShownTwice(t *testing.T) {
	t.Parallel()
	h := open(t)
	for address, c := range map[string]struct {
		form          []string
		yours, theirs string
	}{
		"/my-data/health":   {[]string{"medicines", "Aspirin 100", "none_allergies", "yes"}, "Medicines: Aspirin 100", "Born: 1977"},
		"/my-data/settings": {[]string{"lang", "browser", "country", "de", "purpose", "record"}, "Country: Germany", "Purpose"},
	} {
		version := h.field(h.get(strings.TrimSuffix(address, "/settings")), "version")
		h.person(func(x *clinic.Person) { x.BirthYear = 1977 })
		got := h.post(address, append(c.form, "version", version)...)
		if got.status != http.StatusConflict {
			t.Errorf("%s: %d", address, got.status)
		}
		h.says(got, "What you wrote", c.yours, "What is kept now")
	}
}

func TestLanguageCountryAndPurposeAreKept(t *testing.T) {
	t.Parallel()
	h := open(t)
	page := h.get("/my-data")
	h.says(page, "Guidance", "Records only", "Nobody over the network")
	a := h.post("/my-data/settings", "version", h.field(page, "version"), "lang", "de", "country", "at", "purpose", "record")
	h.says(a, "Meine Daten", "Nur Notizen")
	x := h.self().Body
	if x.Lang != "de" || x.Country != "AT" || x.Purpose != clinic.PurposeRecord {
		t.Errorf("kept %+v", x)
	}
	h.post("/my-data/settings", "version", h.field(a, "version"), "lang", "browser", "country", "", "purpose", "guidance")
	if x := h.self().Body; x.Lang != "" || x.Country != "" || x.Purpose != clinic.PurposeGuidance {
		t.Errorf("kept %+v", x)
	}
	for _, bad := range [][]string{{"lang", "ar-XB"}, {"country", "zz"}, {"purpose", "both"}, {"lang", "en", "lang", "de"}} {
		if got := h.post("/my-data/settings", append(bad, "version", "3")...); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", bad, got.status)
		}
	}
}

func TestTheCalendarShowsAsMuchAsWasChosen(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.says(h.get("/my-data"), "There is no plan yet")
	if a := h.post("/my-data/calendar"); a.status != http.StatusNotFound {
		t.Errorf("without a course: %d", a.status)
	}
	h.needled(20 * time.Hour)
	size := map[string]int{}
	for _, privacy := range []string{"hidden", "described", "open", ""} {
		a := h.post("/my-data/calendar", "privacy", privacy)
		if !strings.HasPrefix(a.body, "BEGIN:VCALENDAR\r\n") || a.header.Get("Content-Type") != "text/calendar; charset=utf-8" || !strings.Contains(a.header.Get("Content-Disposition"), "plan.ics") {
			t.Errorf("%s: %v %.80s", privacy, a.header, a.body)
		}
		size[privacy] = len(a.body)
		if leaks := strings.Contains(strings.ToLower(a.body), "needl"); leaks && privacy != "open" && privacy != "described" {
			t.Errorf("%q names the treatment", privacy)
		}
	}
	if size["hidden"] >= size["described"] || size[""] != size["hidden"] {
		t.Errorf("sizes %v", size)
	}
	if a := h.post("/my-data/calendar", "privacy", "all"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a word nobody knows: %d", a.status)
	}
}

func TestEverythingCanBeTakenAlong(t *testing.T) {
	t.Parallel()
	h := filled(t)
	a := h.post("/my-data/export")
	z, err := zip.NewReader(bytes.NewReader([]byte(a.body)), int64(len(a.body)))
	h.must(err)
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	if a.header.Get("Content-Type") != "application/zip" || !slices.Contains(names, "data.json") || len(names) < 9 {
		t.Errorf("%v %v", a.header, names)
	}
	h.says(h.get("/my-data/audit"), "Everything was handed out as a file", "The list is whole")
}

func TestErasingAsksOnceMoreAndGivesAReceipt(t *testing.T) {
	t.Parallel()
	h := filled(t)
	h.says(h.get("/my-data/erase"), "Product: 7", "Check-in: 3", "What stays")
	if a := h.post("/my-data/erase"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("without the tick: %d", a.status)
	}
	a := h.post("/my-data/erase", "sure", "yes", "once", "for-good")
	h.says(a, "Everything was erased", "Product 7", "Check-in 3", "Delete them too", "Its seal")
	if _, there, err := h.care.Current(context.Background()); there || err != nil {
		t.Error("a course is still there")
	}
	if x := h.self().Body; x.BirthYear != 0 {
		t.Errorf("of the person is kept: %+v", x)
	}
	h.needled(time.Hour)
	a = h.post("/my-data/erase", "sure", "yes", "once", "for-good") // reloaded
	h.says(a, "nothing was erased this time")
	if _, there, _ := h.care.Current(context.Background()); !there {
		t.Error("a reloaded receipt erased what was kept since")
	}
	h.says(h.get("/my-data/audit"), "Everything was erased")
}

func TestTheListOfWhatWasDoneCanBeReadToItsBeginning(t *testing.T) {
	t.Parallel()
	h := open(t)
	for i := range 120 {
		h.person(func(x *clinic.Person) { x.BirthYear = 1900 + i })
	}
	lines, pages := 0, 0
	for address := "/my-data/audit"; address != ""; pages++ {
		a := h.get(address)
		lines += strings.Count(a.body, `<th scope="row">`)
		address = ""
		if m := regexp.MustCompile(`href="(/my-data/audit\?until=\d+)"`).FindStringSubmatch(a.body); m != nil {
			address = m[1]
		}
	}
	if lines != 121 || pages != 3 {
		t.Errorf("%d lines on %d pages", lines, pages)
	}
	for _, odd := range []string{"?until=0", "?until=-5", "?until=99999999999999999999", "?until=<script>", "?until=1&until=2"} {
		if a := h.get("/my-data/audit" + odd); a.status != http.StatusOK {
			t.Errorf("%s: %d", odd, a.status)
		}
	}
}

func TestEveryTemplateCanBeRead(t *testing.T) {
	t.Parallel()
	if err := open(t).frame.Verify(); err != nil {
		t.Error(err)
	}
}

// FuzzForms sends what no form of ours sends: never an error of the inside, never a page that
// repeats markup that somebody sent, and whatever is kept can be shown.
func FuzzForms(f *testing.F) {
	for _, seed := range []string{
		"", "version=1&birth_year=1990&medicines=Aspirin%0aGold", "version=2&conditions=acne&none_conditions=yes", "lang=de&country=at&purpose=record&version=1",
		"topics=agreed&topics=<script>", "planned=needling&topics=needles", "privacy=open", "allergies=<script>&version=1", "medicines=%ff%00&version=3",
		strings.Repeat("conditions=acne&", 500), "avoid=%e2%80%ae&prescribed=" + strings.Repeat("x", 300),
	} {
		for at := range 5 {
			f.Add(at, seed)
		}
	}
	h := open(f)
	h.needled(20 * time.Hour)
	addresses := []string{"/my-data/health", "/my-data/settings", "/session", "/before", "/my-data/calendar"}
	f.Fuzz(func(t *testing.T, at int, body string) {
		h.t = t
		r := httptest.NewRequest(http.MethodPost, addresses[uint(at)%uint(len(addresses))], strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for _, got := range []answer{h.do(r), h.get("/my-data"), h.get("/my-data/health"), h.get("/before"), h.get("/session")} {
			if got.status >= http.StatusInternalServerError {
				t.Errorf("%s answers %d to %q", got.at, got.status, body)
			}
			if strings.Contains(got.body, "<script>") {
				t.Errorf("markup comes back at %s: %q", got.at, body)
			}
		}
	})
}
