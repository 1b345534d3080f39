package journeys_test

import (
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/browser"
)

// ticked are the values of what is ticked on a page.
func ticked(p *browser.Phone) []string {
	return browser.Script[[]string](p, "[...document.querySelectorAll('main input:checked')].map(e => e.value)")
}

func TestTheBrowsersBackKeepsAnswers(t *testing.T) {
	t.Parallel()
	both(t, treated, func(h *app, p *browser.Phone) {
		p.Visit("/check-in").Tap("None of these").Touch("css:input[value=redness]").Touch("css:input[value=itch]").Tap("css:button[value=some]")
		p.Touch("css:input[value=moderate]").Tap("Go on")
		p.Back().Back().Sees("What do you notice?")
		p.Visit(p.Path()) // as it comes from the server, not from the browser's memory
		if got := ticked(p); len(got) != 2 {
			h.t.Errorf("after going back %v is ticked", got)
		}
		p.Touch("css:input[value=itch]").Tap("css:button[value=some]").SeesNot("Itch")
		if got := ticked(p); len(got) == 0 {
			h.t.Error("how strong the redness is was forgotten")
		}
		p.Tap("Go on").Tap("Go on").Sees("Is this right?", "Redness").SeesNot("Itch").Tap("Show my answer").Sees("of 5")
		p.Back().Sees("Redness") // the summary again: nothing is sent a second time by looking
		h.checkIns(1)
	})
}

// checkIns demands how many check-ins are kept.
func (h *app) checkIns(want int) {
	h.t.Helper()
	course, _, err := h.care.Current(h.t.Context())
	must(h.t, err)
	list, err := h.care.CheckIns(h.t.Context(), course.ID, clinic.Page{})
	must(h.t, err)
	if len(list) != want {
		h.t.Errorf("%d check-ins are kept, want %d", len(list), want)
	}
}

func TestTwoTabsKeepTheAnswersOfBoth(t *testing.T) {
	t.Parallel()
	both(t, treated, func(h *app, p *browser.Phone) {
		p.Visit("/check-in").Tap("None of these").Touch("css:input[value=redness]").Tap("css:button[value=some]").Sees("How strong is it?")
		second := h.phone(p.Look()).Visit(p.Path())
		p.Touch("css:input[value=severe]").Tap("Go on").Sees("In your own words")
		second.Touch("css:input[name=trend][value=worsening]")
		p.Fill("text", "written in the first tab").Tap("Go on").Sees("written in the first tab")
		second.Touch("css:input[value=severe]").Tap("Go on").Tap("Go on")
		second.Sees("Redness", "very much", "written in the first tab").Tap("Show my answer").Sees("of 5")
		p.Tap("Show my answer").Sees("of 5") // the same answer, not a second check-in
		h.checkIns(1)
	})
}

func TestTwoTabsThatChangeTheSameProductSayWhatHappened(t *testing.T) {
	t.Parallel()
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/shelf").Tap("Morning vitamin C")
		second := h.phone(p.Look()).Visit(p.Path())
		p.Tap("It was prescribed").Sees("It was not prescribed")
		second.Tap("Take it off the shelf").Refused(409).Sees("changed somewhere else", "Nothing was lost")
	})
}

func TestADoubleTapKeepsOneThing(t *testing.T) {
	t.Parallel()
	both(t, treated, func(h *app, p *browser.Phone) {
		p.Visit("/shelf/new").Fill("name", "Winter balm").Fill("text", cream).TapTwice("Put it on my shelf")
		p.Visit("/shelf").Sees("Winter balm")
		products, err := h.care.Products(h.t.Context(), clinic.Page{})
		must(h.t, err)
		if len(products) != 1 {
			h.t.Errorf("%d products are kept", len(products))
		}
	})
}
