package person_test

import (
	"os"
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/browser"
)

// looks are how the pages are looked at; all of them where pictures are wanted.
func looks() []browser.Look {
	two := []browser.Look{{Name: "phone"}, {Name: "phone-de", Lang: "de", NoScript: true}}
	if os.Getenv("SKINAFTER_SCREENSHOTS") == "" {
		return two
	}
	return append(two, browser.Look{Name: "phone-dark", Dark: true}, browser.Look{Name: "phone-rtl", Lang: "ar-XB"})
}

// filled is the course of the demonstration.
func filled(t *testing.T) *app {
	h := open(t)
	h.Demonstrate()
	return h
}

func TestPagesOnAPhone(t *testing.T) {
	for _, look := range looks() {
		h := filled(t)
		p := browser.Open(t, h.Serve(), look)
		see := func(name string) { p.Fits().BigEnough().Quiet().Accessible().Picture("person-" + name) }
		wrong := func(name string) { p.Console(); see(name) } // Chromium itself notes the status 422
		for name, path := range map[string]string{
			"session": "/session", "mydata": "/my-data", "health": "/my-data/health", "erase": "/my-data/erase", "audit": "/my-data/audit",
		} {
			p.Visit(path)
			see(name)
		}
		h.Person(func(x *clinic.Person) { x.Purpose = clinic.PurposeRecord })
		p.Visit("/before")
		see("before-record")
		p.Visit("/session")
		see("session-record")
		h.Person(func(x *clinic.Person) { x.Purpose, x.Told, x.Conditions = "", nil, []string{"keloid", "cold_sores"} })
		p.Visit("/before")
		see("before-1-planned")
		p.Tap("css:main form button")
		see("before-2-health")
		p.Fill("birth_year", "1850").Tap("css:main form .actions button")
		wrong("before-2-wrong")
		p.Fill("birth_year", "1990").Tap("css:main form .actions button")
		see("before-3-answer")
		p.Visit("/my-data/erase").Touch("css:input[name=sure]").Tap("css:main form button")
		see("receipt")
		p.Visit("/session")
		see("session-none")
	}
}
