package person_test

import (
	"io/fs"
	"os"
	"testing"

	"skinafter/internal/testkit/house"
	"skinafter/internal/web/person"
)

// app is the pages of this package in a house of their own.
type app struct{ *house.House }

func open(t testing.TB) *app {
	t.Helper()
	return &app{house.Open(t, map[string]fs.FS{"person": person.Files, "record": os.DirFS("../record"), "diary": os.DirFS("../diary")}, person.Routes)}
}
