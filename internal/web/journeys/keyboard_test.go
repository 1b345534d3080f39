package journeys_test

import (
	"testing"

	"skinafter/internal/testkit/browser"
)

func TestCheckByKeyboardAlone(t *testing.T) {
	t.Parallel()
	both(t, empty, func(_ *app, p *browser.Phone) {
		p.Visit("/")
		p.Press(browser.KeyTab).Press(browser.KeyEnter) // "Go to the content" comes first
		p.TabTo("css:main a[href='/check']").PressTo(browser.KeyEnter)
		p.TabTo("css:[name=text]").Write(serum)
		p.TabTo("css:[name=when]:checked").Press(browser.KeyDown) // from "Not sure" on to "Today"
		p.TabTo("Show the answer").PressTo(browser.KeyEnter).Sees("Retinol", "Earliest:")
		p.TabTo("Why, and who says so").Press(browser.KeyEnter).Sees("Who says so")
		p.TabTo("Change the question")
	})
}

func TestCheckInByKeyboardAlone(t *testing.T) {
	t.Parallel()
	both(t, filled, func(_ *app, p *browser.Phone) {
		p.Visit("/").TabTo("How is my skin").PressTo(browser.KeyEnter)
		p.TabTo("css:button[value=yes]").PressTo(browser.KeyEnter)
		p.TabTo("css:input[value=itch]").Press(browser.KeySpace)
		p.TabTo("css:button[value=some]").PressTo(browser.KeyEnter).Sees("And now?")
		p.TabTo("css:input[type=radio]").Press(browser.KeySpace)
		p.TabTo("Go on").PressTo(browser.KeyEnter).Sees("How strong is it?")
		p.TabTo("css:input[value=mild]").Press(browser.KeySpace)
		p.TabTo("Go on").PressTo(browser.KeyEnter).Sees("In your own words")
		p.TabTo("css:[name=text]").Write("It is dry.")
		p.TabTo("Go on").PressTo(browser.KeyEnter).Sees("It is dry.")
		p.TabTo("Show my answer").PressTo(browser.KeyEnter).Sees("of 5", whenWorse)
	})
}

func TestARedFlagIsReachedByKeyboardAlone(t *testing.T) {
	t.Parallel()
	both(t, treated, func(h *app, p *browser.Phone) {
		p.Visit("/check-in").TabTo("css:input[value=faint]").Press(browser.KeySpace)
		p.TabTo("css:button[value=no]").PressTo(browser.KeyEnter).Sees("Level 5 of 5")
		p.TabTo("css:main a[href^='tel:']")
		p.TabTo("I have read this").PressTo(browser.KeyEnter).Sees("What do you notice?")
	})
}
