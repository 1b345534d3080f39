package journeys_test

import (
	"os"
	"strings"
	"testing"

	"skinafter/internal/testkit/browser"
)

func TestShots(t *testing.T) {
	base := os.Getenv("BASE")
	if base == "" {
		t.Log("no BASE")
		return
	}
	for _, look := range []browser.Look{{Name: "phone"}, {Name: "dark", Dark: true}} {
		p := browser.Open(t, base, look)
		for _, u := range strings.Fields(os.Getenv("PATHS")) {
			p.Visit(u).Picture(strings.ReplaceAll(strings.Trim(u, "/"), "/", "_") + "x")
		}
	}
}
