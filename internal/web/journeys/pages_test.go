package journeys_test

import (
	"testing"

	"skinafter/internal/testkit/browser"
)

// looked is a walk over pages; each page is looked at in every way.
type looked struct {
	t *testing.T
	*browser.Phone
	full bool // all looks; else the languages beside English in day and night
}

// see demands of a page what holds for every page, in every look of this language. It takes
// pictures where they are wanted.
func (l *looked) see(name string) *looked {
	l.t.Helper()
	l.Fits().BigEnough().Quiet().Accessible().Picture(name)
	l.in("dark", name, func(k *browser.Look) { k.Dark = true }).Accessible()
	l.in("320px", name, func(k *browser.Look) { k.Width, k.Height = 320, 640 }).Fits().BigEnough()
	if !l.full {
		return l.back()
	}
	l.in("forced", "", func(k *browser.Look) { k.Forced = true }).Accessible()
	l.in("large-text", name, func(k *browser.Look) { k.TextScale = 2 }).Fits()
	if browser.Wanted() {
		l.in("paper", name, func(k *browser.Look) { k.Paper = true })
	}
	return l.back()
}

// in turns the page into a look of the phone, and takes a picture where it has a name.
func (l *looked) in(look, picture string, change func(*browser.Look)) *browser.Phone {
	l.t.Helper()
	l.Turn(func(k *browser.Look) {
		*k = plain(k.Lang)
		change(k)
		k.Name += "-" + look
	})
	if picture != "" {
		l.Picture(picture)
	}
	return l.Phone
}

// back turns the page back to the plain look of its language.
func (l *looked) back() *looked {
	l.t.Helper()
	l.Turn(func(k *browser.Look) { *k = plain(k.Lang) })
	return l
}

// plain is the look of a language: English and the language that is written from the right
// with JavaScript, German without. The person wants little motion, so that nothing is looked at
// half-way.
func plain(lang string) browser.Look {
	look := browser.Look{Name: "phone", Lang: lang, Width: 390, Height: 844, Still: true, NoScript: lang == "de"}
	if lang != "en" {
		look.Name += "-" + lang
	}
	return look
}

// walk goes over pages in every language.
func walk(t *testing.T, with fill, pages func(l *looked)) {
	t.Helper()
	for _, lang := range []string{"en", "de", "ar-XB"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			h := open(t, with)
			pages(&looked{t, h.phone(plain(lang)), lang == "en"})
		})
	}
}

// at opens a page and looks at it.
func (l *looked) at(path, name string) *looked {
	l.t.Helper()
	l.Visit(path)
	return l.see(name)
}

func TestPagesBeforeATreatment(t *testing.T) {
	t.Parallel()
	walk(t, empty, func(l *looked) {
		l.at("/", "start").at("/help", "help").at("/shelf", "shelf-empty").at("/timeline", "timeline-empty").at("/plan", "plan-empty")
		l.at("/check", "check")
		l.Tap("css:form.ask button:not([type=button])").Refused(422)
		l.see("check-refused")
		l.Fill("text", serum).Touch("css:input[value=yesterday]").Touch("css:input[value=needles]")
		l.see("check-answered").Tap("css:form.ask .actions button")
		l.see("verdict")
	})
}

func TestPagesOfWhatTheAnswersRestOn(t *testing.T) {
	t.Parallel()
	walk(t, empty, func(l *looked) {
		l.at("/sources", "sources")
		l.Fill("q", "retinol").Tap("css:form.search button")
		l.see("sources-found").at("/sources/rule/i13", "rule").at("/sources/S34", "source")
		l.Visit("/nowhere").Refused(404)
		l.see("missing").at("/api/v1/docs", "api")
	})
}

func TestPagesOfTheShelf(t *testing.T) {
	t.Parallel()
	walk(t, filled, func(l *looked) {
		l.at("/shelf", "shelf")
		l.Tap("css:.products a")
		l.see("product").at("/shelf/new", "shelf-new")
		l.Tap("css:main form button").Refused(422)
		l.see("shelf-new-refused").Visit("/check")
		l.Fill("text", cream).Tap("css:form.ask .actions button")
		l.see("verdict-in-course")
	})
}

func TestPagesOfTheDiary(t *testing.T) {
	t.Parallel()
	walk(t, filled, func(l *looked) {
		l.at("/", "now").at("/plan", "plan").at("/timeline", "timeline")
		l.Touch("css:details:has(table) summary")
		l.see("timeline-table")
	})
}

func TestPagesOfACheckIn(t *testing.T) {
	t.Parallel()
	photo := aPhoto(t)
	walk(t, filled, func(l *looked) {
		l.at("/check-in", "checkin-danger")
		l.Tap("css:button[value=yes]")
		l.see("checkin-signs")
		l.Touch("css:input[value=itch]").Tap("css:button[value=some]")
		l.see("checkin-compare").Tap("css:main form .actions button")
		l.see("checkin-sign").Tap("css:main form .actions button")
		l.see("checkin-words").Fill("text", "My cheek is hot and oozes a bit").Upload("photo", photo).Tap("css:main form .actions button")
		l.see("checkin-summary").Tap("css:main form .actions button")
		l.see("result").Visit("/timeline").Tap("css:a[href^='/photos/']")
		l.see("photo")
	})
}

func TestPagesOfARedFlag(t *testing.T) {
	t.Parallel()
	walk(t, filled, func(l *looked) {
		l.Visit("/check-in").Tap("css:button[value=no]").Refused(422)
		l.see("checkin-refused")
		l.Touch("css:input[value=breathing_difficulty]").Tap("css:button[value=no]")
		l.see("interruption").Tap("css:main form button").Tap("css:button[value=same]").Tap("css:main form .actions button")
		l.see("result-emergency")
	})
}

func TestPagesOfACourse(t *testing.T) {
	t.Parallel()
	walk(t, empty, func(l *looked) {
		next := func() *looked { l.Tap(goOn); return l }
		l.at("/course/new", "course-done").Touch("css:input[value=needling]")
		next().see("course-when").Touch("css:input[name=which][value=other]").Fill("day", "2026-03-29").Fill("clock", "02:30").Tap(goOn).Refused(422)
		l.see("course-when-gap").Tap("css:button[name=clock]")
		l.see("course-depth").Fill("mm", "99").Tap(goOn).Refused(422)
		l.see("course-depth-refused").Fill("mm", "1.5")
		for _, name := range []string{"area", "who", "tools", "session", "happened", "summary"} {
			next().see("course-" + name)
		}
		next()
		if l.Path() != "/" {
			l.t.Errorf("the form ended at %s", l.Path())
		}
	})
}

func TestPagesOfTheRecord(t *testing.T) {
	t.Parallel()
	walk(t, filled, func(l *looked) {
		l.at("/passport", "passport").at("/passport/print", "passport-print").at("/session", "session").at("/my-data", "my-data")
		if l.full {
			l.Visit("/passport/print").Sheets("passport-print")
		}
		l.at("/my-data/health", "health").at("/my-data/audit", "audit").at("/courses", "courses")
		l.Tap("css:main .kept .links a[href$='/edit']")
		l.see("course-edit").Tap("css:main .actions a[href$='/remove']")
		l.see("course-remove").Visit("/passport").Tap("css:main .actions a[href$='/uses']")
		l.see("uses")
		l.at("/before", "before-planned").Tap("css:main form button")
		l.see("before").at("/my-data/erase", "erase").Touch("css:input[name=sure]").Tap("css:main form button")
		l.see("receipt").at("/passport", "passport-empty").at("/session", "session-empty").at("/courses", "courses-empty")
	})
}
