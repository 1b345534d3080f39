package journeys_test

import (
	"testing"

	"skinafter/internal/testkit/browser"
)

// serum is a label as somebody pastes it at night.
const serum = "INGREDIENTS: Aqua, Glycerin, Niacinamide, Retinol 0.3 %, Tocopherol, Parfum (Fragrance), Linalool"

// cream is a label in which nothing has to wait long.
const cream = "Aqua, Glycerin, Petrolatum, Ceramide NP, Cholesterol"

func TestFirstDatedVerdictTakesFewTaps(t *testing.T) {
	t.Parallel()
	both(t, empty, func(h *app, p *browser.Phone) {
		p.Visit("/").Sees("What would you like to know?", "Nobody is watching this")
		p.Tap("Check a product").Fill("text", serum).Touch("Yesterday").Tap("Show the answer")
		p.Sees("Retinol", "Earliest:", "December", "after the treatment", "When to get help")
		atMost(h.t, p, 4)
		p.Touch("Why, and who says so").Sees("Who says so", "Earns by it")
		p.Tap("css:a[href='/sources/rule/i13']").Sees("What the rule says", "No clinician has signed this rule yet")
	})
}

func TestAVerdictInACourseTakesFewTaps(t *testing.T) {
	t.Parallel()
	both(t, filled, func(h *app, p *browser.Phone) {
		p.Visit("/").Tap("Check a product").Fill("text", serum).Tap("Show the answer")
		p.Sees("Retinol", "Earliest:", "needling")
		atMost(h.t, p, 3)
	})
}

func TestAQuestionCanBeChangedAndIsNotLost(t *testing.T) {
	t.Parallel()
	both(t, empty, func(h *app, p *browser.Phone) {
		p.Visit("/check").Tap("Show the answer").Refused(422).Sees("Please look at this again", "paste what is in it")
		p.Fill("text", serum).Touch("2 days ago").Touch("Needles: pen").Touch("Over 1 mm").Tap("Show the answer")
		p.Sees("Retinol").Tap("Change the question")
		kept := browser.Script[string](p, "document.querySelector('[name=text]').value")
		chosen := browser.Script[string](p, "[...document.querySelectorAll('input:checked')].map(e => e.value).join(' ')")
		if kept != serum || chosen != "two unsure needles deep leave-on" && chosen != "two unsure needles deep" {
			h.t.Errorf("kept %q and %q", kept, chosen)
		}
	})
}

func TestAProductGoesOnTheShelfAndIsUsed(t *testing.T) {
	t.Parallel()
	both(t, filled, func(_ *app, p *browser.Phone) {
		p.Visit("/").Tap("css:nav a[href='/shelf']").Sees("My shelf", "Luma Nocte night serum", "Start nothing new yet")
		p.Tap("Add a product").Fill("name", "Winter balm").Fill("text", cream).Tap("Put it on my shelf")
		p.Sees("Winter balm")
		p.Visit("/shelf").Tap("Winter balm").Sees("No use is noted")
		p.Touch("Note a use").Touch("css:input[name=when][value=just-now]").Tap("Note it").SeesNot("No use is noted")
		p.Visit("/timeline").Sees("Used: Winter balm")
	})
}

func TestAShelfIsThereWithoutACourse(t *testing.T) {
	t.Parallel()
	both(t, empty, func(_ *app, p *browser.Phone) {
		p.Visit("/shelf").Sees("Your shelf is empty").Tap("Add a product")
		p.Tap("Put it on my shelf").Refused(422).Sees("Please look at this again", "Please give it a name")
		p.Fill("name", "Winter balm").Fill("text", cream).Tap("Put it on my shelf").Sees("Winter balm", "Enter my treatment")
		p.Visit("/shelf").Sees("Winter balm", "Enter your treatment")
	})
}

func TestEveryRuleAndSourceCanBeRead(t *testing.T) {
	t.Parallel()
	both(t, empty, func(_ *app, p *browser.Phone) {
		p.Visit("/").Tap("Rules and sources").Sees("Every answer here comes from a rule", "No clinician has signed these rules yet")
		p.Fill("q", "retinol").Tap("Search").Sees("results")
		p.Tap("css:main details[open] a").Sees("What the rule says", "The rule as it is written")
		p.Touch("The rule as it is written")
		p.Tap("css:main a[href^='/sources/']:not([href*='/rule/'])").Sees("Checked")
	})
}
