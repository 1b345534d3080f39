package person

import (
	"embed"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/web/frame"
)

// Files are the templates of this package.
//
//go:embed all:templates
var Files embed.FS

// pages answers the requests of this package.
type pages struct{ *frame.Frame }

// Routes are the actions of this package.
func Routes(f *frame.Frame) []frame.Route {
	p := &pages{f}
	return []frame.Route{
		{Pattern: "GET /session", Handler: p.session},
		{Pattern: "POST /session", Handler: p.sessionSettled},
		{Pattern: "GET /before", Handler: p.before},
		{Pattern: "POST /before", Handler: p.beforeSettled},
		{Pattern: "GET /before/health", Handler: p.healthBefore},
		{Pattern: "POST /before/health", Handler: p.healthKeptBefore},
		{Pattern: "GET /my-data", Handler: p.myData},
		{Pattern: "GET /my-data/health", Handler: p.health},
		{Pattern: "POST /my-data/health", Handler: p.healthKept},
		{Pattern: "POST /my-data/settings", Handler: p.settings},
		{Pattern: "POST /my-data/calendar", Handler: p.calendar},
		{Pattern: "POST /my-data/export", Handler: p.export},
		{Pattern: "GET /my-data/erase", Handler: p.erase},
		{Pattern: "POST /my-data/erase", Handler: p.erased},
		{Pattern: "GET /my-data/audit", Handler: p.audit},
	}
}

// words are the values of a closed list as plain text.
func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

func zoneOf(c *clinic.Course) *time.Location { return localtime.Location(c.Zone) }

func courseAddress(id clinic.ID, page string) string { return "/course/" + id.String() + "/" + page }

// Answers that are no code of a list.
const unsure, unknown = "unsure", "unknown"
