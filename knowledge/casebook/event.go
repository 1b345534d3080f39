package casebook

import (
	"io/fs"
	"path"
)

// EventFolder holds reported words with the event that must be found for them.
const EventFolder = "cases/events"

// Event is a reported word and the event that must be found for it.
type Event struct {
	Reported string `yaml:"reported"`
	Event    string `yaml:"event,omitempty"` // id; empty = no event may be found
	Not      string `yaml:"not,omitempty"`   // id of the event it could be taken for
}

// LoadEvents reads the reported words of cases/events in path order. The error, if any, is
// plain.Problems.
func LoadEvents(fsys fs.FS) ([]Event, error) {
	return loadCases(fsys, func(name string) bool { return path.Dir(name) == EventFolder }, func(*Event, string) {})
}
