package journeys_test

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/testkit/browser"
)

// goOn sends the page of a course's form.
const goOn = "css:main form:last-of-type .actions button"

func TestStartingACourse(t *testing.T) {
	t.Parallel()
	both(t, empty, func(h *app, p *browser.Phone) {
		p.Visit("/").Tap("I had a treatment").Sees("What was done?").Touch("Needling with a pen").Tap(goOn)
		p.Sees("When did it end?").Touch("Yesterday").Tap(goOn)
		p.Sees("How deep did the needles go?").Fill("mm", "1.5").Tap("Skip the rest")
		p.Sees("Is this right?", "1.5 mm", "Keep this treatment").Tap("Keep this treatment")
		p.Sees("after needling", "You are here", "How is my skin?")
		atMost(h.t, p, 8)
		course, there, err := h.care.Current(h.t.Context())
		must(h.t, err)
		if !there || course.Body.DepthMM != 1.5 || course.Body.Modality != skinafter.Needling || !course.Body.Ended.Known() {
			h.t.Errorf("kept %+v", course.Body)
		}
	})
}

func TestATreatmentOfWhichNothingIsKnown(t *testing.T) {
	t.Parallel()
	both(t, empty, func(_ *app, p *browser.Phone) {
		p.Visit("/course/new").Touch("Not sure").Tap(goOn).Touch("Not sure").Tap(goOn).Tap("Skip the rest").Tap("Keep this treatment")
		p.Sees("Nobody has said when the treatment was", "Say when")
		p.Tap("Say when")
	})
}

func TestAHourThatNeverWasOffersBothNeighbours(t *testing.T) {
	t.Parallel()
	both(t, empty, func(_ *app, p *browser.Phone) {
		p.Visit("/course/new").Touch("Needling with a pen").Tap(goOn)
		p.Touch("Another day").Fill("day", "2026-03-29").Fill("clock", "02:30").Tap(goOn).Refused(422)
		p.Sees("the clocks went forward").Tap("It was ")
		p.Sees("How deep did the needles go?")
	})
}

func TestThePassportSaysWhatWasDoneAndWhatToAsk(t *testing.T) {
	t.Parallel()
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/").Tap("Passport").Sees("What was done", "Needling pen", "N12-0826", "Sterile saline", "Barrier cream", "Gentle milk wash", "1 mm")
		p.Touch("css:main details summary").Sees("Coco-Glucoside")
		p.Tap("Add a product that was used").Sees("Written down so far")
	})
}

func TestAProductThatWasUsedIsWrittenDown(t *testing.T) {
	t.Parallel()
	both(t, filled, func(_ *app, p *browser.Phone) {
		p.Visit("/passport").Tap("Add a product that was used").Touch("css:[name=product][value=new]")
		p.Touch("A product that is not on my shelf").Fill("name", "Winter balm").Fill("label", cream).Touch("css:[name=when][value=after]")
		p.Tap("Note it").Sees("Winter balm")
		p.Visit("/passport").Sees("Winter balm")
	})
}

func TestThePassportIsPrintedOnTwoSheetsAtMost(t *testing.T) {
	t.Parallel()
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/passport").Tap("Print or show it").Sees("What the code says", "Needling pen", "When to get help")
		if n := p.Sheets("passport"); n < 1 || n > 2 {
			h.t.Errorf("%d sheets", n)
		}
		if !browser.Script[bool](p, "(() => { const r = document.querySelector('figure.code svg').getBoundingClientRect(); return r.width > 100 && Math.abs(r.width - r.height) < 2 })()") {
			h.t.Error("the code cannot be read by a camera")
		}
	})
}

func TestTheNextSessionAndWhatComesBeforeOne(t *testing.T) {
	t.Parallel()
	both(t, filled, func(_ *app, p *browser.Phone) {
		p.Visit("/").Tap("Next session").Sees("Not before Friday 18 December", "What is settled?", "When to get help")
		p.Touch("All products of the next session are agreed").Tap("Keep this and show the answer").Sees("Not yet", "What is settled?")
		if got := ticked(p); !slices.Contains(got, "agreed") {
			t.Errorf("ticked: %v", got)
		}
		p.Tap("The questions before a treatment").Sees("Before a treatment", "About you and your health", "When to get help")
	})
}

func TestBeforeATreatmentAsksAndAnswers(t *testing.T) {
	t.Parallel()
	both(t, empty, func(_ *app, p *browser.Phone) {
		p.Visit("/").Tap("Before a treatment").Sees("What is planned?").Tap("Go on").Sees("About you and your health")
		p.Fill("birth_year", "1850").Tap("Keep this").Refused(422).Sees("Please look at this again")
		p.Fill("birth_year", "1990").Tap("Keep this").Sees("Before a treatment", "When to get help")
	})
}

func TestMyDataInAnotherLanguage(t *testing.T) {
	t.Parallel()
	both(t, filled, func(_ *app, p *browser.Phone) {
		p.Visit("/").Tap("My data").Sees("nowhere else", "Who can see it")
		p.Touch("css:[name=lang][value=de]").Fill("country", "de").Tap("Keep these").Sees("Meine Daten")
		p.Visit("/").Sees("Hier schaut niemand zu", "112").Tap("css:.foot button[name=lang]").Sees("Nobody is watching this")
	})
}

func TestMyDataIsHandedOut(t *testing.T) {
	t.Parallel()
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/my-data")
		name, file := p.Download("Get the file")
		list, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
		must(h.t, err)
		if !strings.HasSuffix(name, ".zip") || len(list.File) < 3 || tells("http://x/"+strings.TrimSuffix(name, ".zip")) == "needling" {
			h.t.Errorf("%s holds %d files", name, len(list.File))
		}
		name, file = p.Download("Get the calendar")
		if !strings.HasSuffix(name, ".ics") || !bytes.HasPrefix(file, []byte("BEGIN:VCALENDAR")) {
			h.t.Errorf("%s begins with %.40q", name, file)
		}
		p.Tap("Open the list").Sees("The list is whole")
	})
}

func TestMyDataIsErasedWithAReceipt(t *testing.T) {
	t.Parallel()
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/my-data").Tap("Erase everything").Sees("Erase everything?", "This goes", "What stays")
		p.Tap("Erase everything now").Refused(422).Sees("Tick the box if you are sure")
		p.Touch("Yes, I am sure").Tap("Erase everything now").Sees("Everything was erased", "receipt")
		p.Tap("To the start").Sees("What would you like to know?")
		products, err := h.care.Products(h.t.Context(), clinic.Page{})
		must(h.t, err)
		_, there, err := h.care.Current(h.t.Context())
		must(h.t, err)
		if there || len(products) != 0 {
			h.t.Errorf("%d products and a course (%v) are still kept", len(products), there)
		}
	})
}

func TestACopyForRecordsGivesNoAnswer(t *testing.T) {
	t.Parallel()
	both(t, filled, func(_ *app, p *browser.Phone) {
		p.Visit("/my-data").Touch("css:[name=purpose][value=record]").Tap("Keep these")
		p.Visit("/check").Fill("text", serum).Tap("Show the answer").Sees("What the sources say").SeesNot("Do not use this now", "Earliest:")
		p.Visit("/session").Sees("works out no answer")
		p.Visit("/before").Sees("works out no answer")
		p.Visit("/check-in").Tap("None of these").Tap("css:button[value=same]").Tap("Show my answer").SeesNot("of 5")
		p.Visit("/check-in").Touch("css:input[value=breathing_difficulty]").Tap("css:button[value=no]").Sees("112", "list of signs of danger")
	})
}
