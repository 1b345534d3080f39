package person_test

import (
	"archive/zip"
	"bytes"
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/house"
)

func (h *app) self() clinic.Record[clinic.Person] {
	h.T.Helper()
	self, err := h.Care.Self(context.Background())
	h.Must(err)
	return self
}

func TestTheNextSessionSaysWhatSpeaksAgainstItAndWhatSettlesIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Says(h.Get("/session"), "Tell us about your treatment first")
	h.Needled(20 * time.Hour)
	a := h.Get("/session")
	h.Says(a, "Not yet.", "Not before Saturday 19 December, 16:00", "Four weeks between two sessions", "It is not written down what touched your skin last time", "It is not agreed")
	a = h.Post("/session", "topics", "agreed", "topics", "passport", "topics", "screening")
	h.Says(a, "Earliest: Saturday 19 December, 16:00", "Four weeks between two sessions")
	h.SaysNot(a, "It is not agreed", "have to be asked again", "It is not written down")
	// A tick that was taken away counts again.
	h.Says(h.Post("/session", "topics", "agreed"), "have to be asked again", "It is not written down")
	h.Later(30 * 24 * time.Hour)
	a = h.Post("/session", "topics", "agreed", "topics", "passport", "topics", "screening")
	h.Says(a, "Nothing speaks against the next session.")
	if bad := h.Post("/session", "topics", "everything"); bad.Status != http.StatusUnprocessableEntity {
		t.Errorf("a topic nobody knows: %d", bad.Status)
	}
}

func TestASessionThatIsPlannedTooEarlyIsSaid(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	c, _, err := h.Care.Current(context.Background())
	h.Must(err)
	next := house.Start().Add(5 * 24 * time.Hour)
	c.Body.Next = &next
	_, err = h.Care.ChangeCourse(context.Background(), h.Key(), c.ID, c.Version, c.Body)
	h.Must(err)
	h.Says(h.Get("/session"), "You planned it for 27 November 2026.", "That is too early.")
}

func TestPurposeRecordWorksOutNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Needled(20 * time.Hour)
	h.Person(func(x *clinic.Person) { x.Purpose, x.Conditions = clinic.PurposeRecord, []string{"keloid"} })
	session, before := h.Get("/session"), h.Get("/before")
	h.Says(session, "works out no answer", "Skin needs at least four weeks between two sessions")
	h.Says(before, "works out no answer", "You make thick scars", "Nobody has tested") // as they are written, whoever asks
	for _, a := range []house.Answer{session, before} {
		h.SaysNot(a, "Not yet.", "Earliest", "Do not have this treatment", "Nothing speaks against", "Put the treatment off", "Level ")
	}
}

func TestBeforeATreatmentNothingIsAskedTwice(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Says(h.Get("/before"), "What is planned?")
	a := h.Post("/before", "planned", "rf_needling")
	h.Says(a, "About you and your health", "Year you were born")
	if a.At != "/before/health" {
		t.Fatalf("at %s", a.At)
	}
	a = h.Post(a.At, "version", h.Field(a, "version"), "birth_year", "1990", "skin_type", "IV", "conditions", "pacemaker", "none_allergies", "yes", "none_medicines", "yes")
	if a.At != "/before" {
		t.Fatalf("at %s: %s", a.At, a.Text)
	}
	h.Says(a, "implant with a battery", "Nobody has answered this yet", "Are the needles sterile", "I know of no allergy", "Olive or light brown")
	h.SaysNot(a, "How old are you?", "Which medicines and supplements", "Are you allergic")
	a = h.Post("/before", "planned", "rf_needling", "topics", "needles", "topics", "products")
	h.SaysNot(a, "Are the needles sterile, for one use, and opened in front of me?")
	// What is planned can be changed, and what was settled stays.
	a = h.Post("/before", "planned", "unsure", "topics", "needles", "topics", "products")
	if a.At != "/before" {
		t.Errorf("at %s", a.At)
	}
	h.Needled(20 * time.Hour) // now it is about the session after this one
	h.Says(h.Get("/before"), "What is planned?")
	h.Says(h.Post("/before", "planned", "needling"), "What is settled with the clinic?")
}

func TestHealthIsKeptAndWhatIsNotToldStaysUntold(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Person(func(x *clinic.Person) { x.Conditions, x.Country = []string{"allergy:lanolin", "acne"}, "DE" })
	page := h.Get("/my-data/health")
	version := h.Field(page, "version")
	a := h.Post("/my-data/health", "version", version, "conditions", "keloid", "conditions", "pregnancy", "allergies", " Nickel \r\n\r\nparfum\n", "medicines", "Aspirin 100", "avoid", "Alcohol", "skin_type", "unknown")
	h.Says(a, "own thick scars", "Nickel, parfum", "Aspirin 100", "Alcohol", "Born not answered yet")
	x := h.self().Body
	if !slices.Equal(x.Conditions, []string{"allergy:lanolin", "keloid", "pregnancy"}) || !slices.Equal(x.Allergies, []string{"Nickel", "parfum"}) || x.Country != "DE" ||
		!slices.Equal(x.Told, []string{"conditions", "allergies", "medicines"}) || x.BirthYear != 0 {
		t.Errorf("kept %+v", x)
	}
	page = h.Get("/my-data/health")
	h.Post("/my-data/health", "version", h.Field(page, "version"), "birth_year", "1958", "none_medicines", "yes")
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
		got := h.Post("/my-data/health", append(c.form, "version", "1")...)
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, c.keeps) {
			t.Errorf("%s: %d, kept %t", name, got.Status, strings.Contains(got.Body, c.keeps))
		}
		h.Says(got, c.says)
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
		version := h.Field(h.Get(strings.TrimSuffix(address, "/settings")), "version")
		h.Person(func(x *clinic.Person) { x.BirthYear = 1977 })
		got := h.Post(address, append(c.form, "version", version)...)
		if got.Status != http.StatusConflict {
			t.Errorf("%s: %d", address, got.Status)
		}
		h.Says(got, "What you wrote", c.yours, "What is kept now")
	}
}

func TestLanguageCountryAndPurposeAreKept(t *testing.T) {
	t.Parallel()
	h := open(t)
	page := h.Get("/my-data")
	h.Says(page, "Guidance", "Records only", "Nobody over the network")
	a := h.Post("/my-data/settings", "version", h.Field(page, "version"), "lang", "de", "country", "at", "purpose", "record")
	h.Says(a, "Meine Daten", "Nur Notizen")
	x := h.self().Body
	if x.Lang != "de" || x.Country != "AT" || x.Purpose != clinic.PurposeRecord {
		t.Errorf("kept %+v", x)
	}
	h.Post("/my-data/settings", "version", h.Field(a, "version"), "lang", "browser", "country", "", "purpose", "guidance")
	if x := h.self().Body; x.Lang != "" || x.Country != "" || x.Purpose != clinic.PurposeGuidance {
		t.Errorf("kept %+v", x)
	}
	for _, bad := range [][]string{{"lang", "ar-XB"}, {"country", "zz"}, {"purpose", "both"}, {"lang", "en", "lang", "de"}} {
		if got := h.Post("/my-data/settings", append(bad, "version", "3")...); got.Status != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", bad, got.Status)
		}
	}
}

func TestTheCalendarShowsAsMuchAsWasChosen(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Says(h.Get("/my-data"), "There is no plan yet")
	if a := h.Post("/my-data/calendar"); a.Status != http.StatusNotFound {
		t.Errorf("without a course: %d", a.Status)
	}
	h.Needled(20 * time.Hour)
	size := map[string]int{}
	for _, privacy := range []string{"hidden", "described", "open", ""} {
		a := h.Post("/my-data/calendar", "privacy", privacy)
		if !strings.HasPrefix(a.Body, "BEGIN:VCALENDAR\r\n") || a.Header.Get("Content-Type") != "text/calendar; charset=utf-8" || !strings.Contains(a.Header.Get("Content-Disposition"), "plan.ics") {
			t.Errorf("%s: %v %.80s", privacy, a.Header, a.Body)
		}
		size[privacy] = len(a.Body)
		if leaks := strings.Contains(strings.ToLower(a.Body), "needl"); leaks && privacy != "open" && privacy != "described" {
			t.Errorf("%q names the treatment", privacy)
		}
	}
	if size["hidden"] >= size["described"] || size[""] != size["hidden"] {
		t.Errorf("sizes %v", size)
	}
	if a := h.Post("/my-data/calendar", "privacy", "all"); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("a word nobody knows: %d", a.Status)
	}
}

func TestEverythingCanBeTakenAlong(t *testing.T) {
	t.Parallel()
	h := filled(t)
	a := h.Post("/my-data/export")
	z, err := zip.NewReader(bytes.NewReader([]byte(a.Body)), int64(len(a.Body)))
	h.Must(err)
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	if a.Header.Get("Content-Type") != "application/zip" || !slices.Contains(names, "data.json") || len(names) < 9 {
		t.Errorf("%v %v", a.Header, names)
	}
	h.Says(h.Get("/my-data/audit"), "Everything was handed out as a file", "The list is whole")
}

func TestErasingAsksOnceMoreAndGivesAReceipt(t *testing.T) {
	t.Parallel()
	h := filled(t)
	h.Says(h.Get("/my-data/erase"), "Product: 6", "Check-in: 3", "What stays")
	if a := h.Post("/my-data/erase"); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("without the tick: %d", a.Status)
	}
	a := h.Post("/my-data/erase", "sure", "yes", "once", "for-good")
	h.Says(a, "Everything was erased", "Product 6", "Check-in 3", "Delete them too", "Its seal")
	if _, there, err := h.Care.Current(context.Background()); there || err != nil {
		t.Error("a course is still there")
	}
	if x := h.self().Body; x.BirthYear != 0 {
		t.Errorf("of the person is kept: %+v", x)
	}
	h.Needled(time.Hour)
	a = h.Post("/my-data/erase", "sure", "yes", "once", "for-good") // reloaded
	h.Says(a, "nothing was erased this time")
	if _, there, _ := h.Care.Current(context.Background()); !there {
		t.Error("a reloaded receipt erased what was kept since")
	}
	h.Says(h.Get("/my-data/audit"), "Everything was erased")
}

func TestTheListOfWhatWasDoneCanBeReadToItsBeginning(t *testing.T) {
	t.Parallel()
	h := open(t)
	for i := range 120 {
		h.Person(func(x *clinic.Person) { x.BirthYear = 1900 + i })
	}
	lines, pages := 0, 0
	for address := "/my-data/audit"; address != ""; pages++ {
		a := h.Get(address)
		lines += strings.Count(a.Body, `<th scope="row">`)
		address = ""
		if m := regexp.MustCompile(`href="(/my-data/audit\?until=\d+)"`).FindStringSubmatch(a.Body); m != nil {
			address = m[1]
		}
	}
	if lines != 121 || pages != 3 {
		t.Errorf("%d lines on %d pages", lines, pages)
	}
	for _, odd := range []string{"?until=0", "?until=-5", "?until=99999999999999999999", "?until=<script>", "?until=1&until=2"} {
		if a := h.Get("/my-data/audit" + odd); a.Status != http.StatusOK {
			t.Errorf("%s: %d", odd, a.Status)
		}
	}
}

func TestEveryTemplateCanBeRead(t *testing.T) {
	t.Parallel()
	if err := open(t).Frame.Verify(); err != nil {
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
	h.Needled(20 * time.Hour)
	addresses := []string{"/my-data/health", "/my-data/settings", "/session", "/before", "/my-data/calendar"}
	f.Fuzz(func(t *testing.T, at int, body string) {
		h.T = t
		for _, got := range []house.Answer{h.Send(addresses[uint(at)%uint(len(addresses))], body), h.Get("/my-data"), h.Get("/my-data/health"), h.Get("/before"), h.Get("/session")} {
			if got.Status >= http.StatusInternalServerError {
				t.Errorf("%s answers %d to %q", got.At, got.Status, body)
			}
			if strings.Contains(got.Body, "<script>") {
				t.Errorf("markup comes back at %s: %q", got.At, body)
			}
		}
	})
}
